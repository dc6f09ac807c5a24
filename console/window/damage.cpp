#include "console/window/damage.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

namespace console {
namespace {

// More boxes than this cost more in repeated passes over the lists than they save in pixels.
constexpr std::size_t most_boxes = 6;

/// A growing box of floats; empty at first.
struct Bounds {
    float left = std::numeric_limits<float>::max(), top = left, right = -left, bottom = -left;

    void add(const ImVec2& p)
    {
        left = std::min(left, p.x);
        top = std::min(top, p.y);
        right = std::max(right, p.x);
        bottom = std::max(bottom, p.y);
    }
};

/// A pixel more on each side: rasterisers round differently at edges.
PixelBox pixels(const Bounds& bounds, const ImVec4& clip, const PixelBox& screen)
{
    const auto from = [](float a, float b, int least) { return std::max(static_cast<int>(std::floor(std::max(a, b))) - 1, least); };
    const auto to = [](float a, float b, int most) { return std::min(static_cast<int>(std::ceil(std::min(a, b))) + 1, most); };
    if (bounds.left > bounds.right)
        return {};
    return {from(std::max(bounds.left, -1e6f), clip.x, screen.left), from(std::max(bounds.top, -1e6f), clip.y, screen.top),
            to(std::min(bounds.right, 1e6f), clip.z, screen.right), to(std::min(bounds.bottom, 1e6f), clip.w, screen.bottom)};
}

PixelBox joined(const PixelBox& a, const PixelBox& b)
{
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

std::int64_t area(const PixelBox& box)
{
    return static_cast<std::int64_t>(box.right - box.left) * (box.bottom - box.top);
}

/// Joins what costs no more together than apart, and then the nearest until there are few.
void thin_out(std::vector<PixelBox>& boxes)
{
    std::erase_if(boxes, [](const PixelBox& box) { return box.is_empty(); });
    // Looking for the best pairs among very many takes longer than drawing what lies between them.
    constexpr std::size_t worth_sorting = 48;
    while (boxes.size() > worth_sorting) {
        boxes[boxes.size() - 2] = joined(boxes[boxes.size() - 2], boxes.back());
        boxes.pop_back();
    }
    for (;;) {
        std::size_t best_a = 0, best_b = 0;
        std::int64_t best = std::numeric_limits<std::int64_t>::max();
        for (std::size_t a = 0; a < boxes.size(); ++a)
            for (std::size_t b = a + 1; b < boxes.size(); ++b) {
                const std::int64_t waste = area(joined(boxes[a], boxes[b])) - area(boxes[a]) - area(boxes[b]);
                if (waste < best)
                    best = waste, best_a = a, best_b = b;
            }
        constexpr std::int64_t cheap_pixels = 4000;
        if (boxes.size() < 2 || (best > cheap_pixels && boxes.size() <= most_boxes))
            return;
        boxes[best_a] = joined(boxes[best_a], boxes[best_b]);
        boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(best_b));
    }
}

void do_nothing(const ImDrawList*, const ImDrawCmd*) {}

}

struct Damage::List {
    std::string owner;
    std::vector<ImDrawCmd> commands;
    std::vector<ImDrawIdx> indices;
    std::vector<ImDrawVert> vertices;

    explicit List(const ImDrawList& list)
        : owner(list._OwnerName ? list._OwnerName : ""), commands(list.CmdBuffer.begin(), list.CmdBuffer.end()),
          indices(list.IdxBuffer.begin(), list.IdxBuffer.end()), vertices(list.VtxBuffer.begin(), list.VtxBuffer.end())
    {
    }
};

namespace {

template <class T>
bool is_same(const std::vector<T>& a, const std::vector<T>& b)
{
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

/// One command's triangles.
template <class L>
struct Triangles {
    const L& list;
    const ImDrawCmd& command;

    std::size_t size() const { return command.UserCallback ? 0 : command.ElemCount / 3; }
    const ImDrawVert& vertex(std::size_t triangle, std::size_t corner) const
    {
        return list.vertices[command.VtxOffset + list.indices[command.IdxOffset + triangle * 3 + corner]];
    }
    void add(std::size_t triangle, Bounds& bounds) const
    {
        for (std::size_t corner = 0; corner < 3; ++corner)
            bounds.add(vertex(triangle, corner).pos);
    }
    bool is_same(std::size_t own, const Triangles& other, std::size_t theirs) const
    {
        for (std::size_t corner = 0; corner < 3; ++corner)
            if (std::memcmp(&vertex(own, corner), &other.vertex(theirs, corner), sizeof(ImDrawVert)) != 0)
                return false;
        return true;
    }
};

/// Same clip, texture and callback; the content marks are compared apart.
bool is_same_kind(const ImDrawCmd& a, const ImDrawCmd& b)
{
    return std::memcmp(&a.ClipRect, &b.ClipRect, sizeof a.ClipRect) == 0 && a.TextureId == b.TextureId && a.UserCallback == b.UserCallback;
}

/// A callback that draws, and does not only mark.
bool is_drawing(const ImDrawCmd& command)
{
    return command.UserCallback && command.UserCallback != do_nothing && command.UserCallback != ImDrawCallback_ResetRenderState;
}

PixelBox clip_of(const ImDrawCmd& command, const PixelBox& screen)
{
    const ImVec4& clip = command.ClipRect;
    return {std::max(static_cast<int>(std::floor(clip.x)), screen.left), std::max(static_cast<int>(std::floor(clip.y)), screen.top),
            std::min(static_cast<int>(std::ceil(clip.z)), screen.right), std::min(static_cast<int>(std::ceil(clip.w)), screen.bottom)};
}

template <class L>
PixelBox whole(const Triangles<L>& triangles, const PixelBox& screen)
{
    if (is_drawing(triangles.command))
        return clip_of(triangles.command, screen);
    Bounds bounds;
    for (std::size_t i = 0; i < triangles.size(); ++i)
        triangles.add(i, bounds);
    return pixels(bounds, triangles.command.ClipRect, screen);
}

template <class L>
PixelBox difference(const Triangles<L>& was, const Triangles<L>& is, const PixelBox& screen)
{
    Bounds bounds;
    std::size_t begin = 0, was_end = was.size(), is_end = is.size();
    if (was_end == is_end) {
        for (std::size_t i = 0; i < is_end; ++i)
            if (!is.is_same(i, was, i)) {
                was.add(i, bounds);
                is.add(i, bounds);
            }
        return pixels(bounds, is.command.ClipRect, screen);
    }
    while (begin < was_end && begin < is_end && is.is_same(begin, was, begin))
        ++begin;
    while (was_end > begin && is_end > begin && is.is_same(is_end - 1, was, was_end - 1))
        --was_end, --is_end;
    for (std::size_t i = begin; i < was_end; ++i)
        was.add(i, bounds);
    for (std::size_t i = begin; i < is_end; ++i)
        is.add(i, bounds);
    return pixels(bounds, is.command.ClipRect, screen);
}

template <class L>
void compare(const L& was, const L& is, const PixelBox& screen, std::vector<PixelBox>& boxes)
{
    if (is_same(was.vertices, is.vertices) && is_same(was.indices, is.indices) && is_same(was.commands, is.commands))
        return;
    std::size_t begin = 0, was_end = was.commands.size(), is_end = is.commands.size();
    bool is_other_content = false;
    for (; begin < was_end && begin < is_end && is_same_kind(was.commands[begin], is.commands[begin]); ++begin) {
        const ImDrawCmd &before = was.commands[begin], &now = is.commands[begin];
        if (is_drawing(now)) {
            if (before.UserCallbackData != now.UserCallbackData)
                boxes.push_back(clip_of(now, screen));
            is_other_content = false;
            continue;
        }
        if (now.UserCallback)
            is_other_content = before.UserCallbackData != now.UserCallbackData;
        const Triangles<L> old_ones{was, before}, new_ones{is, now};
        boxes.push_back(difference(old_ones, new_ones, screen));
        if (is_other_content)
            boxes.push_back(whole(new_ones, screen));
    }
    // Behind a command that came or went the others are matched from the end, unless marks would be mixed up.
    const auto is_plain = [](const ImDrawCmd& command) { return command.UserCallback == nullptr; };
    if (std::all_of(was.commands.begin() + static_cast<std::ptrdiff_t>(begin), was.commands.end(), is_plain) &&
        std::all_of(is.commands.begin() + static_cast<std::ptrdiff_t>(begin), is.commands.end(), is_plain) && !is_other_content)
        for (; was_end > begin && is_end > begin && is_same_kind(was.commands[was_end - 1], is.commands[is_end - 1]); --was_end, --is_end)
            boxes.push_back(difference(Triangles<L>{was, was.commands[was_end - 1]}, Triangles<L>{is, is.commands[is_end - 1]}, screen));
    for (std::size_t i = begin; i < was_end; ++i)
        boxes.push_back(whole(Triangles<L>{was, was.commands[i]}, screen));
    for (std::size_t i = begin; i < is_end; ++i)
        boxes.push_back(whole(Triangles<L>{is, is.commands[i]}, screen));
}

}

Damage::Damage() = default;
Damage::~Damage() = default;

void Damage::forget() { screen_ = {}; }

std::vector<PixelBox> Damage::update(const ImDrawData& data)
{
    const PixelBox screen{0, 0, static_cast<int>(data.DisplaySize.x), static_cast<int>(data.DisplaySize.y)};
    std::vector<List> lists;
    for (int i = 0; i < data.CmdListsCount; ++i)
        if (!data.CmdLists[i]->VtxBuffer.empty())
            lists.emplace_back(*data.CmdLists[i]);
    const bool is_comparable =
        screen == screen_ && std::ranges::equal(lists, lists_, [](const List& a, const List& b) { return a.owner == b.owner; });
    std::vector<PixelBox> boxes;
    if (is_comparable)
        for (std::size_t i = 0; i < lists.size(); ++i)
            compare(lists_[i], lists[i], screen, boxes);
    else
        boxes.push_back(screen);
    lists_ = std::move(lists);
    screen_ = screen;
    thin_out(boxes);
    return boxes;
}

bool is_filled(const ImDrawData& data, const PixelBox& box)
{
    for (int i = 0; i < data.CmdListsCount; ++i)
        for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) {
            const ImVec4& clip = command.ClipRect;
            if (is_drawing(command) && clip.x <= static_cast<float>(box.left) && clip.y <= static_cast<float>(box.top) &&
                clip.z >= static_cast<float>(box.right) && clip.w >= static_cast<float>(box.bottom))
                return true;
        }
    return false;
}

void mark_content(ImDrawList& list, std::uint64_t serial)
{
    list.AddCallback(do_nothing, reinterpret_cast<void*>(static_cast<std::uintptr_t>(serial)));
}

}
