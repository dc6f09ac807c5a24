#pragma once
// The map's picture composed by the processor: on the UI thread and its helpers, band by band, each band copied into the frame
// while it is still in the cache. Nothing is kept of it: what of the window is drawn anew is composed anew (docs/decisions/0080).
// UI thread.

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
    void draw(const FramePainter& painter, const Viewport& viewport, const MapContents& contents) override;

private:
    /// What the draw list's callback finds again.
    struct Showing {
        MapPicture* picture = nullptr;
        int left = 0, top = 0; // window pixels
    };
    /// What the crew composes: bands from `first` on, between these columns.
    struct Job {
        std::size_t first = 0, count = 0;
        int left = 0, right = 0;
        bool operator==(const Job&) const = default;
    };
    Composition compose(const FramePainter& painter, const Viewport& viewport, const MapContents& contents);
    static void show(const ImDrawList* list, const ImDrawCmd* command);
    void show(const Showing& at, const CanvasBox& clip);
    /// Lets the crew compose this.
    void start(const Job& job);
    void draw_band(std::size_t index, unsigned who);

    SymbolSprites sprites_;
    ScreenPoint origin_;
    Composition composition_;
    std::optional<Bands> bands_;
    CanvasTexture texture_;
    std::uint64_t pictures_ = 0;
    std::array<Showing, 2> showings_;  // in turn: another address tells the damage of frames that the content is another

    std::optional<Job> job_;           // begun, and nothing taken yet
    Job now_;                          // what the crew reads
    std::vector<Canvas> canvases_;     // a band each, filled and given up in turn
    std::vector<CanvasBrush> brushes_; // one for each who works
    Crew crew_;                        // goes first: it works on all of this
};

}
