#include "console/cli/bench_reach_command.h"

#include "console/app/options.h"
#include "data/temporary_folder.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <ostream>

namespace console {
namespace {

/// Opened, seen, and put away again.
std::string asked(const char* name, const char* widget, const char* step)
{
    return fmt::format("measure {0} {1}\n{2}\nwait shown.{1} = yes\nmeasure none\nkey Esc\nwait shown.{1} = no\n", name, widget, step);
}

std::string script_of(const BenchReachArguments& arguments)
{
    std::string text = "wait workspace.loaded = yes within 120\nrun layout.desk\nwait shown.map.settled = yes within 120\n";
    for (int i = 0; i < arguments.rounds; ++i)
        text += asked("menu", "menu", "key Alt+F10") + asked("context_menu", "menu", "key Shift+F10") + asked("palette", "palette.field", "key Ctrl+K") + asked("form", "form", "run form.open map.print");
    text += "run layout.wall\nrun wall.layout 16\nrun wall.tree\nclick wall_side.by.owner\nclick wall_side.group.1\nwait says.wall_side.rows > 1 within 30\nmeasure tree_scroll\n";
    for (int i = 0; i < arguments.rounds * 10; ++i)
        text += "wheel wall_side.lines -5\n";
    text += "measure none\nrun wall.tree\nrun layout.desk\nwait shown.map.settled = yes within 120\n";
    if (!arguments.table.empty())
        text += fmt::format("measure import import.columns\nrun import.desk {0}\nwait import.preview = yes within 120\nmeasure import_check\nwait import.looked = yes within 600\nmeasure none\nrun import.close\n",
                            std::filesystem::absolute(arguments.table).string());
    return text;
}

}

int run_bench_reach(const BenchReachArguments& arguments, std::ostream& out, std::ostream& err)
{
    const data::TemporaryFolder folder("reach");
    ConsoleOptions options;
    options.workspace = arguments.workspace;
    options.offscreen = true;
    options.width = arguments.width, options.height = arguments.height;
    options.drive = (folder.path() / "reach.drive").string();
    std::ofstream(options.drive) << script_of(arguments);
    return run_bench(options, out, err);
}

}
