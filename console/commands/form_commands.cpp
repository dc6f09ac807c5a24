#include "console/commands/functions.h"
#include "console/frame/menu_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

namespace console::form_commands {
namespace {

const CommandRow& row_of(const CommandForm& form)
{
    const CommandRow* row = find_command(form.command);
    if (!row)
        throw Error(geo::remark("no_command", form.command));
    return *row;
}

std::vector<std::string> words_of(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;)
        words.push_back(std::move(word));
    return words;
}

bool is_number(const std::string& text, double& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool is_offered(const std::vector<ArgumentChoice>& choices, const std::string& value)
{
    return std::ranges::find(choices, value, &ArgumentChoice::value) != choices.end();
}

/// What is wrong with a field; empty: nothing. `out` gets the values the command is given.
Said take_field(const CommandContext& context, const ArgumentRow& row, const std::string& value, std::vector<std::string>& out)
{
    const auto say = [&](const char* key) { return said(key, said(row.title)); };
    if (value.find_first_not_of(' ') == std::string::npos)
        return row.required ? say("form.missing") : Said();
    double number = 0;
    switch (row.type) {
    case ArgumentType::text: out.push_back(value); return {};
    case ArgumentType::number:
        if (!is_number(value, number))
            return say("form.no_number");
        if (row.least < row.most && (number < row.least || number > row.most))
            return said("form.out_of_range", said(row.title), fmt::format("{:.6g}", row.least), fmt::format("{:.6g}", row.most));
        out.push_back(value);
        return {};
    case ArgumentType::choice:
        if (row.choices && !is_offered(row.choices(context.world, context.session, context.text), value))
            return say("form.no_choice");
        out.push_back(value);
        return {};
    case ArgumentType::camera: {
        const std::vector<std::string> words = words_of(value);
        if (words.size() != 1 && !row.many)
            return say("form.one_camera");
        for (const std::string& word : words) {
            if (!is_number(word, number) || !data::find_camera_by_number(context.world, static_cast<int>(number)))
                return said("message.no_camera_number", word);
            out.push_back(word);
        }
        return {};
    }
    case ArgumentType::place: {
        const std::vector<std::string> words = words_of(value);
        double lat = 0;
        if (words.size() != 2 || !is_number(words[0], number) || !is_number(words[1], lat) || std::abs(number) > 180 || std::abs(lat) > 90)
            return say("form.no_place");
        out.insert(out.end(), words.begin(), words.end());
        return {};
    }
    }
    return {};
}

}

bool is_open(const data::World&, const Session& session) { return session.form.has_value(); }

void open(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    CommandForm form{.command = text_argument(arguments, 0, "command"), .values = {}, .camera = asked_camera(session), .error = {}, .wrong = -1, .serial = ++session.forms};
    const CommandRow& row = row_of(form);
    if (row.enabled && !row.enabled(context.world, session))
        throw Error(geo::remark(why_not_key(row, context.world, session)));
    if (is_about_file(row) && arguments.size() == 1)
        return file_commands::choose(context, arguments);
    std::size_t taken = 1;
    for (const ArgumentRow& argument : row.arguments) {
        const std::size_t wants = argument.type == ArgumentType::place ? 2 : 1;
        std::string value;
        for (std::size_t i = 0; i < wants && taken < arguments.size(); ++i)
            value += (i > 0 ? " " : "") + arguments[taken++];
        if (value.empty() && argument.first)
            value = argument.first(context.world, session);
        form.values.push_back(std::move(value));
    }
    // What was laid aside comes back, but for what the thing at hand says.
    if (const auto kept = session.forms_kept.find(form.command); kept != session.forms_kept.end())
        for (std::size_t i = 0; i < std::min(form.values.size(), kept->second.size()); ++i)
            if (form.values[i].empty())
                form.values[i] = kept->second[i];
    session.menu.reset();
    session.palette_open = false;
    session.form = std::move(form);
}

void run(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const CommandRow& row = row_of(*session.form);
    CommandForm& form = *session.form;
    std::vector<std::string> values;
    form.error = {}, form.wrong = -1;
    form.values.resize(row.arguments.size());
    for (std::size_t i = 0; i < row.arguments.size(); ++i) {
        if (i < arguments.size())
            form.values[i] = arguments[i];
        if (Said wrong = take_field(context, row.arguments[i], form.values[i], values); !wrong.empty()) {
            form.error = std::move(wrong), form.wrong = static_cast<int>(i);
            return;
        }
    }
    // What the command itself refuses is said in the form, which stays with all that was typed.
    const CommandForm kept = form;
    session.form.reset();
    session.asked_camera = kept.camera;
    try {
        if (row.enabled && !row.enabled(context.world, session))
            throw Error(geo::remark(why_not_key(row, context.world, session)));
        run_checked(context, row, values);
        session.forms_kept.erase(kept.command);
    } catch (const std::exception& error) {
        session.form = kept;
        session.form->error = fault_of(error);
    }
    session.asked_camera = {};
}

void typed(CommandContext& context, Arguments arguments) { context.session.form->values.assign(arguments.begin(), arguments.end()); }

void cancel(CommandContext& context, Arguments)
{
    Session& session = context.session;
    session.forms_kept[session.form->command] = session.form->values;
    session.form.reset();
}

}
