#pragma once
// Whether what a command switches is on: asked of each switch by its row of the command table, for menus and for Ctrl+K. Pure functions of
// what the seat shows; `about` are the arguments a context menu gives, none of what is in hand. Used by command_table.cpp alone; UI thread.

#include "console/frame/command.h"

namespace console::switches {

using About = std::span<const std::string>;

template <Layout layout> bool is_layout(const data::World&, const Session& session, About) { return session.layout == layout; }
template <MapMode mode> bool is_mode(const data::World&, const Session& session, About) { return session.map.mode == mode; }
template <EditTool tool> bool is_tool(const data::World&, const Session& session, About) { return session.layout == Layout::editor && session.editor.tool == tool; }
template <EditDrawer drawer> bool is_drawer(const data::World&, const Session& session, About) { return session.editor.drawer == drawer; }
template <bool Session::*open> bool is(const data::World&, const Session& session, About) { return session.*open; }

bool is_tracing(const data::World&, const Session&, About);
bool has_snap_settings(const data::World&, const Session&, About);
bool is_queue_over_map(const data::World&, const Session&, About);
bool is_fullscreen(const data::World&, const Session&, About);
bool has_layers_open(const data::World&, const Session&, About);
bool is_layer_shown(const data::World&, const Session&, About layer);
bool has_equal_steps(const data::World&, const Session&, About);
bool has_ring(const data::World&, const Session&, About);
bool is_case_enlarged(const data::World&, const Session&, About);
bool is_favourite(const data::World&, const Session&, About camera);
bool is_guarded(const data::World&, const Session&, About camera);
bool has_roll_call(const data::World&, const Session&, About);
bool is_drawing_mask(const data::World&, const Session&, About);
bool is_replayed(const data::World&, const Session&, About);
bool is_replay_paused(const data::World&, const Session&, About);
bool is_tile_locked(const data::World&, const Session&, About);
bool is_tile_hot(const data::World&, const Session&, About);
bool is_wall_locked(const data::World&, const Session&, About);
bool is_tile_enlarged(const data::World&, const Session&, About);
bool is_filled(const data::World&, const Session&, About);
bool has_tree(const data::World&, const Session&, About);
bool has_views(const data::World&, const Session&, About);
bool is_tour_held(const data::World&, const Session&, About);

}
