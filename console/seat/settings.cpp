#include "console/seat/settings.h"

#include "console/seat/layout_names.h"
#include "console/seat/session.h"
#include "console/seat/toml_asserts.h"
#include "console/seat/toml_text.h"
#include "data/records/plain_text.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace console {
namespace {

using Node = toml::node;

/// Takes one value; returns what should be written instead, or nothing when it was taken.
using Take = std::string (*)(const Node& node, Settings& settings);

struct SettingRow {
    const char* name;
    Take take;
};

std::string take_text(const Node& node, std::string& value, const char* what)
{
    const auto text = node.value_exact<std::string>();
    if (!text || text->size() > 4096)
        return what;
    value = *text;
    return {};
}

std::string take_count(const Node& node, int& value, int least, int most)
{
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < least || *number > most)
        return fmt::format("a whole number from {} to {}", least, most);
    value = static_cast<int>(*number);
    return {};
}

template <class T> std::string take_switch(const Node& node, T& value)
{
    const auto is_on = node.value_exact<bool>();
    if (!is_on)
        return "true or false, without quotes";
    value = *is_on;
    return {};
}

std::string take_language(const Node& node, Settings& settings)
{
    const std::string name = node.value_exact<std::string>().value_or("");
    if (name != "zh" && name != "en")
        return "\"zh\" or \"en\"";
    settings.language = name == "zh" ? Language::zh : Language::en;
    return {};
}

std::string take_theme(const Node& node, Settings& settings)
{
    constexpr std::array names{"day", "dim", "night"};
    const auto at = std::ranges::find(names, node.value_exact<std::string>().value_or(""));
    if (at == names.end())
        return "\"day\", \"dim\" or \"night\"";
    settings.theme = static_cast<Theme>(at - names.begin());
    return {};
}

std::string take_scale(const Node& node, Settings& settings)
{
    const auto scale = node.is_number() ? node.value<double>() : std::nullopt;
    if (!scale || !(*scale >= 1 && *scale <= most_scale))
        return "a number from 1.0 to 2.5";
    settings.scale = static_cast<float>(*scale);
    return {};
}

std::string take_layout(const Node& node, Settings& settings)
{
    const std::string name = node.value_exact<std::string>().value_or("");
    if (name != "desk" && name != "wall" && name != "list")
        return "\"desk\", \"wall\" or \"list\"";
    settings.layout = layout_from_name(name);
    return {};
}

std::string take_path(const Node& node, std::string& value)
{
    std::string path;
    if (const std::string wanted = take_text(node, path, "a path in quotes"); !wanted.empty())
        return wanted;
    if (!path.empty() && !path.starts_with('/') && !path.starts_with("~/"))
        return "a whole path that begins with / or ~/";
    if (const char* home = std::getenv("HOME"); path.starts_with("~/") && home)
        path = home + path.substr(1);
    value = path;
    return {};
}

std::string take_folders(const Node& node, std::vector<std::string>& value)
{
    std::string together;
    if (const std::string wanted = take_text(node, together, "whole paths of folders in quotes, with colons between them"); !wanted.empty())
        return wanted;
    std::vector<std::string> folders;
    for (std::size_t from = 0; from < together.size();) {
        const std::size_t to = std::min(together.find(':', from), together.size());
        if (to > from && together[from] != '/')
            return "whole paths that begin with /, with colons between them";
        if (to > from)
            folders.push_back(together.substr(from, to - from));
        from = to + 1;
    }
    value = std::move(folders);
    return {};
}

std::string take_seat(const Node& node, Settings& settings)
{
    const std::string name = node.value_exact<std::string>().value_or("");
    const bool is_name = !name.empty() && name.size() <= 64 && std::ranges::none_of(name, [](unsigned char c) { return c < ' ' || c == '/'; });
    if (!is_name)
        return "a short name such as \"duty-1\"";
    settings.seat = name;
    return {};
}

constexpr SettingRow setting_rows[] = {
    {"screen.language", take_language},
    {"screen.theme", take_theme},
    {"screen.scale", take_scale},
    {"screen.reduced_motion", [](const Node& node, Settings& s) { return take_switch(node, s.reduced_motion); }},
    {"screen.layout", take_layout},
    {"screen.monitor", [](const Node& node, Settings& s) { return take_text(node, s.monitor, "a monitor's name in quotes (\"gridwatch doctor\" lists them)"); }},
    {"screen.fullscreen", [](const Node& node, Settings& s) { return take_switch(node, s.fullscreen); }},
    {"start.seat", take_seat},
    {"seat.lock_after_minutes", [](const Node& node, Settings& s) { return take_count(node, s.lock_after_minutes, 0, 1440); }},
    {"start.workspace", [](const Node& node, Settings& s) { return take_path(node, s.workspace); }},
    {"log.megabytes", [](const Node& node, Settings& s) { return take_count(node, s.log_megabytes, 1, 1000); }},
    {"log.files", [](const Node& node, Settings& s) { return take_count(node, s.log_files, 1, 100); }},
    {"past.memory_mb", [](const Node& node, Settings& s) { return take_count(node, s.past_memory_mb, 16, 65536); }},
    {"past.sound", [](const Node& node, Settings& s) { return take_switch(node, s.past_sound); }},
    {"past.disk_gb", [](const Node& node, Settings& s) { return take_count(node, s.past_disk_gb, 0, 100'000); }},
    {"map.folders", [](const Node& node, Settings& s) { return take_folders(node, s.map_folders); }},
    {"past.disk", [](const Node& node, Settings& s) { return take_path(node, s.past_disk); }},
    {"past.files", [](const Node& node, Settings& s) { return take_path(node, s.past_files); }},
    {"past.evidence", [](const Node& node, Settings& s) { return take_path(node, s.past_evidence); }},
};

/// Steps of one letter between two names; for "did you mean".
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> line(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        line[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = std::exchange(line[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j)
            corner = std::exchange(line[j], std::min({line[j] + 1, line[j - 1] + 1, corner + (a[i - 1] != b[j - 1])}));
    }
    return line[b.size()];
}

std::string nearest(const std::string& name)
{
    const auto best = std::ranges::min_element(setting_rows, {}, [&](const SettingRow& row) { return distance(name, row.name); });
    return distance(name, best->name) <= 4 ? fmt::format("did you mean {}?", best->name) : std::string("docs/SETTINGS.md lists what there is.");
}

/// As it stands in the file, cut where it is long.
std::string shown(const Node& node)
{
    std::ostringstream out;
    node.visit([&](const auto& value) { out << value; });
    std::string text = out.str().substr(0, 60);
    std::ranges::replace(text, '\n', ' ');
    return text;
}

std::string settings_file(const std::string& folder) { return folder + "/gridwatch/gridwatch.toml"; }

}

void add_settings(std::string_view text, const std::string& file, SettingsRead& read)
{
    read.files.push_back(file);
    // Names and values may hold line breaks, written out as \n in quotes.
    const auto complain = [&](auto line, const std::string& words) { read.problems.push_back(data::one_line(fmt::format("{}:{}: {}", file, line, words))); };
    try {
        // The text is parsed twice as fast as it could be read; a file of megabytes is no settings file.
        if (text.size() > 1 << 20)
            return complain(1, "this file is too long for settings; nothing of it was taken.");
        if (const int line = stray_character_line(text); line > 0)
            return complain(line, "this is not TOML (letters like these stand in quotes or in a comment); nothing of the file was taken.");
        const toml::table table = toml::parse(text, file);
        for (const auto& [section, below] : table) {
            const toml::table* inside = below.as_table();
            if (!inside) {
                complain(below.source().begin.line, fmt::format("{} stands outside a section; {}", section.str(), nearest(std::string(section.str()))));
                continue;
            }
            for (const auto& [key, node] : *inside) {
                const std::string name = fmt::format("{}.{}", section.str(), key.str());
                const auto row = std::ranges::find_if(setting_rows, [&](const SettingRow& one) { return name == one.name; });
                if (row == std::end(setting_rows))
                    complain(key.source().begin.line, fmt::format("there is no setting {}; {}", name, nearest(name)));
                else if (const std::string wanted = row->take(node, read.settings); !wanted.empty())
                    complain(node.source().begin.line, fmt::format("{} is {}; write {}.", name, shown(node), wanted));
            }
        }
    } catch (const toml::parse_error& error) {
        complain(error.source().begin.line, fmt::format("this is not TOML ({}); nothing of the file was taken.", error.description()));
    } catch (const std::runtime_error& error) {
        complain(1, fmt::format("this is not TOML ({}); nothing of the file was taken.", error.what()));
    }
}

SettingsRead read_settings()
{
    SettingsRead read;
    std::vector<std::string> folders;
    const char* system = std::getenv("XDG_CONFIG_DIRS");
    std::istringstream dirs(system && *system ? system : "/etc/xdg");
    for (std::string folder; std::getline(dirs, folder, ':');)
        folders.insert(folders.begin(), folder); // the first one goes before the others
    if (const char* own = std::getenv("XDG_CONFIG_HOME"); own && *own)
        folders.emplace_back(own);
    else if (const char* home = std::getenv("HOME"); home && *home)
        folders.push_back(std::string(home) + "/.config");
    for (const std::string& folder : folders) {
        const std::string file = settings_file(folder);
        std::error_code failed;
        if (!std::filesystem::exists(file, failed))
            continue;
        std::ifstream in(file, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        if (!in) {
            read.files.push_back(file);
            read.problems.push_back(fmt::format("{}:1: the file cannot be read; check its rights.", file));
        } else {
            add_settings(text.str(), file, read);
        }
    }
    return read;
}

std::vector<std::string> setting_names()
{
    std::vector<std::string> names;
    for (const SettingRow& row : setting_rows)
        names.emplace_back(row.name);
    return names;
}

}
