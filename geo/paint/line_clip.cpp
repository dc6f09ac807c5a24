#include "geo/paint/line_clip.h"

#include <algorithm>
#include <cmath>

namespace geo {

void LineClip::begin(int width, int height, double margin, std::span<const double> dashes)
{
    left_ = -margin, top_ = -margin, right_ = width + margin, bottom_ = height + margin;
    dashes_.clear();
    for (std::size_t times = 0; times <= dashes.size() % 2; ++times) // of an odd pattern, dashes and gaps change places
        dashes_.insert(dashes_.end(), dashes.begin(), dashes.end());
    pattern_ = 0;
    for (double& d : dashes_)
        pattern_ += d = std::max(d, 0.25); // shorter ones would only cost time
    points_.clear();
    lengths_.clear();
}

void LineClip::add(std::span<const PixelPoint> line, bool closed)
{
    joined_ = false;
    walked_ = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        add_segment(line[i - 1], line[i]);
    if (closed && line.size() > 2)
        add_segment(line.back(), line.front());
}

/// Liang and Barsky's clipping of one segment to the box.
void LineClip::add_segment(PixelPoint a, PixelPoint b)
{
    const double dx = b.x - a.x, dy = b.y - a.y;
    double from = 0, to = 1;
    const auto cut = [&](double direction, double room) {
        if (direction == 0)
            return room >= 0;
        const double t = room / direction;
        if (direction < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
        return from <= to;
    };
    const bool shows = cut(-dx, a.x - left_) && cut(dx, right_ - a.x) && cut(-dy, a.y - top_) && cut(dy, bottom_ - a.y);
    if (pattern_ > 0) {
        const double length = std::hypot(dx, dy);
        if (shows && length > 0)
            add_dashed(a, b, from, to, length);
        walked_ += length;
        return;
    }
    if (!shows) {
        joined_ = false;
        return;
    }
    if (from > 0)
        joined_ = false;
    add_piece(from > 0 ? PixelPoint{a.x + from * dx, a.y + from * dy} : a, to < 1 ? PixelPoint{a.x + to * dx, a.y + to * dy} : b);
    joined_ = to == 1;
}

void LineClip::add_piece(PixelPoint a, PixelPoint b)
{
    if (joined_ && !lengths_.empty()) {
        points_.push_back(b);
        ++lengths_.back();
        return;
    }
    points_.push_back(a);
    points_.push_back(b);
    lengths_.push_back(2);
    joined_ = true;
}

void LineClip::add_dashed(PixelPoint a, PixelPoint b, double from, double to, double length)
{
    const double end = walked_ + to * length;
    double s = walked_ + from * length;
    const auto at = [&](double where) {
        const double t = (where - walked_) / length;
        return PixelPoint{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    };
    double inside = std::fmod(s, pattern_);
    std::size_t index = 0;
    while (index + 1 < dashes_.size() && inside >= dashes_[index])
        inside -= dashes_[index++];
    while (s < end) {
        const double stop = std::min(end, s + std::max(dashes_[index] - inside, 1e-6));
        if (index % 2 == 0) {
            joined_ = false;
            add_piece(at(s), at(stop));
        }
        s = stop;
        inside = 0;
        index = (index + 1) % dashes_.size();
    }
    joined_ = false;
}

}
