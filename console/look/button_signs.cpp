#include "console/look/button_signs.h"

namespace console::signs {

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

}
