#include "console/map/sprite.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace console {

namespace {

struct Colour4 {
    float r = 0, g = 0, b = 0, a = 0; // 0 to 1, straight
};

Colour4 unpacked(ImU32 c)
{
    constexpr float unit = 1.f / 255;
    return {static_cast<float>(c & 0xff) * unit, static_cast<float>(c >> 8 & 0xff) * unit, static_cast<float>(c >> 16 & 0xff) * unit,
            static_cast<float>(c >> 24) * unit};
}

/// The two texels of one axis of the font's atlas between which a place lies, and the share of the second.
struct Texels {
    int first = 0, second = 0;
    float share = 0;
};

Texels texels_at(float place, int count)
{
    const float at = place * static_cast<float>(count) - 0.5f;
    // Faster than std::floor, for which the plainest processors of this kind have no instruction; texture coordinates are small.
    const int cut = static_cast<int>(at), first = static_cast<float>(cut) > at ? cut - 1 : cut;
    return {std::clamp(first, 0, count - 1), std::clamp(first + 1, 0, count - 1), at - static_cast<float>(first)};
}

/// Opacity of the font's atlas, bilinear.
float atlas_opacity(const ImFontAtlas& atlas, const Texels& column, const Texels& row)
{
    const unsigned char* first = atlas.TexPixelsAlpha8 + static_cast<std::ptrdiff_t>(row.first) * atlas.TexWidth;
    const unsigned char* second = atlas.TexPixelsAlpha8 + static_cast<std::ptrdiff_t>(row.second) * atlas.TexWidth;
    const auto mixed = [&](const unsigned char* texels) {
        return static_cast<float>(texels[column.first]) * (1 - column.share) + static_cast<float>(texels[column.second]) * column.share;
    };
    return (mixed(first) * (1 - row.share) + mixed(second) * row.share) / 255;
}

float atlas_opacity(const ImFontAtlas& atlas, float u, float v)
{
    return atlas_opacity(atlas, texels_at(u, atlas.TexWidth), texels_at(v, atlas.TexHeight));
}

/// Whether two triangles are a rectangle as ImGui writes letters: corners 0 1 2 and 0 2 3, one colour, texture along the axes.
bool is_rectangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d, const ImDrawVert& e, const ImDrawVert& f)
{
    return &a == &d && &c == &e && a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == f.pos.y && f.pos.x == a.pos.x && a.pos.x < c.pos.x &&
           a.pos.y < c.pos.y && a.col == b.col && b.col == c.col && c.col == f.col && a.uv.y == b.uv.y && b.uv.x == c.uv.x &&
           c.uv.y == f.uv.y && f.uv.x == a.uv.x;
}

class Raster {
public:
    Raster(int left, int top, int width, int height, const ImFontAtlas& atlas)
        : left_(left), top_(top), width_(width), height_(height), atlas_(atlas), sums_(static_cast<std::size_t>(width) * height)
    {
    }

    void triangle(std::array<ImDrawVert, 3> v)
    {
        const auto cross = [](const ImDrawVert& a, const ImDrawVert& b, float x, float y) {
            return (b.pos.x - a.pos.x) * (y - a.pos.y) - (b.pos.y - a.pos.y) * (x - a.pos.x);
        };
        float area = cross(v[0], v[1], v[2].pos.x, v[2].pos.y);
        if (area == 0)
            return;
        if (area < 0)
            std::swap(v[1], v[2]), area = -area;
        const auto [x0, x1] = std::minmax({v[0].pos.x, v[1].pos.x, v[2].pos.x});
        const auto [y0, y1] = std::minmax({v[0].pos.y, v[1].pos.y, v[2].pos.y});
        const std::array colours{unpacked(v[0].col), unpacked(v[1].col), unpacked(v[2].col)};
        // A pixel centre on an edge belongs to the triangle whose top or left edge it is, so that neighbours never both paint it.
        const auto owns = [](const ImDrawVert& a, const ImDrawVert& b) {
            const float dy = b.pos.y - a.pos.y;
            return dy < 0 || (dy == 0 && b.pos.x - a.pos.x > 0);
        };
        const std::array own{owns(v[1], v[2]), owns(v[2], v[0]), owns(v[0], v[1])};
        // Shapes have the white texel all over; letters are rectangles.
        const bool is_plain = v[0].uv.x == v[1].uv.x && v[1].uv.x == v[2].uv.x && v[0].uv.y == v[1].uv.y && v[1].uv.y == v[2].uv.y;
        const float plain_opacity = is_plain ? atlas_opacity(atlas_, v[0].uv.x, v[0].uv.y) : 0;
        const int from = std::max(left_, static_cast<int>(std::floor(x0))), to = std::min(left_ + width_, static_cast<int>(std::ceil(x1)) + 1);
        for (int y = std::max(top_, static_cast<int>(std::floor(y0))); y < std::min(top_ + height_, static_cast<int>(std::ceil(y1)) + 1); ++y) {
            const float py = static_cast<float>(y) + 0.5f;
            // Which columns can be inside, a pixel more for what rounding may do.
            float least = static_cast<float>(from), most = static_cast<float>(to);
            for (std::size_t i = 0; i < 3; ++i) {
                const ImDrawVert &a = v[i], &b = v[(i + 1) % 3];
                const float dy = b.pos.y - a.pos.y;
                if (std::abs(dy) < 0.01f)
                    continue;
                const float x = a.pos.x + (b.pos.x - a.pos.x) * (py - a.pos.y) / dy;
                if (dy > 0)
                    most = std::min(most, x + 1.5f);
                else
                    least = std::max(least, x - 1.5f);
            }
            const auto column = [&](float x) { return static_cast<int>(std::clamp(x, static_cast<float>(from), static_cast<float>(to))); };
            const int end = std::min(column(most) + 1, to);
            for (int x = column(least); x < end; ++x) {
                const float px = static_cast<float>(x) + 0.5f;
                const std::array w{cross(v[1], v[2], px, py), cross(v[2], v[0], px, py), cross(v[0], v[1], px, py)};
                bool inside = true;
                for (std::size_t i = 0; i < 3; ++i)
                    inside = inside && (w[i] > 0 || (w[i] == 0 && own[i]));
                if (!inside)
                    continue;
                float u = 0, t = 0;
                Colour4 c;
                for (std::size_t i = 0; i < 3; ++i) {
                    const float share = w[i] / area;
                    u += v[i].uv.x * share, t += v[i].uv.y * share;
                    c.r += colours[i].r * share, c.g += colours[i].g * share, c.b += colours[i].b * share, c.a += colours[i].a * share;
                }
                blend(x, y, c, c.a * (is_plain ? plain_opacity : atlas_opacity(atlas_, u, t)));
            }
        }
    }

    /// A rectangle of one colour along the axes, as letters are: v0 top left, v2 bottom right.
    void rectangle(const ImDrawVert& v0, const ImDrawVert& v2)
    {
        const Colour4 c = unpacked(v0.col);
        const float du = (v2.uv.x - v0.uv.x) / (v2.pos.x - v0.pos.x), dv = (v2.uv.y - v0.uv.y) / (v2.pos.y - v0.pos.y);
        const auto first = [](float edge, int least) { return std::max(static_cast<int>(std::ceil(edge - 0.5f)), least); };
        const auto end = [](float edge, int most) { return std::min(static_cast<int>(std::ceil(edge - 0.5f)), most); };
        columns_.clear();
        const int from = first(v0.pos.x, left_), to = end(v2.pos.x, left_ + width_);
        for (int x = from; x < to; ++x)
            columns_.push_back(texels_at(v0.uv.x + (static_cast<float>(x) + 0.5f - v0.pos.x) * du, atlas_.TexWidth));
        for (int y = first(v0.pos.y, top_); y < end(v2.pos.y, top_ + height_); ++y) {
            const Texels row = texels_at(v0.uv.y + (static_cast<float>(y) + 0.5f - v0.pos.y) * dv, atlas_.TexHeight);
            for (int x = from; x < to; ++x)
                if (const float alpha = atlas_opacity(atlas_, columns_[static_cast<std::size_t>(x - from)], row); alpha > 0)
                    blend(x, y, c, c.a * alpha);
        }
    }

    Sprite take() const
    {
        Sprite sprite{left_, top_, width_, height_, {}};
        sprite.pixels.reserve(sums_.size());
        const auto byte = [](float value) { return static_cast<std::uint32_t>(std::clamp(value * 255 + 0.5f, 0.f, 255.f)); };
        for (const Colour4& c : sums_)
            sprite.pixels.push_back(byte(c.b) | byte(c.g) << 8 | byte(c.r) << 16 | byte(c.a) << 24);
        return sprite;
    }

private:
    void blend(int x, int y, const Colour4& c, float alpha)
    {
        Colour4& to = sums_[static_cast<std::size_t>(y - top_) * width_ + (x - left_)];
        const float rest = 1 - alpha;
        to = {c.r * alpha + to.r * rest, c.g * alpha + to.g * rest, c.b * alpha + to.b * rest, alpha + to.a * rest};
    }

    int left_, top_, width_, height_;
    const ImFontAtlas& atlas_;
    std::vector<Colour4> sums_; // premultiplied
    std::vector<Texels> columns_;
};

}

Sprite part_of(const Sprite& sprite, const SpriteBox& box)
{
    const int left = std::max(sprite.left, box.left), top = std::max(sprite.top, box.top);
    const int right = std::min(sprite.left + sprite.width, box.right), bottom = std::min(sprite.top + sprite.height, box.bottom);
    if (left >= right || top >= bottom)
        return {};
    Sprite part{left, top, right - left, bottom - top, {}};
    for (int y = top; y < bottom; ++y) {
        const auto from = sprite.pixels.begin() + static_cast<std::ptrdiff_t>(y - sprite.top) * sprite.width + (left - sprite.left);
        part.pixels.insert(part.pixels.end(), from, from + part.width);
    }
    return part;
}

Sprite make_sprite(const ImDrawList& list)
{
    float x0 = std::numeric_limits<float>::max(), y0 = x0, x1 = -x0, y1 = -x0;
    for (const ImDrawVert& v : list.VtxBuffer) {
        x0 = std::min(x0, v.pos.x), x1 = std::max(x1, v.pos.x);
        y0 = std::min(y0, v.pos.y), y1 = std::max(y1, v.pos.y);
    }
    const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    if (x0 > x1 || !atlas.TexPixelsAlpha8)
        return {};
    const int left = static_cast<int>(std::floor(x0)), top = static_cast<int>(std::floor(y0));
    Raster raster(left, top, static_cast<int>(std::ceil(x1)) - left + 1, static_cast<int>(std::ceil(y1)) - top + 1, atlas);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback || command.TextureId != atlas.TexID)
            continue;
        const auto vertex = [&](unsigned i) -> const ImDrawVert& {
            return list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(command.IdxOffset + i)])];
        };
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            if (i + 5 < command.ElemCount && is_rectangle(vertex(i), vertex(i + 1), vertex(i + 2), vertex(i + 3), vertex(i + 4), vertex(i + 5))) {
                raster.rectangle(vertex(i), vertex(i + 2));
                i += 3;
                continue;
            }
            raster.triangle({vertex(i), vertex(i + 1), vertex(i + 2)});
        }
    }
    return raster.take();
}

}
