#pragma once
// Signs and labels of the map as sprites: each look is drawn once by the panels' own functions and kept. Belongs to the map
// panel; UI thread, inside its ImGui window.

#include "console/frame/frame_painter.h"
#include "console/map/sprite.h"
#include "console/map/symbols/map_labels.h"
#include "console/map/symbols/map_rules.h"
#include "console/map/symbols/map_symbols.h"

#include <functional>
#include <string>
#include <unordered_map>

namespace console {

inline constexpr int rule_piece_px = 256;

class SymbolSprites {
public:
    struct Cached {
        Sprite sprite;
        std::uint64_t id = 0;   // never given twice: equal ids are equal pixels
        std::uint64_t used = 0; // frame
        bool is_whole = true;   // false: characters were missing from the font's page when it was made
    };

    /// Drops everything after a change of scale or theme, what waited for characters, and the longest unused ones beyond a limit.
    void begin_frame(const View& view);
    const Cached& cluster(const FramePainter& painter, const ClusterSymbol& cluster, bool incidents);
    const Cached& camera(const FramePainter& painter, const CameraSymbol& symbol);
    const Cached& incident(const FramePainter& painter, const IncidentSymbol& symbol);
    const Cached& label(const FramePainter& painter, const MapLabel& label);
    /// A piece of a line of the graticule from its middle's whole pixel on: rule_piece_px long.
    const Cached& rule(const FramePainter& painter, bool upright);
    /// Its name, from the whole pixel of its place on.
    const Cached& rule_name(const FramePainter& painter, const MapRule& rule);

private:
    const Cached& find_or_make(const View& view, std::string key, const std::function<void(ImDrawList&)>& draw, const SpriteBox* part = nullptr);

    std::unordered_map<std::string, Cached> sprites_;
    std::uint64_t frame_ = 0, last_id_ = 0;
    std::size_t pixels_ = 0;
    bool has_gaps_ = false; // some are not whole
    float scale_ = 0;
    Theme theme_ = Theme::dim;
};

}
