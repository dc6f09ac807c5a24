// The settings of a machine: whatever stands in the file, each value is in its range and each problem is one line.

#include "tests/fuzz/targets.h"

#include "console/seat/settings.h"

void fuzz::settings_file(std::string_view bytes)
{
    console::SettingsRead read;
    console::add_settings(bytes, "settings.toml", read);
    const console::Settings& settings = read.settings;
    require(!settings.scale || (*settings.scale >= 1 && *settings.scale <= console::most_scale), "the scale is in its range");
    require(settings.log_megabytes >= 1 && settings.log_files >= 1 && settings.log_files <= 100, "logs are bounded");
    require(settings.lock_after_minutes >= 0 && settings.past_memory_mb >= 0 && settings.past_disk_gb >= 0, "nothing is negative");
    for (const std::string& problem : read.problems)
        require(problem.find('\n') == std::string::npos, "a problem is one line");
}
