#pragma once
// Which kinds of things a drawn point snaps to, and how near: a button on the map, and the small list that it opens. UI thread.

#include "console/map/tools/map_tool.h"

namespace console {

void draw_snap_settings(const MapScene& scene, Outbox& outbox);

} // namespace console
