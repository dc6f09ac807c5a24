#include "console/look/signs.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace console {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

/// A sign's own coordinates: the square from (-1, -1) to (1, 1), y down.
struct Pen {
    ImDrawList& list;
    ScreenPoint centre;
    float half;
    Rgba colour;
    float stroke;

    ImVec2 at(float x, float y) const { return {centre.x + x * half, centre.y + y * half}; }
    /// Edges on whole pixels, so that bars stay crisp.
    void bar(float x0, float y0, float x1, float y1) const
    {
        const ImVec2 a = at(x0, y0), b = at(x1, y1);
        const float left = std::round(a.x), top = std::round(a.y);
        list.AddRectFilled({left, top}, {std::max(left + 1, std::round(b.x)), std::max(top + 1, std::round(b.y))}, colour);
    }
    void frame(float x0, float y0, float x1, float y1, float width) const
    {
        const ImVec2 a = at(x0, y0), b = at(x1, y1);
        const float left = std::round(a.x), top = std::round(a.y), right = std::round(b.x), bottom = std::round(b.y);
        list.AddRectFilled({left, top}, {right, top + width}, colour);
        list.AddRectFilled({left, bottom - width}, {right, bottom}, colour);
        list.AddRectFilled({left, top + width}, {left + width, bottom - width}, colour);
        list.AddRectFilled({right - width, top + width}, {right, bottom - width}, colour);
    }
    template <std::size_t n> void lines(const std::array<ImVec2, n>& points, bool closed = false) const
    {
        for (const ImVec2& p : points)
            list.PathLineTo(at(p.x, p.y));
        list.PathStroke(colour, closed ? ImDrawFlags_Closed : 0, stroke);
    }
    void line(float x0, float y0, float x1, float y1) const { lines(std::array{ImVec2{x0, y0}, ImVec2{x1, y1}}); }
    void circle(float x, float y, float r) const { list.AddCircle(at(x, y), r * half, colour, 0, stroke); }
    void disc(float x, float y, float r) const { list.AddCircleFilled(at(x, y), r * half, colour); }
    /// Clockwise from `from` to `to`, in turns from the top.
    void arc(float r, float from, float to) const
    {
        list.PathArcTo(centre_vec(), r * half, (from - 0.25F) * 2 * pi, (to - 0.25F) * 2 * pi, 0);
        list.PathStroke(colour, 0, stroke);
    }
    ImVec2 centre_vec() const { return {centre.x, centre.y}; }
};

Rgba faded(Rgba colour, float part)
{
    const auto alpha = static_cast<Rgba>(static_cast<float>(colour >> 24) * part);
    return (colour & 0x00FFFFFFU) | alpha << 24;
}

void draw_connecting(const Pen& pen, int reached)
{
    for (int i = 0; i < 6; ++i) {
        const float angle = (static_cast<float>(i) / 6 - 0.25F) * 2 * pi;
        const ImVec2 p = pen.at(0.72F * std::cos(angle), 0.72F * std::sin(angle));
        if (i < reached)
            pen.list.AddCircleFilled(p, 0.24F * pen.half, pen.colour);
        else
            pen.list.AddCircle(p, 0.2F * pen.half, faded(pen.colour, 0.6F), 0, std::max(1.F, pen.stroke * 0.6F));
    }
}

void draw_turning_arrow(const Pen& pen)
{
    pen.arc(0.7F, 0.12F, 0.88F);
    const float angle = (0.12F - 0.25F) * 2 * pi; // the head sits at the start, pointing back to the top
    const float x = 0.7F * std::cos(angle), y = 0.7F * std::sin(angle);
    pen.list.AddTriangleFilled(pen.at(x - 0.42F, y - 0.12F), pen.at(x + 0.2F, y - 0.46F), pen.at(x + 0.22F, y + 0.26F), pen.colour);
}

/// A crescent: the outer half circle down the left, the inner one, of the same ends, back up.
void draw_moon(const Pen& pen)
{
    constexpr int steps = 12;
    constexpr float inner = 0.45F; // how far the inner bow stands out to the left, of the outer one's 1
    const auto point = [&](int i, float bow) {
        const float angle = static_cast<float>(i) / steps * pi;
        return pen.at(0.36F - 0.86F * bow * std::sin(angle), -0.86F * std::cos(angle));
    };
    // A crescent is not convex: pieces of it, without soft edges where they meet, and a soft outline around all.
    const ImDrawListFlags flags = std::exchange(pen.list.Flags, pen.list.Flags & ~ImDrawListFlags_AntiAliasedFill);
    for (int i = 0; i < steps; ++i) {
        pen.list.PathLineTo(point(i, 1));
        pen.list.PathLineTo(point(i + 1, 1));
        pen.list.PathLineTo(point(i + 1, inner));
        pen.list.PathLineTo(point(i, inner));
        pen.list.PathFillConvex(pen.colour);
    }
    pen.list.Flags = flags;
    for (int i = 0; i <= steps; ++i)
        pen.list.PathLineTo(point(i, 1));
    for (int i = steps - 1; i > 0; --i)
        pen.list.PathLineTo(point(i, inner));
    pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, 1);
}

/// A small print in its frame: hills and a sun.
void draw_photo(const Pen& pen)
{
    pen.frame(-0.84F, -0.66F, 0.84F, 0.66F, pen.stroke);
    pen.disc(0.36F, -0.22F, 0.16F);
    pen.lines(std::array{ImVec2{-0.7F, 0.48F}, ImVec2{-0.24F, -0.14F}, ImVec2{0.14F, 0.34F}, ImVec2{0.36F, 0.1F}, ImVec2{0.7F, 0.48F}});
}

void draw_hourglass(const Pen& pen)
{
    pen.lines(std::array{ImVec2{-0.58F, -0.78F}, ImVec2{0.58F, -0.78F}, ImVec2{0, 0}}, true);
    pen.lines(std::array{ImVec2{-0.58F, 0.78F}, ImVec2{0.58F, 0.78F}, ImVec2{0, 0}}, true);
}

void draw_key(const Pen& pen)
{
    pen.circle(-0.48F, 0, 0.36F);
    pen.line(-0.12F, 0, 0.9F, 0);
    pen.line(0.78F, 0, 0.78F, 0.42F);
    pen.line(0.44F, 0, 0.44F, 0.32F);
}

void draw_lock(const Pen& pen)
{
    pen.list.PathArcTo(pen.at(0, -0.12F), 0.42F * pen.half, pi, 2 * pi);
    pen.list.PathStroke(pen.colour, 0, pen.stroke);
    pen.bar(-0.66F, -0.1F, 0.66F, 0.82F);
}

void draw_phone(const Pen& pen)
{
    pen.frame(-0.5F, -0.9F, 0.5F, 0.9F, pen.stroke);
    pen.bar(-0.2F, 0.48F, 0.2F, 0.62F);
}

void draw_pencil(const Pen& pen)
{
    pen.line(-0.86F, 0.86F, -0.62F, 0.2F);
    pen.line(-0.86F, 0.86F, -0.2F, 0.62F);
    pen.line(-0.62F, 0.2F, 0.46F, -0.88F);
    pen.line(-0.2F, 0.62F, 0.88F, -0.46F);
    pen.line(0.46F, -0.88F, 0.88F, -0.46F);
}

// Signs of buttons and lists.

/// An arrow that turns back, around a triangle that plays.
void draw_replay(const Pen& pen)
{
    pen.arc(0.8F, 0.1F, 0.86F);
    pen.list.AddTriangleFilled(pen.at(-0.02F, -1.1F), pen.at(-0.02F, -0.46F), pen.at(-0.56F, -0.78F), pen.colour);
    pen.list.AddTriangleFilled(pen.at(-0.24F, -0.36F), pen.at(0.42F, 0), pen.at(-0.24F, 0.36F), pen.colour);
}

/// A still camera from before.
void draw_snapshot(const Pen& pen)
{
    pen.frame(-0.9F, -0.5F, 0.9F, 0.7F, std::max(1.F, pen.stroke * 0.8F));
    pen.bar(-0.34F, -0.76F, 0.34F, -0.46F);
    pen.circle(0, 0.1F, 0.34F);
}

/// Scissors.
void draw_clip(const Pen& pen)
{
    pen.circle(-0.5F, -0.52F, 0.28F);
    pen.circle(-0.5F, 0.52F, 0.28F);
    pen.line(-0.28F, -0.36F, 0.86F, 0.5F);
    pen.line(-0.28F, 0.36F, 0.86F, -0.5F);
}

/// Two arrows that pull corners apart.
void draw_enlarge(const Pen& pen)
{
    pen.lines(std::array{ImVec2{0.14F, -0.78F}, ImVec2{0.78F, -0.78F}, ImVec2{0.78F, -0.14F}});
    pen.lines(std::array{ImVec2{-0.14F, 0.78F}, ImVec2{-0.78F, 0.78F}, ImVec2{-0.78F, 0.14F}});
    pen.line(0.78F, -0.78F, 0.16F, -0.16F);
    pen.line(-0.78F, 0.78F, -0.16F, 0.16F);
}

void draw_star(const Pen& pen, bool is_full)
{
    constexpr float inner = 0.4F;
    const auto corner = [&](int i) {
        const float angle = (static_cast<float>(i) / 10 - 0.25F) * 2 * pi, r = i % 2 == 0 ? 0.92F : inner;
        return pen.at(r * std::cos(angle), r * std::sin(angle));
    };
    if (is_full) // not convex: five points and what they stand on
        for (int i = 0; i < 10; i += 2)
            pen.list.AddQuadFilled(corner(i + 9), corner(i), corner(i + 1), pen.at(0, 0), pen.colour);
    for (int i = 0; i < 10; ++i)
        pen.list.PathLineTo(corner(i));
    pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, std::max(1.F, pen.stroke * 0.6F));
}

/// A plug that nothing is plugged into: a line, broken, between two ends.
void draw_no_address(const Pen& pen)
{
    pen.frame(-0.9F, -0.34F, -0.34F, 0.34F, std::max(1.F, pen.stroke * 0.8F));
    pen.frame(0.34F, -0.34F, 0.9F, 0.34F, std::max(1.F, pen.stroke * 0.8F));
    pen.line(-0.2F, 0.6F, 0.2F, -0.6F);
}

/// Lines under each other, the lower ones set in.
void draw_tree(const Pen& pen)
{
    pen.bar(-0.8F, -0.72F, 0.8F, -0.5F);
    pen.bar(-0.36F, -0.26F, 0.8F, -0.04F);
    pen.bar(-0.36F, 0.2F, 0.8F, 0.42F);
    pen.bar(-0.8F, 0.66F, 0.8F, 0.88F);
}

void draw_folded(const Pen& pen) { pen.list.AddTriangleFilled(pen.at(-0.35F, -0.6F), pen.at(0.45F, 0), pen.at(-0.35F, 0.6F), pen.colour); }

void draw_play(const Pen& pen) { pen.list.AddTriangleFilled(pen.at(-0.55F, -0.8F), pen.at(0.85F, 0), pen.at(-0.55F, 0.8F), pen.colour); }

/// Dashes along a circle.
void dotted_circle(const Pen& pen, float r, int dashes)
{
    for (int i = 0; i < dashes; ++i) {
        const float from = static_cast<float>(i) / static_cast<float>(dashes);
        pen.arc(r, from, from + 0.55F / static_cast<float>(dashes));
    }
}

using Corners = std::array<ImVec2, 4>; // three of them for a triangle

Corners corners(data::Severity severity)
{
    // A triangle's centre of weight lies low: drawn a little larger, it carries the same weight as diamond and disc.
    if (severity == data::Severity::grave)
        return {ImVec2{0, -1}, ImVec2{1.08F, 0.86F}, ImVec2{-1.08F, 0.86F}, ImVec2{0, -1}};
    return {ImVec2{0, -1.08F}, ImVec2{1.08F, 0}, ImVec2{0, 1.08F}, ImVec2{-1.08F, 0}};
}

void fill_shape(const Pen& pen, data::Severity severity)
{
    if (severity == data::Severity::ordinary) {
        pen.disc(0, 0, 0.94F);
        return;
    }
    const Corners c = corners(severity);
    const int count = severity == data::Severity::grave ? 3 : 4;
    for (int i = 0; i < count; ++i)
        pen.list.PathLineTo(pen.at(c[i].x, c[i].y));
    pen.list.PathFillConvex(pen.colour);
}

void outline_shape(const Pen& pen, data::Severity severity, bool dotted)
{
    if (severity == data::Severity::ordinary) {
        if (dotted)
            dotted_circle(pen, 0.88F, 10);
        else
            pen.circle(0, 0, 0.88F);
        return;
    }
    const Corners c = corners(severity);
    const int count = severity == data::Severity::grave ? 3 : 4;
    for (int i = 0; i < count; ++i) {
        const ImVec2 a = c[i], b = c[(i + 1) % count];
        if (!dotted) {
            pen.list.PathLineTo(pen.at(a.x * 0.94F, a.y * 0.94F));
            continue;
        }
        const int dashes = count == 3 ? 5 : 4;
        for (int d = 0; d < dashes; ++d) {
            const float from = (static_cast<float>(d) + 0.2F) / static_cast<float>(dashes), to = from + 0.6F / static_cast<float>(dashes);
            pen.line(a.x + (b.x - a.x) * from, a.y + (b.y - a.y) * from, a.x + (b.x - a.x) * to, a.y + (b.y - a.y) * to);
        }
    }
    if (!dotted)
        pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, pen.stroke);
}

void draw_figure(ImDrawList& list, const char* text, ScreenPoint centre, float em, Rgba colour)
{
    const ImGuiIO& io = ImGui::GetIO();
    ImFont* font = io.Fonts->Fonts[0];
    for (int i = 0; i < 3; ++i) // the font nearest above the size: shrinking stays sharper than growing
        if (io.Fonts->Fonts[i]->FontSize >= em * 1.375F - 0.5F) {
            font = io.Fonts->Fonts[i];
            break;
        }
    const float size = std::abs(font->FontSize - em * 1.375F) < 1.5F ? font->FontSize : em * 1.375F;
    const ImVec2 box = font->CalcTextSizeA(size, 1e6F, 0, text);
    list.AddText(font, size, {std::round(centre.x - box.x / 2), std::round(centre.y - box.y / 2)}, colour, text);
}

/// The severity's figure in the middle of its shape; a triangle's lies low.
void draw_digit(ImDrawList& list, data::Severity severity, ScreenPoint centre, float size, Rgba colour)
{
    const bool is_triangle = severity == data::Severity::grave;
    const char digit[] = {static_cast<char>('0' + static_cast<int>(severity)), 0};
    draw_figure(list, digit, {centre.x, centre.y + (is_triangle ? size * 0.12F : 0)}, size * (is_triangle ? 0.6F : 0.66F), colour);
}

}

void draw_sign(ImDrawList& list, Sign sign, ScreenPoint centre, float size, Rgba colour, int part)
{
    const Pen pen{list, centre, size / 2, colour, std::max(1.F, std::round(size / 9))};
    switch (sign) {
    case Sign::never_asked: dotted_circle(pen, 0.78F, 8); break;
    case Sign::connecting: draw_connecting(pen, part); break;
    case Sign::late:
        pen.lines(std::array{ImVec2{0, -0.66F}, ImVec2{-0.66F, 0}, ImVec2{0, 0.66F}});
        pen.lines(std::array{ImVec2{0.72F, -0.66F}, ImVec2{0.06F, 0}, ImVec2{0.72F, 0.66F}});
        break;
    case Sign::frozen: pen.bar(-0.62F, -0.8F, -0.16F, 0.8F), pen.bar(0.16F, -0.8F, 0.62F, 0.8F); break;
    case Sign::unchanged: pen.bar(-0.66F, -0.38F, 0.66F, -0.12F), pen.bar(-0.66F, 0.2F, 0.66F, 0.46F); break;
    case Sign::black: pen.bar(-0.72F, -0.72F, 0.72F, 0.72F); break;
    case Sign::no_signal: pen.circle(0, 0, 0.78F), pen.line(-0.55F, 0.55F, 0.55F, -0.55F); break;
    case Sign::too_dark: draw_moon(pen); break;
    case Sign::still: draw_photo(pen); break;
    case Sign::delayed: draw_hourglass(pen); break;
    case Sign::retrying: draw_turning_arrow(pen); break;
    case Sign::refused: draw_key(pen); break;
    case Sign::no_right: pen.circle(0, 0, 0.8F), pen.bar(-0.46F, -0.15F, 0.46F, 0.15F); break;
    case Sign::masked:
        pen.frame(-0.75F, -0.75F, 0.75F, 0.75F, pen.stroke);
        pen.line(-0.7F, 0.1F, 0.1F, -0.7F), pen.line(-0.7F, 0.7F, 0.7F, -0.7F), pen.line(-0.1F, 0.7F, 0.7F, -0.1F);
        break;
    case Sign::recorded:
        pen.frame(-0.9F, -0.75F, 0.9F, 0.75F, std::max(1.F, pen.stroke * 0.7F));
        pen.frame(-0.5F, -0.36F, 0.5F, 0.36F, std::max(1.F, pen.stroke * 0.7F));
        break;
    case Sign::empty: pen.bar(-0.75F, -0.1F, 0.75F, 0.1F), pen.bar(-0.1F, -0.75F, 0.1F, 0.75F); break;
    case Sign::lock: draw_lock(pen); break;
    case Sign::fault:
        pen.circle(0, 0, 0.8F);
        pen.lines(std::array{ImVec2{0.12F, -0.5F}, ImVec2{-0.22F, 0.06F}, ImVec2{0.2F, -0.02F}, ImVec2{-0.12F, 0.52F}});
        break;
    case Sign::waiting:
        for (const float x : {-0.6F, 0.F, 0.6F})
            pen.disc(x, 0, 0.2F);
        break;
    case Sign::search: pen.circle(-0.18F, -0.18F, 0.55F), pen.line(0.24F, 0.24F, 0.82F, 0.82F); break;
    case Sign::grid:
        pen.frame(-0.8F, -0.8F, 0.8F, 0.8F, std::max(1.F, pen.stroke * 0.8F));
        pen.bar(-0.06F, -0.8F, 0.06F, 0.8F), pen.bar(-0.8F, -0.06F, 0.8F, 0.06F);
        break;
    case Sign::place:
        pen.circle(0, -0.3F, 0.48F);
        pen.lines(std::array{ImVec2{-0.38F, 0.02F}, ImVec2{0, 0.88F}, ImVec2{0.38F, 0.02F}});
        break;
    case Sign::command:
        pen.lines(std::array{ImVec2{-0.7F, -0.55F}, ImVec2{-0.15F, 0}, ImVec2{-0.7F, 0.55F}});
        pen.bar(0.05F, 0.48F, 0.78F, 0.66F);
        break;
    case Sign::camera:
        pen.frame(-0.9F, -0.45F, 0.4F, 0.5F, pen.stroke);
        pen.lines(std::array{ImVec2{0.4F, 0.02F}, ImVec2{0.9F, -0.36F}, ImVec2{0.9F, 0.42F}}, true);
        break;
    case Sign::clock:
        pen.circle(0, 0, 0.8F);
        pen.lines(std::array{ImVec2{0, -0.5F}, ImVec2{0, 0.05F}, ImVec2{0.36F, 0.3F}});
        break;
    case Sign::tick: pen.lines(std::array{ImVec2{-0.7F, 0.05F}, ImVec2{-0.2F, 0.55F}, ImVec2{0.75F, -0.55F}}); break;
    case Sign::cross: pen.line(-0.6F, -0.6F, 0.6F, 0.6F), pen.line(-0.6F, 0.6F, 0.6F, -0.6F); break;
    case Sign::up: list.AddTriangleFilled(pen.at(-0.6F, 0.35F), pen.at(0, -0.45F), pen.at(0.6F, 0.35F), colour); break;
    case Sign::down: list.AddTriangleFilled(pen.at(-0.6F, -0.35F), pen.at(0.6F, -0.35F), pen.at(0, 0.45F), colour); break;
    case Sign::drop:
        pen.lines(std::array{ImVec2{-0.8F, 0.2F}, ImVec2{-0.8F, 0.8F}, ImVec2{0.8F, 0.8F}, ImVec2{0.8F, 0.2F}});
        pen.line(0, -0.8F, 0, 0.35F);
        pen.lines(std::array{ImVec2{-0.36F, 0}, ImVec2{0, 0.36F}, ImVec2{0.36F, 0}});
        break;
    case Sign::phone: draw_phone(pen); break;
    case Sign::pencil: draw_pencil(pen); break;
    case Sign::replay: draw_replay(pen); break;
    case Sign::snapshot: draw_snapshot(pen); break;
    case Sign::clip: draw_clip(pen); break;
    case Sign::enlarge: draw_enlarge(pen); break;
    case Sign::star: draw_star(pen, false); break;
    case Sign::star_full: draw_star(pen, true); break;
    case Sign::folded: draw_folded(pen); break;
    case Sign::play: draw_play(pen); break;
    case Sign::no_address: draw_no_address(pen); break;
    case Sign::tree: draw_tree(pen); break;
    case Sign::count: break;
    }
}

Colour severity_colour(data::Severity severity)
{
    return severity == data::Severity::grave ? Colour::severity_1 : severity == data::Severity::serious ? Colour::severity_2 : Colour::severity_3;
}

Colour severity_label_colour(data::Severity severity)
{
    return severity == data::Severity::grave     ? Colour::severity_1_label
           : severity == data::Severity::serious ? Colour::severity_2_label
                                                 : Colour::severity_3_label;
}

void draw_severity_shape(ImDrawList& list, const Palette& palette, data::Severity severity, ScreenPoint centre, float size)
{
    fill_shape(Pen{list, centre, size / 2, palette[severity_colour(severity)], 1}, severity);
}

void draw_severity(ImDrawList& list, const Palette& palette, data::Severity severity, data::Attention attention, ScreenPoint centre,
                   float size, float ring)
{
    const Pen pen{list, centre, size / 2, palette[severity_colour(severity)], std::max(1.5F, size / 11)};
    const bool filled = attention == data::Attention::fresh || attention == data::Attention::seen;
    if (filled)
        fill_shape(pen, severity);
    else
        outline_shape(pen, severity, attention == data::Attention::waiting);
    if (attention == data::Attention::fresh && ring > 0) {
        const bool thick = ring > 1;
        const Pen around{list, centre, size / 2, faded(palette[Colour::text], std::min(ring, 1.F)), thick ? size / 8 : std::max(1.F, size / 16)};
        around.circle(0, severity == data::Severity::grave ? 0.12F : 0, thick ? 1.42F : 1.36F);
    }
    draw_digit(list, severity, centre, size, filled ? palette[severity_label_colour(severity)] : palette[Colour::text]);
}

void draw_severity_closed(ImDrawList& list, const Palette& palette, data::Severity severity, ScreenPoint centre, float size)
{
    outline_shape(Pen{list, centre, size / 2, palette[Colour::line], std::max(1.F, size / 14)}, severity, false);
    draw_digit(list, severity, centre, size, palette[Colour::secondary]);
}

void draw_lateness(ImDrawList& list, const Palette& palette, data::Lateness lateness, float spent, ScreenPoint centre, float size)
{
    const float thin = std::max(1.F, size / 14), thick = std::max(2.F, size / 6);
    Pen{list, centre, size / 2, palette[Colour::line], thin}.circle(0, 0, 0.86F);
    if (lateness == data::Lateness::overdue) {
        const Pen pen{list, centre, size / 2, palette[Colour::text], thick};
        pen.circle(0, 0, 0.84F);
        pen.bar(-0.09F, -0.46F, 0.09F, 0.12F);
        pen.bar(-0.09F, 0.26F, 0.09F, 0.46F);
        return;
    }
    const bool at_risk = lateness == data::Lateness::at_risk;
    Pen{list, centre, size / 2, palette[at_risk ? Colour::text : Colour::secondary], at_risk ? thick : std::max(1.5F, size / 10)}
        .arc(0.86F, 0, std::clamp(spent, 0.F, 1.F));
}

void draw_overdue_mark(ImDrawList& list, const Palette& palette, ScreenPoint centre, float size)
{
    Pen{list, centre, size / 2, palette[Colour::label_halo], 1}.disc(0, 0, 1.25F);
    Pen{list, centre, size / 2, palette[Colour::text], 1}.disc(0, 0, 1);
    const Pen mark{list, centre, size / 2, palette[Colour::panel], 1};
    mark.bar(-0.16F, -0.62F, 0.16F, 0.18F);
    mark.bar(-0.16F, 0.36F, 0.16F, 0.64F);
}

void draw_camera(ImDrawList& list, const Palette& palette, const CameraMark& mark, ScreenPoint centre, float size)
{
    if (mark.tile > 0) {
        Pen{list, centre, size / 2, palette[Colour::selected], 1}.disc(0, 0, 1.3F);
        draw_figure(list, std::to_string(mark.tile).c_str(), centre, size * 0.95F, palette[Colour::camera_label]);
        return;
    }
    const Pen pen{list, centre, size / 2, palette[Colour::camera], std::max(1.5F, size / 6)};
    if (mark.never_asked) {
        dotted_circle(Pen{list, centre, size / 2, palette[Colour::camera], std::max(1.F, size / 8)}, 0.9F, 7);
    } else if (mark.indoor || mark.kind == data::CameraKind::indoor) {
        pen.bar(-0.85F, -0.85F, 0.85F, 0.85F);
    } else if (mark.kind == data::CameraKind::dome || mark.kind == data::CameraKind::half_dome) {
        pen.circle(0, 0, 0.84F);
    } else if (mark.kind == data::CameraKind::ptz) {
        pen.arc(0.84F, 0.12F, 0.88F);
        pen.disc(0, 0, 0.3F);
    } else {
        pen.disc(0, 0, 1);
    }
    if (mark.struck) {
        const Pen halo{list, centre, size / 2, palette[Colour::label_halo], std::max(3.F, size / 3)};
        halo.line(-1.05F, 1.05F, 1.05F, -1.05F);
        Pen{list, centre, size / 2, palette[Colour::text], std::max(1.5F, size / 7)}.line(-1.15F, 1.15F, 1.15F, -1.15F);
    }
}

}
