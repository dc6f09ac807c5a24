#include "console/cli/bench_work_command.h"

#include "console/error.h"
#include "console/map/panel/map_stage.h"
#include "console/work/process_figures.h"
#include "data/records/assign.h"
#include "data/records/check.h"
#include "data/store/store.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <ostream>
#include <random>

namespace console {

namespace {

data::TimePoint wall_clock()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

using Steady = std::chrono::steady_clock;

double seconds_since(Steady::time_point began)
{
    return std::chrono::duration<double>(Steady::now() - began).count();
}

std::vector<geo::LonLat> even_points(const data::Table<data::Grid>& grids, std::size_t count)
{
    geo::LonLatBox extent;
    for (const data::Grid& grid : grids.rows)
        extent.add(grid.box);
    if (extent.is_empty())
        throw Error("The workspace has no grids to put points into. Import some, or make a demo city.");
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> lon(extent.west, extent.east), lat(extent.south, extent.north);
    std::vector<geo::LonLat> points(count);
    for (geo::LonLat& p : points)
        p = {lon(random), lat(random)};
    return points;
}

template <class Work> int run(std::ostream& out, std::ostream& err, Work&& work)
try {
    out << work() << '\n';
    return 0;
} catch (const std::exception& error) {
    err << error.what() << '\n';
    return 1;
}

}

int run_bench_open(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err)
{
    return run(out, err, [&] {
        const auto began = Steady::now();
        data::World world;
        data::apply(world, data::Store::open(arguments.workspace, data::OpenMode::read_only).load());
        const double load = seconds_since(began), load_cpu = process_cpu_ms();
        Session session;
        session.reduced_motion = true;
        const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        MapStage stage(world, session, Language::zh, arguments.width, arguments.height);
        const double window = seconds_since(began) - load, window_cpu = process_cpu_ms() - load_cpu;
        if (!stage.draw_until_settled(now, longest_settling))
            throw Error("The map was not complete after two minutes.");
        stage.finish();
        return nlohmann::json{{"load_ms", load * 1e3},
                              {"load_cpu_ms", load_cpu},
                              {"window_ms", window * 1e3},
                              {"window_cpu_ms", window_cpu},
                              {"first_complete_ms", seconds_since(began) * 1e3},
                              {"cpu_ms", process_cpu_ms()},
                              {"rss_mb", resident_mb()}}
            .dump();
    });
}

int run_bench_assign(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err)
{
    return run(out, err, [&] {
        const data::WorkspaceLoaded loaded = data::Store::open(arguments.workspace, data::OpenMode::read_only).load();
        const std::vector<geo::LonLat> points = even_points(*loaded.grids, arguments.points);
        const auto began = Steady::now();
        const data::GridLocator locator(loaded.grids->rows, wall_clock());
        const double index = seconds_since(began);
        const auto asked = Steady::now();
        const double cpu = thread_cpu_ms();
        const std::vector<data::GridId> found = locator.find_all(points);
        const double seconds = seconds_since(asked);
        return nlohmann::json{{"points", points.size()},
                              {"assigned", std::ranges::count_if(found, [](data::GridId id) { return static_cast<bool>(id); })},
                              {"seconds", seconds},
                              {"cpu_seconds", (thread_cpu_ms() - cpu) / 1e3},
                              {"index_seconds", index}}
            .dump();
    });
}

int run_bench_check(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err)
{
    return run(out, err, [&] {
        const data::WorkspaceLoaded loaded = data::Store::open(arguments.workspace, data::OpenMode::read_only).load();
        const double cpu = process_cpu_ms();
        nlohmann::json result = nlohmann::json::parse(data::json_from(data::check_grids(loaded.grids->rows, wall_clock())));
        result["cpu_seconds"] = (process_cpu_ms() - cpu) / 1e3;
        return result.dump();
    });
}

}
