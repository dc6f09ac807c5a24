#include "console/panels/search/finder.h"

#include "console/panels/shell/palette_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace console {
namespace {

constexpr std::array place_kind_keys{"place_kind.address",  "place_kind.building", "place_kind.road",  "place_kind.crossing",
                                     "place_kind.landmark", "place_kind.pole",     "place_kind.water", "place_kind.green"};

const char* kind_key(const data::SearchHit& hit)
{
    switch (hit.kind) {
    case data::HitKind::grid: return "level.grid";
    case data::HitKind::camera: return "hit.camera";
    case data::HitKind::incident: return "hit.incident";
    case data::HitKind::coordinate: return "search.coordinate";
    case data::HitKind::place: return place_kind_keys[static_cast<std::size_t>(hit.place_kind)];
    }
    return "";
}

/// Where the operator looks from: the selected incident or point, else the middle of the map; nothing before there is one.
std::optional<geo::LonLat> looking_from(const View& view)
{
    if (const data::Incident* incident = view.world.incidents.find(view.session.selection.incident); incident && incident->has_position)
        return incident->position;
    if (view.session.selection.point)
        return view.session.selection.point;
    if (view.session.map.view == MapView{})
        return std::nullopt; // the map has not been looked at yet: it would be 12,000 km from everything
    return geo::lonlat_from_map(view.session.map.view.centre);
}

}

std::string distance_words(double metres)
{
    return metres >= 10000 ? fmt::format("{:.0f} km", metres / 1000) : metres >= 1000 ? fmt::format("{:.1f} km", metres / 1000) : fmt::format("{:.0f} m", metres);
}

Hit hit_from_record(const FoundRecord& found, const data::World& world, const Texts& text)
{
    const data::SearchHit& record = found.hit;
    Hit hit{.kind = record.kind, .title = record.title, .detail = record.detail, .what = std::string(text(kind_key(record)))};
    if (const data::Grid* grid = world.grids->find(found.grid); grid && record.kind != data::HitKind::grid)
        hit.where = grid->name;
    if (record.kind == data::HitKind::grid)
        if (const data::Grid* grid = world.grids->find(data::GridId{record.id}))
            hit.what = text(std::string("level.") + data::level_names[static_cast<std::size_t>(grid->level)]);
    if (found.distance_m)
        hit.where += (hit.where.empty() ? "" : " · ") + distance_words(*found.distance_m);
    if (record.has_position)
        hit.position = record.position;
    static constexpr std::array kinds{"grid", "camera", "incident", "place", "point"};
    hit.command = {"search.show", {kinds[static_cast<std::size_t>(record.kind)], std::to_string(record.id)}};
    if (record.has_position) {
        hit.command.arguments.push_back(fmt::format("{:.7f}", record.position.lon));
        hit.command.arguments.push_back(fmt::format("{:.7f}", record.position.lat));
    }
    return hit;
}

std::vector<Hit> find_commands(const data::World& world, const Session& session, const Texts& text, std::string_view query, std::size_t most)
{
    std::vector<Hit> hits;
    for (PaletteRow& row : find_palette_rows(world, session, text, query))
        if (hits.size() < most && row.why_not.empty())
            hits.push_back({.title = std::move(row.title), .what = std::string(text("hit.command")), .where = std::move(row.key), .command = std::move(row.command)});
    return hits;
}

std::vector<FoundRecord> find_records(const PlaceBook* book, std::span<const std::shared_ptr<const data::SearchIndex>> incidents, std::string_view query,
                                      const data::SearchOptions& options)
{
    std::vector<const data::SearchIndex*> indices;
    if (book)
        indices.push_back(&book->records);
    if (!options.places_only)
        for (const auto& index : incidents)
            indices.push_back(index.get());
    std::vector<FoundRecord> found;
    for (data::SearchHit& hit : data::search(indices, query, options)) {
        FoundRecord record{.hit = std::move(hit)};
        if (record.hit.has_position) {
            if (book)
                record.grid = book->locator.find(record.hit.position);
            if (options.from)
                record.distance_m = geo::distance_m(*options.from, record.hit.position);
        }
        found.push_back(std::move(record));
    }
    return found;
}

void Finder::show(const View& view, const std::vector<FoundRecord>& found)
{
    hits_.clear();
    for (const FoundRecord& record : found)
        hits_.push_back(hit_from_record(record, view.world, view.text));
    if (!options_.places_only && !asked_.empty()) {
        // At most three commands, below the records that are exactly meant.
        auto commands = find_commands(view.world, view.session, view.text, asked_, 3);
        if (hits_.size() + commands.size() > options_.limit)
            hits_.resize(std::min(hits_.size(), options_.limit - commands.size()));
        std::ranges::move(commands, std::back_inserter(hits_));
    }
    ++edition_;
}

void Finder::ask(const View& view, const std::string& query, const FindOptions& options)
{
    if (found_)
        show(view, *std::exchange(found_, std::nullopt));
    const std::uint64_t edition = view.places ? view.places->edition : 0;
    // Where the operator looks from may come to be known after the words.
    const bool has_place = looking_from(view).has_value();
    if (was_asked_ && query == asked_ && edition == places_edition_ && view.text.language() == language_ && has_place == had_place_)
        return;
    was_asked_ = true;
    had_place_ = has_place;
    asked_ = query, places_edition_ = edition, language_ = view.text.language(), options_ = options;
    // Asked before that, "217" is no camera yet, but a part of an incident's number.
    has_all_records_ = view.places && view.places->are_prepared();
    if (!has_all_records_ || query.find_first_not_of(' ') == std::string::npos) {
        task_.cancel();
        hits_.clear();
        ++edition_;
        return;
    }
    data::SearchOptions wanted{.most = options.limit, .places_only = options.places_only, .from = looking_from(view)};
    std::shared_ptr<const PlaceBook> book = view.places->book;
    wanted.nearby = book->city;
    auto incidents = view.places->incidents;
    if (!view.background) {
        show(view, find_records(book.get(), incidents, query, wanted));
        return;
    }
    // Assigning drops the question before: its answer is not delivered any more.
    task_ = view.background->run(
        Queue::tile, "search", [=, words = query](std::stop_token, TaskProgress&) { return find_records(book.get(), incidents, words, wanted); },
        [this](std::vector<FoundRecord> found) { found_ = std::move(found); });
}

}
