#pragma once
// What a tile shows and how it is painted: base map, grids' fill and outlines. The scene is a frozen value; painting is pure, so
// the console, `shot` and tests get the same pixels. Any thread.

#include "console/look/palette.h"
#include "console/map/canvas.h"
#include "console/map/draft/draft_shapes.h"
#include "console/map/grid_shapes.h"
#include "console/map/tiles/ground.h"
#include "console/map/tiles/raster_reader.h"
#include "console/map/tiles/tile_key.h"
#include "geo/paint/tile_paint.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace console {

/// A layer under the grids, or a reference layer over them: either features or a raster.
struct GroundLayer {
    std::shared_ptr<const Ground> ground;
    std::shared_ptr<RasterReader> raster;
    double opacity = 1;
    std::uint64_t arrived = 0;           // of a server: how many pieces there were to paint with
};

struct TileScene {
    std::uint64_t revision = 0;          // differs whenever anything below does
    Theme theme = Theme::dim;
    float scale = 1;                     // window pixels per logical pixel
    std::vector<GroundLayer> grounds;    // the lowest first
    std::vector<GroundLayer> references; // over grids and draft, likewise
    std::shared_ptr<const GridShapes> grids;
    bool show_grids = true;
    data::Level fill_level = data::Level::grid;
    std::shared_ptr<const std::vector<Rgba>> fills; // one per area of fill_level; null: not filled
    std::shared_ptr<const DraftShapes> draft; // shown in the place of `grids`; null: no draft is open
    std::uint64_t edits = 0;             // of the draft: scenes of one revision differ by it only
    std::vector<geo::MapBox> edited;     // by the last of them: all that looks different
};

/// The tile with its ground, opaque. Cut short (and then worthless) when `stop` is asked.
geo::TileImage paint_tile(const TileScene& scene, TileKey key, std::stop_token stop = {});

/// The steps of it for a scene with a draft: what lies under the borders and what lies over them (transparent where nothing does), kept so
/// that an edit paints no more than its own box; and the picture, or a part of it that is as large as `part` (pixels of the tile). No
/// ground: bare land. No references: none.
geo::TileImage paint_ground_tile(const TileScene& scene, TileKey key, std::stop_token stop = {});
geo::TileImage paint_reference_tile(const TileScene& scene, TileKey key, std::stop_token stop = {});
geo::TileImage paint_draft_part(const TileScene& scene, TileKey key, const geo::TileImage* ground, const geo::TileImage* references, const CanvasBox& part);

/// `upper` laid over `lower`, both premultiplied and of the same size.
void lay_over(geo::TileImage& lower, const geo::TileImage& upper, double opacity);

/// How strongly the borders of a level are drawn at this scale: 0 where its areas are too small to be told apart.
float border_strength(double typical_width_px);

}
