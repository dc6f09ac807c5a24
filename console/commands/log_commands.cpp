#include "console/commands/functions.h"

#include <algorithm>
#include <cctype>

namespace console::log_commands {
namespace {

bool is_number(const std::string& text) { return std::ranges::all_of(text, [](unsigned char c) { return c < 128 && std::isalnum(c); }); }

}

void show(CommandContext& context, Arguments)
{
    context.session.layout = Layout::log;
    ++context.session.log.request;
}

void again(CommandContext& context, Arguments) { ++context.session.log.request; }

void filter(CommandContext& context, Arguments arguments)
{
    const std::string what = text_argument(arguments, 0, "what to filter by"), value = rest_argument(arguments, 1);
    LogState& log = context.session.log;
    if (what == "clear")
        log = {.request = log.request};
    else if (what == "hours")
        log.hours = static_cast<int>(std::clamp<std::int64_t>(number_argument(arguments, 1, "hours"), 0, 24 * 366 * 20));
    else if (what == "kind" && value.empty())
        log.kinds.clear();
    else if (what == "kind")
        log.kinds.contains(value) ? (void)log.kinds.erase(value) : (void)log.kinds.insert(value);
    else if (what == "camera" || what == "incident") {
        if (!is_number(value))
            throw Error(context.text("log.no_number"));
        (what == "camera" ? log.camera : log.incident) = value;
        (what == "camera" ? log.incident : log.camera).clear(); // a row is about one thing
    } else if (what == "account")
        log.account = value;
    else
        throw Error(geo::remark("no_log_filter"));
}

}

namespace console::upgrade_commands {

bool is_asked(const data::World&, const Session& session) { return session.upgrade.has_value(); }

void accept(CommandContext& context, Arguments)
{
    const std::string path = context.session.upgrade->path;
    context.session.upgrade.reset();
    context.services.workspaces.open_older(path, true);
}

void read_only(CommandContext& context, Arguments)
{
    const std::string path = context.session.upgrade->path;
    context.session.upgrade.reset();
    context.services.workspaces.open_older(path, false);
}

void cancel(CommandContext& context, Arguments)
{
    context.session.upgrade.reset();
    if (!context.world.loaded)
        context.session.layout = Layout::start;
}

}
