#include "console/map/symbols/text_widths.h"

namespace console {

namespace {

constexpr std::size_t most_widths = 200'000;

}

void TextWidths::begin_frame(const View& view)
{
    if (view.scale != scale_ || widths_.size() > most_widths)
        widths_.clear();
    scale_ = view.scale;
}

float TextWidths::width(const FramePainter& painter, const std::string& text, FontSize size)
{
    const auto [at, is_new] = widths_.try_emplace(std::string(1, static_cast<char>(size)) + text);
    if (is_new)
        at->second = painter.width(text, size);
    const float width = at->second;
    if (is_new && painter.view().glyphs.has_unseen())
        widths_.erase(at);
    return width;
}

}
