#pragma once
// Every action of the user interface is a named command. Menus, keys, the palette (Ctrl+K), the list of keys (?) and drive
// scripts all use the one table in command_table.cpp; panels only name a command in their outbox.

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

/// A picture or a stretch of a camera, to be kept as a file with its sidecar.
struct EvidenceJob {
    data::CameraId camera;
    std::chrono::seconds clip{0};        // 0: a picture; else so much up to what is shown now
    std::string purpose;                 // a line of text; empty only with an incident
    data::IncidentId incident;           // its history names the file; 0: none
};

/// What commands may ask for beyond changing the session. Calls return at once; answers come back as facts.
class Services {
public:
    virtual ~Services() = default;
    /// To the archive queue; shows when durable. `log`: its row of the session log, written with it or not at all.
    virtual void change(data::Change change, data::LogWords log = {}) = 0;
    virtual void log(std::string kind, std::string subject, std::string detail) = 0; // session log, of what changes no record
    virtual void open_workspace(const std::string& path) = 0;
    virtual void close_workspace() = 0;
    virtual void open_demo() = 0;                              // makes the demo workspace on first use
    virtual void import_files(const std::vector<std::string>& paths) = 0;
    /// KIND as in data::import_kind_names, LEVEL as in data::level_names or empty. Throws Error for other words.
    virtual void import_as(const std::string& path, const std::string& kind, const std::string& level) = 0;
    virtual void cancel_imports() = 0;
    /// Looks at the file of the import desk again; the answer arrives in the session.
    virtual void preview_import(const data::ImportJob&, bool /*guess*/) {}
    virtual void start_import(const data::ImportJob&) {}
    virtual void undo_import() {}
    /// Proves the account by its PIN (empty: it needs none) and gives it the controls; the answer arrives in the session.
    virtual void sign_on(data::AccountId /*account*/, std::string /*pin*/) {}
    virtual void lock_seat(const std::string& /*why*/) {}
    /// An older workspace: bring it up to date, or show a copy and leave it as it is.
    virtual void open_older(const std::string& /*path*/, bool /*upgrade*/) {}
    virtual void retry_camera(data::CameraId camera) = 0;
    /// Dials it once more and writes down each step; Session::diary gets the answer.
    virtual void keep_diary(data::CameraId) {}
    /// Into this person's own file of credentials on this machine; cameras that were refused with it are dialled again.
    virtual void set_credential(const std::string& /*name*/, const std::string& /*user*/, std::string /*password*/) {}
    virtual void take_screenshot(const std::string& path) = 0;
    virtual void save_evidence(const EvidenceJob&) {}
};

struct CommandContext {
    const data::World& world;
    Session& session;
    Services& services;
    const Texts& text;
    data::TimePoint now;
    const Sights* sights = nullptr; // what cameras see; null until it is prepared
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
