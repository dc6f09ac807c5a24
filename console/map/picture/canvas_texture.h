#pragma once
// The map's canvas on its way to the screen: uploaded when it changed and copied into the frame, never drawn. By software GL a
// full-screen texture takes 14 ms of CPU to draw and 1 ms to copy, but only between equal pixel formats and row orders. UI thread.

#include "console/map/canvas.h"

#include <array>
#include <cstdint>

struct ImDrawList;
struct ImDrawCmd;

namespace console {

class CanvasTexture {
public:
    CanvasTexture() = default;
    ~CanvasTexture(); // with the GL context current
    CanvasTexture(const CanvasTexture&) = delete;
    CanvasTexture& operator=(const CanvasTexture&) = delete;

    void put(const Canvas& canvas);
    /// Copies it into the frame when the list is drawn, its top left corner at this window pixel, within the list's clip.
    void draw(ImDrawList& list, int left, int top);
    /// How the rows of a canvas must lie for this context: a window's buffer begins with its top row, a framebuffer's with its
    /// bottom row.
    static bool wants_top_first();

private:
    struct Copy {
        unsigned framebuffer = 0; // the texture to read from
        int left = 0, top = 0, width = 0, height = 0;
        bool top_first = false;
    };
    static void copy(const ImDrawList* list, const ImDrawCmd* command);

    unsigned name_ = 0, framebuffer_ = 0;
    int width_ = 0, height_ = 0;
    bool top_first_ = false;
    std::uint64_t serial_ = 0;
    std::array<Copy, 2> copies_; // in turn: another address tells the damage of frames that the content is another
};

}
