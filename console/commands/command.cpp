#include "console/frame/command.h"

#include "console/commands/functions.h"
#include "console/seat/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace console {
namespace {

constexpr std::size_t messages_kept = 50;

template <class Number> Number parsed_argument(Arguments arguments, std::size_t index, const char* what)
{
    const std::string text = text_argument(arguments, index, what);
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw Error(geo::remark("no_number", text, what));
    return value;
}

Message message_of(const CommandContext& context, const Fault& fault)
{
    const bool is_told = fault.is_worded || !fault.why.empty();
    return {context.now, fault, true, is_told ? std::string() : fault.english};
}

/// What needs a right waits for whoever has it: while the form for the PIN stands, the account before is no longer, and the next one not yet.
bool needs_open_controls(const CommandRow& row, const Session& session)
{
    return session.lock.controls != Controls::open && right_of_command(row.name);
}

/// Whether a form has to ask for something that nothing on the screen tells.
bool lacks_words(const CommandRow& row, const data::World& world, const Session& session)
{
    return std::ranges::any_of(row.arguments, [&](const ArgumentRow& argument) { return argument.required && (!argument.first || argument.first(world, session).empty()); });
}

}

bool needs_form(const CommandRow& row) { return std::ranges::any_of(row.arguments, &ArgumentRow::required); }

bool is_about_file(const CommandRow& row)
{
    return std::ranges::count_if(row.arguments, &ArgumentRow::required) == 1 && row.arguments.front().required && row.arguments.front().path != PathUse::none;
}

const char* why_not_key(const CommandRow& row, const data::World& world, const Session& session)
{
    if (row.enabled && !row.enabled(world, session)) {
        if (!world.loaded && row.enabled != draft_commands::has_draft)
            return "why.workspace";
        const char* key = reason_key(row);
        return key ? key : "why.now";
    }
    if (const char* key = why_idle_key(row, world, session))
        return key;
    if (const auto right = right_of_command(row.name); right && !has_right(world, session.actor, *right))
        return words_of(*right);
    return nullptr;
}

std::string why_not(const CommandRow& row, const data::World& world, const Session& session, const Texts& text)
{
    const char* key = why_not_key(row, world, session);
    return key ? std::string(text(key)) : std::string();
}

SwitchState switch_state(const CommandRow& row, const data::World& world, const Session& session, const Texts& text, std::span<const std::string> about)
{
    SwitchState state;
    // One of several things without saying which is neither on nor off.
    const bool is_known = !about.empty() || row.arguments.empty() || !row.arguments.front().required || row.arguments.front().first;
    if (row.is_on && is_known)
        state.is_on = row.is_on(world, session, about);
    // Where a form asks for one value, that is what it is now.
    for (const ArgumentRow& argument : row.arguments) {
        if (!argument.tells_state)
            continue;
        state.value = argument.first(world, session);
        if (!argument.choices)
            continue;
        const auto choices = argument.choices(world, session, text);
        if (const auto at = std::ranges::find(choices, state.value, &ArgumentChoice::value); at != choices.end() && !at->label.empty())
            state.value = at->label;
    }
    return state;
}

void run_checked(CommandContext& context, const CommandRow& row, Arguments arguments)
{
    if (const auto right = right_of_command(row.name); right && !has_right(context.world, context.session.actor, *right))
        throw Error(geo::remark(words_of(*right)));
    if (needs_open_controls(row, context.session))
        throw Error(geo::remark("why.controls"));
    row.run(context, arguments);
}

bool run_command(CommandContext& context, const Command& command)
{
    const CommandRow* row = find_command(command.name);
    if (!row || (row->enabled && !row->enabled(context.world, context.session)) || needs_open_controls(*row, context.session))
        return false;
    try {
        // A key knows no words: what is not known is asked for.
        if (command.arguments.empty() && lacks_words(*row, context.world, context.session))
            return form_commands::open(context, std::array{command.name}), true;
        run_checked(context, *row, command.arguments);
    } catch (const std::exception& error) {
        context.session.messages.push_back(message_of(context, fault_of(error)));
    }
    shell_commands::note_opened(context.session);
    while (context.session.messages.size() > messages_kept)
        context.session.messages.pop_front();
    return true;
}

std::string text_argument(Arguments arguments, std::size_t index, const char* what)
{
    if (index >= arguments.size())
        throw Error(geo::remark("missing", what));
    return arguments[index];
}

std::int64_t number_argument(Arguments arguments, std::size_t index, const char* what)
{
    return parsed_argument<std::int64_t>(arguments, index, what);
}

double decimal_argument(Arguments arguments, std::size_t index, const char* what)
{
    return parsed_argument<double>(arguments, index, what);
}

geo::LonLat lonlat_argument(Arguments arguments, std::size_t index)
{
    const geo::LonLat p{decimal_argument(arguments, index, "longitude"), decimal_argument(arguments, index + 1, "latitude")};
    if (p.lon < -180 || p.lon > 180 || p.lat < -90 || p.lat > 90)
        throw Error(geo::remark("no_place", p.lon, p.lat));
    return p;
}

std::string rest_argument(Arguments arguments, std::size_t index)
{
    std::string text;
    for (std::size_t i = index; i < arguments.size(); ++i)
        text += (i > index ? " " : "") + arguments[i];
    return text;
}

bool has_workspace(const data::World& world, const Session&) { return world.loaded; }

bool has_incident(const data::World& world, const Session& session)
{
    return world.loaded && world.incidents.find(session.selection.incident) != nullptr;
}

bool has_spot(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && (has_incident(world, session) || session.selection.point.has_value());
}

}
