#include "console/panels/workspace/file_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace console {
namespace {

char lower_letter(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool begins_with(std::string_view text, std::string_view start)
{
    return text.size() >= start.size() && std::ranges::equal(text.substr(0, start.size()), start, {}, lower_letter, lower_letter);
}

bool ends_with(std::string_view text, std::string_view end)
{
    return text.size() > end.size() && std::ranges::equal(text.substr(text.size() - end.size()), end, {}, lower_letter, lower_letter);
}

/// Calls each(".csv") until it says true.
template <class Each> bool any_ending(std::string_view endings, const Each& each)
{
    while (!endings.empty()) {
        const std::size_t space = std::min(endings.find(' '), endings.size());
        if (space > 0 && each(endings.substr(0, space)))
            return true;
        endings.remove_prefix(std::min(space + 1, endings.size()));
    }
    return false;
}

}

bool has_ending(std::string_view name, std::string_view endings)
{
    return endings.empty() || any_ending(endings, [&](std::string_view ending) { return ends_with(name, ending); });
}

std::vector<std::uint32_t> make_file_rows(const FolderList& list, const FileFilter& filter)
{
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < list.entries.size(); ++i) {
        const FolderEntry& entry = list.entries[i];
        if (entry.name.starts_with('.') && !filter.has_hidden)
            continue;
        if (entry.is_folder || (filter.use != PathUse::folder && (filter.is_any_kind || has_ending(entry.name, filter.endings))))
            rows.push_back(static_cast<std::uint32_t>(i));
    }
    return rows;
}

std::optional<std::size_t> find_typed(const FolderList& list, const std::vector<std::uint32_t>& rows, std::string_view typed, std::size_t from)
{
    for (std::size_t step = 0; step < rows.size(); ++step) {
        const std::size_t at = (from + step) % rows.size();
        if (begins_with(list.entries[rows[at]].name, typed))
            return at;
    }
    return {};
}

std::optional<std::size_t> find_row(const FolderList& list, const std::vector<std::uint32_t>& rows, std::string_view name)
{
    const auto at = std::ranges::find_if(rows, [&](std::uint32_t i) { return list.entries[i].name == name; });
    return at == rows.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - rows.begin()));
}

std::string folder_above(const std::string& folder)
{
    const std::size_t slash = folder.rfind('/');
    return slash == std::string::npos || slash == 0 ? "/" : folder.substr(0, slash);
}

std::string path_in(const std::string& folder, const std::string& name) { return folder.ends_with('/') ? folder + name : folder + "/" + name; }

std::string last_part(const std::string& path)
{
    const std::string name = path.substr(path.rfind('/') + 1);
    return name.empty() ? "/" : name;
}

std::string whole_path(const std::string& typed, const std::string& folder, const std::string& home)
{
    if (typed.starts_with('/'))
        return typed;
    if (typed == "~" || typed.starts_with("~/"))
        return home + typed.substr(1);
    return path_in(folder, typed);
}

std::string name_to_save(std::string name, std::string_view endings)
{
    if (!name.empty() && !has_ending(name, endings))
        name += endings.substr(0, endings.find(' '));
    return name;
}

SaveName judge_name(const FolderList& list, const std::string& name)
{
    if (name.find_first_not_of(" .") == std::string::npos || name.find('/') != std::string::npos)
        return SaveName::empty;
    const auto at = std::ranges::find(list.entries, name, &FolderEntry::name);
    return at == list.entries.end() ? SaveName::ok : at->is_folder ? SaveName::is_folder : SaveName::is_there;
}

std::string size_words(std::uintmax_t bytes)
{
    static constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1000 && unit + 1 < units.size(); ++unit)
        value /= 1000;
    return unit == 0 || value >= 100 ? fmt::format("{:.0f} {}", value, units[unit]) : fmt::format("{:.1f} {}", value, units[unit]);
}

}
