#pragma once
// The part of the map that stands still between two looks at it: ground, weak wedges, labels and signs, composed on the CPU into
// one texture. Composed again only when something of it changed. Belongs to the map panel; UI thread.

#include "console/map/canvas.h"
#include "console/map/picture/canvas_texture.h"
#include "console/map/symbols/symbol_sprites.h"
#include "console/map/tiles/map_tiles.h"

#include <vector>

namespace console {

class MapPicture {
public:
    /// Fills the viewport; `labels` and `symbols` as make_map_… gave them for it.
    void draw(const FramePainter& painter, const Viewport& viewport, const MapTiles& tiles, const MapSymbols& symbols, const MapLabels& labels);
    SymbolSprites& sprites() { return sprites_; }
    /// How often the picture was composed, for tests of "nothing changed, nothing done".
    std::uint64_t composed() const { return composed_; }

private:
    struct Placed {
        const Sprite* sprite = nullptr;
        std::uint64_t id = 0;
        int x = 0, y = 0, opacity = 256;
        bool operator==(const Placed& o) const { return id == o.id && x == o.x && y == o.y && opacity == o.opacity; }
    };
    void place(const SymbolSprites::Cached& cached, ScreenPoint at, int opacity);
    void place_all(const FramePainter& painter, const MapSymbols& symbols, const MapLabels& labels);

    SymbolSprites sprites_;
    Canvas canvas_;
    CanvasTexture texture_;
    ScreenPoint origin_;
    std::vector<Placed> placed_, last_placed_;
    std::vector<std::vector<ScreenPoint>> wedges_, last_wedges_;
    std::vector<TileBlit> last_tiles_;
    Theme last_theme_ = Theme::dim;
    std::uint64_t composed_ = 0;
};

}
