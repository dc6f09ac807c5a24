// What a seat's screen looked like last, from a file that anybody may have written: the session it leaves can be shown, and what is written of
// it is read as the same again.

#include "tests/fuzz/one_file.h"
#include "tests/fuzz/targets.h"

#include "console/services/session_file.h"
#include "console/wall/memory.h"
#include "console/wall/places.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace {

const std::filesystem::path& state_folder()
{
    static const std::filesystem::path folder = [] {
        setenv("XDG_STATE_HOME", fuzz::own_folder().c_str(), 1);
        std::filesystem::create_directories(fuzz::own_folder() / "gridwatch");
        return fuzz::own_folder() / "gridwatch";
    }();
    return folder;
}

std::string text_of(const std::filesystem::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void require_view(const console::MapView& view)
{
    fuzz::require(std::isfinite(view.centre.x) && std::isfinite(view.centre.y) && std::isfinite(view.metres_per_pixel), "a map has a place");
}

void check(console::Session& session)
{
    using fuzz::require;
    require(session.scale >= 1 && session.scale <= console::most_scale, "the scale is in its range");
    require(std::ranges::find(console::wall_sizes, session.wall.tiles_shown) != console::wall_sizes.end(), "a wall has one of its sizes");
    for (const auto& [name, size] : session.splits)
        require(size > 0 && size < 10000, "a split has pixels");
    const data::World world;
    for (const auto& [path, memory] : session.remembered) {
        require_view(memory.view);
        for (const auto& bookmark : memory.bookmarks)
            if (bookmark)
                require_view(*bookmark);
        for (const console::WindowMemory& window : memory.windows)
            require_view(window.view);
        console::WallState wall;
        console::restore_wall(wall, memory.wall, world);
        require(std::ranges::find(console::wall_sizes, wall.tiles_shown) != console::wall_sizes.end(), "a remembered wall has one of its sizes");
    }
}

}

void fuzz::session_file(std::string_view bytes)
{
    const std::filesystem::path path = state_folder() / "seat-fuzz.toml";
    file_of("gridwatch/seat-fuzz.toml", bytes);
    const data::World world;
    console::Session session;
    console::SessionFile file("fuzz");
    file.load(session);
    check(session);
    std::filesystem::remove(path);
    session.theme = session.theme == console::Theme::day ? console::Theme::night : console::Theme::day; // something worth writing
    file.save(session, world);
    const std::string written = text_of(path);
    require(!written.empty(), "a session is written");
    console::Session again;
    console::SessionFile second("fuzz");
    second.load(again);
    check(again);
    std::filesystem::remove(path);
    again.language = again.language == console::Language::zh ? console::Language::en : console::Language::zh;
    second.save(again, world);
    require(text_of(path).size() == written.size(), "a session is read as it was written");
}
