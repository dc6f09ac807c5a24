#include "geo/kml_text.h"

#include "geo/shapes.h"

#include <fmt/format.h>

#include <cstring>
#include <iterator>

namespace geo {
namespace {

/// Without what XML cannot hold: control characters go, the five signs are written by name.
std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
                out += c;
        }
    }
    return out;
}

std::string text_of(const OutputValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return fmt::format("{}", *number);
    if (const auto* real = std::get_if<double>(&value))
        return fmt::format("{}", *real);
    return {};
}

std::string coordinates(const std::vector<LonLat>& points, bool closed)
{
    std::string out = "<coordinates>";
    for (const LonLat& p : points)
        fmt::format_to(std::back_inserter(out), "{},{} ", p.lon, p.lat);
    if (closed && !points.empty())
        fmt::format_to(std::back_inserter(out), "{},{}", points.front().lon, points.front().lat);
    return out + "</coordinates>";
}

std::string polygon(const Polygon& part)
{
    std::string out =
        "<Polygon><outerBoundaryIs><LinearRing>" + coordinates(part.outer, true) + "</LinearRing></outerBoundaryIs>";
    for (const Ring& hole : part.holes)
        out += "<innerBoundaryIs><LinearRing>" + coordinates(hole, true) + "</LinearRing></innerBoundaryIs>";
    return out + "</Polygon>";
}

std::string shape(const std::string& wkb)
{
    std::uint32_t type = 0;
    if (wkb.size() < 5)
        return {};
    std::memcpy(&type, wkb.data() + 1, sizeof type);
    std::string parts;
    if (type == 1) {
        return "<Point>" + coordinates({point_from_wkb(wkb)}, false) + "</Point>";
    } else if (type == 2 || type == 5) {
        for (const Line& line : multiline_from_wkb(wkb))
            parts += "<LineString>" + coordinates(line, false) + "</LineString>";
    } else {
        for (const Polygon& part : multipolygon_from_wkb(wkb))
            parts += polygon(part);
    }
    return "<MultiGeometry>" + parts + "</MultiGeometry>";
}

} // namespace

std::string kml_head(const std::string& name)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml "
           "xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>" +
           escaped(name) + "</name><Folder><name>" + escaped(name) + "</name>\n";
}

std::string kml_placemark(const std::vector<OutputColumn>& columns, const std::vector<OutputValue>& values,
                          const std::string& wkb)
{
    std::string name, data;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (std::holds_alternative<std::monostate>(values[i]))
            continue;
        const std::string text = escaped(text_of(values[i]));
        if (columns[i].name == "name")
            name = text;
        data += "<Data name=\"" + escaped(columns[i].name) + "\"><value>" + text + "</value></Data>";
    }
    return "<Placemark><name>" + name + "</name><ExtendedData>" + data + "</ExtendedData>" + shape(wkb) +
           "</Placemark>\n";
}

std::string kml_tail()
{
    return "</Folder></Document></kml>\n";
}

} // namespace geo
