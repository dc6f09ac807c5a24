#include "geo/paint/coverage.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {

void Coverage::begin(int left, int top, int right, int bottom)
{
    left_ = left, top_ = top, width_ = std::max(0, right - left), height_ = std::max(0, bottom - top);
    // Two columns more: an edge at the right border writes into its own pixel and the next one.
    stride_ = static_cast<std::size_t>(width_) + 2;
    sums_.assign(stride_ * static_cast<std::size_t>(height_), 0.f);
    touched_.assign(static_cast<std::size_t>(height_), {width_, 0});
}

void Coverage::add_ring(std::span<const PixelPoint> ring, float weight)
{
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        add_edge(ring[j], ring[i], weight);
}

/// Clips to the box. What lies left of it counts as an edge on its left border, what lies right of it does not count.
void Coverage::add_edge(PixelPoint a, PixelPoint b, float weight)
{
    double x0 = a.x - left_, y0 = a.y - top_, x1 = b.x - left_, y1 = b.y - top_;
    if (y0 == y1)
        return;
    if (y0 > y1) {
        std::swap(x0, x1), std::swap(y0, y1);
        weight = -weight;
    }
    const double w = width_, h = height_;
    if (y1 <= 0 || y0 >= h)
        return;
    const double slope = (x1 - x0) / (y1 - y0);
    if (y0 < 0)
        x0 -= slope * y0, y0 = 0;
    if (y1 > h)
        x1 = x0 + slope * (h - y0), y1 = h;
    if (x0 >= w && x1 >= w)
        return;
    if (x0 >= 0 && x0 <= w && x1 >= 0 && x1 <= w) {
        add_inside(x0, y0, x1, y1, weight);
        return;
    }
    // At most two crossings with the borders x = 0 and x = w; the parts between them are taken one by one.
    double cuts[4] = {y0, y1, y1, y1};
    int n = 1;
    const auto cut = [&](double x) {
        const double y = y0 + (x - x0) / slope;
        if (slope != 0 && y > y0 && y < y1)
            cuts[n++] = y;
    };
    if (slope > 0)
        cut(0), cut(w);
    else
        cut(w), cut(0);
    cuts[n] = y1;
    for (int i = 0; i < n; ++i) {
        const double ya = cuts[i], yb = cuts[i + 1], middle = x0 + slope * ((ya + yb) / 2 - y0);
        if (yb <= ya || middle >= w)
            continue;
        if (middle <= 0)
            add_inside(0, ya, 0, yb, weight);
        else
            add_inside(std::clamp(x0 + slope * (ya - y0), 0.0, w), ya, std::clamp(x0 + slope * (yb - y0), 0.0, w), yb, weight);
    }
}

/// For every row that the edge meets, spreads the signed height over the columns so that the running sum of a row is the area
/// to the right of the edge.
void Coverage::add_inside(double x0, double y0, double x1, double y1, float direction)
{
    const double slope = (x1 - x0) / (y1 - y0);
    const int first = static_cast<int>(y0), last = std::min(height_, static_cast<int>(std::ceil(y1)));
    double x = x0;
    for (int row = first; row < last; ++row) {
        float* sums = sums_.data() + static_cast<std::size_t>(row) * stride_;
        const double dy = std::min<double>(row + 1, y1) - std::max<double>(row, y0);
        const double x_next = std::clamp(x + slope * dy, 0.0, static_cast<double>(width_));
        const float d = static_cast<float>(dy) * direction;
        const auto [xa, xb] = std::minmax(x, x_next);
        const int ia = static_cast<int>(xa), ib = static_cast<int>(std::ceil(xb));
        Columns& touched = touched_[static_cast<std::size_t>(row)];
        touched.from = std::min(touched.from, ia);
        touched.to = std::max(touched.to, std::max(ia + 2, ib + 1));
        if (ib <= ia + 1) {
            const float middle = static_cast<float>((xa + xb) / 2 - ia);
            sums[ia] += d - d * middle;
            sums[ia + 1] += d * middle;
        } else {
            const float per_column = static_cast<float>(1 / (xb - xa)), in_first = static_cast<float>(1 - (xa - ia));
            const float first_area = 0.5f * per_column * in_first * in_first;
            const float in_last = static_cast<float>(xb - ib + 1), last_area = 0.5f * per_column * in_last * in_last;
            sums[ia] += d * first_area;
            if (ib == ia + 2) {
                sums[ia + 1] += d * (1 - first_area - last_area);
            } else {
                const float second = per_column * (1.5f - static_cast<float>(xa - ia));
                sums[ia + 1] += d * (second - first_area);
                for (int i = ia + 2; i < ib - 1; ++i)
                    sums[i] += d * per_column;
                const float before_last = second + static_cast<float>(ib - ia - 3) * per_column;
                sums[ib - 1] += d * (1 - before_last - last_area);
            }
            sums[ib] += d * last_area;
        }
        x = x_next;
    }
}

Coverage::Columns Coverage::row(int y, float* out) const
{
    const auto r = static_cast<std::size_t>(y - top_);
    const float* sums = sums_.data() + r * stride_;
    const int from = touched_[r].from, to = std::min(touched_[r].to, width_);
    float sum = 0;
    for (int i = from; i < to; ++i) {
        sum += sums[i];
        out[i] = std::min(std::abs(sum), 1.f);
    }
    // A shape that goes on beyond the right border has no edge there to end it.
    constexpr float visible = 1.f / 1024;
    if (to >= width_ || std::abs(sum) < visible)
        return {from, std::max(from, to)};
    std::fill(out + to, out + width_, std::min(std::abs(sum), 1.f));
    return {from, width_};
}

}
