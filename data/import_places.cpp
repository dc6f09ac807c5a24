#include "data/error.h"
#include "data/import_parts.h"
#include "geo/error.h"
#include "geo/repair.h"

#include <fmt/format.h>

#include <cstring>
#include <tuple>
#include <unordered_map>

namespace data {
namespace {

bool same(const Place& a, const Place& b)
{
    const auto fields = [](const Place& p) {
        return std::tie(p.kind, p.name, p.number, p.point.lon, p.point.lat, p.lines, p.width_m, p.height_m,
                        p.households);
    };
    return fields(a) == fields(b) && a.area == b.area;
}

std::string key_of(const Place& p)
{
    return fmt::format("{}|{}|{}|{:.7f}|{:.7f}", int(p.kind), p.name, p.number, p.point.lon, p.point.lat);
}

/// The middle of the longest line, by vertices: where a road's name is shown.
geo::LonLat middle_of(const geo::MultiLine& lines)
{
    const geo::Line* longest = nullptr;
    for (const geo::Line& line : lines)
        if (!longest || line.size() > longest->size())
            longest = &line;
    return longest && !longest->empty() ? (*longest)[longest->size() / 2] : geo::LonLat{};
}

/// Point, lines or areas of a row; the reason where there is nothing usable.
std::string take_shape(Import& import, const SourceRow& row, Place& place)
{
    const geo::VectorRow& raw = row.raw();
    if (raw.wkb.empty())
        return raw.defect;
    std::uint32_t type = 0;
    std::memcpy(&type, raw.wkb.data() + 1, sizeof type);
    try {
        if (type == 3 || type == 6) {
            geo::Repair repair = geo::repair(geo::multipolygon_from_wkb(raw.wkb));
            if (!repair.valid)
                return repair.reason;
            if (repair.repaired) {
                ++import.report.repaired;
                import.report.repairs.push_back({raw.number, repair.reason});
            }
            place.area = std::move(repair.shape);
            place.point = geo::label_point(place.area);
        } else if (type == 2 || type == 5) {
            place.lines = geo::multiline_from_wkb(raw.wkb);
            place.point = middle_of(place.lines);
        } else if (type == 1) {
            place.point = geo::point_from_wkb(raw.wkb);
        } else {
            return "the shape is a collection, not one point, line or area";
        }
    } catch (const geo::Error& error) {
        return error.what();
    }
    return position_defect(place.point);
}

PlaceKind kind_of(const SourceRow& row, const Place& place, ImportKind as)
{
    if (as == ImportKind::buildings)
        return PlaceKind::building;
    if (const auto kind = parse_place_kind(row.text("kind")))
        return *kind;
    return !place.lines.empty()    ? PlaceKind::road
           : !place.area.empty()   ? PlaceKind::landmark
           : !place.number.empty() ? PlaceKind::address
                                   : PlaceKind::landmark;
}

} // namespace

void import_places(Import& import)
{
    const bool buildings = import.job.kind == ImportKind::buildings;
    std::unordered_map<std::string, const Place*> known;
    for (const Place& place : import.world.places->rows)
        known.emplace(key_of(place), &place);
    std::vector<Place> batch;
    std::unordered_map<std::string, std::int64_t> seen;
    std::int64_t passed_over = 0;
    read_source(import, buildings ? geo::ShapeKind::polygon : geo::ShapeKind::any, [&](const SourceRow& row) {
        // OSM's areas are of all kinds; only those with the tag are buildings.
        if (buildings && row.has_column("building") && row.column("building").empty()) {
            ++passed_over;
            return;
        }
        Place place{.name = row.text("name"), .number = row.text("number")};
        if (!buildings && row.is_osm() && place.name.empty() && place.number.empty()) {
            ++passed_over;
            return;
        }
        if (std::string reason = take_shape(import, row, place); !reason.empty()) {
            import.refuse(row.number(), std::move(reason));
            return;
        }
        if (buildings && place.area.empty()) {
            import.refuse(row.number(), "a building needs an area");
            return;
        }
        if (!buildings && place.name.empty() && place.number.empty()) {
            import.refuse(row.number(), "no name and no number");
            return;
        }
        place.kind = kind_of(row, place, import.job.kind);
        place.width_m = parse_measure(row.text("width_m")).value_or(0);
        place.height_m = parse_measure(row.text("height_m")).value_or(0);
        place.households = parse_count(row.text("households")).value_or(0);
        std::string key = key_of(place);
        if (const auto [at, added] = seen.emplace(key, row.number()); !added) {
            import.refuse(row.number(), fmt::format("the same place stands in row {} already", at->second));
            return;
        }
        ++import.report.imported;
        if (const auto at = known.find(key); at != known.end()) {
            place.id = at->second->id;
            const bool unchanged = same(*at->second, place);
            count_found(import.report, unchanged);
            if (unchanged)
                return;
        }
        batch.push_back(std::move(place));
    });
    if (import.stop.stop_requested())
        throw geo::Cancelled{};
    for (const Place& place : import.world.places->rows)
        import.report.missing += (place.kind == PlaceKind::building) == buildings;
    import.report.missing -= import.report.updated + import.report.unchanged;
    if (passed_over > 0)
        import.note(fmt::format("{} {} passed over", passed_over,
                                buildings ? "areas are no buildings and were" : "points have no name and no number and were"));
    import.say(0.7, "writing");
    if (!import.job.dry_run && !batch.empty())
        import.store.put(std::span<const Place>(batch));
    import.say(1, "done");
}

} // namespace data
