#include "console/commands/functions.h"

#include <algorithm>
#include <cmath>

namespace console::layout_commands {
namespace {

constexpr float scale_step = 0.25f;

void change_scale(Session& session, float scale)
{
    session.scale = std::clamp(std::round(scale / scale_step) * scale_step, 1.f, most_scale);
}

void say(CommandContext& context, const char* key)
{
    context.session.messages.push_back({context.now, said(key), false});
}

}

void desk(CommandContext& context, Arguments) { context.session.layout = Layout::desk; }
void wall(CommandContext& context, Arguments) { context.session.layout = Layout::wall; }
void list(CommandContext& context, Arguments) { context.session.layout = Layout::list; }
void sheet(CommandContext& context, Arguments) { context.session.layout = Layout::sheet; }
void gallery(CommandContext& context, Arguments) { context.session.layout = Layout::gallery; }
void start(CommandContext& context, Arguments) { context.session.layout = Layout::start; }

void split(CommandContext& context, Arguments arguments)
{
    const std::string key = text_argument(arguments, 0, "region");
    if (arguments.size() < 2)
        context.session.splits.erase(key);
    else
        context.session.splits[key] = static_cast<float>(decimal_argument(arguments, 1, "size"));
}

void table(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "table");
    if (arguments.size() < 2)
        context.session.tables.erase(name);
    else
        context.session.tables[name].assign(arguments.begin() + 1, arguments.end());
}

void queue_over_map(CommandContext& context, Arguments)
{
    context.session.queue_over_map = !context.session.queue_over_map;
}

void next_theme(CommandContext& context, Arguments)
{
    context.session.theme = static_cast<Theme>((static_cast<int>(context.session.theme) + 1) % 3);
}

void set_theme(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "day, dim or night");
    constexpr std::array names{"day", "dim", "night"};
    const auto at = std::ranges::find(names, name);
    if (at == names.end())
        throw Error(geo::remark("no_theme", name));
    context.session.theme = static_cast<Theme>(at - names.begin());
}

void toggle_language(CommandContext& context, Arguments)
{
    context.session.language = context.session.language == Language::zh ? Language::en : Language::zh;
}

void set_language(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "zh or en");
    if (name != "zh" && name != "en")
        throw Error(geo::remark("no_language", name));
    context.session.language = name == "zh" ? Language::zh : Language::en;
}

// From what is seen: in a small window that is less than what is wanted.
void scale_up(CommandContext& context, Arguments) { change_scale(context.session, std::min(context.session.scale + scale_step, std::max(context.session.scale, context.session.scale_room))); }
void scale_down(CommandContext& context, Arguments) { change_scale(context.session, std::min(context.session.scale, context.session.scale_room) - scale_step); }

void set_scale(CommandContext& context, Arguments arguments)
{
    change_scale(context.session, static_cast<float>(decimal_argument(arguments, 0, "percent") / 100));
}

void toggle_motion(CommandContext& context, Arguments)
{
    context.session.reduced_motion = !context.session.reduced_motion;
    say(context, context.session.reduced_motion ? "message.motion_reduced" : "message.motion_full");
}

}
