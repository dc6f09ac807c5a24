#include "data/store/tables/batches.h"
#include "data/store/tables/tables.h"
#include "data/store/tables/words.h"

#include <soci/soci.h>

namespace data::store {
namespace {

struct PlaceRow {
    long long id = 0, households = 0, floors = 0, has_area = 0, has_lines = 0;
    std::string kind, name, number, other_names, point, area, lines;
    double width = 0, height = 0, lon = 0, lat = 0;
};

Place place_from_row(const PlaceRow& row)
{
    Place p;
    p.id = {row.id};
    p.kind = from_word<PlaceKind>(row.kind);
    p.name = row.name;
    p.number = row.number;
    p.point = {row.lon, row.lat};
    if (row.has_area)
        p.area = geo::multipolygon_from_wkb(geo::bytes_from_hex(row.area));
    if (row.has_lines)
        p.lines = geo::multiline_from_wkb(geo::bytes_from_hex(row.lines));
    p.width_m = row.width;
    p.height_m = row.height;
    p.households = static_cast<int>(row.households);
    p.floors = static_cast<int>(row.floors);
    p.other_names = row.other_names;
    return p;
}

void fill(PlaceRow& row, const Place& p)
{
    row.kind = word(p.kind);
    row.name = p.name;
    row.number = p.number;
    row.point = geo::ewkb_hex_from_wkb(geo::wkb_from_point(p.point));
    row.has_area = !p.area.empty();
    row.area = p.area.empty() ? "" : geo::ewkb_hex_from_wkb(geo::wkb_from_multipolygon(p.area));
    row.has_lines = !p.lines.empty();
    row.lines = p.lines.empty() ? "" : geo::ewkb_hex_from_wkb(geo::wkb_from_multiline(p.lines));
    row.width = p.width_m;
    row.height = p.height_m;
    row.households = p.households;
    row.floors = p.floors;
    row.other_names = p.other_names;
}

} // namespace

std::vector<Place> read_places(Connection& connection)
{
    std::vector<Place> places;
    places.reserve(static_cast<std::size_t>(connection.number("select count(*) from places")));
    PlaceRow r;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, kind, name, number, width_m, height_m, households, floors, other_names, has_area, has_lines, ST_X(geom), "
                "ST_Y(geom), coalesce(hex(ST_AsBinary(area)), ''), coalesce(hex(ST_AsBinary(lines)), '') "
                "from places order by id",
         soci::into(r.id), soci::into(r.kind), soci::into(r.name), soci::into(r.number), soci::into(r.width),
         soci::into(r.height), soci::into(r.households), soci::into(r.floors), soci::into(r.other_names), soci::into(r.has_area), soci::into(r.has_lines),
         soci::into(r.lon), soci::into(r.lat), soci::into(r.area), soci::into(r.lines));
    statement.execute();
    while (statement.fetch())
        places.push_back(place_from_row(r));
    return places;
}

std::vector<PlacedHouseholds> read_households(Connection& connection)
{
    std::vector<PlacedHouseholds> out;
    int households = 0;
    double lon = 0, lat = 0;
    soci::statement statement = (connection.sql().prepare << "select households, ST_X(geom), ST_Y(geom) from places where households > 0 order by id",
                                 soci::into(households), soci::into(lon), soci::into(lat));
    statement.execute();
    while (statement.fetch())
        out.push_back({{lon, lat}, households});
    return out;
}

std::vector<PlaceId> write(Connection& connection, std::span<const Place> places)
{
    std::vector<PlaceId> ids;
    PlaceRow r;
    const auto index = connection.hold_index("places", places.size(), lowest_id(places));
    Batches batches(connection, "places");
    soci::statement statement =
        (connection.sql().prepare
             << "insert into places (id, kind, name, number, width_m, height_m, households, floors, other_names, has_area, "
                "has_lines, geom, area, lines) values (:id, :kind, :name, :number, :width, :height, :households, :floors, :other_names, :has_area, :has_lines, "
                "GeomFromEWKB(:point), ST_Multi(GeomFromEWKB(:area)), "
                "ST_Multi(GeomFromEWKB(:lines))) on conflict (id) do update set "
                "kind = excluded.kind, name = excluded.name, number = excluded.number, width_m = excluded.width_m, "
                "height_m = excluded.height_m, households = excluded.households, floors = excluded.floors, "
                "other_names = excluded.other_names, has_area = excluded.has_area, "
                "has_lines = excluded.has_lines, geom = excluded.geom, area = excluded.area, lines = excluded.lines",
         soci::use(r.id), soci::use(r.kind), soci::use(r.name), soci::use(r.number), soci::use(r.width),
         soci::use(r.height), soci::use(r.households), soci::use(r.floors), soci::use(r.other_names), soci::use(r.has_area), soci::use(r.has_lines),
         soci::use(r.point), soci::use(r.area), soci::use(r.lines));
    for (const Place& place : places) {
        fill(r, place);
        batches.next_row();
        r.id = batches.id_for(place.id.value);
        statement.execute(true);
        ids.push_back({r.id});
    }
    batches.finish();
    index->finish();
    return ids;
}

} // namespace data::store
