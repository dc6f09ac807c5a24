#include "console/cli/demo_command.h"

#include "data/error.h"
#include "data/store/store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ostream>

namespace console {
namespace {

/// What a person or a script is told of the new workspace.
nlohmann::ordered_json describe(const std::filesystem::path& path, double seconds)
{
    const data::WorkspaceLoaded loaded = data::Store::open(path, data::OpenMode::read_only).load();
    const auto count = [&](data::Level level) {
        return std::count_if(loaded.grids->rows.begin(), loaded.grids->rows.end(),
                             [&](const data::Grid& grid) { return grid.level == level; });
    };
    return {{"workspace", path.string()},
            {"grids", count(data::Level::grid)},
            {"communities", count(data::Level::community)},
            {"places", loaded.places->rows.size()},
            {"cameras", loaded.cameras->rows.size()},
            {"incidents", loaded.incidents->size()},
            {"seconds", std::round(seconds * 100) / 100}};
}

} // namespace

int run_demo(const DemoArguments& arguments, std::ostream& out, std::ostream& err)
{
    using clock = std::chrono::steady_clock;
    try {
        const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(
            std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now()));
        const auto begin = clock::now();
        data::make_demo(arguments.out, {arguments.size, arguments.seed, arguments.now.value_or(now)});
        const double seconds = std::chrono::duration<double>(clock::now() - begin).count();
        const nlohmann::ordered_json made = describe(arguments.out, seconds);
        if (arguments.json)
            out << made.dump() << '\n';
        else
            for (const auto& [key, value] : made.items())
                out << key << ": " << (value.is_string() ? value.get<std::string>() : value.dump()) << '\n';
        return 0;
    } catch (const data::Error& error) {
        err << "gridwatch demo: " << error.what() << '\n';
        return 1;
    }
}

}
