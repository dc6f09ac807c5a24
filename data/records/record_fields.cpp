#include "data/records/record_fields.h"

#include "data/records/record_names.h"
#include "data/records/time.h"

#include <fmt/format.h>

namespace data {
namespace {

std::string text(const std::optional<int>& value)
{
    return value ? std::to_string(*value) : std::string();
}
std::string text(const std::optional<double>& value)
{
    return value ? fmt::format("{}", *value) : std::string();
}
std::string text(const std::optional<TimePoint>& time)
{
    return time ? iso8601(*time) : std::string();
}
std::string text(geo::LonLat p)
{
    return fmt::format("{:.7f} {:.7f}", p.lon, p.lat);
}
template <class Id> std::string id_text(Id id)
{
    return id ? fmt::format("#{}", id.value) : std::string();
}

/// Enough to see that an area is another one.
std::string shape_text(const geo::MultiPolygon& shape)
{
    std::size_t points = 0;
    for (const geo::Polygon& part : shape) {
        points += part.outer.size();
        for (const geo::Ring& hole : part.holes)
            points += hole.size();
    }
    return shape.empty() ? std::string() : fmt::format("{:.0f} m², {} points", std::abs(geo::area_m2(shape)), points);
}

std::string lines_text(const geo::MultiLine& lines)
{
    double length = 0;
    std::size_t points = 0;
    for (const geo::Line& line : lines) {
        points += line.size();
        for (std::size_t i = 1; i < line.size(); ++i)
            length += geo::distance_m(line[i - 1], line[i]);
    }
    return fmt::format("{:.0f} m, {} points", length, points);
}

/// "en=Jiefang Avenue, old=…" on one line.
std::string names_text(std::string names)
{
    for (std::size_t at = 0; (at = names.find('\n', at)) != std::string::npos;)
        names.replace(at, 1, ", ");
    return names;
}

} // namespace

bool has_same_shape(const Grid& a, const Grid& b)
{
    return a.shape == b.shape;
}

bool has_same_shape(const Place& a, const Place& b)
{
    return a.area == b.area && a.lines == b.lines;
}

std::vector<FieldText> fields_of(const Grid& g)
{
    return {{"code", g.code}, {"name", g.name}, {"level", level_names[std::size_t(g.level)]}, {"kind", name_of(g.kind)},
            {"parent", id_text(g.parent)}, {"households", text(g.households)}, {"residents", text(g.residents)},
            {"unit", id_text(g.unit)}, {"valid_from", text(g.valid_from)}, {"valid_to", text(g.valid_to)},
            {"remark", g.remark}, {"shape", shape_text(g.shape)}};
}

std::vector<FieldText> fields_of(const Camera& c)
{
    return {{"number", c.number ? std::to_string(c.number) : std::string()}, {"code", c.code}, {"name", c.name},
            {"address", c.address}, {"owner", c.owner}, {"point_class", std::to_string(c.point_class)},
            {"position", text(c.position)}, {"height_m", text(c.height_m)}, {"azimuth_deg", text(c.azimuth_deg)},
            {"hfov_deg", text(c.hfov_deg)}, {"vfov_deg", text(c.vfov_deg)}, {"tilt_deg", text(c.tilt_deg)},
            {"range_m", text(c.range_m)}, {"kind", name_of(c.kind)}, {"indoor", c.indoor ? "1" : "0"},
            {"has_light", c.has_light ? "1" : "0"}, {"resolution", c.resolution}, {"codec", c.codec},
            {"main_url", c.main_url}, {"sub_url", c.sub_url}, {"storage_days", text(c.storage_days)},
            {"installed_on", text(c.installed_on)}, {"maintained_by", c.maintained_by}, {"status", name_of(c.status)},
            {"grid", id_text(c.grid)}};
}

std::vector<FieldText> fields_of(const Incident& i)
{
    return {{"number", i.number}, {"class", i.class_code}, {"title", i.title}, {"severity", std::to_string(int(i.severity))},
            {"source", name_of(i.source)}, {"place", i.place}, {"position", i.has_position ? text(i.position) : std::string()},
            {"reported", iso8601(i.reported)}, {"due", text(i.due)}, {"closed", text(i.closed)},
            {"state", incident_state_names[std::size_t(i.state)]}, {"grid", id_text(i.grid)}};
}

std::vector<FieldText> fields_of(const Place& p)
{
    return {{"kind", name_of(p.kind)}, {"name", p.name}, {"number", p.number}, {"position", text(p.point)},
            {"width_m", fmt::format("{}", p.width_m)}, {"height_m", fmt::format("{}", p.height_m)},
            {"households", std::to_string(p.households)}, {"floors", std::to_string(p.floors)},
            {"other_names", names_text(p.other_names)}, {"shape", p.lines.empty() ? shape_text(p.area) : lines_text(p.lines)}};
}

std::vector<FieldText> fields_of(const Unit& u)
{
    return {{"name", u.name}, {"duty_phone", u.duty_phone}, {"remark", u.remark}};
}

} // namespace data
