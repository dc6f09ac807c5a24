#pragma once
// What the signs are drawn with; for the sources of console/look alone. UI thread, inside an ImGui frame.

#include "console/look/palette.h"
#include "console/screen_point.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace console::signs {

inline constexpr float pi = std::numbers::pi_v<float>;

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

}
