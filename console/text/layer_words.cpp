#include "console/text/layer_words.h"

namespace console {

std::string layer_title(const data::Layer& layer, const Texts& text) { return layer.name.empty() ? text("map.layer.basemap") : layer.name; }

}
