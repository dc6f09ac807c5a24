#include "data/demo/contents.h"

#include "geo/shapes/ellipsoid.h"

#include <cmath>

namespace data::demo {

geo::LonLat lonlat_from_local(double x_m, double y_m)
{
    constexpr double lon0 = 114.305, lat0 = 30.602;
    const geo::ellipsoid::DegreeLength degree = geo::ellipsoid::degree_length_at(lat0);
    auto rounded = [](double degrees) { return std::round(degrees * 1e9) / 1e9; };
    return {rounded(lon0 + x_m / degree.east_m), rounded(lat0 + y_m / degree.north_m)};
}

void add_common(Contents& contents, const std::string& name)
{
    contents.accounts = {{{1}, "值班员", "operator"},
                         {{2}, "网格分析", "analyst"},
                         {{3}, "处置岗", "responder"},
                         {{4}, "值班长", "supervisor"},
                         {{5}, "系统管理", "admin"}};
    contents.posts = {{{1}, "1", "duty-2"}, {{2}, "2", "duty-1"}, {{3}, "3", "duty-3"}, {{4}, "网格", "duty-gis"}};
    contents.layers = {{.id = {1}, .kind = LayerKind::vector_basemap, .name = "", .crs = "EPSG:4326", .order = 0}};
    contents.settings = {{"workspace.name", name}, {"workspace.utc_offset", "+08:00"}, {"workspace.projected_crs", "EPSG:4547"}};
}

}
