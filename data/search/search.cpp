#include "data/search/search.h"

#include "data/records/place_names.h"
#include "data/search/query.h"
#include "geo/crs/position_text.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace data {
namespace {

constexpr std::size_t few_hits = 3; // fewer than this, and typing errors are looked for

/// Among equal matches of equal length.
int order_of(HitKind kind)
{
    switch (kind) {
    case HitKind::coordinate:
    case HitKind::grid:
        return 0;
    case HitKind::camera:
        return 1;
    case HitKind::place:
        return 2;
    case HitKind::incident:
        return 3;
    }
    return 4;
}

/// Among equal matches, before their length: a street before what stands along it; what stands still before what comes and goes, or
/// a street's incidents would hide its houses.
int group_of(HitKind hit, PlaceKind kind)
{
    if (hit != HitKind::place)
        return hit == HitKind::incident ? 4 : 1;
    switch (kind) {
    case PlaceKind::road:
        return 0;
    case PlaceKind::landmark:
    case PlaceKind::address:
        return 1;
    case PlaceKind::building:
    case PlaceKind::crossing:
        return 2;
    default:
        return 3;
    }
}

} // namespace

struct SearchIndex::Entries {
    struct Entry {
        HitKind kind;
        PlaceKind place_kind;
        std::uint16_t length;     // of the first text, the name: shorter ones first
        std::uint32_t table, row; // which of the added tables of that kind
    };
    TextMatcher texts;
    std::vector<Entry> list;
    std::vector<Frozen<Grid>> grids;
    std::vector<Frozen<Camera>> cameras;
    std::vector<Frozen<Place>> places;
    std::vector<std::vector<NamedIncident>> incidents;

    void append(Entry entry, std::initializer_list<std::string_view> fields)
    {
        std::string folded;
        bool is_first = true;
        for (const std::string_view field : fields) {
            if (field.empty())
                continue;
            folded.clear();
            append_folded(folded, field);
            if (std::exchange(is_first, false))
                entry.length = static_cast<std::uint16_t>(std::min<std::size_t>(folded.size(), 0xFFFF));
            texts.add(folded, static_cast<std::uint32_t>(list.size()));
        }
        if (!is_first)
            list.push_back(entry);
    }

    geo::LonLat position(const Entry& entry) const
    {
        switch (entry.kind) {
        case HitKind::grid:
            return grids[entry.table]->rows[entry.row].label;
        case HitKind::camera:
            return cameras[entry.table]->rows[entry.row].position;
        case HitKind::incident:
            return incidents[entry.table][entry.row].position;
        default:
            return places[entry.table]->rows[entry.row].point;
        }
    }

    SearchHit hit(const Entry& entry, MatchRank rank) const
    {
        SearchHit hit{.kind = entry.kind, .position = position(entry), .rank = rank, .place_kind = entry.place_kind};
        switch (entry.kind) {
        case HitKind::grid: {
            const Grid& g = grids[entry.table]->rows[entry.row];
            hit.id = g.id.value, hit.title = g.name, hit.detail = g.code;
            break;
        }
        case HitKind::camera: {
            const Camera& c = cameras[entry.table]->rows[entry.row];
            hit.id = c.id.value, hit.title = std::to_string(c.number) + " " + c.name, hit.detail = c.address;
            break;
        }
        case HitKind::incident: {
            const NamedIncident& i = incidents[entry.table][entry.row];
            hit.id = i.id.value, hit.title = i.number + " " + i.title, hit.detail = i.place;
            hit.has_position = i.has_position;
            break;
        }
        default: {
            const Place& p = places[entry.table]->rows[entry.row];
            hit.id = p.id.value, hit.title = place_title(p);
        }
        }
        return hit;
    }
};

SearchIndex::SearchIndex() : entries_(std::make_unique<Entries>()) {}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

std::vector<NamedIncident> names_of(const std::vector<Incident>& incidents, std::size_t first)
{
    std::vector<NamedIncident> names;
    names.reserve(incidents.size() - std::min(first, incidents.size()));
    for (std::size_t i = first; i < incidents.size(); ++i)
        names.push_back({incidents[i].id, incidents[i].number, incidents[i].title, incidents[i].place, incidents[i].position, incidents[i].has_position});
    return names;
}

void SearchIndex::add(Frozen<Grid> grids, TimePoint now)
{
    Entries& e = *entries_;
    const auto table = static_cast<std::uint32_t>(e.grids.size());
    for (std::uint32_t i = 0; i < grids->rows.size(); ++i)
        if (const Grid& g = grids->rows[i]; is_in_force(g, now))
            e.append({HitKind::grid, {}, 0, table, i}, {g.name, g.code});
    e.grids.push_back(std::move(grids));
}

void SearchIndex::add(Frozen<Camera> cameras)
{
    Entries& e = *entries_;
    const auto table = static_cast<std::uint32_t>(e.cameras.size());
    for (std::uint32_t i = 0; i < cameras->rows.size(); ++i)
        if (const Camera& c = cameras->rows[i]; c.status != CameraStatus::removed)
            e.append({HitKind::camera, {}, 0, table, i}, {c.name, std::to_string(c.number), c.code, c.address});
    e.cameras.push_back(std::move(cameras));
}

void SearchIndex::add(Frozen<Place> places)
{
    Entries& e = *entries_;
    const auto table = static_cast<std::uint32_t>(e.places.size());
    for (std::uint32_t i = 0; i < places->rows.size(); ++i) {
        const Place& p = places->rows[i];
        const std::uint32_t entry = static_cast<std::uint32_t>(e.list.size());
        const bool has_name = !p.name.empty() || (!p.number.empty() && p.kind != PlaceKind::building);
        if (!has_name)
            continue;
        e.append({HitKind::place, p.kind, 0, table, i}, {place_title(p), p.name.empty() ? std::string_view() : std::string_view(p.number)});
        for (const auto& [key, name] : other_names(p)) {
            std::string folded;
            append_folded(folded, name);
            e.texts.add(folded, entry);
        }
    }
    e.places.push_back(std::move(places));
}

void SearchIndex::add(std::vector<NamedIncident> incidents)
{
    Entries& e = *entries_;
    const auto table = static_cast<std::uint32_t>(e.incidents.size());
    for (std::uint32_t i = 0; i < incidents.size(); ++i)
        e.append({HitKind::incident, {}, 0, table, i}, {incidents[i].title, incidents[i].number, incidents[i].place});
    e.incidents.push_back(std::move(incidents));
}

void SearchIndex::freeze()
{
    entries_->texts.freeze();
}

std::size_t SearchIndex::size() const
{
    return entries_->list.size();
}

std::vector<SearchHit> search(std::span<const SearchIndex* const> indices, std::string_view query, const SearchOptions& options)
{
    using Entries = SearchIndex::Entries;
    struct Match {
        MatchRank rank;
        int group;
        std::size_t length;
        int order;
        double distance;
        const Entries* entries;
        std::size_t entry;
        auto key() const { return std::tie(rank, group, length, order, distance, entry); }
        bool operator<(const Match& o) const { return key() < o.key(); }
    };
    std::vector<Match> matches;
    std::vector<MatchRank> ranks, wrong;
    std::size_t exact = 0; // of the matches, those without a typing error

    std::map<std::pair<const SearchIndex*, std::string>, std::vector<MatchRank>> known; // exact ranks: asked again with errors forgiven
    const auto exact_ranks = [&](const SearchIndex* index, const std::string& word) -> const std::vector<MatchRank>& {
        auto [at, is_new] = known.try_emplace({index, word});
        if (is_new) {
            index->entries_->texts.match(word, at->second);
            at->second.resize(index->entries_->list.size(), MatchRank::none);
        }
        return at->second;
    };
    const auto is_wanted = [&](const SearchQuery& asked, const Entries::Entry& entry) {
        return (!options.places_only || (entry.kind != HitKind::camera && entry.kind != HitKind::incident)) &&
               (!asked.is_crossing || (entry.kind == HitKind::place && entry.place_kind == PlaceKind::crossing));
    };
    const auto ask = [&](const SearchQuery& asked, bool mistyped) {
        if (asked.words.empty())
            return;
        for (const SearchIndex* index : indices) {
            const Entries& e = *index->entries_;
            ranks.assign(e.list.size(), MatchRank::whole);
            for (const std::string& word : asked.words) {
                const std::vector<MatchRank>& of_word = exact_ranks(index, word);
                if (mistyped) // which of the words is wrong is not known: each may be
                    e.texts.match_mistyped(word, wrong);
                for (std::size_t i = 0; i < ranks.size(); ++i) {
                    const MatchRank best = mistyped && i < wrong.size() ? std::min(of_word[i], wrong[i]) : of_word[i];
                    ranks[i] = std::max(ranks[i], best);
                }
            }
            for (std::size_t i = 0; i < ranks.size(); ++i) {
                if (mistyped ? ranks[i] != MatchRank::mistyped : ranks[i] == MatchRank::none)
                    continue;
                const Entries::Entry& entry = e.list[i];
                const auto is_this = [&](const Match& m) { return m.entries == &e && m.entry == i; };
                if (is_wanted(asked, entry) && (!mistyped || std::none_of(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(exact), is_this)))
                    matches.push_back({ranks[i], group_of(entry.kind, entry.place_kind), entry.length, order_of(entry.kind), 0, &e, i});
            }
        }
    };
    const SearchQuery asked = parse_query(query);
    ask(asked, false);
    if (matches.empty())
        for (const SearchQuery& other : other_readings(query))
            if (matches.empty())
                ask(other, false);
    exact = matches.size();
    if (exact < few_hits)
        ask(asked, true);

    // Distances only of what has a chance to be shown.
    const auto keep = [&](std::size_t count) {
        count = std::min(count, matches.size());
        std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(count), matches.end());
        matches.resize(count);
    };
    keep(options.most * 8);
    if (options.from)
        for (Match& match : matches)
            match.distance = geo::distance_m(*options.from, match.entries->position(match.entries->list[match.entry]));
    keep(options.most);
    std::vector<SearchHit> hits;
    if (const auto point = geo::parse_position(query, options.nearby); point && options.most > 0)
        hits.push_back({.kind = HitKind::coordinate, .title = std::string(query), .position = *point});
    for (const Match& match : matches)
        if (hits.size() < options.most)
            hits.push_back(match.entries->hit(match.entries->list[match.entry], match.rank));
    return hits;
}

} // namespace data
