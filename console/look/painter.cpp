#include "console/look/painter.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

ImFont* font_of(FontSize size) { return ImGui::GetIO().Fonts->Fonts[static_cast<int>(size)]; }

AdvanceOf advance_of(FontSize size)
{
    return [font = font_of(size)](char32_t c) { return font->GetCharAdvance(static_cast<ImWchar>(c)); };
}

ImVec2 low(Rect box) { return {box.x, box.y}; }
ImVec2 high(Rect box) { return {box.x + box.width, box.y + box.height}; }

Rect clip_of(const ImDrawList& list)
{
    const ImVec2 least = list.GetClipRectMin(), most = list.GetClipRectMax(), screen = ImGui::GetIO().DisplaySize;
    const float left = std::max(least.x, 0.F), top = std::max(least.y, 0.F);
    return {left, top, std::max(0.F, std::min(most.x, screen.x) - left), std::max(0.F, std::min(most.y, screen.y) - top)};
}

}

Painter::Painter(const Look& look) : Painter(look, *ImGui::GetWindowDrawList()) {}

Painter Painter::to_measure(const Look& look) { return {look, *ImGui::GetForegroundDrawList()}; }

float Painter::px(float logical) const { return std::round(logical * look_.scale); }

void Painter::fill(Rect box, Colour meaning, float alpha) const { list_.AddRectFilled(low(box), high(box), colour(meaning, alpha)); }

void Painter::fill_with(Rect box, Rgba colour) const { list_.AddRectFilled(low(box), high(box), colour); }

void Painter::frame(Rect box, Colour meaning, float width, float alpha) const
{
    const float w = std::max(1.F, px(width));
    const Rgba c = colour(meaning, alpha);
    const ImVec2 a = low(box), b = high(box);
    list_.AddRectFilled(a, {b.x, a.y + w}, c);
    list_.AddRectFilled({a.x, b.y - w}, b, c);
    list_.AddRectFilled({a.x, a.y + w}, {a.x + w, b.y - w}, c);
    list_.AddRectFilled({b.x - w, a.y + w}, {b.x, b.y - w}, c);
}

void Painter::dashed_frame(Rect box, Colour meaning, float width) const
{
    const float w = std::max(1.F, px(width)), dash = px(8), step = px(14);
    const Rgba c = colour(meaning);
    const ImVec2 a = low(box), b = high(box);
    for (float x = a.x; x < b.x; x += step) {
        const float end = std::min(x + dash, b.x);
        list_.AddRectFilled({x, a.y}, {end, a.y + w}, c);
        list_.AddRectFilled({x, b.y - w}, {end, b.y}, c);
    }
    for (float y = a.y; y < b.y; y += step) {
        const float end = std::min(y + dash, b.y);
        list_.AddRectFilled({a.x, y}, {a.x + w, end}, c);
        list_.AddRectFilled({b.x - w, y}, {b.x, end}, c);
    }
}

void Painter::hatch(Rect box, Colour meaning, float alpha, float step) const
{
    const float s = px(step), w = std::max(1.F, px(step / 5));
    list_.PushClipRect(low(box), high(box), true);
    for (float x = box.x - box.height; x < box.x + box.width; x += s)
        list_.AddLine({x, box.y + box.height}, {x + box.height, box.y}, colour(meaning, alpha), w);
    list_.PopClipRect();
}

void Painter::horizontal(float x0, float x1, float y, Colour meaning) const
{
    list_.AddRectFilled({x0, y}, {x1, y + std::max(1.F, px(1))}, colour(meaning));
}

void Painter::vertical(float x, float y0, float y1, Colour meaning) const
{
    list_.AddRectFilled({x, y0}, {x + std::max(1.F, px(1)), y1}, colour(meaning));
}

float Painter::width(std::string_view text, FontSize size) const { return width_of(look_.glyphs.shown(text), advance_of(size)); }

float Painter::line_height(FontSize size) const { return font_of(size)->FontSize; }

float Painter::text(Rect box, std::string_view text, TextStyle style) const
{
    if (text.empty())
        return 0;
    if (box.width <= 0) {
        if (look_.names.is_watched())
            look_.names.drew(DrawnText{.words = {}, .whole = std::string(text), .ink = {box.x, box.y, 0, box.height}, .clip = clip_of(list_), .layer = &list_});
        return 0;
    }
    const AdvanceOf advance = advance_of(style.size);
    const char* whole = look_.glyphs.shown(text);
    look_.glyphs.shown("…");
    const std::string fitting = shortened(whole, box.width, style.shorten, advance);
    ImFont* font = font_of(style.size);
    const float taken = width_of(fitting, advance);
    const float free = std::max(0.F, box.width - taken);
    const float x = style.align == Align::left ? box.x : style.align == Align::right ? box.x + free : box.x + std::floor(free / 2);
    const float y = box.y + std::floor((box.height - font->FontSize) / 2);
    list_.AddText(font, font->FontSize, {std::round(x), std::round(y)}, colour(style.colour, style.alpha), fitting.c_str());
    if (look_.names.is_watched())
        look_.names.drew(DrawnText{fitting, fitting == whole ? std::string() : std::string(whole), {std::round(x), std::round(y), taken, font->FontSize}, clip_of(list_), &list_, ImGui::GetScrollMaxY() > 0, ImGui::GetScrollMaxX() > 0});
    if (fitting != whole && ImGui::IsMouseHoveringRect(low(box), high(box)) && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows))
        tooltip(text);
    return taken;
}

float Painter::paragraph_height(float width, std::string_view text, FontSize size) const
{
    const auto lines = broken_into_lines(look_.glyphs.shown(text), width, 0, advance_of(size));
    return static_cast<float>(lines.size()) * line_height(size);
}

float Painter::paragraph(Rect box, std::string_view text, TextStyle style) const
{
    const float line = line_height(style.size);
    const auto most = std::max<std::size_t>(1, static_cast<std::size_t>((box.height + 0.5F) / line));
    float y = box.y;
    for (const std::string& words : broken_into_lines(look_.glyphs.shown(text), box.width, most, advance_of(style.size))) {
        Painter::text({box.x, y, box.width, line}, words, style);
        y += line;
    }
    return y - box.y;
}

void Painter::sign(Sign sign, float x, float y, float size, Colour meaning, int part) const
{
    draw_sign(list_, sign, {std::round(x), std::round(y)}, px(size), colour(meaning), part);
}

AreaState Painter::area(const std::string& name, Rect box) const
{
    look_.names.put(name, box);
    if (look_.names.is_watched())
        look_.names.drew(DrawnControl{name, box, clip_of(list_), ImGui::GetScrollMaxY() > 0 || ImGui::GetScrollMaxX() > 0});
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(low(box));
    AreaState state;
    ImGui::InvisibleButton(name.c_str(), {std::max(1.F, box.width), std::max(1.F, box.height)},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    state.hovered = ImGui::IsItemHovered();
    state.held = ImGui::IsItemActive();
    state.clicked = ImGui::IsItemHovered() && ImGui::IsMouseReleased(ImGuiMouseButton_Left) && ImGui::IsItemDeactivated();
    state.right_clicked = ImGui::IsItemHovered() && ImGui::IsMouseReleased(ImGuiMouseButton_Right) && ImGui::IsItemDeactivated();
    state.double_clicked = ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    ImGui::SetCursorScreenPos(cursor);
    return state;
}

float Painter::key_cap(float x, float y_centre, std::string_view key, float alpha) const
{
    if (key.empty())
        return 0;
    const float text_width = width(key, FontSize::secondary), height = line_height(FontSize::secondary);
    const Rect box{x, std::round(y_centre - height / 2), std::max(height, text_width + px(8)), height};
    frame(box, Colour::secondary, 1, alpha * 0.7F);
    text(box, key, {FontSize::secondary, Colour::text, Align::centre, Shorten::end, alpha});
    return box.width;
}

float Painter::button_width(std::string_view label, std::string_view key) const
{
    const float cap = key.empty() ? 0 : std::max(line_height(FontSize::secondary), width(key, FontSize::secondary) + px(8)) + px(6);
    return cap + width(label) + 2 * px(8);
}

bool Painter::button(const std::string& name, Rect box, std::string_view label, std::string_view key, bool enabled, bool chosen) const
{
    const AreaState state = area(name, box);
    const float alpha = enabled ? 1 : 0.45F;
    const bool lit = enabled && state.hovered;
    fill(box, chosen || (lit && state.held) ? Colour::line : lit ? Colour::panel_pressed : Colour::panel_raised);
    frame(box, Colour::line, 1, alpha);
    if (chosen)
        fill({box.x, box.y + box.height - px(2), box.width, px(2)}, Colour::text);
    Rect inner = inset(box, px(8), 0);
    const float wanted = button_width(label, key) - 2 * px(8);
    if (wanted < inner.width && label.size() > 0) { // centred as a whole
        inner.x += std::floor((inner.width - wanted) / 2);
        inner.width = wanted;
    }
    if (!key.empty()) {
        const float cap = key_cap(inner.x, box.y + box.height / 2, key, alpha);
        inner.x += cap + px(6), inner.width -= cap + px(6);
    }
    text(inner, label, {FontSize::body, Colour::text, Align::left, Shorten::end, alpha});
    return enabled && state.clicked;
}

bool Painter::empty_screen(Rect box, const std::string& name, std::string_view what, std::string_view why, std::string_view action,
                           std::string_view key) const
{
    const Rect inner = inset(box, px(24), px(8));
    const float column = std::min(inner.width, px(440));
    const float x = inner.x + std::floor((inner.width - column) / 2);
    const float what_height = paragraph_height(column, what, FontSize::title), why_height = why.empty() ? 0 : paragraph_height(column, why);
    const float total = what_height + px(8) + why_height + (action.empty() ? 0 : px(16) + px(32));
    float y = inner.y + std::max(0.F, std::floor((inner.height - total) / 2));
    y += paragraph({x, y, column, what_height}, what, {FontSize::title, Colour::text, Align::centre}) + px(8);
    if (!why.empty())
        y += paragraph({x, y, column, why_height}, why, {FontSize::body, Colour::secondary, Align::centre}) + px(16);
    if (action.empty())
        return false;
    const float wide = std::min(column, button_width(action, key) + px(16));
    return button(name, {x + std::floor((column - wide) / 2), y, wide, px(32)}, action, key);
}

void Painter::tooltip(std::string_view text) const
{
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(px(420));
    ImGui::TextUnformatted(look_.glyphs.shown(text));
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

Rect window_box()
{
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    return {at.x, at.y, size.x, size.y};
}

Rect inset(Rect box, float horizontal, float vertical)
{
    return {box.x + horizontal, box.y + vertical, std::max(0.F, box.width - 2 * horizontal), std::max(0.F, box.height - 2 * vertical)};
}

Rect cut_top(Rect& box, float height)
{
    const float h = std::clamp(height, 0.F, box.height);
    const Rect piece{box.x, box.y, box.width, h};
    box.y += h, box.height -= h;
    return piece;
}

Rect cut_bottom(Rect& box, float height)
{
    const float h = std::clamp(height, 0.F, box.height);
    box.height -= h;
    return {box.x, box.y + box.height, box.width, h};
}

Rect cut_left(Rect& box, float width)
{
    const float w = std::clamp(width, 0.F, box.width);
    const Rect piece{box.x, box.y, w, box.height};
    box.x += w, box.width -= w;
    return piece;
}

Rect cut_right(Rect& box, float width)
{
    const float w = std::clamp(width, 0.F, box.width);
    box.width -= w;
    return {box.x + box.width, box.y, w, box.height};
}

}
