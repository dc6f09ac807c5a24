#pragma once
// Views of no place in particular, for the many cameras of a demo city: a street each, wide or narrow, with a crossing, houses, trees
// and lamps, in the light of the hour. Pure; any thread.

#include "video/footage/scene.h"

namespace console {

/// `view`: 1 to data::demo_views; the same each time. Daylight and weather are the caller's.
video::FootageScene make_demo_view(int view);

}
