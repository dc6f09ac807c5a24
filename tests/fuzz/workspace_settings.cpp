// Settings that a workspace brings, KEY=VALUE a line: masks, recorders, views and windows as they were kept up to schema 5, and what imports
// read from them. Written, moved into their tables, read and taken back.

#include "tests/fuzz/one_file.h"
#include "tests/fuzz/targets.h"

#include "data/error.h"
#include "data/import/values.h"
#include "data/records/time.h"
#include "data/store/sqlite/setup_from_settings.h"
#include "data/store/store.h"
#include "data/store/tables/setup.h"
#include "data/store/tables/tables.h"

#include <map>
#include <sstream>

namespace {

data::store::FileConnection& workspace()
{
    static data::store::FileConnection connection = [] {
        const std::filesystem::path path = fuzz::own_folder() / "settings.sqlite";
        std::vector<data::Camera> cameras(3);
        for (int i = 0; i < 3; ++i)
            cameras[static_cast<std::size_t>(i)].number = 217 + i;
        data::Store::create(path).put(cameras);
        return data::store::FileConnection(path, data::store::Access::read_write);
    }();
    return connection;
}

void check(const data::Setup& setup)
{
    for (const data::CameraMasks& camera : setup.masks->rows)
        for (const data::MaskPolygon& mask : camera.masks) {
            fuzz::require(mask.size() >= 3, "a mask hides something");
            for (const data::MaskCorner& corner : mask)
                fuzz::require(corner.x >= 0 && corner.x <= 1 && corner.y >= 0 && corner.y <= 1, "a mask lies in the picture");
        }
    for (const data::WallView& view : setup.wall_views->rows) {
        fuzz::require(view.tiles >= 1 && view.tiles <= data::most_tiles && std::ssize(view.numbers) == view.tiles, "a view has its tiles");
        for (const int tile : view.hot)
            fuzz::require(tile >= 1 && tile <= view.tiles, "a hot tile is one of the view's");
    }
    for (const data::SeatPlan& plan : setup.seat_plans->rows)
        fuzz::require(!plan.windows.empty(), "a seat that is set up has windows");
}

}

void fuzz::workspace_settings(std::string_view bytes)
{
    std::map<std::string, std::string> settings;
    std::istringstream lines{std::string(bytes)};
    for (std::string line; settings.size() < 30 && std::getline(lines, line);)
        if (const std::size_t end = line.find('='); end != std::string::npos)
            settings[line.substr(0, end)] = line.substr(end + 1);
    for (const auto& [key, value] : settings) {
        data::severity_of_class(key, value);
        const auto offset = data::zone_from_text(value);
        require(offset >= std::chrono::hours(-24) && offset <= std::chrono::hours(24), "no clock is a day off");
    }
    try {
        data::store::Transaction transaction(workspace()); // never committed
        for (const auto& [key, value] : settings)
            data::store::write_setting(workspace(), key, value);
        const std::vector<std::string> kept = data::store::setup_from_settings(workspace());
        check(data::store::read_setup(workspace()));
        const auto left = data::store::read_settings(workspace());
        for (const std::string& key : kept)
            require(left.contains(key) && left.at(key) == settings.at(key), "what could not be read is kept as it was");
    } catch (const data::Error&) {
        // Refused.
    }
}
