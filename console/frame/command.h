#pragma once
// Every action of the user interface is a named command. Menus, keys, the palette (Ctrl+K), the list of keys (?) and drive
// scripts all use the one table in command_table.cpp; panels only name a command in their outbox.

#include "console/frame/services.h"
#include "console/seat/session.h"
#include "data/records/changes.h"

#include <functional>
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
};

/// Where a command stands in the menus; `none`: only key, palette and scripts.
enum class Menu { none, file, view, map, incident, camera, wall, help };

struct CommandRow {
    const char* name;
    const char* title;                   // key of its title in data/i18n
    const char* key;                     // "Ctrl+K", "F4", "A", ""; see keys.h for the grammar
    Menu menu;
    bool (*enabled)(const data::World&, const Session&); // null: always
    void (*run)(CommandContext&, std::span<const std::string> arguments);
    bool takes_keyboard = false;         // a text field has the keyboard afterwards: what is typed next waits for it
};

std::span<const CommandRow> command_table();
const CommandRow* find_command(std::string_view name);
/// Runs it if enabled; an exception becomes a message in the interface. False when unknown or not enabled.
bool run_command(CommandContext& context, const Command& command);

}
