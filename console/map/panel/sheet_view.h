#pragma once
// The map of this frame as a sheet to be written. UI thread; the sheet shares only what is frozen.

#include "console/frame/view.h"
#include "console/map/panel/map_layers.h"
#include "console/map/sheet/map_sheet.h"

namespace console {

/// At least all that `shown` shows.
std::shared_ptr<const MapSheet> make_map_sheet(const View& view, const MapLayers& layers, const Viewport& shown, const MapExport& wish);

}
