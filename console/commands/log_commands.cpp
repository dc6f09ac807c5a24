#include "console/commands/functions.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace console::log_commands {
namespace {

/// Number of the incident or camera that a row is about: "incident 4471"; empty: it is about neither.
std::string number_in(const std::string& subject, std::string_view what)
{
    return subject.size() > what.size() && subject.starts_with(what) && subject[what.size()] == ' ' ? subject.substr(what.size() + 1) : std::string();
}

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
            throw Error(geo::remark("log.no_number"));
        (what == "camera" ? log.camera : log.incident) = value;
        (what == "camera" ? log.incident : log.camera).clear(); // a row is about one thing
    } else if (what == "account")
        log.account = value;
    else
        throw Error(geo::remark("no_log_filter"));
}

void take_row(CommandContext& context, Arguments arguments)
{
    const std::string kind = text_argument(arguments, 0, "kind"), account = text_argument(arguments, 1, "account"), subject = text_argument(arguments, 2, "subject");
    context.session.log_row = LogRowInHand{kind, account, subject};
    context.session.marked_name = "log.row";
    context.session.marked = rest_argument(arguments, 3);
}

bool has_row(const data::World& world, const Session& session) { return has_workspace(world, session) && session.layout == Layout::log && session.log_row.has_value(); }

bool has_thing(const data::World& world, const Session& session)
{
    return has_row(world, session) && (!number_in(session.log_row->subject, "incident").empty() || !number_in(session.log_row->subject, "camera").empty());
}

bool has_account(const data::World& world, const Session& session) { return has_row(world, session) && !session.log_row->account.empty(); }

void open(CommandContext& context, Arguments)
{
    const std::string subject = context.session.log_row->subject;
    context.session.layout = Layout::desk;
    if (const std::string incident = number_in(subject, "incident"); !incident.empty())
        incident_commands::open_number(context, std::array{incident});
    else
        camera_commands::open_number(context, std::array{number_in(subject, "camera")});
}

void only_thing(CommandContext& context, Arguments)
{
    const std::string subject = context.session.log_row->subject, incident = number_in(subject, "incident");
    const bool is_incident = !incident.empty();
    filter(context, std::array{std::string(is_incident ? "incident" : "camera"), is_incident ? incident : number_in(subject, "camera")});
}

void only_kind(CommandContext& context, Arguments) { context.session.log.kinds = {context.session.log_row->kind}; }
void only_account(CommandContext& context, Arguments) { context.session.log.account = context.session.log_row->account; }

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
