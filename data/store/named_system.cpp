#include "data/store/named_system.h"

#include "data/error.h"
#include "data/store/store.h"
#include "geo/crs/coordinate_text.h"
#include "geo/crs/crs.h"
#include "geo/formats/vector_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <vector>

namespace data {

std::string resolve_system(Store& store, const std::string& crs)
{
    if (crs == "FITTED") {
        const std::string fit = store.newest_fit();
        if (fit.empty())
            throw Error(geo::remark("no_fit"));
        return fit;
    }
    if (crs.starts_with("PAIRS:"))
        return fit_from_table(crs.substr(6), geo::FitKind::similarity);
    if (crs.ends_with(".json")) {
        std::ifstream in(crs, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        if (!in && text.empty())
            throw Error(geo::remark("no_system_file", crs));
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
        throw Error(geo::remark("pairs_columns", path));
    geo::SourceExtent extent;
    std::vector<std::array<double, 4>> rows;
    file.read({.layer = 0, .crs = "EPSG:4326"}, [&](const geo::VectorRow& row) {
        std::array<double, 4> values{};
        const std::array columns{x, y, lon, lat};
        for (std::size_t i = 0; i < 4; ++i) {
            const auto value = geo::parse_angle(row.values[std::size_t(columns[i])]);
            if (!value)
                throw Error(geo::remark("pairs_number", row.number, path, row.values[std::size_t(columns[i])]));
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
            throw Error(geo::remark("pairs_globe", gx, gy, path));
        pairs.push_back({px, py, *p});
    }
    return geo::text_of(geo::fit_points(pairs, kind));
}

} // namespace data
