#include "console/map/symbols/labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace console {

namespace {

/// Boxes already taken, in cells of 64 px so that a question meets few of them.
class Occupancy {
public:
    explicit Occupancy(const LabelBox& frame)
        : frame_(frame), columns_(cells(frame.right - frame.left)), rows_(cells(frame.bottom - frame.top)),
          cells_(static_cast<std::size_t>(columns_) * rows_)
    {
    }

    bool is_free(const LabelBox& box) const
    {
        bool free = true;
        each_cell(box, [&](std::size_t cell) {
            for (const LabelBox& other : cells_[cell])
                free = free && !other.meets(box);
        });
        return free;
    }

    void take(const LabelBox& box)
    {
        each_cell(box, [&](std::size_t cell) { cells_[cell].push_back(box); });
    }

private:
    static constexpr float cell_px = 64;
    static int cells(float length) { return std::max(1, static_cast<int>(std::ceil(length / cell_px))); }

    template <class Visit> void each_cell(const LabelBox& box, Visit&& visit) const
    {
        const auto index = [](float at, float from, int count) {
            return std::clamp(static_cast<int>(std::floor((at - from) / cell_px)), 0, count - 1);
        };
        for (int y = index(box.top, frame_.top, rows_); y <= index(box.bottom, frame_.top, rows_); ++y)
            for (int x = index(box.left, frame_.left, columns_); x <= index(box.right, frame_.left, columns_); ++x)
                visit(static_cast<std::size_t>(y) * columns_ + x);
    }

    LabelBox frame_;
    int columns_, rows_;
    std::vector<std::vector<LabelBox>> cells_;
};

LabelBox box_at(double left, double top, const LabelWish& wish)
{
    const float x = std::round(static_cast<float>(left)), y = std::round(static_cast<float>(top));
    return {x, y, x + wish.width, y + wish.height};
}

/// The places to try, best first.
std::vector<LabelBox> places(const LabelWish& wish)
{
    const double x = wish.at.x, y = wish.at.y, w = wish.width, h = wish.height, gap = wish.gap;
    if (gap > 0)
        return {box_at(x + gap, y - h / 2, wish), box_at(x - gap - w, y - h / 2, wish), box_at(x - w / 2, y + gap, wish),
                box_at(x - w / 2, y - gap - h, wish)};
    std::vector<LabelBox> boxes{box_at(x - w / 2, y - h / 2, wish)};
    for (const double way : {0.5, 1.0})
        if (wish.slack * way > h / 2)
            for (const auto& [dx, dy] : {std::pair{0.0, -1.0}, {0.0, 1.0}, {-1.0, 0.0}, {1.0, 0.0}})
                boxes.push_back(box_at(x - w / 2 + dx * wish.slack * way, y - h / 2 + dy * wish.slack * way, wish));
    return boxes;
}

}

std::vector<PlacedLabel> place_labels(std::span<const LabelWish> wishes, std::span<const LabelBox> occupied,
                                      const LabelBox& frame, std::size_t limit)
{
    std::vector<std::size_t> order(wishes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return wishes[a].rank < wishes[b].rank; });
    Occupancy taken(frame);
    for (const LabelBox& box : occupied)
        taken.take(box);
    std::vector<PlacedLabel> placed;
    for (const std::size_t i : order) {
        if (placed.size() >= limit)
            break;
        const LabelWish& wish = wishes[i];
        if (wish.room > 0 && wish.room < wish.width)
            continue;
        for (const LabelBox& box : places(wish)) {
            const bool inside = box.left >= frame.left && box.top >= frame.top && box.right <= frame.right &&
                                box.bottom <= frame.bottom;
            if (!inside || !taken.is_free(box))
                continue;
            // A little air around each label keeps two names from reading as one.
            taken.take({box.left - 6, box.top - 2, box.right + 6, box.bottom + 2});
            placed.push_back({i, box});
            break;
        }
    }
    return placed;
}

}
