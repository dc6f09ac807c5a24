#pragma once
// The map's picture composed by the processor: on the UI thread and its helpers, band by band, each band copied into the frame
// while it is still in the cache. Composed again only when something of it changed (docs/decisions/0080). UI thread.

#include "console/map/picture/canvas_texture.h"
#include "console/map/picture/composition.h"
#include "console/map/picture/map_renderer.h"
#include "console/map/symbols/symbol_sprites.h"
#include "console/work/crew.h"

#include <array>
#include <optional>
#include <vector>

struct ImDrawCmd;

namespace console {

class MapPicture final : public MapRenderer {
public:
    explicit MapPicture(unsigned helpers = Crew::spare_cores());
    void draw(const Painter& painter, const Viewport& viewport, const MapContents& contents) override;
    /// How often the picture was composed, for tests of "nothing changed, nothing done".
    std::uint64_t composed() const { return composed_; }

private:
    /// What the draw list's callback finds again.
    struct Showing {
        MapPicture* picture = nullptr;
        int left = 0, top = 0; // window pixels
    };
    Composition compose(const Painter& painter, const Viewport& viewport, const MapContents& contents);
    static void show(const ImDrawList* list, const ImDrawCmd* command);
    void show(const Showing& at, const CanvasBox& clip);

    SymbolSprites sprites_;
    ScreenPoint origin_;
    Composition composition_;
    std::optional<Bands> bands_;
    Canvas canvas_;
    std::vector<CanvasBrush> brushes_;     // one for each who works
    CanvasTexture texture_;
    std::uint64_t composed_ = 0;
    std::array<Showing, 2> showings_;      // in turn: another address tells the damage of frames that the content is another
    std::vector<std::size_t> waiting_;     // bands not in the frame yet
    Crew crew_;                            // goes first: it works on all of this
};

}
