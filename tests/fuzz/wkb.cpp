// Shapes as other programs hand them over: read, written, and read as the same again; positions walked.

#include "tests/fuzz/targets.h"

#include "geo/error.h"
#include "geo/shapes/shapes.h"
#include "geo/shapes/wkb_walk.h"

#include <cmath>
#include <optional>

namespace {

template <class Read> auto read_or_refuse(Read read) -> std::optional<decltype(read())>
{
    try {
        return read();
    } catch (const geo::Error&) {
        return std::nullopt;
    }
}

bool is_on_globe(const geo::LonLatBox& box)
{
    return box.west >= -180 && box.east <= 180 && box.south >= -90 && box.north <= 90;
}

}

void fuzz::wkb(std::string_view bytes)
{
    if (const auto shape = read_or_refuse([&] { return geo::multipolygon_from_wkb(bytes); })) {
        require(geo::multipolygon_from_wkb(geo::wkb_from_multipolygon(*shape)) == *shape, "an area is read as it was written");
        if (!shape->empty() && is_on_globe(geo::box_of(*shape))) {
            const geo::LonLat label = geo::label_point(*shape);
            require(std::isfinite(label.lon) && std::isfinite(label.lat), "a label stands somewhere");
            require(geo::area_m2(*shape) >= 0 && geo::perimeter_m(*shape) >= 0, "sizes are not negative");
            geo::contains(*shape, label);
        }
    }
    if (const auto lines = read_or_refuse([&] { return geo::multiline_from_wkb(bytes); }))
        require(geo::multiline_from_wkb(geo::wkb_from_multiline(*lines)) == *lines, "lines are read as they were written");
    if (const auto point = read_or_refuse([&] { return geo::point_from_wkb(bytes); }))
        require(geo::point_from_wkb(geo::wkb_from_point(*point)) == *point, "a point is read as it was written");
    std::string walked(bytes);
    const bool is_whole = geo::change_coordinates(walked, [](double&, double&) { return true; });
    require(!is_whole || walked == bytes, "a walk that changes nothing changes nothing");
    if (const auto hex = read_or_refuse([&] { return geo::ewkb_hex_from_wkb(bytes); }))
        require(geo::bytes_from_hex(*hex).size() == bytes.size() + 4, "hexadecimal digits are read back");
    read_or_refuse([&] { return geo::bytes_from_hex(bytes); });
}
