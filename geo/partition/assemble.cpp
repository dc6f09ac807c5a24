#include "geo/partition/assemble.h"

#include "geo/cancelled.h"
#include "geo/halves.h"
#include "geo/partition/fixed_rings.h"
#include "geo/partition/linework.h"
#include "geo/partition/segments.h"
#include "geo/shapes/geos_shapes.h"

#include <algorithm>
#include <cassert>
#include <map>

namespace geo {
namespace {

constexpr std::uint32_t nothing = Linework::none;

class Assembler {
public:
    Assembler(std::span<const MultiPolygon* const> shapes, std::stop_token stop)
        : shapes_(shapes), stop_(std::move(stop)), rings_(fixed_rings(shapes, stop_)), lines_(rings_.points.size()),
          origin_(rings_.points.empty() ? FixedPoint() : rings_.points.front())
    {
    }

    Assembled run()
    {
        read_shapes();
        lines_.node(stop_);
        find_arcs();
        turn_around_nodes();
        find_cycles();
        name_cells();
        Assembled out{make_map(), lines_.noded(), {}};
        find_invalid(out);
        return out;
    }

private:
    /// A chain of vertices. Its way 2 · i runs along it, way 2 · i + 1 back; each has one cell to its left.
    struct Chain {
        std::uint32_t first, count; // in chain_vertices_
        std::uint32_t segment;      // any of it: all bound the same shapes
        WideInt area;               // doubled, between it and the origin
    };
    struct Cycle {
        WideInt area = 0;           // negative: around a connected group of chains, from outside
        std::uint32_t way = nothing;   // any of its ways
        FixedPoint west{std::numeric_limits<std::int64_t>::max(), 0}; // its westernmost point, of these the southernmost
    };

    // ---- the shapes ----

    void read_shapes()
    {
        std::vector<std::uint32_t> rings(shapes_.size(), 0);
        for (const FixedRings::Ring& ring : rings_.rings) {
            if (!lines_.add_ring(ring.shape, rings_.of(ring)))
                suspects_.push_back(ring.shape);
            ++rings[ring.shape];
        }
        for (std::uint32_t shape = 0; shape < shapes_.size(); ++shape)
            if (rings[shape] != 1)
                suspects_.push_back(shape);
        rings_.points = {};
    }

    // ---- chains between nodes ----

    std::uint32_t other_end(std::uint32_t segment, std::uint32_t v) const
    {
        const Linework::Segment& s = lines_.segments()[segment];
        return s.low == v ? s.high : s.low;
    }

    std::uint32_t degree(std::uint32_t v) const { return first_at_[v + 1] - first_at_[v]; }

    void find_arcs()
    {
        const std::span<const Linework::Segment> segments = lines_.segments();
        const std::size_t vertices = lines_.vertices().size();
        first_at_.assign(vertices + 2, 0);
        for (const Linework::Segment& s : segments)
            if (s.is_live())
                ++first_at_[s.low + 2], ++first_at_[s.high + 2];
        for (std::size_t v = 2; v < first_at_.size(); ++v)
            first_at_[v] += first_at_[v - 1];
        at_.resize(first_at_.back());
        for (std::uint32_t s = 0; s < segments.size(); ++s)
            if (segments[s].is_live())
                at_[first_at_[segments[s].low + 1]++] = s, at_[first_at_[segments[s].high + 1]++] = s;

        chain_of_.assign(segments.size(), nothing);
        chain_vertices_.reserve(vertices + vertices / 4);
        for (std::uint32_t v = 0; v < vertices; ++v)
            if (degree(v) != 2)
                for (std::uint32_t i = first_at_[v]; i < first_at_[v + 1]; ++i)
                    if (chain_of_[at_[i]] == nothing)
                        follow(v, at_[i]);
        // What is left are rings that meet nothing: from their lowest point.
        std::vector<std::uint32_t> ring;
        for (std::uint32_t s = 0; s < segments.size(); ++s) {
            if (!segments[s].is_live() || chain_of_[s] != nothing)
                continue;
            std::uint32_t lowest = segments[s].low, v = segments[s].high;
            for (std::uint32_t along = s; v != segments[s].low; v = other_end(along, v)) {
                if (lines_.vertices()[v] < lines_.vertices()[lowest])
                    lowest = v;
                along = at_[first_at_[v]] == along ? at_[first_at_[v] + 1] : at_[first_at_[v]];
            }
            follow(lowest, at_[first_at_[lowest]]);
        }
    }

    void follow(std::uint32_t v, std::uint32_t segment)
    {
        Chain chain{static_cast<std::uint32_t>(chain_vertices_.size()), 0, segment, 0};
        const std::uint32_t from = v;
        chain_vertices_.push_back(v);
        for (;;) {
            chain_of_[segment] = static_cast<std::uint32_t>(chains_.size());
            const std::uint32_t next = other_end(segment, v);
            chain.area += cross(origin_, lines_.vertices()[v], lines_.vertices()[next]);
            chain_vertices_.push_back(v = next);
            if (v == from || degree(v) != 2)
                break;
            segment = at_[first_at_[v]] == segment ? at_[first_at_[v] + 1] : at_[first_at_[v]];
        }
        chain.count = static_cast<std::uint32_t>(chain_vertices_.size()) - chain.first;
        chains_.push_back(chain);
    }

    // ---- cells ----

    /// The vertex so many steps along a way.
    std::uint32_t on_way(std::uint32_t way, std::uint32_t steps) const
    {
        const Chain& chain = chains_[way / 2];
        return chain_vertices_[way % 2 == 0 ? chain.first + steps : chain.first + chain.count - 1 - steps];
    }

    /// After each way the one that goes on around the same cell: the next, clockwise, to the way back.
    void turn_around_nodes()
    {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> leaving; // node, way
        for (std::uint32_t way = 0; way < 2 * chains_.size(); ++way)
            leaving.emplace_back(on_way(way, 0), way);
        std::sort(leaving.begin(), leaving.end());
        next_.assign(2 * chains_.size(), nothing);
        const std::span<const FixedPoint> p = lines_.vertices();
        for (std::size_t i = 0, k = 0; i < leaving.size(); i = k) {
            const std::uint32_t node = leaving[i].first;
            while (k < leaving.size() && leaving[k].first == node)
                ++k;
            const FixedPoint back = p[on_way(leaving[i].second, 1)];
            std::sort(leaving.begin() + static_cast<std::ptrdiff_t>(i) + 1, leaving.begin() + static_cast<std::ptrdiff_t>(k),
                      [&](const auto& a, const auto& b) { return is_clockwise_before(p[node], back, p[on_way(a.second, 1)], p[on_way(b.second, 1)]); });
            for (std::size_t m = i; m < k; ++m)
                next_[leaving[m].second ^ 1] = leaving[m + 1 < k ? m + 1 : i].second;
        }
    }

    void find_cycles()
    {
        cycle_of_.assign(next_.size(), nothing);
        for (std::uint32_t first = 0; first < next_.size(); ++first) {
            if (cycle_of_[first] != nothing)
                continue;
            Cycle cycle{0, first};
            std::uint32_t way = first;
            do {
                cycle_of_[way] = static_cast<std::uint32_t>(cycles_.size());
                cycle.area += way % 2 == 0 ? chains_[way / 2].area : -chains_[way / 2].area;
                way = next_[way];
            } while (way != first);
            assert(cycle.area != 0);
            if (cycle.area < 0) {
                outsides_.push_back(static_cast<std::uint32_t>(cycles_.size()));
                do {
                    for (std::uint32_t i = 0; i < chains_[way / 2].count; ++i)
                        cycle.west = std::min(cycle.west, lines_.vertices()[on_way(way, i)]);
                    way = next_[way];
                } while (way != first);
            }
            cycles_.push_back(cycle);
        }
    }

    /// From outside inwards: behind each chain lies the cell of those who were here, less those who leave and with those who come.
    void name_cells()
    {
        owners_.assign(cycles_.size(), no_face);
        std::vector<char> is_named(cycles_.size(), 0);
        // What lies around a group is of a group that reaches further west.
        std::sort(outsides_.begin(), outsides_.end(), [&](std::uint32_t a, std::uint32_t b) { return cycles_[a].west < cycles_[b].west; });
        std::vector<std::uint32_t> open;
        for (const std::uint32_t outside : outsides_) {
            owners_[outside] = outside == outsides_.front() ? no_face : owners_[cell_around(cycles_[outside].west)];
            is_named[outside] = 1;
            open.push_back(outside);
            while (!open.empty()) {
                const std::uint32_t cycle = open.back();
                open.pop_back();
                std::uint32_t way = cycles_[cycle].way;
                do {
                    const std::uint32_t behind = cycle_of_[way ^ 1];
                    if (!is_named[behind]) {
                        owners_[behind] = across(owners_[cycle], lines_.segments()[chains_[way / 2].segment]);
                        is_named[behind] = 1;
                        open.push_back(behind);
                    }
                    way = next_[way];
                } while (way != cycles_[cycle].way);
            }
        }
    }

    /// outsides_.front(): none.
    std::uint32_t cell_around(FixedPoint p) const
    {
        const std::uint32_t segment = lines_.west_of(p);
        if (segment == nothing)
            return outsides_.front();
        // To its east lies the left of the way that runs down.
        const Linework::Segment& s = lines_.segments()[segment];
        const bool low_is_up = lines_.vertices()[s.low].y > lines_.vertices()[s.high].y;
        const std::uint32_t from = low_is_up ? s.low : s.high, to = low_is_up ? s.high : s.low;
        const Chain& chain = chains_[chain_of_[segment]];
        const auto begin = chain_vertices_.begin() + chain.first, end = begin + chain.count;
        for (auto v = begin; v + 1 != end; ++v)
            if (*v == from && v[1] == to)
                return cycle_of_[2 * chain_of_[segment]];
        return cycle_of_[2 * chain_of_[segment] + 1];
    }

    FaceId across(FaceId here, const Linework::Segment& s)
    {
        if (here == no_face && s.b == nothing)
            return s.a;
        if (here < shapes_.size() && s.more == nothing) {
            if (s.a == here)
                return s.b == nothing ? no_face : s.b;
            if (s.b == here)
                return s.a;
        }
        std::vector<FaceId> set, crossed, out;
        if (here < shapes_.size())
            set = {here};
        else if (here != no_face)
            set = overlaps_[here - shapes_.size()];
        lines_.owners(s, crossed);
        std::sort(crossed.begin(), crossed.end());
        std::set_symmetric_difference(set.begin(), set.end(), crossed.begin(), crossed.end(), std::back_inserter(out));
        if (out.size() < 2)
            return out.empty() ? no_face : out.front();
        const auto [at, is_new] = overlap_ids_.try_emplace(out, static_cast<FaceId>(shapes_.size() + overlaps_.size()));
        if (is_new)
            overlaps_.push_back(std::move(out));
        return at->second;
    }

    // ---- the result ----

    Tessellation make_map()
    {
        std::vector<ArcPtr> arcs(chains_.size());
        in_halves(chains_.size(), [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                auto arc = std::make_shared<SharedArc>();
                arc->points.reserve(chains_[i].count);
                for (std::uint32_t k = 0; k < chains_[i].count; ++k)
                    arc->points.push_back(lines_.vertices()[chain_vertices_[chains_[i].first + k]]);
                arc->left = owners_[cycle_of_[2 * i]], arc->right = owners_[cycle_of_[2 * i + 1]];
                assert(arc->left != arc->right);
                arcs[i] = std::move(arc);
            }
        });
        std::vector<std::vector<FaceId>> owners(shapes_.size());
        owners.insert(owners.end(), overlaps_.begin(), overlaps_.end());
        return Tessellation(rings_.extent, std::move(arcs), std::move(owners));
    }

    /// Asked of GEOS for those that pass a point twice, meet themselves, have several rings, or another area than their rings say.
    void find_invalid(Assembled& out)
    {
        std::vector<WideInt> area(shapes_.size(), 0);
        for (std::uint32_t i = 0; i < chains_.size(); ++i)
            for (const std::uint32_t way : {2 * i, 2 * i + 1})
                if (const FaceId face = owners_[cycle_of_[way]]; face != no_face) {
                    const WideInt part = way % 2 == 0 ? chains_[i].area : -chains_[i].area;
                    if (face < shapes_.size())
                        area[face] += part;
                    else
                        for (const FaceId owner : overlaps_[face - shapes_.size()])
                            area[owner] += part;
                }
        suspects_.insert(suspects_.end(), lines_.suspects().begin(), lines_.suspects().end());
        for (std::uint32_t shape = 0; shape < shapes_.size(); ++shape)
            if (area[shape] != rings_.area[shape] || area[shape] == 0)
                suspects_.push_back(shape);
        std::sort(suspects_.begin(), suspects_.end());
        suspects_.erase(std::unique(suspects_.begin(), suspects_.end()), suspects_.end());
        if (suspects_.empty())
            return;
        const GeosShapes geos;
        for (const std::uint32_t shape : suspects_) {
            if (stop_.stop_requested())
                throw Cancelled{};
            std::string reason = area[shape] == 0 ? "It has no area" : geos.invalid_reason(*shapes_[shape]);
            if (!reason.empty())
                out.invalid.push_back({shape, std::move(reason)});
        }
    }

    const std::span<const MultiPolygon* const> shapes_;
    const std::stop_token stop_;
    FixedRings rings_; // their points until they are lines
    Linework lines_;
    const FixedPoint origin_;
    std::vector<std::uint32_t> suspects_;
    std::vector<std::uint32_t> first_at_, at_; // segments by vertex
    std::vector<std::uint32_t> chain_of_;      // by segment
    std::vector<Chain> chains_;
    std::vector<std::uint32_t> chain_vertices_;
    std::vector<std::uint32_t> next_, cycle_of_; // by way
    std::vector<Cycle> cycles_;
    std::vector<std::uint32_t> outsides_;
    std::vector<FaceId> owners_; // by cycle
    std::vector<std::vector<FaceId>> overlaps_;
    std::map<std::vector<FaceId>, FaceId> overlap_ids_;
};

} // namespace

Assembled assemble_those(std::span<const MultiPolygon* const> shapes, std::stop_token stop) { return Assembler(shapes, std::move(stop)).run(); }

Assembled assemble(std::span<const MultiPolygon> shapes, std::stop_token stop)
{
    std::vector<const MultiPolygon*> all;
    all.reserve(shapes.size());
    for (const MultiPolygon& shape : shapes)
        all.push_back(&shape);
    return assemble_those(all, std::move(stop));
}

} // namespace geo
