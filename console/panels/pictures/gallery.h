#pragma once
// What the gallery shows: one example of everything, made up, at a fixed time. Pure.

#include "console/panels/incidents/queue_model.h"
#include "console/wall/tile.h"

#include <vector>

namespace console {

struct GalleryTile {
    TileInput input;        // without its camera pointer
    data::Camera camera;
    bool is_empty = false, has_picture = true;
};
std::vector<GalleryTile> make_gallery_tiles(const Texts& text, data::TimePoint now);

std::vector<QueueRow> make_gallery_rows(const Texts& text);

}
