// The rooms of the libraries and which may include which: docs/ARCHITECTURE.md, "Rooms". One table; it has no circle, and neither have
// the ideas inside a room (a header and its source are one idea).

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

namespace {

struct Room {
    std::string name;               // its folder
    std::set<std::string> includes; // rooms of the same library; its own root goes without saying
};

/// The root of a library holds what all its rooms share, and includes none of them.
const std::vector<Room> rooms{
    {"geo", {}},
    {"geo/shapes", {}},
    {"geo/crs", {"geo/shapes"}},
    {"geo/partition", {"geo/shapes"}},
    {"geo/formats", {"geo/shapes", "geo/crs"}},
    {"geo/paint", {"geo/shapes"}},
    {"geo/sight", {"geo/shapes"}},

    {"video", {}},
    {"video/dial", {}},
    {"video/stream", {"video/dial"}},
    {"video/past", {"video/stream", "video/dial"}},
    {"video/evidence", {"video/stream", "video/past"}},
    {"video/credentials", {"video/dial"}},
    {"video/footage", {}},

    {"data", {}},
    {"data/records", {}},
    {"data/drafts", {"data/records"}},
    {"data/search", {"data/records"}},
    {"data/store/tables", {"data/records", "data/drafts"}},
    {"data/store", {"data/records", "data/drafts", "data/store/tables"}},
    {"data/store/sqlite", {"data/records", "data/store", "data/store/tables"}},
    {"data/import", {"data/records", "data/drafts", "data/store"}},
    {"data/export", {"data/records", "data/drafts", "data/store"}},
    {"data/demo", {"data/records", "data/store"}},

    {"console", {}},
    {"console/text", {}},
    {"console/work", {}},
    {"console/window", {}},
    {"console/look", {"console/text", "console/window"}},
    {"console/seat", {"console/text", "console/look"}},
    {"console/frame", {"console/text", "console/window", "console/look", "console/seat"}},
    {"console/wall", {"console/text", "console/window", "console/look", "console/seat", "console/frame"}},
    {"console/map", {"console/work", "console/look", "console/seat"}},
    {"console/map/draft", {}},
    {"console/map/tiles", {"console/work", "console/look", "console/map", "console/map/draft"}},
    {"console/map/symbols", {"console/text", "console/work", "console/look", "console/seat", "console/frame", "console/wall", "console/map", "console/map/draft", "console/map/tiles"}},
    {"console/map/tools",
     {"console/text", "console/work", "console/look", "console/seat", "console/frame", "console/wall", "console/map", "console/map/draft", "console/map/tiles", "console/map/symbols"}},
    {"console/map/picture", {"console/work", "console/frame", "console/map", "console/map/tiles", "console/map/symbols"}},
    {"console/map/sheet", {"console/look", "console/seat", "console/map", "console/map/tiles", "console/map/symbols"}},
    {"console/map/panel",
     {"console/text", "console/work", "console/window", "console/look", "console/seat", "console/frame", "console/wall", "console/map", "console/map/draft",
      "console/map/tiles", "console/map/symbols", "console/map/tools", "console/map/picture", "console/map/sheet"}},
    {"console/panels", {"console/text", "console/work", "console/window", "console/look", "console/seat", "console/frame", "console/wall"}},
    {"console/layout", {"console/seat", "console/frame", "console/panels", "console/map/panel"}},
    {"console/commands", {"console/text", "console/work", "console/window", "console/seat", "console/frame", "console/wall", "console/map/tools"}},
    {"console/services", {"console/text", "console/work", "console/seat", "console/frame", "console/wall", "console/map/sheet"}},
    {"console/drive", {"console/text", "console/work", "console/window", "console/look", "console/seat", "console/frame", "console/wall"}},
    {"console/doctor", {"console/work", "console/window", "console/look", "console/seat"}},
    {"console/app",
     {"console/work", "console/window", "console/look", "console/seat", "console/frame", "console/wall", "console/layout", "console/commands",
      "console/services", "console/drive"}},
    {"console/cli",
     {"console/text", "console/work", "console/window", "console/seat", "console/frame", "console/wall", "console/map/tiles", "console/map/tools",
      "console/map/panel", "console/panels", "console/doctor", "console/app"}},
};

std::string library_of(const std::string& path) { return path.substr(0, path.find('/')); }

/// The room a file lies in: the longest folder of the table; below "console/panels" there are only folders of that room. Empty: none.
std::string room_of(const std::string& file)
{
    std::string folder = file.substr(0, file.rfind('/'));
    const auto is_room = [&] { return std::any_of(rooms.begin(), rooms.end(), [&](const Room& room) { return room.name == folder; }); };
    if (folder.starts_with("console/panels/"))
        folder = "console/panels";
    return is_room() ? folder : std::string();
}

/// The sources the table is about: the program's main() stands above all rooms.
std::vector<std::string> sources()
{
    std::vector<std::string> all = tree::sources();
    std::erase(all, "console/main.cpp");
    return all;
}

using Edges = std::map<std::string, std::set<std::string>>;

/// One circle as "a → b → a"; empty: there is none.
std::string find_circle(const Edges& edges)
{
    std::map<std::string, int> state; // 1: on the way, 2: done
    std::vector<std::string> way;
    std::string circle;
    const std::function<bool(const std::string&)> walk = [&](const std::string& at) {
        state[at] = 1;
        way.push_back(at);
        if (const auto found = edges.find(at); found != edges.end())
            for (const std::string& next : found->second) {
                if (state[next] == 1) {
                    for (auto from = std::find(way.begin(), way.end(), next); from != way.end(); ++from)
                        circle += *from + " → ";
                    circle += next;
                    return true;
                }
                if (state[next] == 0 && walk(next))
                    return true;
            }
        way.pop_back();
        state[at] = 2;
        return false;
    };
    for (const auto& [from, to] : edges)
        if (state[from] == 0 && walk(from))
            break;
    return circle;
}

TEST(Rooms, EveryFileLiesInOne)
{
    for (const std::string& file : sources())
        EXPECT_FALSE(room_of(file).empty()) << file << ": add its folder to the table of rooms, or move it into one";
}

TEST(Rooms, IncludeOnlyWhatTheTableSays)
{
    std::map<std::string, Room> by_name;
    for (const Room& room : rooms)
        by_name[room.name] = room;
    for (const std::string& file : sources()) {
        const Room& own = by_name[room_of(file)];
        for (const tree::Include& include : tree::includes(file)) {
            if (library_of(include.target) != library_of(file) || !tree::exists(include.target))
                continue;
            const std::string other = room_of(include.target);
            EXPECT_TRUE(other == own.name || other == library_of(file) || own.includes.contains(other))
                << file << ":" << include.line << ": " << own.name << " may not include " << other << " (" << include.target << ")";
        }
    }
}

TEST(Rooms, TheTableSaysNothingThatNobodyUses)
{
    Edges used;
    for (const std::string& file : sources())
        for (const tree::Include& include : tree::includes(file))
            if (tree::exists(include.target))
                used[room_of(file)].insert(room_of(include.target));
    for (const Room& room : rooms)
        for (const std::string& other : room.includes)
            EXPECT_TRUE(used[room.name].contains(other)) << room.name << " does not include " << other << " any more: take it out of the table";
}

TEST(Rooms, HaveNoCircle)
{
    Edges edges;
    for (const Room& room : rooms) {
        edges[room.name] = room.includes;
        EXPECT_FALSE(room.includes.contains(library_of(room.name))) << room.name;
    }
    EXPECT_EQ(find_circle(edges), "");
}

TEST(Rooms, IdeasHaveNoCircle)
{
    const auto idea_of = [](const std::string& file) { return file.substr(0, file.rfind('.')); };
    Edges edges;
    for (const std::string& file : sources())
        for (const tree::Include& include : tree::includes(file))
            if (tree::exists(include.target) && idea_of(include.target) != idea_of(file))
                edges[idea_of(file)].insert(idea_of(include.target));
    EXPECT_EQ(find_circle(edges), "");
}

TEST(Rooms, ACircleIsFound)
{
    EXPECT_EQ(find_circle({{"a", {"b"}}, {"b", {"c"}}, {"c", {"d"}}}), "");
    EXPECT_EQ(find_circle({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}}), "b → c → b");
}

TEST(Rooms, TestsMirrorThem)
{
    for (const std::string& file : tree::files("tests", {".cpp", ".h"})) {
        const std::string below = file.substr(std::string("tests/").size()), folder = below.substr(0, below.rfind('/'));
        if (!tree::is_library(library_of(folder)))
            continue;
        EXPECT_TRUE(tree::fs::is_directory(tree::fs::path(SOURCE_DIR) / folder)) << file << ": there is no " << folder;
    }
}

}
