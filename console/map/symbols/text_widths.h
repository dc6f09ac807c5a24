#pragma once
// How wide texts are in the console's fonts, each measured once. Belongs to the map panel; UI thread.

#include "console/frame/frame_painter.h"

#include <string>
#include <unordered_map>

namespace console {

class TextWidths {
public:
    /// Forgets everything after a change of scale.
    void begin_frame(const View& view);
    /// In window pixels.
    float width(const FramePainter& painter, const std::string& text, FontSize size);

private:
    std::unordered_map<std::string, float> widths_;
    float scale_ = 0;
};

}
