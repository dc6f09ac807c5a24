#include "data/error.h"
#include "data/import/kinds.h"
#include "data/import/osm_places.h"
#include "data/import/place_match.h"
#include "data/import/roads.h"
#include "data/import/source.h"
#include "data/records/place_names.h"
#include "data/records/record_names.h"
#include "geo/cancelled.h"
#include "geo/error.h"
#include "geo/formats/repair.h"
#include "geo/shapes/wkb_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace data {
namespace {

constexpr double floor_height_m = 3; // where a building says its floors but not its height

bool same(const Place& a, const Place& b)
{
    const auto fields = [](const Place& p) {
        return std::tie(p.kind, p.name, p.number, p.point.lon, p.point.lat, p.lines, p.width_m, p.height_m,
                        p.households, p.floors, p.other_names);
    };
    return fields(a) == fields(b) && a.area == b.area;
}

/// Point, lines or areas of a row; the reason where there is nothing usable.
std::vector<geo::Remark> take_shape(Import& import, const SourceRow& row, Place& place)
{
    const geo::VectorRow& raw = row.raw();
    if (raw.wkb.empty())
        return {raw.defect};
    const geo::WkbType type = geo::wkb_type(raw.wkb);
    try {
        if (is_area(type) || import.job.kind == ImportKind::buildings) {
            geo::Repair repair = geo::repair(area_of(import, row));
            if (!repair.valid)
                return repair.reasons;
            if (repair.repaired) {
                ++import.report.repaired;
                import.report.repairs.push_back({raw.number, repair.reasons});
            }
            place.area = std::move(repair.shape);
            place.point = geo::label_point(place.area);
        } else if (is_line(type)) {
            place.lines = geo::multiline_from_wkb(raw.wkb);
            place.point = middle_of(place.lines);
        } else if (type == geo::WkbType::point) {
            place.point = geo::point_from_wkb(raw.wkb);
        } else {
            return {{"mixed_shape"}};
        }
    } catch (const geo::Error& error) {
        if (import.job.kind == ImportKind::buildings)
            return {{"building_needs_area"}};
        return {{"reader_says", {error.what()}}};
    }
    if (geo::Remark defect = position_defect(place.point); !defect.empty())
        return {std::move(defect)};
    return {};
}

/// The names of a table's row, by columns.
std::string names_of_row(const SourceRow& row)
{
    std::string names;
    for (const auto& [key, field] : {std::pair("zh", "name_zh"), {"en", "name_en"}, {"ref", "ref"}})
        add_other_name(names, key, row.text(field));
    // Our own export has all of them in one field; an alias of somebody else's is one name.
    const std::string others = row.raw_text("other_names");
    if (others.find('=') == std::string::npos)
        add_other_name(names, "alt", others);
    else
        for (const auto& [key, name] : other_names(Place{.other_names = others}))
            add_other_name(names, key, name);
    return names;
}

/// What one row of a table names: a place, and its address where it has both.
std::vector<Place> places_from_columns(const SourceRow& row, const Place& shape)
{
    const std::string name = row.text("name"), street = row.text("street"), number = row.text("number"), pole = row.text("pole");
    const auto kind = parse_place_kind(row.text("kind"));
    std::vector<Place> places;
    if (!pole.empty() || kind == PlaceKind::pole) {
        places.push_back({.kind = PlaceKind::pole, .name = !name.empty() ? name : street, .number = !pole.empty() ? pole : number});
    } else if (!shape.lines.empty()) {
        const std::string own = !name.empty() ? name : !street.empty() ? street : row.text("ref");
        places.push_back({.kind = kind.value_or(PlaceKind::road), .name = own});
    } else if (kind) {
        places.push_back({.kind = *kind, .name = !name.empty() ? name : street, .number = number});
    } else {
        const bool has_address = !number.empty() && (name.empty() || name == street || street.empty());
        if (!name.empty() && !has_address)
            places.push_back({.kind = PlaceKind::landmark, .name = name});
        if (!number.empty() && (has_address || !street.empty()))
            places.push_back({.kind = PlaceKind::address, .name = !street.empty() ? street : name, .number = number});
        else if (name.empty() && !street.empty())
            places.push_back({.kind = PlaceKind::landmark, .name = street});
    }
    if (!places.empty())
        places[0].other_names = names_of_row(row);
    return places;
}

Place building_from(Import& import, const SourceRow& row, bool& has_guessed_height)
{
    Place place{.kind = PlaceKind::building, .name = row.text("name"), .number = row.text("number")};
    const std::string street = row.text("street");
    if (place.name.empty())
        place.name = street;
    else if (!street.empty() && street != place.name && !place.number.empty()) {
        // "City Hall" of 100 Holliday Street: its number belongs to the street.
        add_other_name(place.other_names, "address", place_title(Place{.name = street, .number = place.number}));
        place.number.clear();
    }
    place.floors = count_of(import, row, "floors").value_or(0);
    place.height_m = measure_of(import, row, "height_m").value_or(0);
    if (place.height_m <= 0 && place.floors > 0) {
        place.height_m = place.floors * floor_height_m;
        has_guessed_height = true;
    }
    return place;
}

/// Reads rows, judges them, compares them with what the workspace has and writes what is new or changed.
class PlaceImport {
public:
    explicit PlaceImport(Import& import) : import_(import), buildings_(import.job.kind == ImportKind::buildings)
    {
        check_match_field(import.job.match, fields_of(Place{}));
    }

    void run()
    {
        if (buildings_)
            read_source(import_, geo::ShapeKind::polygon, [this](const SourceRow& row) { take_building(row); });
        else
            for (const std::string& layer : layers_to_read())
                read_source(import_, geo::ShapeKind::any, [this](const SourceRow& row) { take_place(row); }, layer);
        if (import_.stop.stop_requested())
            throw geo::Cancelled{};
        import_.say(0.6, "joining roads");
        add_roads();
        add_crossings();
        finish();
    }

private:
    /// An extract of OpenStreetMap has its places in three layers; of other sources the named or the first one is read.
    std::vector<std::string> layers_to_read() const
    {
        if (import_.job.layer.empty() && geo::VectorFile::open(import_.job.source).driver() == "OSM")
            return {"points", "lines", "multipolygons"};
        return {import_.job.layer};
    }

    void take_building(const SourceRow& row)
    {
        // OSM's areas are of all kinds; only those with the tag are buildings.
        if (row.has_column("building") && row.column("building").empty()) {
            ++passed_over_;
            return;
        }
        bool has_guessed_height = false;
        FreshPlace fresh = fresh_from(row);
        Place& place = fresh.place = building_from(import_, row, has_guessed_height);
        place.households = count_of(import_, row, "households").value_or(0);
        if (row.is_osm())
            add_names(place, names_from_hstore(row.all_tags()));
        else
            add_names(place, names_of_row(row));
        if (std::vector<geo::Remark> reasons = take_shape(import_, row, place); !reasons.empty())
            return import_.refuse(row.number(), std::move(reasons));
        if (place.area.empty())
            return import_.refuse(row.number(), geo::Remark("building_needs_area"));
        guessed_heights_ += has_guessed_height;
        fresh.says_height |= has_guessed_height;
        add(std::move(fresh));
    }

    void take_place(const SourceRow& row)
    {
        Place shape;
        std::vector<Place> places;
        const geo::WkbType type = geo::wkb_type(row.raw().wkb);
        const auto tag = [&](const std::string& key) { return row.tag(key); };
        if (row.is_osm()) {
            // Most of the map has no name: it is passed over before its shape costs anything.
            places = places_from_tags(type == geo::WkbType::point ? OsmShape::point : is_line(type) ? OsmShape::line : OsmShape::area, tag);
            if (places.empty()) {
                ++passed_over_;
                return;
            }
            if (places[0].kind != PlaceKind::address)
                add_names(places[0], names_from_hstore(row.all_tags()));
        }
        if (std::vector<geo::Remark> reasons = take_shape(import_, row, shape); !reasons.empty())
            return import_.refuse(row.number(), std::move(reasons));
        if (!row.is_osm())
            places = places_from_columns(row, shape);
        if (places.empty() || (places[0].name.empty() && places[0].number.empty()))
            return import_.refuse(row.number(), geo::Remark("no_name"));
        for (std::size_t i = 0; i < places.size(); ++i) {
            Place& place = places[i];
            place.point = shape.point;
            if (place.kind == PlaceKind::road && !shape.lines.empty()) {
                place.lines = shape.lines;
                if (place.width_m == 0)
                    place.width_m = measure_of(import_, row, "width_m").value_or(0);
                roads_.push_back({std::move(place), row.is_osm() ? level_of_road(tag) : 0, row.number()});
                continue;
            }
            place.lines = shape.lines;
            // The footprint of what OSM names comes with the buildings; here its point is enough.
            if (place.kind != PlaceKind::address && !(row.is_osm() && place.kind == PlaceKind::landmark))
                place.area = shape.area;
            if (!row.is_osm()) {
                place.height_m = measure_of(import_, row, "height_m").value_or(0);
                place.households = count_of(import_, row, "households").value_or(0);
                place.floors = count_of(import_, row, "floors").value_or(0);
                place.width_m = measure_of(import_, row, "width_m").value_or(0);
            }
            FreshPlace fresh = fresh_from(row);
            fresh.place = std::move(place);
            fresh.rows = i == 0 ? 1 : 0;
            add(std::move(fresh));
        }
    }

    static void add_names(Place& place, const std::string& names)
    {
        for (const auto& [key, name] : other_names(Place{.other_names = names}))
            if (name != place.name)
                add_other_name(place.other_names, key, name);
    }

    /// What a row says besides its shape and its names.
    static FreshPlace fresh_from(const SourceRow& row)
    {
        const auto says = [&](const char* field) { return !row.text(field).empty(); };
        return {.row = row.number(), .says_households = says("households"), .says_floors = says("floors"), .says_height = says("height_m"),
                .says_width = says("width_m")};
    }

    void add(FreshPlace&& fresh)
    {
        std::string key = place_key(fresh.place, fresh.rows > 0 ? import_.job.match : std::string());
        if (const auto [at, added] = seen_.emplace(std::move(key), fresh.row); !added) {
            if (fresh.rows > 0)
                import_.refuse(fresh.row, {"place_twice", {std::to_string(at->second)}});
            return;
        }
        ++kinds_[std::size_t(fresh.place.kind)];
        import_.report.imported += fresh.rows;
        fresh_.push_back(std::move(fresh));
    }

    /// Places that were there: what the source says of them now.
    void compare()
    {
        find_known(fresh_, import_.world.places->rows, import_.job.match);
        for (FreshPlace& fresh : fresh_) {
            if (!fresh.before) {
                batch_.push_back(std::move(fresh.place));
                continue;
            }
            ++found_[std::size_t(fresh.before->kind)];
            Place place = merged(fresh);
            const bool unchanged = same(*fresh.before, place);
            if (fresh.rows > 0)
                count_found(import_, unchanged, title_of(place), *fresh.before, place);
            for (std::int64_t i = 1; i < fresh.rows; ++i) // the other pieces of a road
                count_found(import_.report, unchanged);
            if (!unchanged)
                batch_.push_back(std::move(place));
        }
    }

    static std::string title_of(const Place& place)
    {
        const std::string title = place_title(place);
        return title.empty() ? fmt::format("{} {:.6f} {:.6f}", name_of(place.kind), place.point.lon, place.point.lat) : title;
    }

    void add_roads()
    {
        for (JoinedRoad& road : join_roads(roads_)) {
            const bool says_width = road.place.width_m > 0;
            add({.place = std::move(road.place), .row = road.rows.front(), .rows = std::int64_t(road.rows.size()), .says_width = says_width});
        }
    }

    /// Of the roads that came now with each other and with those that were there.
    void add_crossings()
    {
        if (roads_.empty())
            return;
        std::set<std::string> names;
        for (const RoadPiece& road : roads_)
            names.insert(road.place.name);
        for (const Place& place : import_.world.places->rows)
            if (place.kind == PlaceKind::road && !place.name.empty() && !names.contains(place.name))
                roads_.push_back({place, 0, 0});
        import_.say(0.65, "crossings");
        const std::int64_t before = kinds_[std::size_t(PlaceKind::crossing)];
        for (Place& crossing : find_road_crossings(roads_, import_.stop))
            add({.place = std::move(crossing), .rows = 0});
        import_.note({"crossings", {std::to_string(kinds_[std::size_t(PlaceKind::crossing)] - before)}});
    }

    void finish()
    {
        compare();
        // Of the kinds that the source has: a table of poles says nothing of roads.
        for (const Place& place : import_.world.places->rows)
            import_.report.missing += kinds_[std::size_t(place.kind)] > 0;
        for (std::size_t i = 0; i < kinds_.size(); ++i)
            import_.report.missing -= kinds_[i] > 0 ? found_[i] : 0;
        std::string kinds;
        for (std::size_t i = 0; i < kinds_.size(); ++i)
            if (kinds_[i] > 0)
                kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", name_of(PlaceKind(i)), kinds_[i]);
        if (!kinds.empty())
            import_.note({"places_by_kind", {kinds}});
        if (passed_over_ > 0)
            import_.note({buildings_ ? "no_buildings" : "no_places", {std::to_string(passed_over_)}});
        if (guessed_heights_ > 0)
            import_.note({"heights_guessed", {std::to_string(guessed_heights_), fmt::format("{}", floor_height_m)}});
        import_.say(0.7, "writing");
        if (!import_.job.dry_run && !batch_.empty())
            import_.store.put(std::span<const Place>(batch_));
        import_.say(1, "done");
    }

    Import& import_;
    const bool buildings_;
    std::unordered_map<std::string, std::int64_t> seen_; // key → row of the source
    std::vector<FreshPlace> fresh_;
    std::vector<Place> batch_;
    std::vector<RoadPiece> roads_;
    std::array<std::int64_t, 8> kinds_{}, found_{}; // of the source, of them in the workspace before
    std::int64_t passed_over_ = 0, guessed_heights_ = 0;
};

} // namespace

void import_places(Import& import)
{
    PlaceImport(import).run();
}

} // namespace data
