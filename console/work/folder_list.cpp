#include "console/work/folder_list.h"

#include "console/work/folders.h"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>

namespace console {
namespace {

namespace fs = std::filesystem;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

FolderFault fault_of(const std::error_code& error)
{
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        return FolderFault::missing;
    return error == std::errc::permission_denied || error == std::errc::operation_not_permitted ? FolderFault::no_right : FolderFault::other;
}

/// Sticks and disks that the desktop mounted.
void add_media(std::vector<FolderPlace>& places, const fs::path& below)
{
    std::error_code failed;
    for (auto at = fs::directory_iterator(below, failed); !failed && at != fs::directory_iterator(); at.increment(failed))
        if (std::error_code unknown; at->is_directory(unknown) && places.size() < 12)
            places.push_back({"files.place.medium", at->path().filename().string(), at->path().string()});
}

std::vector<FolderPlace> places_now()
{
    std::vector<FolderPlace> places;
    const std::string home = home_folder();
    if (!home.empty())
        places.push_back({"files.place.home", "", home});
    if (const std::string own = data_folder(); !own.empty())
        places.push_back({"files.place.own", "", own});
    places.push_back({"files.place.root", "", "/"});
    const std::string user = home.substr(home.rfind('/') + 1);
    add_media(places, fs::path("/media") / user);
    add_media(places, fs::path("/run/media") / user);
    return places;
}

}

bool is_before(std::string_view a, std::string_view b)
{
    std::size_t i = 0, k = 0;
    while (i < a.size() && k < b.size()) {
        if (is_digit(a[i]) && is_digit(b[k])) {
            const auto number = [](std::string_view text, std::size_t& at) {
                while (at < text.size() && text[at] == '0')
                    ++at;
                const std::size_t from = at;
                while (at < text.size() && is_digit(text[at]))
                    ++at;
                return text.substr(from, at - from);
            };
            const std::string_view first = number(a, i), second = number(b, k);
            if (first.size() != second.size())
                return first.size() < second.size();
            if (first != second)
                return first < second;
            continue;
        }
        if (const char first = lower(a[i]), second = lower(b[k]); first != second)
            return static_cast<unsigned char>(first) < static_cast<unsigned char>(second);
        ++i, ++k;
    }
    return a.size() - i != b.size() - k ? a.size() - i < b.size() - k : a < b;
}

FolderList load_folder(const std::string& wanted, std::stop_token stop)
{
    FolderList list;
    std::error_code failed;
    fs::path folder = wanted.empty() ? fs::path(home_folder()) : fs::path(wanted);
    folder = fs::absolute(folder, failed).lexically_normal();
    if (folder.has_relative_path() && folder.filename().empty())
        folder = folder.parent_path();
    while (folder.has_relative_path() && !fs::is_directory(folder, failed) && fault_of(failed) != FolderFault::no_right)
        folder = folder.parent_path();
    list.folder = folder.string();
    list.places = places_now();
    fs::directory_iterator at(folder, failed);
    if (failed) {
        list.fault = fault_of(failed);
        return list;
    }
    for (; at != fs::directory_iterator() && !stop.stop_requested(); at.increment(failed)) {
        FolderEntry entry{.name = at->path().filename().string()};
        struct stat now {};
        if (::stat(at->path().c_str(), &now) == 0) {
            entry.is_folder = S_ISDIR(now.st_mode);
            entry.bytes = static_cast<std::uintmax_t>(now.st_size);
            entry.changed = data::TimePoint(std::chrono::seconds(now.st_mtime));
        }
        list.entries.push_back(std::move(entry));
        if (failed)
            break;
    }
    std::ranges::sort(list.entries, [](const FolderEntry& a, const FolderEntry& b) {
        return a.is_folder != b.is_folder ? a.is_folder : is_before(a.name, b.name);
    });
    return list;
}

}
