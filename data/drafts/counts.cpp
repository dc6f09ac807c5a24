#include "data/drafts/counts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace data {
namespace {

using geo::FaceId;
using geo::no_face;

/// A grid's land before the edit, by where it goes.
struct Source {
    struct Part {
        FaceId to = no_face;
        double area = 0;       // doubled, square units
        int placed = 0;        // households of the places on it
    };
    std::vector<Part> parts;   // what stays first, then by face
    int placed = 0;            // of all its places
};

/// What of a count comes together in a grid. Where a known part meets an unknown one the known number stays, and nothing known is unknown.
struct Sum {
    int known = 0;
    bool has_known = false, has_unknown = false;

    void add(int value) { known += value, has_known = true; }
    std::optional<int> value() const { return has_known && (known > 0 || !has_unknown) ? std::optional(known) : std::nullopt; }
    bool is_mixed() const { return known > 0 && has_unknown; }
};

/// What a grid has after the edit.
struct Received {
    Sum households, residents;
    bool is_estimated = false;
};

Source::Part& part_to(Source& source, FaceId to)
{
    const auto at = std::find_if(source.parts.begin(), source.parts.end(), [&](const Source::Part& part) { return part.to == to; });
    return at != source.parts.end() ? *at : source.parts.emplace_back(Source::Part{to, 0, 0});
}

class Records {
public:
    Records(const DraftVersion& before, const geo::Tessellation& after, const geo::Edited& edited, const CountIndex& counts,
            const RecordOptions& options)
        : before_(before), after_(after), edited_(edited), counts_(counts), options_(options)
    {
    }

    std::vector<DraftEdit::GridChange> run()
    {
        find_sources();
        for (const auto& [face, source] : sources_)
            hand_on(face, source);
        take_from_nobody();
        std::map<FaceId, DraftEdit::GridChange> out;
        make_new(out);
        for (const auto& [face, received] : received_)
            if (!out.contains(face))
                keep(face, received, out);
        for (const FaceId face : edited_.removed)
            if (const DraftGridPtr record = record_of(face))
                out[face] = {face, record, nullptr};
        std::vector<DraftEdit::GridChange> changes;
        for (auto& [face, change] : out)
            changes.push_back(std::move(change));
        return changes;
    }

private:
    DraftGridPtr record_of(FaceId face) const { return face < before_.grids.size() ? before_.grids[face] : nullptr; }
    bool is_new(FaceId face) const { return created_.contains(face); }
    bool is_overlap(FaceId face) const { return after_.face(face) && after_.face(face)->is_overlap(); }

    /// The grids that give land, and how it is divided. Those that only take some hand all they have to themselves.
    void find_sources()
    {
        for (const geo::Passage& passage : edited_.passages) {
            const double area = static_cast<double>(passage.doubled_area);
            if (passage.to != no_face)
                origins_[passage.to][passage.from] += area;
            if (passage.to != no_face && record_of(passage.to))
                sources_.try_emplace(passage.to);
            // What becomes an overlap stays its owners'.
            if (passage.from != no_face && record_of(passage.from) && (passage.to == no_face || !is_overlap(passage.to)))
                part_to(sources_[passage.from], passage.to).area += area;
        }
        for (auto& [face, source] : sources_) {
            if (after_.face(face))
                source.parts.insert(source.parts.begin(), Source::Part{face, static_cast<double>(after_.doubled_area(face)), 0});
            if (source.parts.size() > 1) {
                // Of its land now, only what it had before stays.
                if (source.parts.front().to == face)
                    for (const auto& [from, area] : origins_[face])
                        source.parts.front().area = std::max(0.0, source.parts.front().area - area);
                count_places(face, source);
            }
        }
    }

    void count_places(FaceId face, Source& source)
    {
        counts_.within(before_.map.face(face)->box, found_);
        for (const std::uint32_t i : found_) {
            const CountIndex::Counted& place = counts_[i];
            if (before_.map.face_at(place.point) != face)
                continue;
            part_to(source, after_.face_at(place.point)).placed += place.households;
            source.placed += place.households;
        }
    }

    /// Divides what a grid has among the parts of its land.
    void hand_on(FaceId face, const Source& source)
    {
        const DraftGrid& grid = *record_of(face);
        const std::size_t n = source.parts.size();
        std::vector<double> weights(n);
        const bool is_by_places = source.placed > 0;
        for (std::size_t i = 0; i < n; ++i)
            weights[i] = is_by_places ? source.parts[i].placed : source.parts[i].area;
        std::vector<int> households, residents;
        if (grid.households)
            households = share_out(*grid.households, weights);
        if (grid.residents) {
            std::vector<double> by_households(households.begin(), households.end());
            const bool is_told = grid.households.value_or(0) > 0;
            residents = share_out(*grid.residents, is_told ? std::span<const double>(by_households) : std::span<const double>(weights));
        }
        const bool is_exact = is_by_places && grid.households.value_or(source.placed) == source.placed;
        const auto has_share = [&](std::size_t i) { return (!households.empty() && households[i] > 0) || (!residents.empty() && residents[i] > 0); };
        bool goes_elsewhere = false;
        for (std::size_t i = 0; i < n; ++i)
            goes_elsewhere |= source.parts[i].to != face && has_share(i);
        const bool has_any = grid.households.value_or(0) > 0 || grid.residents.value_or(0) > 0;
        for (std::size_t i = 0; i < n; ++i) {
            const FaceId to = source.parts[i].to;
            if (to == no_face)
                continue;
            Received& received = received_[to];
            grid.households ? received.households.add(households[i]) : void(received.households.has_unknown = true);
            grid.residents ? received.residents.add(residents[i]) : void(received.residents.has_unknown = true);
            received.is_estimated |= grid.is_estimated && (has_share(i) || to == face || is_new(to));
            if (n > 1 && !is_exact && has_any)
                received.is_estimated |= to == face ? goes_elsewhere : has_share(i) || is_new(to);
        }
    }

    /// Land that was no grid's: the places on it.
    void take_from_nobody()
    {
        for (const geo::Passage& passage : edited_.passages) {
            if (passage.from != no_face || passage.to == no_face || !after_.face(passage.to))
                continue;
            counts_.within(after_.face(passage.to)->box, found_);
            int sum = 0;
            for (const std::uint32_t i : found_)
                if (const geo::FixedPoint p = counts_[i].point; after_.face_at(p) == passage.to && before_.map.face_at(p) == no_face)
                    sum += counts_[i].households;
            Received& received = received_[passage.to];
            const DraftGridPtr record = record_of(passage.to);
            if (sum > 0 && (!record || record->households))
                received.households.add(sum);
        }
    }

    void keep(FaceId face, const Received& received, std::map<FaceId, DraftEdit::GridChange>& out)
    {
        const DraftGridPtr record = record_of(face);
        if (!record || !after_.face(face) || is_overlap(face))
            return;
        DraftGrid grid = *record;
        grid.households = received.households.value();
        grid.residents = received.residents.value();
        const bool is_other = grid.households != record->households || grid.residents != record->residents;
        grid.is_estimated = received.is_estimated || (is_other && (received.households.is_mixed() || received.residents.is_mixed()));
        if (grid != *record)
            out[face] = {face, record, std::make_shared<const DraftGrid>(std::move(grid))};
    }

    /// The grid most of the new one's land comes from; no_face: from none.
    FaceId origin_of(FaceId face) const
    {
        FaceId best = no_face;
        double most = 0;
        if (const auto at = origins_.find(face); at != origins_.end())
            for (const auto& [from, area] : at->second)
                if (from != no_face && record_of(from) && area > most)
                    best = from, most = area;
        return best;
    }

    void make_new(std::map<FaceId, DraftEdit::GridChange>& out)
    {
        std::map<FaceId, DraftGrid> made;
        std::map<GridId, std::vector<FaceId>> by_community;
        std::int64_t id = options_.next_id;
        for (const FaceId face : edited_.created) {
            const geo::Face* f = after_.face(face);
            if (!f || f->is_overlap())
                continue;
            if (options_.landless)
                if (const auto known = options_.landless->find(face); known != options_.landless->end()) {
                    out[face] = {face, nullptr, known->second}; // what it has was its own all along
                    continue;
                }
            DraftGrid& grid = made[face];
            grid.id = GridId{id--};
            if (const FaceId origin = origin_of(face); origin != no_face) {
                const DraftGrid& parent = *record_of(origin);
                grid.kind = parent.kind, grid.unit = parent.unit, grid.parent = parent.parent, grid.name = parent.name;
            }
            grid.kind = options_.kind.value_or(grid.kind);
            grid.parent = options_.community.value_or(grid.parent);
            if (const auto at = received_.find(face); at != received_.end()) {
                const Received& received = at->second;
                grid.households = received.households.value(), grid.residents = received.residents.value();
                grid.is_estimated = received.is_estimated || received.households.is_mixed() || received.residents.is_mixed();
            }
            by_community[grid.parent].push_back(face);
        }
        static const CodeBook nothing;
        const CodeBook& book = options_.book ? *options_.book : nothing;
        for (auto& [community, faces] : by_community) {
            const std::vector<FaceId> ordered = in_reading_order(after_, std::move(faces));
            const std::vector<std::string> codes = book.propose(community, ordered.size());
            std::set<std::string> names;
            for (std::size_t i = 0; i < ordered.size(); ++i) {
                DraftGrid& grid = made[ordered[i]];
                grid.code = codes[i];
                grid.name = book.derive_name(community, grid.name, names);
                names.insert(grid.name);
            }
        }
        for (auto& [face, grid] : made)
            out[face] = {face, nullptr, std::make_shared<const DraftGrid>(std::move(grid))};
    }

    const DraftVersion& before_;
    const geo::Tessellation& after_;
    const geo::Edited& edited_;
    const CountIndex& counts_;
    const RecordOptions& options_;
    std::map<FaceId, Source> sources_;
    std::map<FaceId, std::map<FaceId, double>> origins_; // of land won: from whom
    std::map<FaceId, Received> received_;
    const std::set<FaceId> created_{edited_.created.begin(), edited_.created.end()};
    std::vector<std::uint32_t> found_;
};

std::vector<geo::LonLat> points_of(std::span<const CountIndex::Counted> places)
{
    std::vector<geo::LonLat> out;
    for (const CountIndex::Counted& place : places)
        out.push_back(geo::lonlat_from_fixed(place.point));
    return out;
}

} // namespace

CountIndex::CountIndex(std::span<const CountedPlace> places)
{
    for (const CountedPlace& place : places)
        if (place.households > 0)
            places_.push_back({geo::fixed_from_lonlat(place.point), place.households});
    index_ = geo::SpatialIndex(points_of(places_));
}

void CountIndex::within(const geo::FixedBox& box, std::vector<std::uint32_t>& out) const
{
    out.clear();
    if (places_.empty() || box.is_empty())
        return;
    // A unit more on each side: degrees are rounded.
    const geo::LonLatBox degrees = geo::lonlat_box(geo::FixedBox{box.west - 1, box.south - 1, box.east + 1, box.north + 1});
    out = index_.query(degrees);
    std::erase_if(out, [&](std::uint32_t i) { return !box.contains(places_[i].point); });
    std::sort(out.begin(), out.end());
}

std::vector<int> share_out(int total, std::span<const double> weights)
{
    std::vector<int> parts(weights.size(), 0);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (parts.empty() || total == 0)
        return parts;
    if (!(sum > 0)) {
        parts.front() = total;
        return parts;
    }
    std::vector<double> remainders(weights.size());
    int left = total;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double share = total * (weights[i] / sum);
        parts[i] = static_cast<int>(std::floor(share + 1e-9)); // 3 of 3 must not become 2 by rounding
        remainders[i] = share - parts[i];
        left -= parts[i];
    }
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; left > 0; i = (i + 1) % order.size())
        ++parts[order[i]], --left;
    for (std::size_t i = order.size(); left < 0; i = i > 1 ? i - 1 : order.size())
        if (parts[order[i - 1]] > 0)
            --parts[order[i - 1]], ++left;
    return parts;
}

int households_inside(const geo::Tessellation& map, geo::FaceId face, const CountIndex& counts)
{
    int sum = 0;
    if (const geo::Face* f = map.face(face)) {
        std::vector<std::uint32_t> found;
        counts.within(f->box, found);
        for (const std::uint32_t i : found)
            if (map.face_at(counts[i].point) == face)
                sum += counts[i].households;
    }
    return sum;
}

std::vector<DraftEdit::GridChange> records_after(const DraftVersion& before, const geo::Tessellation& after, const geo::Edited& edited,
                                                 const CountIndex& counts, const RecordOptions& options)
{
    return Records(before, after, edited, counts, options).run();
}

} // namespace data
