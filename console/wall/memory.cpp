#include "console/wall/memory.h"

#include "console/wall/places.h"

#include <algorithm>

namespace console {

WallMemory remember_wall(const WallState& wall, const data::World& world)
{
    WallMemory memory{.tiles_shown = wall.tiles_shown, .view = wall.view, .side = wall.side};
    for (std::size_t i = 0; i < memory.numbers.size(); ++i) {
        // What an incident took belongs to the operator again after a restart.
        const WallTile& tile = wall.tiles[i];
        const data::Camera* camera = world.cameras->find(tile.hot ? tile.hot->before : tile.camera);
        memory.numbers[i] = camera ? camera->number : 0;
        if (tile.is_hot)
            memory.hot.push_back(static_cast<int>(i) + 1);
    }
    return memory;
}

void restore_wall(WallState& wall, const WallMemory& memory, const data::World& world)
{
    if (std::ranges::find(wall_sizes, memory.tiles_shown) != wall_sizes.end())
        wall.tiles_shown = memory.tiles_shown;
    wall.focused = std::min(wall.focused, wall.tiles_shown - 1);
    wall.view = memory.view;
    wall.side = memory.side;
    for (std::size_t i = 0; i < wall.tiles.size(); ++i) {
        wall.tiles[i] = {};
        wall.tiles[i].is_hot = std::ranges::find(memory.hot, static_cast<int>(i) + 1) != memory.hot.end();
        if (const data::Camera* camera = data::find_camera_by_number(world, memory.numbers[i])) {
            wall.tiles[i].camera = camera->id;
            wall.tiles[i].why = "last time";
        }
    }
}

void remember_workspace(Session& session, const data::World& world)
{
    // Before what was remembered has been put back there is nothing to remember.
    if (!world.loaded || session.recent.empty() || session.recent.front() != world.workspace.path)
        return;
    WorkspaceMemory& memory = session.remembered[world.workspace.path];
    memory.view = session.map.view;
    memory.bookmarks = session.map.bookmarks;
    memory.draft = session.editor.draft;
    memory.wall = remember_wall(session.wall, world);
    memory.windows.clear();
    for (std::size_t i = 1; i < session.windows.size(); ++i) {
        const WindowState& window = window_state(session, i);
        memory.windows.push_back({window.layout, window.place, window.map.view, remember_wall(window.wall, world)});
    }
    std::erase_if(session.remembered, [&](const auto& entry) {
        return entry.first != world.workspace.path && std::ranges::find(session.recent, entry.first) == session.recent.end();
    });
}

}
