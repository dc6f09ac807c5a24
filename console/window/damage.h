#pragma once
// What a frame changed: the draw lists of Dear ImGui compared with those of the frame before, triangle by triangle, so that only
// these boxes are drawn anew. By software GL a whole redraw at 1920×1080 costs 60 ms of CPU, the clock's digits under 1 ms.
// UI thread.

#include <cstdint>
#include <memory>
#include <vector>

struct ImDrawData;
struct ImDrawList;

namespace console {

/// Pixels of the window, y down; right and bottom are exclusive.
struct PixelBox {
    int left = 0, top = 0, right = 0, bottom = 0;
    bool is_empty() const { return right <= left || bottom <= top; }
    bool operator==(const PixelBox&) const = default;
};

class Damage {
public:
    Damage();
    ~Damage();
    Damage(const Damage&) = delete;
    Damage& operator=(const Damage&) = delete;

    /// The boxes that differ from the last call's data; at most a few, none overlapping much. The whole window when windows
    /// came, went or changed places.
    std::vector<PixelBox> update(const ImDrawData& data);
    /// The next update() returns the whole window.
    void forget();

private:
    struct List;
    std::vector<List> lists_;
    PixelBox screen_;
};

/// A callback of a list that draws by itself is taken to draw all of its clip rectangle, anew whenever its data differs.
/// Whether one of them fills the box, so that what was there before need not be cleared.
bool is_filled(const ImDrawData& data, const PixelBox& box);

/// Says which content the textures have that are drawn to `list` up to the next mark: vertices and texture names may be the same
/// while a texture holds another picture. 0 ends it.
void mark_content(ImDrawList& list, std::uint64_t serial);

}
