#include "geo/crs/position_text.h"

#include "geo/crs/coordinate_text.h"
#include "geo/crs/crs.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cmath>
#include <vector>

namespace geo {
namespace {

enum class Axis { unknown, lon, lat };

struct Word {
    std::string_view text;
    Axis axis;
};
// Longer ones first: "lon" is the beginning of "longitude".
constexpr std::array words{Word{"longitude", Axis::lon}, Word{"latitude", Axis::lat}, Word{"lng", Axis::lon}, Word{"lon", Axis::lon},
                           Word{"lat", Axis::lat},       Word{"经度", Axis::lon},     Word{"纬度", Axis::lat}};

std::string lowered(std::string_view text)
{
    std::string out;
    for (const char c : text)
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

struct Part {
    double value;
    Axis axis;
};

std::optional<Part> parse_part(std::string_view text)
{
    Part part{0, Axis::unknown};
    std::string rest = lowered(text);
    for (const Word& word : words)
        if (const std::size_t at = rest.find(word.text); at != std::string::npos) {
            part.axis = word.axis;
            rest.replace(at, word.text.size(), " ");
            if (const std::size_t sign = rest.find_first_of("=:", at); sign != std::string::npos && rest.find_first_not_of(' ', at) == sign)
                rest[sign] = ' ';
            break;
        }
    // A comma inside a part can only be a decimal one.
    if (const std::size_t comma = rest.find(','); comma != std::string::npos && (comma + 1 == rest.size() || !std::isdigit(static_cast<unsigned char>(rest[comma + 1]))))
        return {};
    const std::optional<double> value = parse_angle(rest);
    if (!value || !(std::abs(*value) <= 180))
        return {};
    part.value = *value;
    const auto says = [&](std::string_view a, std::string_view b, std::string_view c, std::string_view d) {
        for (const std::string_view sign : {a, b, c, d})
            if (rest.find(sign) != std::string::npos)
                return true;
        return false;
    };
    if (part.axis == Axis::unknown && says("n", "s", "北", "南"))
        part.axis = Axis::lat;
    else if (part.axis == Axis::unknown && says("e", "w", "东", "西"))
        part.axis = Axis::lon;
    return part;
}

std::optional<LonLat> arranged(const Part& a, const Part& b, const LonLatBox& nearby)
{
    Axis first = a.axis;
    if (first == Axis::unknown && b.axis != Axis::unknown)
        first = b.axis == Axis::lat ? Axis::lon : Axis::lat;
    if (a.axis != Axis::unknown && a.axis == b.axis)
        return {};
    if (first == Axis::unknown) {
        if (std::abs(a.value) > 90)
            first = Axis::lon;
        else if (std::abs(b.value) > 90)
            first = Axis::lat;
        else
            first = !nearby.contains({a.value, b.value}) && nearby.contains({b.value, a.value}) ? Axis::lat : Axis::lon;
    }
    const LonLat p = first == Axis::lon ? LonLat{a.value, b.value} : LonLat{b.value, a.value};
    if (std::abs(p.lon) > 180 || std::abs(p.lat) > 90)
        return {};
    return p;
}

bool is_whole_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789 +-") == std::string_view::npos;
}

} // namespace

std::optional<LonLat> parse_position(std::string_view text, const LonLatBox& nearby)
{
    if (text.size() > 200)
        return {};
    std::string line(text);
    for (const auto& [from, to] : {std::pair{"，", ","}, {"；", ";"}, {"（", " "}, {"）", " "}, {"：", ":"}, {"、", ","}, {"\t", " "}})
        replace_all(line, from, to);
    const std::string low = lowered(line);
    bool latitude_first = false;
    if (low.starts_with("geo:")) {
        latitude_first = true;
        line = line.substr(4, line.find_first_of("?;", 4) - 4);
    } else if (low.starts_with("point")) {
        line = line.substr(5);
    }
    for (char& c : line)
        if (c == '(' || c == ')' || c == '[' || c == ']')
            c = ' ';
    const std::size_t begin = line.find_first_not_of(' '), end = line.find_last_not_of(' ');
    if (begin == std::string::npos)
        return {};
    line = line.substr(begin, end - begin + 1);

    // Every place where the line may fall into two angles; a semicolon or comma says more than a blank, and halves of equal
    // length more than others ("30 36 07 114 18 18").
    struct Split {
        Part a, b;
        int worth;
    };
    std::optional<Split> best;
    bool unclear = false;
    const auto blanks = [](std::string_view part) { return std::count(part.begin(), part.end(), ' '); };
    const auto consider = [&](std::size_t left_end, std::size_t right_begin, int worth) {
        const std::string_view left = std::string_view(line).substr(0, left_end), right = std::string_view(line).substr(right_begin);
        const std::optional<Part> a = parse_part(left), b = parse_part(right);
        if (!a || !b || (worth < 2 && is_whole_number(left) && is_whole_number(right) && blanks(line) == 1))
            return;
        const Split split{*a, *b, 4 * worth + (blanks(left) == blanks(right) ? 2 : 0) + (a->axis != Axis::unknown ? 1 : 0)};
        if (!best || split.worth > best->worth)
            best = split, unclear = false;
        else if (split.worth == best->worth)
            unclear = true;
    };
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        if (line[i] == ';' || line[i] == ',')
            consider(i, i + 1, line[i] == ';' ? 3 : 2);
        else if (line[i] == ' ' && line[i - 1] != ' ')
            consider(i, i + 1, 1);
        else if (std::string_view("NSEWnsew").find(line[i]) != std::string_view::npos)
            consider(i + 1, i + 1, 0);
    }
    if (!best || unclear)
        return {};
    if (latitude_first)
        best->a.axis = Axis::lat;
    return arranged(best->a, best->b, nearby);
}

std::string format_position(LonLat p, int decimals)
{
    return fmt::format("{:.{}f} {} {:.{}f} {}", std::abs(p.lon), decimals, p.lon < 0 ? 'W' : 'E', std::abs(p.lat), decimals, p.lat < 0 ? 'S' : 'N');
}

std::string format_position_dms(LonLat p)
{
    const auto one = [](double degrees, char plus, char minus) {
        const long tenths = std::lround(std::abs(degrees) * 36000); // of a second: so that 59.96" carries over
        return fmt::format("{}°{:02d}'{:02d}.{}\"{}", tenths / 36000, tenths / 600 % 60, tenths / 10 % 60, tenths % 10, degrees < 0 ? minus : plus);
    };
    return one(p.lat, 'N', 'S') + " " + one(p.lon, 'E', 'W');
}

int projected_code_for(LonLat p)
{
    const int meridian = static_cast<int>(std::lround(p.lon / 3)) * 3;
    if (meridian >= 75 && meridian <= 135 && p.lat >= 3 && p.lat <= 54)
        return 4534 + (meridian - 75) / 3;
    const int zone = std::clamp(static_cast<int>(std::floor((p.lon + 180) / 6)) + 1, 1, 60);
    return (p.lat >= 0 ? 32600 : 32700) + zone;
}

struct ProjectedGrid::State {
    int epsg;
    CrsTransform transform;
};

ProjectedGrid::ProjectedGrid(int epsg)
    : state_(std::make_unique<State>(State{epsg, CrsTransform::make("EPSG:" + std::to_string(epsg))}))
{
}

ProjectedGrid::~ProjectedGrid() = default;
ProjectedGrid::ProjectedGrid(ProjectedGrid&&) noexcept = default;
ProjectedGrid& ProjectedGrid::operator=(ProjectedGrid&&) noexcept = default;

int ProjectedGrid::epsg() const
{
    return state_->epsg;
}

std::optional<ProjectedGrid::Position> ProjectedGrid::position(LonLat p) const
{
    const std::optional<MapPoint> q = state_->transform.source(p);
    if (!q || !std::isfinite(q->x) || !std::isfinite(q->y))
        return {};
    return Position{q->y, q->x};
}

std::string ProjectedGrid::label(LonLat p) const
{
    const std::optional<Position> at = position(p);
    if (!at)
        return {};
    const bool gauss = state_->epsg >= 4491 && state_->epsg <= 4554;
    return gauss ? fmt::format("X {:.0f} Y {:.0f}", at->north, at->east) : fmt::format("E {:.0f} N {:.0f}", at->east, at->north);
}

}
