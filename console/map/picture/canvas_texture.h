#pragma once
// The way of the map's canvas into the frame: rows of it are put into a small texture and copied from there, never drawn. By
// software GL a full-screen texture takes 14 ms of CPU to draw and 1 ms to copy, but only between equal pixel formats and row
// orders; and a small one stays in the cache between the two steps. UI thread.

#include "console/map/canvas.h"

namespace console {

class CanvasTexture {
public:
    CanvasTexture() = default;
    ~CanvasTexture(); // with the GL context current
    CanvasTexture(const CanvasTexture&) = delete;
    CanvasTexture& operator=(const CanvasTexture&) = delete;

    /// How the rows of a canvas must lie for this context: a window's buffer begins with its top row, a framebuffer's with its
    /// bottom row.
    static bool wants_top_first();

    /// Around calls of copy(): of parts at most so wide and high.
    void begin(int width, int height);
    /// This part of what the canvas holds into the frame; the whole picture's top left corner is at this window pixel.
    void copy(const Canvas& canvas, const CanvasBox& part, int left, int top);
    void end();

private:
    unsigned name_ = 0, framebuffer_ = 0;
    int width_ = 0, height_ = 0;
    int read_from_ = 0; // what was read from before begin()
};

}
