#include "console/commands/key_commands.h"

#include "console/commands/functions.h"

#include <optional>
#include <string_view>
#include <utility>

namespace console {
namespace {

struct KeyRow {
    Chord chord;
    const CommandRow* command;
};

const std::vector<KeyRow>& key_rows()
{
    static const std::vector<KeyRow> rows = [] {
        std::vector<KeyRow> made;
        for (const CommandRow& command : command_table())
            if (const auto chord = parse_chord(command.key))
                made.push_back({*chord, &command});
        return made;
    }();
    return rows;
}

/// Enter behind a camera's number: whatever list has the keyboard, it is the number's.
bool is_of_digits(const Chord& chord, const Session& session) { return !session.typed_digits.empty() && chord.key == key::enter; }

/// The enabled command of a key. `known`: the first command of the key, enabled or not.
template <class Matches>
const CommandRow* find_row(Matches matches, const data::World& world, const Session& session, bool field_has_keyboard, bool list_has_keyboard,
                           const CommandRow*& known)
{
    for (const KeyRow& row : key_rows()) {
        if (!matches(row.chord) || (field_has_keyboard && !works_in_fields(row.chord)) || (list_has_keyboard && belongs_to_lists(row.chord) && !is_of_digits(row.chord, session)))
            continue;
        known = known ? known : row.command;
        if (!row.command->enabled || row.command->enabled(world, session))
            return row.command;
    }
    return nullptr;
}

/// What a press means while a menu is open: everything is the menu's.
std::optional<Command> menu_command(const InputEvent& event)
{
    if (event.kind == InputEvent::Kind::character)
        return event.character > U' ' && event.character < 127 ? std::optional(Command{"menu.letter", {std::string(1, static_cast<char>(event.character))}}) : std::nullopt;
    constexpr std::pair<int, const char*> ways[] = {{key::up, "up"}, {key::down, "down"}, {key::left, "left"}, {key::right, "right"},
                                                    {key::home, "first"}, {key::end, "last"}, {key::page_up, "first"}, {key::page_down, "last"}};
    for (const auto& [code, way] : ways)
        if (event.code == code)
            return Command{"menu.step", {way}};
    if (event.code == key::enter || event.code == key::keypad_enter)
        return Command{"menu.run", {}};
    if (event.code == key::escape)
        return Command{"view.dismiss", {}};
    if (event.code == key::f1 + 9 && event.modifiers.alt)
        return Command{"menu.toggle", {}};
    return std::nullopt;
}

/// A press that a character follows.
bool makes_character(const InputEvent& press)
{
    return press.code >= key::space && press.code < 127 && !press.modifiers.ctrl && !press.modifiers.alt;
}

/// Keys that move, choose and leave are pressed without a command in mind.
bool asks_for_reason(const InputEvent& press)
{
    const bool is_way = (press.code >= key::escape && press.code <= key::end) || press.code == key::keypad_enter;
    return press.kind == InputEvent::Kind::character || (!is_way && !press.repeat);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// A press or a character that is none.
bool is_no_digit(const InputEvent& event)
{
    if (event.kind == InputEvent::Kind::character)
        return !is_digit(event.character);
    const bool is_digit_key = (event.code >= key::digit_0 && event.code < key::digit_0 + 10) || (event.code >= key::keypad_0 && event.code < key::keypad_0 + 10);
    return event.kind == InputEvent::Kind::key && event.down && !is_digit_key;
}

}

KeyOutcome KeyCommands::take(std::vector<InputEvent> events, const data::World& world, const Session& session,
                             bool field_has_keyboard, bool list_has_keyboard)
{
    KeyOutcome outcome;
    for (std::size_t i = 0; i < events.size(); ++i) {
        InputEvent& event = events[i];
        const CommandRow* row = nullptr;
        const CommandRow* known = nullptr;
        const bool is_press = event.kind == InputEvent::Kind::character || (event.kind == InputEvent::Kind::key && event.down);
        if (session.menu && is_press) {
            if (auto command = menu_command(event)) {
                // What it does decides what the next key means.
                const bool stays = command->name == "menu.step" || command->name == "menu.letter";
                outcome.commands.push_back(std::move(*command));
                if (!stays) {
                    outcome.later.assign(std::make_move_iterator(events.begin() + static_cast<std::ptrdiff_t>(i + 1)), std::make_move_iterator(events.end()));
                    break;
                }
            }
            continue;
        }
        // A form, or the file chooser, has the keyboard, whatever of it is marked.
        if ((session.form || session.files) && is_press && !(event.kind == InputEvent::Kind::key && event.code == key::escape)) {
            outcome.rest.push_back(std::move(event));
            continue;
        }
        // The digits of this frame are not typed before it ends: a key that needs them (Enter, ".") waits for the next.
        if (!outcome.commands.empty() && outcome.commands.back().name == "wall.type_digit" && is_no_digit(event)) {
            outcome.later.assign(std::make_move_iterator(events.begin() + static_cast<std::ptrdiff_t>(i)), std::make_move_iterator(events.end()));
            break;
        }
        if (event.kind == InputEvent::Kind::key && event.down) {
            swallow_character_ = false;
            const auto matches = [&](const Chord& chord) { return matches_key(chord, event.code, event.modifiers); };
            row = find_row(matches, world, session, field_has_keyboard, list_has_keyboard, known);
            // In a field Esc is the field's, unless something lies open: what is selected stays.
            if (row && field_has_keyboard && event.code == key::escape && !shell_commands::is_anything_open(session))
                row = nullptr;
            if (row && event.repeat)
                continue; // a held key runs its command once
            swallow_character_ = row && makes_character(event);
        } else if (event.kind == InputEvent::Kind::character) {
            if (swallow_character_) {
                swallow_character_ = false;
                continue;
            }
            const auto matches = [&](const Chord& chord) { return matches_character(chord, event.character); };
            row = find_row(matches, world, session, field_has_keyboard, list_has_keyboard, known);
            if (!row && !field_has_keyboard && is_digit(event.character)) {
                outcome.commands.push_back({"wall.type_digit", {std::string(1, static_cast<char>(event.character))}});
                continue;
            }
        }
        if (!row) {
            if (known && asks_for_reason(event))
                outcome.refused = known;
            outcome.rest.push_back(std::move(event));
            continue;
        }
        // Nothing would change: a key that was meant for a command says so.
        if (asks_for_reason(event) && why_idle_key(*row, world, session)) {
            outcome.refused = row;
            continue;
        }
        outcome.commands.push_back({row->name, {}});
        if (row->takes_keyboard || needs_form(*row) || std::string_view(row->name).starts_with("menu.")) {
            // The character of this very press goes with it; what was typed after it belongs to the field.
            std::size_t next = i + 1;
            if (swallow_character_ && next < events.size() && events[next].kind == InputEvent::Kind::character) {
                swallow_character_ = false;
                ++next;
            }
            outcome.later.assign(std::make_move_iterator(events.begin() + static_cast<std::ptrdiff_t>(next)),
                                 std::make_move_iterator(events.end()));
            break;
        }
    }
    return outcome;
}

}
