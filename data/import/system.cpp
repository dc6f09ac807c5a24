#include "data/import/system.h"

#include "data/error.h"
#include "data/import/crs_candidates.h"
#include "geo/crs/coordinate_text.h"
#include "geo/crs/crs.h"
#include "geo/crs/fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fstream>
#include <iterator>

namespace data {
namespace {

constexpr std::size_t most_points = 2000;
constexpr double clearly_better = 0.1; // of the points; less is chance

bool is_better(const CrsCandidate& best, const CrsCandidate& plain)
{
    return best.crs != plain.crs && best.crs != "FITTED" && best.score() > plain.score() + clearly_better;
}

} // namespace

std::string resolve_system(Store& store, const std::string& crs)
{
    if (crs == "FITTED") {
        const std::string fit = store.newest_fit();
        if (fit.empty())
            throw Error("The workspace holds no fitted system yet: import with --fit PAIRS.csv first");
        return fit;
    }
    if (crs.starts_with("PAIRS:"))
        return fit_from_table(crs.substr(6), geo::FitKind::similarity);
    if (crs.ends_with(".json")) {
        std::ifstream in(crs, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        if (!in && text.empty())
            throw Error(crs + " cannot be read: give the file of a fit, or another system");
        return geo::text_of(geo::fit_from_text(text));
    }
    return crs;
}

std::string fit_from_table(const std::string& path, geo::FitKind kind, const std::string& goal_crs)
{
    geo::VectorFile file = geo::VectorFile::open(path);
    const geo::VectorLayer& layer = file.layers().front();
    const auto column = [&](std::initializer_list<const char*> names) {
        for (const char* name : names)
            for (std::size_t i = 0; i < layer.fields.size(); ++i) {
                std::string plain = layer.fields[i].name;
                std::ranges::transform(plain, plain.begin(), [](unsigned char c) { return char(std::tolower(c)); });
                if (plain == name)
                    return int(i);
            }
        return -1;
    };
    const int x = column({"x", "east", "local_x", "local_east", "y(东)", "东"}), y = column({"y", "north", "local_y", "local_north", "x(北)", "北"});
    const int lon = column({"lon", "longitude", "goal_x", "goal_east", "经度"}), lat = column({"lat", "latitude", "goal_y", "goal_north", "纬度"});
    if (x < 0 || y < 0 || lon < 0 || lat < 0)
        throw Error(path + " needs the columns x, y, lon and lat (or east, north, goal_east, goal_north)");
    geo::SourceExtent extent;
    std::vector<std::array<double, 4>> rows;
    file.read({.layer = 0, .crs = "EPSG:4326"}, [&](const geo::VectorRow& row) {
        std::array<double, 4> values{};
        const std::array columns{x, y, lon, lat};
        for (std::size_t i = 0; i < 4; ++i) {
            const auto value = geo::parse_angle(row.values[std::size_t(columns[i])]);
            if (!value)
                throw Error(fmt::format("Row {} of {}: \"{}\" is not a number", row.number, path, row.values[std::size_t(columns[i])]));
            values[i] = *value;
        }
        rows.push_back(values);
        extent.add(values[2], values[3]);
        return true;
    });
    const geo::CrsTransform goal = geo::CrsTransform::make(goal_crs, extent);
    std::vector<geo::PointPair> pairs;
    for (const auto& [px, py, gx, gy] : rows) {
        const auto p = goal.lonlat(gx, gy);
        if (!p)
            throw Error(fmt::format("The point {} {} of {} is not on the globe: give the system of its goal columns with --crs", gx, gy, path));
        pairs.push_back({px, py, *p});
    }
    return geo::text_of(geo::fit_points(pairs, kind));
}

std::string settle_system(Import& import, geo::VectorFile& file, const geo::VectorQuery& query, const geo::VectorLayer& layer)
{
    const std::string said = resolve_system(import.store, import.job.crs);
    if (geo::is_fit_text(said)) {
        const geo::Fit fit = geo::fit_from_text(said);
        for (std::size_t i = 0; i < fit.pairs.size(); ++i)
            import.note({"fit_pair", {std::to_string(i + 1), fmt::format("{:.3f}", fit.residuals_m[i])}});
    }
    if (!said.empty() || file.driver() == "OSM")
        return said;
    if (!layer.crs.empty() && !geo::CrsTransform::is_wgs84(layer.crs))
        return {};
    if (layer.crs.empty())
        if (const auto before = remembered(import, import.report.columns); before && !before->system.empty()) {
            import.note({"system_remembered", {before->system.substr(0, 40)}});
            return before->system;
        }
    const std::vector<geo::MapPoint> numbers = file.raw_positions(query, most_points, import.stop);
    if (numbers.empty())
        return {};
    const auto degrees = std::ranges::count_if(numbers, [](geo::MapPoint p) { return std::abs(p.x) <= 180 && std::abs(p.y) <= 90; });
    std::vector<CrsCandidate> candidates = crs_candidates(numbers, import.world);
    const auto plain = std::ranges::find(candidates, "EPSG:4326", &CrsCandidate::crs);
    if (!layer.crs.empty()) { // it says WGS 84: believed, with a word where another system fits better
        if (plain != candidates.end() && is_better(candidates.front(), *plain))
            import.note({"other_system_fits", {candidates.front().crs, fmt::format("{:.0f}", candidates.front().score() * 100),
                                               fmt::format("{:.0f}", plain->score() * 100)}});
        return {};
    }
    // Degrees far from all the workspace holds are taken as they are unless another system brings them home.
    const CrsCandidate nothing;
    if (std::size_t(degrees) * 2 <= numbers.size() || is_better(candidates.front(), plain == candidates.end() ? nothing : *plain))
        throw NeedsSystem(layer.name, std::move(candidates));
    return {};
}

std::optional<ImportRecord> remembered(Import& import, const std::string& columns)
{
    return import.store.import_like(import_kind_names[std::size_t(import.job.kind)], columns);
}

} // namespace data
