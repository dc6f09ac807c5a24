#pragma once
// Words of a record that can be taken along: a click marks them for Ctrl+C, the sign behind them copies at once, a right click offers both.
// UI thread, inside an ImGui window.

#include "console/frame/frame_painter.h"

namespace console {

/// As Painter::text; `name` is the place's, for marks and scripts. Empty words cannot be marked.
float draw_copy_text(const FramePainter& painter, Outbox& outbox, const std::string& name, Rect box, std::string_view words, TextStyle style = {});

}
