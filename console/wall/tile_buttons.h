#pragma once
// Quick buttons of a tile: small signs in its gutter while the pointer is over the gutter or the caption, never on the picture. They act
// on the camera of that tile. UI thread.

#include "console/wall/tile.h"

#include <string>
#include <vector>

namespace console {

/// Where so many of them lie: in the gutter from its foot up, below `taken` pixels of it, in as many columns as fit; what finds no place
/// there at the left of the caption. Fewer where that is full, too. Pure; window pixels.
std::vector<Rect> tile_button_places(Rect gutter, Rect caption, float taken, std::size_t count, float scale);

class TileButtons {
public:
    /// Before the tile's own area: the first one under the pointer has it. `name`: of the tile; the buttons are NAME.replay, NAME.snapshot,
    /// NAME.clip, NAME.enlarge, NAME.mask and NAME.close. `tile`: its number, from 1.
    TileButtons(const FramePainter& painter, Outbox& outbox, const TileModel& model, Rect box, const std::string& name, int tile);
    /// After draw_tile().
    void draw(const FramePainter& painter) const;
    bool are_shown() const { return !shown_.empty(); }

private:
    struct Shown {
        Sign sign;
        const CommandRow* command;
        Rect box;
        AreaState state;
    };
    std::vector<Shown> shown_;
};

}
