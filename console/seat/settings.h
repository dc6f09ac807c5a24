#pragma once
// What an administrator fixes for a machine and a person for an account: one TOML file, docs/SETTINGS.md. /etc/xdg/gridwatch is read
// first, $XDG_CONFIG_HOME/gridwatch over it. A wrong value is named with its line and what to write; the rest holds. What a seat's
// screen looked like last is kept elsewhere (services/session_file.h) and goes before [screen]; the command line goes before all.

#include "console/seat/session.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace console {

struct Settings {
    std::optional<Language> language;
    std::optional<Theme> theme;
    std::optional<float> scale; // 1 to 2
    std::optional<bool> reduced_motion;
    std::optional<Layout> layout;
    std::string monitor;   // empty: the primary one
    bool fullscreen = false;
    std::string seat;      // empty: "desk-1"
    std::string workspace; // opened when the command line names none; empty: the start page
    int log_megabytes = 1, log_files = 5;
    int lock_after_minutes = 15; // 0: never
    int past_memory_mb = 512, past_disk_gb = 4;
    bool past_sound = true;    // the sound of cameras is kept beside their pictures, in memory, on disk and in clips
    std::vector<std::string> map_folders; // base maps lie below one of them; none: anywhere
    std::string past_disk;     // folder of the guard list's last minutes; empty: below XDG_CACHE_HOME
    std::string past_files;    // folder of recordings; {number} stands for the camera's; empty: none
    std::string past_evidence; // folder of snapshots and clips; empty: below XDG_DATA_HOME
};

struct SettingsRead {
    Settings settings;
    std::vector<std::string> files;    // that were there
    std::vector<std::string> problems; // "FILE:7: screen.theme is "dark"; write "day", "dim" or "night"."
};

/// The files of this account and machine; none is needed, none is made.
SettingsRead read_settings();
/// One file's text over what is there already. Never throws for what stands in it.
void add_settings(std::string_view text, const std::string& file, SettingsRead& read);

/// Names of all settings, "screen.theme"; a test keeps them in docs/SETTINGS.md.
std::vector<std::string> setting_names();

}
