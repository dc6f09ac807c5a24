#pragma once
// What a layer is called on the screen. Pure functions; UI thread.

#include "console/text/text.h"
#include "data/records/records.h"

#include <string>

namespace console {

/// Its name; of one without, such as the demo's own base map, what it is.
std::string layer_title(const data::Layer& layer, const Texts& text);

}
