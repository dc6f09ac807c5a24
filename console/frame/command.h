#pragma once
// Every action of the user interface is a named command. Menus, keys, the palette (Ctrl+K), the list of keys (?) and drive
// scripts all use the one table in command_table.cpp; panels only name a command in their outbox.

#include "console/frame/services.h"
#include "console/seat/session.h"
#include "data/records/changes.h"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace console {

struct Command {
    std::string name;                    // "incident.open"
    std::vector<std::string> arguments;  // "4471"; ids and numbers in decimal, coordinates as "lon" "lat" in degrees
};

struct Sights;
struct DraftView;

struct CommandContext {
    const data::World& world;
    Session& session;
    Services services;
    const Texts& text;
    data::TimePoint now;
    const Sights* sights = nullptr; // what cameras see; null until it is prepared
    const DraftView* draft = nullptr; // that is open in the editor; null: none
    data::RunningTime running = {};  // for how long something lasts; `now` is for what is shown and written
};

/// Where a command stands in the menu; `none`: in no group of it. `internal`: the program's own, offered nowhere.
enum class Menu { none, file, view, wall, camera, incident, map, grids, help, internal };

/// What a context menu can be about, as bits: a command may stand in the menus of several.
namespace thing {
inline constexpr unsigned tile = 1, map = 2, camera = 4, incident = 8, grid = 16, layer = 32, place = 64, view = 128, words = 256, row = 512, finding = 1024;
inline constexpr std::array<const char*, 11> names{"tile", "map", "camera", "incident", "grid", "layer", "place", "view", "words", "row", "finding"}; // in the order of the bits
}

enum class ArgumentType { text, number, choice, camera, place };
inline constexpr std::array<const char*, 5> argument_type_names{"text", "number", "choice", "camera", "place"};

struct ArgumentChoice {
    std::string value;
    std::string label; // in the interface language; empty: the value itself
};

/// A value that a command needs: a field of its form. A camera is given by its short number, a place as longitude and latitude.
struct ArgumentRow {
    const char* name;                    // "purpose", for scripts and lists
    const char* title;                   // key of its label in data/i18n
    ArgumentType type = ArgumentType::text;
    bool required = true;
    double least = 0, most = 0;          // of a number; equal: no bounds
    std::vector<ArgumentChoice> (*choices)(const data::World&, const Session&, const Texts&) = nullptr; // of a choice
    std::string (*first)(const data::World&, const Session&) = nullptr; // what the field begins with; null: empty
    bool many = false;                   // several values, each an argument of its own; the last row only
    unsigned from = 0;                   // a context menu about one of these things gives it
    PathUse path = PathUse::none;        // of a file: the form has a button that opens the file chooser
    const char* endings = "";            // of such files: ".csv .xlsx", the usual one first; empty: any
    const char* file_name = "";          // proposed for what is written, without its ending and day
    bool tells_state = false;            // `first` is what it is now: menus show it
    bool spreads = false;                // of a choice: context menus have a row for each
};

struct CommandRow {
    const char* name;
    const char* title;                   // key of its title in data/i18n
    const char* key;                     // "Ctrl+K", "F4", "A", ""; see keys.h for the grammar
    Menu menu;
    bool (*enabled)(const data::World&, const Session&); // null: always
    void (*run)(CommandContext&, std::span<const std::string> arguments);
    bool takes_keyboard = false;         // a text field has the keyboard afterwards: what is typed next waits for it
    unsigned contexts = 0;               // things in whose context menus it stands
    std::span<const ArgumentRow> arguments = {};
    /// Of a switch: whether it is on. `about`: its arguments as a context menu gives them, a camera's number or a layer's name; none: of what is in hand. Null: it is none.
    bool (*is_on)(const data::World&, const Session&, std::span<const std::string> about) = nullptr;
};

/// Key of the words why a row with an `enabled` is not; null: none is known, which only the program's own commands may have.
const char* reason_key(const CommandRow& row);
/// Whether it cannot run without words that only a form can ask for.
bool needs_form(const CommandRow& row);
/// The one word it needs is the path of a file: the chooser is its form.
bool is_about_file(const CommandRow& row);
/// Why a command that is enabled would change nothing now, without words of its own: the key of the words; null: it does something.
const char* why_idle_key(const CommandRow& row, const data::World& world, const Session& session);
/// Why a command cannot run now, would change nothing, or lacks a right: the key of the words; null: it can.
const char* why_not_key(const CommandRow& row, const data::World& world, const Session& session);
/// The same in the interface language; empty: it can.
std::string why_not(const CommandRow& row, const data::World& world, const Session& session, const Texts& text);

/// What a menu shows of a command that is a switch, or that sets one value.
struct SwitchState {
    std::optional<bool> is_on; // none: it is no switch
    std::string value;         // what is set now, in the interface language; empty: it sets none
    bool operator==(const SwitchState&) const = default;
};
SwitchState switch_state(const CommandRow& row, const data::World& world, const Session& session, const Texts& text, std::span<const std::string> about = {});

std::span<const CommandRow> command_table();
const CommandRow* find_command(std::string_view name);
/// Runs it if enabled; an exception becomes a message in the interface. False when unknown or not enabled.
bool run_command(CommandContext& context, const Command& command);

}
