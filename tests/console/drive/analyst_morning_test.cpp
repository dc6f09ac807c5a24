// Three offices' files in three systems through the import desk, a second list a month later, a step back; then each office gets its
// own system again, within a centimetre.

#include "data/export/export.h"
#include "data/store/store.h"
#include "geo/crs/crs.h"
#include "geo/crs/fit.h"
#include "geo/formats/vector_file.h"
#include "geo/shapes/shapes.h"
#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <numbers>

namespace {

constexpr geo::LonLat mark{114.3010, 30.6005}; // where the drawing has its zero
constexpr double centimetre = 0.01;

/// The drawing's system: turned by 12°, in units of 0.9998 m.
geo::LonLat from_drawing(double x, double y)
{
    const double turn = 12 * std::numbers::pi / 180, scale = 0.9998;
    const double east = scale * (x * std::cos(turn) - y * std::sin(turn)), north = scale * (x * std::sin(turn) + y * std::cos(turn));
    return geo::destination(mark, std::atan2(east, north) * 180 / std::numbers::pi, std::hypot(east, north));
}

struct Road {
    const char* name;
    double x0, y0, x1, y1;
};
constexpr Road roads[] = {{"Jiefang Av", 0, 100, 500, 100}, {"Xinhua Rd", 0, 300, 500, 300}, {"Jianghan Rd", 100, 0, 100, 400}, {"Qintai Rd", 400, 0, 400, 400}};

geo::LonLat camera_at(int i) { return {114.3003 + i % 8 * 0.0007, 30.6002 + i / 8 * 0.0016}; }

class AnalystMorning : public testing::Test {
protected:
    ConsoleRun run_;

    std::string path(const std::string& name) const { return run_.folder() + "/" + name; }

    /// Twelve areas by name, 200 m each, as the survey office has them; in December two are gone and one is renamed.
    void write_areas(const std::string& name, bool december) const
    {
        data::Store store = data::Store::create(path(name + ".sqlite"));
        std::vector<data::Grid> grids;
        for (int i = 0; i < (december ? 10 : 12); ++i) {
            const double west = 114.3000 + i % 3 * 0.002, south = 30.6000 + i / 3 * 0.002;
            data::Grid grid{.level = data::Level::grid, .code = "4201020010010" + std::to_string(10 + i), .name = december && i == 0 ? "东一" : "第" + std::to_string(i)};
            grid.shape = {{.outer = {{west, south}, {west + 0.002, south}, {west + 0.002, south + 0.002}, {west, south + 0.002}}, .holes = {}}};
            grids.push_back(std::move(grid));
        }
        store.put(std::span<const data::Grid>(grids));
        data::export_from(store, {.kind = data::ImportKind::grids, .out = path(name), .crs = "EPSG:4547"});
    }
    void write_cameras(const std::string& name, bool april) const
    {
        const geo::CrsTransform gcj = geo::CrsTransform::make("GCJ-02");
        std::ofstream out(path(name));
        out.precision(12);
        out << "设备编码,名称,经度,纬度,朝向\n";
        for (int i = april ? 3 : 0; i < (april ? 42 : 40); ++i) {
            geo::LonLat at = camera_at(i);
            if (april && i == 10)
                at.lon += 0.0002; // moved by 19 m
            const auto p = gcj.source(at);
            out << "wh" << i << ",路口" << i << (april && i == 11 ? "北" : "") << ',' << p->x << ',' << p->y << ',' << (april && i == 12 ? "西" : "东") << '\n';
        }
        if (!april)
            out << "wh99,无位置,0,0,东\n";
    }
    void write_drawing() const
    {
        std::ofstream out(path("roads.dxf"));
        out << "0\nSECTION\n2\nENTITIES\n";
        for (const Road& r : roads)
            out << "0\nLINE\n8\n" << r.name << "\n10\n" << r.x0 << "\n20\n" << r.y0 << "\n11\n" << r.x1 << "\n21\n" << r.y1 << "\n";
        out << "0\nENDSEC\n0\nEOF\n";
        std::ofstream pairs(path("pairs.csv"));
        pairs.precision(12);
        pairs << "x,y,lon,lat\n";
        for (const auto& [x, y] : {std::pair(0, 0), {500, 0}, {500, 400}, {0, 400}}) {
            const geo::LonLat p = from_drawing(x, y);
            pairs << x << ',' << y << ',' << p.lon << ',' << p.lat << '\n';
        }
    }
    std::string script() const
    {
        std::string text;
        std::ifstream in(SOURCE_DIR "/tests/drive/analyst_morning.drive");
        for (std::string line; std::getline(in, line); text += line + "\n") {
            if (const std::size_t at = line.find("FOLDER"); at != std::string::npos && line[0] != '#')
                line.replace(at, 6, run_.folder());
            if (line.starts_with("shot "))
                line.replace(0, 5, "shot " + path(""));
        }
        std::ofstream(path("morning.drive")) << text;
        return path("morning.drive");
    }
};

/// Positions of a file's first layer as it says them, by one of its columns.
std::map<std::string, geo::MapPoint> numbers_of(const std::string& path, const std::string& column)
{
    geo::VectorFile file = geo::VectorFile::open(path);
    const geo::VectorLayer& layer = file.layers().front();
    int key = -1;
    geo::VectorQuery query;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        const std::string& name = layer.fields[i].name;
        if (name == column)
            key = int(i);
        else if (name == "lon" || name == "经度")
            query.position.lon = int(i);
        else if (name == "lat" || name == "纬度")
            query.position.lat = int(i);
    }
    std::vector<std::string> names;
    file.read({.layer = 0, .crs = "EPSG:3857"}, [&](const geo::VectorRow& row) { // the numbers are not looked at
        names.push_back(row.values.at(std::size_t(key)));
        return true;
    });
    std::map<std::string, geo::MapPoint> found;
    const auto positions = file.raw_positions(query, names.size());
    for (std::size_t i = 0; i < std::min(names.size(), positions.size()); ++i)
        found[names[i]] = positions[i];
    return found;
}

TEST_F(AnalystMorning, ThreeSystemsASecondListAStepBackAndEachItsOwnAgain)
{
    write_areas("areas.gpkg", false), write_areas("areas_december.gpkg", true);
    write_cameras("cameras_march.csv", false), write_cameras("cameras_april.csv", true);
    write_drawing();
    {
        data::Store::create(path("city.sqlite"));
    }
    const auto result = run_.console({path("city.sqlite"), "--now", run_.moment(), "--drive", script(), "--offscreen", "1920x1080"});
    ASSERT_EQ(result.status, 0) << result.errors;

    {
        data::Store store = data::Store::open(path("city.sqlite"), data::OpenMode::read_only);
        const auto world = store.load();
        ASSERT_EQ(world.grids->rows.size(), 12u);
        EXPECT_EQ(std::ranges::count_if(world.grids->rows, [](const data::Grid& g) { return g.valid_to.has_value(); }), 2);
        for (const data::Grid& grid : world.grids->rows)
            if (grid.valid_to) {
                EXPECT_EQ(data::iso8601(*grid.valid_to), "2026-12-30T16:00:00Z") << "midnight in the city";
            }
        ASSERT_EQ(world.cameras->rows.size(), 40u);
        for (int i = 0; i < 40; ++i)
            EXPECT_LT(geo::distance_m(world.cameras->rows[std::size_t(i)].position, camera_at(i)), centimetre) << i;
        EXPECT_TRUE(store.newest_fit().starts_with("FITTED:"));
        const auto imports = store.imports();
        ASSERT_EQ(imports.size(), 5u);
        EXPECT_TRUE(imports[3].is_undone);
        EXPECT_NE(imports[3].report.find("\"before\":\"路口11\",\"after\":\"路口11北\""), std::string::npos) << imports[3].report;
        EXPECT_EQ(imports[1].system, "GCJ-02");
    }
    // Each office gets its own system back.
    struct Office {
        const char *kind, *out, *crs;
    };
    for (const auto& [kind, out, crs] : {Office{"cameras", "back.csv", "GCJ-02"}, {"grids", "back.gpkg", "EPSG:4547"}, {"places", "back_roads.gpkg", "FITTED"}}) {
        // Two areas end on the last of December.
        const auto exported = run_.gridwatch({"export", path("city.sqlite"), kind, path(out), "--crs", crs, "--edition", "2026-12-31"});
        ASSERT_EQ(exported.status, 0) << exported.errors;
    }
    const auto sent = numbers_of(path("cameras_march.csv"), "设备编码"), back = numbers_of(path("back.csv"), "code");
    ASSERT_EQ(back.size(), 40u);
    for (const auto& [code, p] : back)
        EXPECT_LT(geo::distance_m({p.x, p.y}, {sent.at(code).x, sent.at(code).y}), centimetre) << code;
    const auto areas = numbers_of(path("areas.gpkg"), "code"), areas_back = numbers_of(path("back.gpkg"), "code");
    EXPECT_EQ(areas_back.size(), 10u) << "those valid then";
    for (const auto& [code, p] : areas_back)
        EXPECT_LT(std::hypot(p.x - areas.at(code).x, p.y - areas.at(code).y), centimetre) << code;
    const auto roads_back = numbers_of(path("back_roads.gpkg"), "name");
    for (const Road& r : roads) {
        const geo::MapPoint p = roads_back.at(r.name);
        EXPECT_LT(std::hypot(p.x - (r.x0 + r.x1) / 2, p.y - (r.y0 + r.y1) / 2), centimetre) << r.name;
    }
}

} // namespace
