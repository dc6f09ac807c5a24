#include "console/seat/session.h"

#include <algorithm>
#include <utility>

namespace console {
namespace {

void enter_window(Session& session, std::size_t window)
{
    if (window == session.window || window >= session.windows.size())
        return;
    session.windows[session.window] = std::move(static_cast<WindowState&>(session));
    static_cast<WindowState&>(session) = std::move(session.windows[window]);
    session.window = window;
}

}

InWindow::InWindow(Session& session, std::size_t window) : session_(session), before_(session.window) { enter_window(session, window); }

InWindow::~InWindow() { enter_window(session_, before_); }

const WindowState& window_state(const Session& session, std::size_t window) { return window == session.window ? session : session.windows.at(window); }

WindowState& window_state(Session& session, std::size_t window) { return window == session.window ? session : session.windows.at(window); }

int enlarged_in_case(const Session& session)
{
    const auto at = std::ranges::find(session.case_cameras, session.case_enlarged);
    const bool is_there = session.case_cameras_open && session.case_enlarged && at != session.case_cameras.end();
    return is_there ? static_cast<int>(at - session.case_cameras.begin()) : -1;
}

PinTries tries_of_chosen(const Session& session)
{
    const auto at = session.pin_tries.find(session.lock.chosen);
    return at == session.pin_tries.end() ? PinTries{} : at->second;
}

data::CameraId asked_camera(const Session& session)
{
    if (session.asked_camera)
        return session.asked_camera;
    if (session.menu)
        return session.menu->camera;
    return session.form ? session.form->camera : data::CameraId{};
}

data::CameraId pointed_camera(const Session& session)
{
    return session.layout == Layout::wall ? session.wall.tiles[static_cast<std::size_t>(session.wall.focused)].camera : session.selection.camera;
}

data::CameraId camera_in_hand(const Session& session)
{
    const data::CameraId asked = asked_camera(session);
    return asked ? asked : pointed_camera(session);
}

bool has_place_for(const Session& session, data::CameraId camera)
{
    const auto& tiles = session.wall.tiles;
    const auto shown = tiles.begin() + session.wall.tiles_shown;
    return session.layout != Layout::wall || std::find_if(tiles.begin(), shown, [&](const WallTile& tile) { return tile.camera == camera; }) != shown;
}

std::optional<ReplayState> replay_of(const Session& session, data::CameraId camera)
{
    const auto at = session.replays.find(camera);
    return at == session.replays.end() ? std::nullopt : std::optional(at->second);
}

}
