#include "console/services/session_file.h"

#include "console/seat/layout_names.h"
#include "console/seat/plan.h"
#include "console/seat/toml_asserts.h"
#include "console/seat/toml_text.h"
#include "console/wall/memory.h"
#include "console/wall/places.h"
#include "console/work/folders.h"

#include "console/work/clock.h"
#include "data/records/time.h"

#include <toml++/toml.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace console {
namespace {

constexpr std::array theme_names{"day", "dim", "night"};

toml::array numbers_of(const auto& numbers)
{
    toml::array made;
    for (const int number : numbers)
        made.push_back(number);
    return made;
}

toml::array windows_of(const WorkspaceMemory& memory)
{
    toml::array windows;
    for (const WindowMemory& window : memory.windows)
        windows.push_back(toml::table{{"layout", layout_name(window.layout)},
                                      {"monitor", window.place.monitor},
                                      {"fullscreen", window.place.fullscreen},
                                      {"distance_mm", window.place.distance_mm},
                                      {"x", window.view.centre.x},
                                      {"y", window.view.centre.y},
                                      {"metres_per_pixel", window.view.metres_per_pixel},
                                      {"wall_tiles", window.wall.tiles_shown},
                                      {"wall_view", window.wall.view},
                                      {"wall_side", window.wall.side},
                                      {"hot", numbers_of(window.wall.hot)},
                                      {"wall", numbers_of(window.wall.numbers)}});
    return windows;
}

std::string text_from_session(const Session& session)
{
    toml::table splits;
    for (const auto& [key, size] : session.splits)
        splits.insert(key, static_cast<double>(size));
    toml::table tables;
    for (const auto& [name, words] : session.tables) {
        toml::array lines;
        for (const std::string& line : words)
            lines.push_back(line);
        tables.insert(name, std::move(lines));
    }
    toml::array recent;
    for (const std::string& path : session.recent)
        recent.push_back(path);
    toml::array folders;
    for (const std::string& folder : session.folders)
        folders.push_back(folder);
    toml::table hosts;
    for (const auto& [host, may_dial] : session.map.hosts)
        hosts.insert(host, may_dial);
    toml::array hidden;
    for (const std::string& layer : session.map.hidden)
        hidden.push_back(layer);
    toml::array workspaces;
    for (const auto& [path, memory] : session.remembered) {
        toml::array bookmarks;
        for (std::size_t i = 0; i < memory.bookmarks.size(); ++i)
            if (const auto& view = memory.bookmarks[i])
                bookmarks.push_back(toml::table{{"number", static_cast<std::int64_t>(i + 1)},
                                                {"x", view->centre.x},
                                                {"y", view->centre.y},
                                                {"metres_per_pixel", view->metres_per_pixel}});
        toml::table dwells;
        for (const auto& [view, seconds] : memory.dwells)
            dwells.insert_or_assign(view, seconds);
        workspaces.push_back(toml::table{{"path", path},
                                         {"x", memory.view.centre.x},
                                         {"y", memory.view.centre.y},
                                         {"metres_per_pixel", memory.view.metres_per_pixel},
                                         {"bookmarks", std::move(bookmarks)},
                                         {"wall_view", memory.wall.view},
                                         {"wall_side", memory.wall.side},
                                         {"favourites", numbers_of(memory.favourites)},
                                         {"dwells", std::move(dwells)},
                                         {"hot", numbers_of(memory.wall.hot)},
                                         {"wall", numbers_of(memory.wall.numbers)},
                                         {"draft", memory.draft},
                                         {"windows", windows_of(memory)}});
    }
    toml::array severities;
    for (const data::Severity severity : session.queue.severities)
        severities.push_back(static_cast<int>(severity));
    toml::array states;
    for (const data::IncidentState state : session.queue.states)
        states.push_back(data::incident_state_names[static_cast<std::size_t>(state)]);
    const toml::table file{
        {"layout", layout_name(session.layout)},
        {"theme", theme_names[static_cast<std::size_t>(session.theme)]},
        {"language", session.language == Language::zh ? "zh" : "en"},
        {"scale", static_cast<double>(session.scale)},
        {"reduced_motion", session.reduced_motion},
        {"wall_tiles", session.wall.tiles_shown},
        {"wall_fill", session.wall.fill},
        {"tree_by", session.tree_by},
        {"recent", std::move(recent)},
        {"folders", std::move(folders)},
        {"splits", std::move(splits)},
        {"tables", std::move(tables)},
        {"workspaces", std::move(workspaces)},
        {"list", toml::table{{"tab", session.queue.tab},
                             {"closed_too", session.queue.closed_too},
                             {"class", session.queue.class_code},
                             {"severities", std::move(severities)},
                             {"states", std::move(states)}}},
        {"map", toml::table{{"hidden", std::move(hidden)}, {"measure", session.map.measure}, {"hosts", std::move(hosts)}}},
    };
    std::ostringstream out;
    out << "# Written by Gridwatch; what this seat's screen looked like last.\n" << file << '\n';
    return out.str();
}

void list_from_table(const toml::node_view<const toml::node>& list, QueueState& queue)
{
    const std::string tab = list["tab"].value_or(queue.tab);
    if (tab == "new" || tab == "mine" || tab == "late" || tab == "all")
        queue.tab = tab;
    queue.closed_too = list["closed_too"].value_or(false);
    queue.class_code = list["class"].value_or(std::string());
    if (const toml::array* severities = list["severities"].as_array())
        for (const toml::node& node : *severities)
            if (const int severity = node.value_or(0); severity >= 1 && severity <= 3)
                queue.severities.insert(static_cast<data::Severity>(severity));
    if (const toml::array* states = list["states"].as_array())
        for (const toml::node& node : *states) {
            const auto at = std::ranges::find(data::incident_state_names, node.value_or(std::string()));
            if (at != data::incident_state_names.end())
                queue.states.insert(static_cast<data::IncidentState>(at - data::incident_state_names.begin()));
        }
}

/// Empty when it is no view a map can show.
std::optional<MapView> view_from_table(const toml::table& table)
{
    const MapView view{{table["x"].value_or(0.0), table["y"].value_or(0.0)}, table["metres_per_pixel"].value_or(0.0)};
    const bool is_view = std::isfinite(view.centre.x) && std::isfinite(view.centre.y) && view.metres_per_pixel > 0 &&
                         std::isfinite(view.metres_per_pixel);
    return is_view ? std::optional(view) : std::nullopt;
}

WallMemory wall_from_table(const toml::table& table, int tiles_shown)
{
    WallMemory wall{.tiles_shown = table["wall_tiles"].value_or(tiles_shown), .view = table["wall_view"].value_or(std::string())};
    if (const std::string side = table["wall_side"].value_or(std::string()); side == "cameras" || side == "views")
        wall.side = side;
    if (const toml::array* numbers = table["wall"].as_array())
        for (std::size_t i = 0; i < std::min(wall.numbers.size(), numbers->size()); ++i)
            wall.numbers[i] = (*numbers)[i].value_or(0);
    if (const toml::array* hot = table["hot"].as_array())
        for (const toml::node& tile : *hot)
            wall.hot.push_back(tile.value_or(0));
    return wall;
}

void windows_from_array(const toml::array& windows, WorkspaceMemory& memory)
{
    for (const toml::node& node : windows) {
        const toml::table* table = node.as_table();
        const auto layout = table ? layout_from_name((*table)["layout"].value_or(std::string())) : std::nullopt;
        if (!layout || memory.windows.size() + 1 >= most_windows)
            continue;
        WindowMemory window{.layout = *layout, .wall = wall_from_table(*table, 4)};
        window.place = {(*table)["monitor"].value_or(std::string()), (*table)["fullscreen"].value_or(false), std::clamp((*table)["distance_mm"].value_or(0), 0, 50000)};
        window.view = view_from_table(*table).value_or(MapView{});
        memory.windows.push_back(std::move(window));
    }
}

void workspaces_from_array(const toml::array& workspaces, Session& session)
{
    for (const toml::node& node : workspaces) {
        const toml::table* workspace = node.as_table();
        if (!workspace)
            continue;
        WorkspaceMemory memory;
        const auto view = view_from_table(*workspace);
        const std::string path = (*workspace)["path"].value_or(std::string());
        if (!view || path.empty())
            continue;
        memory.view = *view;
        if (const toml::array* bookmarks = (*workspace)["bookmarks"].as_array())
            for (const toml::node& one : *bookmarks)
                if (const toml::table* bookmark = one.as_table())
                    if (const auto number = (*bookmark)["number"].value_or(std::int64_t{0}); number >= 1 && number <= 9)
                        memory.bookmarks[static_cast<std::size_t>(number - 1)] = view_from_table(*bookmark);
        memory.wall = wall_from_table(*workspace, session.wall.tiles_shown);
        memory.draft = (*workspace)["draft"].value_or(std::string());
        if (const toml::array* favourites = (*workspace)["favourites"].as_array())
            for (const toml::node& number : *favourites)
                if (const int favourite = number.value_or(0); favourite > 0)
                    memory.favourites.insert(favourite);
        if (const toml::table* dwells = (*workspace)["dwells"].as_table())
            for (const auto& [name, seconds] : *dwells)
                memory.dwells[std::string(name.str())] = std::clamp(seconds.value_or(10), 3, 3600);
        if (const toml::array* windows = (*workspace)["windows"].as_array())
            windows_from_array(*windows, memory);
        session.remembered[path] = memory;
    }
}

void session_from_table(const toml::table& file, Session& session)
{
    const std::string theme = file["theme"].value_or(std::string());
    for (std::size_t i = 0; i < theme_names.size(); ++i)
        if (theme == theme_names[i])
            session.theme = static_cast<Theme>(i);
    const std::string language = file["language"].value_or(std::string());
    if (language == "en" || language == "zh")
        session.language = language == "en" ? Language::en : Language::zh;
    if (const double scale = file["scale"].value_or(static_cast<double>(session.scale)); !std::isnan(scale)) // no clamp changes "nan"
        session.scale = static_cast<float>(std::clamp(scale, 1.0, static_cast<double>(most_scale)));
    session.reduced_motion = file["reduced_motion"].value_or(false);
    const int tiles = file["wall_tiles"].value_or(session.wall.tiles_shown);
    if (std::ranges::find(wall_sizes, tiles) != wall_sizes.end())
        session.wall.tiles_shown = tiles;
    session.wall.fill = file["wall_fill"].value_or(false);
    session.tree_by = file["tree_by"].value_or(session.tree_by);
    if (const toml::array* recent = file["recent"].as_array())
        for (const toml::node& path : *recent)
            if (const auto text = path.value<std::string>())
                session.recent.push_back(*text);
    if (const toml::array* folders = file["folders"].as_array())
        for (const toml::node& folder : *folders)
            if (const auto text = folder.value<std::string>(); text && session.folders.size() < 8)
                session.folders.push_back(*text);
    if (const toml::table* splits = file["splits"].as_table())
        for (const auto& [key, size] : *splits)
            if (const auto pixels = size.value<double>(); pixels && *pixels > 0 && *pixels < 10000)
                session.splits[std::string(key.str())] = static_cast<float>(*pixels);
    if (const toml::table* tables = file["tables"].as_table())
        for (const auto& [name, lines] : *tables)
            if (const toml::array* words = lines.as_array())
                for (const toml::node& line : *words)
                    if (const auto text = line.value<std::string>())
                        session.tables[std::string(name.str())].push_back(*text);
    for (const Layout layout : {Layout::desk, Layout::wall, Layout::list, Layout::sheet, Layout::editor})
        if (file["layout"].value_or(std::string()) == layout_name(layout))
            session.layout = layout;
    list_from_table(file["list"], session.queue);
    if (const toml::array* workspaces = file["workspaces"].as_array())
        workspaces_from_array(*workspaces, session);
    if (const toml::array* hidden = file["map"]["hidden"].as_array()) {
        session.map.hidden.clear();
        for (const toml::node& layer : *hidden)
            if (const auto name = layer.value<std::string>())
                session.map.hidden.insert(*name);
    }
    if (const toml::table* hosts = file["map"]["hosts"].as_table())
        for (const auto& [host, may_dial] : *hosts)
            if (const auto answer = may_dial.value_exact<bool>())
                session.map.hosts.emplace(host.str(), *answer);
    session.map.measure = file["map"]["measure"].value_or(session.map.measure);
}

}

SessionFile::SessionFile(const std::string& seat, bool kept)
{
    if (!kept)
        return;
    const std::string below = state_folder();
    // The seat's name comes from the command line: only what is safe in a file name.
    std::string name;
    for (const char c : seat)
        name += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ? c : '_';
    path_ = below.empty() ? "" : below + "/seat-" + name + ".toml";
    if (!path_.empty())
        watch_absence(below + "/seat-" + name + ".here");
}

SessionFile::~SessionFile()
{
    if (here_ < 0)
        return;
    std::error_code failed;
    std::filesystem::remove(here_path_, failed); // left as one leaves
    ::close(here_);
}

void SessionFile::watch_absence(const std::string& path)
{
    here_path_ = path;
    here_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    // A second console of this seat is nobody's absence.
    if (here_ >= 0 && ::flock(here_, LOCK_EX | LOCK_NB) != 0) {
        ::close(here_);
        here_ = -1;
    }
    std::array<char, 64> text{};
    if (here_ < 0 || ::read(here_, text.data(), text.size() - 1) <= 0)
        return;
    if (const auto from = data::parse_time(std::string(text.data())); from && *from < AppClock::system_now())
        absence_ = Absence{*from, AppClock::system_now()};
}

void SessionFile::say_here() noexcept
{
    const auto now = std::chrono::steady_clock::now();
    if (here_ < 0 || now - said_here_ < std::chrono::seconds(1))
        return;
    said_here_ = now;
    try {
        const std::string text = data::iso8601(std::chrono::floor<std::chrono::seconds>(AppClock::system_now()));
        if (::pwrite(here_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()) && ::ftruncate(here_, static_cast<off_t>(text.size())) == 0)
            return;
    } catch (const std::exception&) {
        return;
    }
}

void SessionFile::load(Session& session)
{
    if (path_.empty())
        return;
    try {
        std::ostringstream text;
        text << std::ifstream(path_, std::ios::binary).rdbuf();
        if (stray_character_line(text.str()) == 0)
            session_from_table(toml::parse(text.str()), session);
    } catch (const std::runtime_error&) { // toml::parse_error, and what toml_asserts.h throws
        // Missing at the first start; a broken one is replaced by the next save.
    }
    written_ = text_from_session(session);
}

void SessionFile::save_if_changed(Session& session, const data::World& world)
{
    say_here();
    const auto now = std::chrono::steady_clock::now();
    if (now - checked_ < std::chrono::seconds(2))
        return;
    checked_ = now;
    save(session, world);
}

void SessionFile::save(Session& session, const data::World& world) noexcept
{
    try {
        remember_workspace(session, world);
        const std::string text = text_from_session(session);
        if (path_.empty() || text == written_)
            return;
        const std::string beside = path_ + ".part";
        {
            std::ofstream out(beside, std::ios::trunc);
            out << text;
            if (!out.flush())
                return;
        }
        std::filesystem::rename(beside, path_);
        written_ = text;
    } catch (const std::exception&) {
        return;
    }
}

}
