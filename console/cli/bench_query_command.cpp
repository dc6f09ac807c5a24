#include "console/cli/bench_query_command.h"

#include "console/error.h"
#include "console/map/tools/area.h"
#include "console/map/tools/map_pick.h"
#include "console/wall/near_cameras.h"
#include "console/work/process_figures.h"
#include "data/store/store.h"
#include "geo/shapes/coordinates.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <numbers>
#include <ostream>
#include <random>
#include <thread>

namespace console {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int rounds = 500;

/// Everything the map's answers are made from.
struct Everything {
    data::World world;
    Session session;
    Scheduler scheduler{[] {}};
    MapPoints points;
    std::unique_ptr<GridShapes> grids;
    data::TimePoint now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());

    explicit Everything(const std::string& workspace)
    {
        data::apply(world, data::Store::open(workspace, data::OpenMode::read_only).load());
        grids = std::make_unique<GridShapes>(world.grids, now);
        if (grids->extent().is_empty())
            throw Error("The workspace has no grids. Import some, or make a demo city.");
        do {
            points.follow(world, true, &scheduler);
            scheduler.deliver();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        } while (points.is_building());
    }
};

struct Times {
    std::vector<double> values;

    template <class Work> auto measure(Work&& work)
    {
        const auto began = Steady::now();
        auto result = work();
        values.push_back(milliseconds(Steady::now() - began));
        return result;
    }
};

geo::Ring ring_around(const Viewport& viewport, ScreenPoint at, double radius, int corners)
{
    geo::Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = (i + 0.5) * 2 * std::numbers::pi / corners, reach = radius * (corners == 4 || i % 2 == 0 ? 1 : 0.7);
        ring.push_back(lonlat_from_screen(viewport, {static_cast<float>(at.x + reach * std::cos(angle)), static_cast<float>(at.y + reach * std::sin(angle))}));
    }
    return ring;
}

}

int run_bench_queries(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err)
try {
    const Everything ground(arguments.workspace);
    const geo::LonLatBox extent = ground.grids->extent();
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> lon(extent.west, extent.east), lat(extent.south, extent.north), zoom(10, 18), part(0, 1);
    Times hover, pick, nearest, box, polygon;
    std::size_t found = 0;
    for (int i = 0; i < rounds; ++i) {
        const Viewport viewport{.width = double(arguments.width), .height = double(arguments.height),
                                .view = {geo::map_from_lonlat({lon(random), lat(random)}), metres_per_pixel_from_zoom(zoom(random))}};
        const MapSymbols symbols = make_map_symbols(ground.world, ground.session, ground.points, viewport, ground.now);
        const ScreenPoint at{static_cast<float>(part(random) * arguments.width), static_cast<float>(part(random) * arguments.height)};
        const geo::LonLat place = lonlat_from_screen(viewport, at);
        found += hover.measure([&] { return ground.grids->find_at(ground.grids->finest(), place).has_value(); });
        found += pick.measure([&] { return make_pick(ground.world, symbols, ground.points, ground.grids.get(), viewport, at).lines.size(); });
        found += nearest.measure([&] { return make_near_cameras(ground.world, nullptr, place, 16).size(); });
        found += box.measure([&] { return find_in_area(ring_around(viewport, at, viewport.height / 4, 4), ground.points, ground.grids.get()).grids; });
        found += polygon.measure([&] { return find_in_area(ring_around(viewport, at, viewport.height / 4, 12), ground.points, ground.grids.get()).grids; });
    }
    out << nlohmann::json{{"queries", 5 * rounds},
                          {"found", found},
                          {"hover_ms", named_spread(hover.values)},
                          {"pick_ms", named_spread(pick.values)},
                          {"nearest_ms", named_spread(nearest.values)},
                          {"box_ms", named_spread(box.values)},
                          {"polygon_ms", named_spread(polygon.values)}}
               .dump()
        << '\n';
    return 0;
} catch (const std::exception& error) {
    err << error.what() << '\n';
    return 1;
}

}
