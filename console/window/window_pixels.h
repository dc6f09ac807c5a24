#pragma once
// Pixels put straight into a window, past OpenGL: by software GL a moving picture costs more to draw than to decode (DESIGN,
// section 7). UI thread.

#include "console/window/damage.h"

#include <cstdint>
#include <memory>

struct _XDisplay;

namespace console {

class WindowPixels {
public:
    virtual ~WindowPixels() = default;
    /// Shows the part of a picture that lies in `visible`; its top left pixel belongs at (left, top). BGRA, rows of
    /// `width` pixels. May be read until flush() returns.
    virtual void put(int left, int top, int width, int height, const PixelBox& visible, const std::uint8_t* bgra) = 0;
    /// A plain rectangle; colour as 0xRRGGBB.
    virtual void fill(const PixelBox& box, std::uint32_t rgb) = 0;
    /// Returns when the screen has all of it.
    virtual void flush() = 0;
};

/// Null where the display is not on this machine or its pixels are not 32 bits of blue, green, red.
std::unique_ptr<WindowPixels> make_window_pixels(_XDisplay* display, unsigned long window);

}
