#include "geo/partition/linework.h"

#include "geo/cancelled.h"
#include "geo/halves.h"
#include "geo/partition/segments.h"

#include <algorithm>
#include <array>
#include <mutex>

namespace geo {
namespace {

// Segments are indexed in chains of a few, as rings bring them.
constexpr std::uint32_t segments_a_chain = 8;

std::size_t hash_of(FixedPoint p)
{
    std::uint64_t h = static_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15ull ^ static_cast<std::uint64_t>(p.y) * 0xc2b2ae3d27d4eb4full;
    h ^= h >> 29;
    return static_cast<std::size_t>(h * 0xbf58476d1ce4e5b9ull >> 20);
}

MapPoint as_map_point(FixedPoint p)
{
    return {static_cast<double>(p.x), static_cast<double>(p.y)};
}

} // namespace

Linework::Linework(std::size_t points)
{
    std::size_t slots = 64;
    while (slots < points) // of a partition half of them come twice
        slots *= 2;
    slots_.assign(slots, 0);
    for (std::vector<std::uint32_t>* list : {&first_segment_, &last_ring_})
        list->reserve(points / 2 + points / 8);
    vertices_.reserve(points / 2 + points / 8);
    segments_.reserve(points / 2 + points / 8);
}

std::uint32_t Linework::vertex(FixedPoint p)
{
    if (2 * vertices_.size() >= slots_.size()) {
        slots_.assign(2 * slots_.size(), 0);
        for (std::uint32_t v = 0; v < vertices_.size(); ++v) {
            std::size_t i = hash_of(vertices_[v]) & (slots_.size() - 1);
            while (slots_[i] != 0)
                i = (i + 1) & (slots_.size() - 1);
            slots_[i] = v + 1;
        }
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash_of(p) & mask;; i = (i + 1) & mask) {
        if (slots_[i] == 0) {
            vertices_.push_back(p);
            first_segment_.push_back(none);
            last_ring_.push_back(none);
            slots_[i] = static_cast<std::uint32_t>(vertices_.size());
            return slots_[i] - 1;
        }
        if (vertices_[slots_[i] - 1] == p)
            return slots_[i] - 1;
    }
}

std::uint32_t Linework::segment(std::uint32_t from, std::uint32_t to)
{
    const auto [low, high] = std::minmax(from, to);
    for (std::uint32_t s = first_segment_[low]; s != none; s = segments_[s].next)
        if (segments_[s].high == high)
            return s;
    segments_.push_back({low, high, first_segment_[low], none});
    return first_segment_[low] = static_cast<std::uint32_t>(segments_.size()) - 1;
}

void Linework::toggle(std::uint32_t index, std::uint32_t shape)
{
    Segment& s = segments_[index];
    std::vector<std::uint32_t>* more = s.more == none ? nullptr : &more_[s.more];
    const auto take_one = [&] {
        if (!more || more->empty())
            return none;
        const std::uint32_t last = more->back();
        more->pop_back();
        return last;
    };
    if (s.a == shape) {
        s.a = s.b, s.b = take_one();
    } else if (s.b == shape) {
        s.b = take_one();
    } else if (s.a == none) {
        s.a = shape;
    } else if (s.b == none) {
        s.b = shape;
    } else {
        if (!more) {
            s.more = static_cast<std::uint32_t>(more_.size());
            more = &more_.emplace_back();
        }
        if (std::erase(*more, shape) == 0)
            more->push_back(shape);
    }
}

void Linework::owners(const Segment& s, std::vector<std::uint32_t>& out) const
{
    out.clear();
    for (const std::uint32_t shape : {s.a, s.b})
        if (shape != none)
            out.push_back(shape);
    if (s.more != none)
        out.insert(out.end(), more_[s.more].begin(), more_[s.more].end());
}

bool Linework::add_ring(std::uint32_t shape, std::span<const FixedPoint> points)
{
    ring_.clear();
    // Neighbours of a ring lie anywhere in a table of millions: they are fetched together.
    const std::size_t mask = slots_.size() - 1;
    for (const FixedPoint p : points)
        __builtin_prefetch(&slots_[hash_of(p) & mask]);
    for (const FixedPoint p : points)
        if (const std::uint32_t v = slots_[hash_of(p) & mask]; v != 0)
            __builtin_prefetch(&vertices_[v - 1]), __builtin_prefetch(&first_segment_[v - 1]);
    for (const FixedPoint p : points)
        if (const std::uint32_t v = vertex(p); ring_.empty() || ring_.back() != v)
            ring_.push_back(v);
    while (ring_.size() > 1 && ring_.back() == ring_.front())
        ring_.pop_back();
    if (ring_.size() < 3)
        return false;
    bool is_suspect = false;
    std::uint32_t previous = ring_.back();
    for (const std::uint32_t v : ring_) {
        is_suspect |= last_ring_[v] == rings_;
        last_ring_[v] = rings_;
        const std::uint32_t s = segment(previous, v);
        toggle(s, shape);
        previous = v;
    }
    ++rings_;
    if (is_suspect)
        suspects_.push_back(shape);
    return true;
}

void Linework::index_chains()
{
    chains_.clear();
    boxes_.clear();
    const auto are_joined = [&](std::uint32_t s, std::uint32_t t) {
        const Segment &a = segments_[s], &b = segments_[t];
        return a.low == b.low || a.low == b.high || a.high == b.low || a.high == b.high;
    };
    for (std::uint32_t s = 0; s < segments_.size();) {
        if (!segments_[s].is_live()) {
            ++s;
            continue;
        }
        Chain chain{s, s};
        MapBox box;
        do {
            box.add(as_map_point(start(segments_[chain.last])));
            box.add(as_map_point(end(segments_[chain.last])));
            ++chain.last;
        } while (chain.last - chain.first < segments_a_chain && chain.last < segments_.size() && segments_[chain.last].is_live() &&
                 are_joined(chain.last - 1, chain.last));
        s = chain.last;
        chains_.push_back(chain);
        boxes_.push_back(box);
    }
    west_ = 0, width_ = 0;
    for (const MapBox& box : boxes_)
        west_ = std::min(west_, box.min_x), width_ += box.width() / static_cast<double>(boxes_.size());
    index_ = SpatialIndex(boxes_);
}

void Linework::note_common_owner(const Segment& one, const Segment& other, std::vector<std::uint32_t>& suspects) const
{
    std::vector<std::uint32_t> a, b;
    owners(one, a);
    owners(other, b);
    for (const std::uint32_t shape : a)
        if (std::find(b.begin(), b.end(), shape) != b.end())
            suspects.push_back(shape);
}

void Linework::compare(std::uint32_t one, std::uint32_t other, Found& found) const
{
    const Segment &s = segments_[one], &t = segments_[other];
    const FixedPoint a = start(s), b = end(s), c = start(t), d = end(t);
    const Meeting met = meeting(a, b, c, d);
    if (met == Meeting::none)
        return;
    note_common_owner(s, t, found.suspects);
    std::vector<Cut>& cuts = found.cuts;
    if (met == Meeting::cross) {
        // Within both boxes, so that each cut leaves shorter segments and this comes to an end.
        const FixedPoint p = crossing_point(a, b, c, d);
        if (p != a && p != b)
            cuts.push_back({one, p});
        if (p != c && p != d)
            cuts.push_back({other, p});
        return;
    }
    for (const FixedPoint p : {c, d})
        if (is_inside_segment(a, b, p))
            cuts.push_back({one, p});
    for (const FixedPoint p : {a, b})
        if (is_inside_segment(c, d, p))
            cuts.push_back({other, p});
}

std::vector<Linework::Cut> Linework::find_cuts(std::uint32_t fresh_from, const std::stop_token& stop)
{
    std::vector<Cut> cuts;
    std::mutex writing;
    in_halves(chains_.size(), [&](std::size_t first, std::size_t last) {
        Found found;
        find_cuts(first, last, fresh_from, stop, found);
        const std::lock_guard lock(writing); // in whichever order: both are sorted afterwards
        cuts.insert(cuts.end(), found.cuts.begin(), found.cuts.end());
        suspects_.insert(suspects_.end(), found.suspects.begin(), found.suspects.end());
    });
    return cuts;
}

void Linework::find_cuts(std::size_t first, std::size_t last, std::uint32_t fresh_from, const std::stop_token& stop, Found& found) const
{
    std::vector<std::uint32_t> near;
    for (auto i = static_cast<std::uint32_t>(first); i < last; ++i) {
        if (i % 1024 == 0 && stop.stop_requested())
            throw Cancelled{};
        const Chain chain = chains_[i];
        if (fresh_from > 0 && std::none_of(is_fresh_.begin() + chain.first, is_fresh_.begin() + chain.last, [](char fresh) { return fresh != 0; }))
            continue;
        index_.query(boxes_[i], near);
        for (const std::uint32_t k : near) {
            if (fresh_from == 0 && k < i)
                continue;
            // Only what lies where both are.
            const MapBox &p = boxes_[i], &q = boxes_[k];
            const FixedBox both{static_cast<std::int64_t>(std::max(p.min_x, q.min_x)), static_cast<std::int64_t>(std::max(p.min_y, q.min_y)),
                                static_cast<std::int64_t>(std::min(p.max_x, q.max_x)), static_cast<std::int64_t>(std::min(p.max_y, q.max_y))};
            const auto is_there = [&](const Segment& s) {
                const FixedPoint a = start(s), b = end(s);
                return std::min(a.x, b.x) <= both.east && std::max(a.x, b.x) >= both.west && std::min(a.y, b.y) <= both.north &&
                       std::max(a.y, b.y) >= both.south;
            };
            std::array<std::uint32_t, segments_a_chain> others;
            std::size_t n = 0;
            if (k != i)
                for (std::uint32_t t = chains_[k].first; t < chains_[k].last; ++t)
                    if (is_there(segments_[t]))
                        others[n++] = t;
            for (std::uint32_t s = chain.first; s < chain.last; ++s) {
                if (k == i) {
                    for (std::uint32_t t = s + 1; t < chain.last; ++t)
                        compare(s, t, found);
                } else if (n > 0 && is_there(segments_[s])) {
                    for (std::size_t m = 0; m < n; ++m)
                        compare(s, others[m], found);
                }
            }
        }
    }
}

void Linework::cut(std::uint32_t index, std::span<const Cut> cuts)
{
    std::vector<std::uint32_t> shapes;
    owners(segments_[index], shapes);
    const std::uint32_t low = segments_[index].low, high = segments_[index].high;
    for (const std::uint32_t shape : shapes)
        toggle(index, shape);
    std::uint32_t from = low;
    const auto add = [&](std::uint32_t to) {
        const std::uint32_t part = segment(from, to);
        if (part >= is_fresh_.size() || !segments_[part].is_live()) {
            is_fresh_.resize(segments_.size(), 0);
            is_fresh_[part] = 1;
        }
        for (const std::uint32_t shape : shapes)
            toggle(part, shape);
        from = to;
    };
    for (const Cut& c : cuts)
        add(vertex(c.at));
    add(high);
}

void Linework::node(std::stop_token stop)
{
    std::vector<FixedPoint> points;
    for (std::uint32_t fresh_from = 0;;) {
        index_chains();
        std::vector<Cut> cuts = find_cuts(fresh_from, stop);
        if (cuts.empty())
            break;
        for (const Cut& c : cuts)
            points.push_back(c.at);
        // Along each segment, from its start: the boxes between start and cut grow.
        const auto way = [&](const Cut& c) {
            const FixedPoint a = start(segments_[c.segment]);
            return std::abs(c.at.x - a.x) + std::abs(c.at.y - a.y);
        };
        std::sort(cuts.begin(), cuts.end(), [&](const Cut& l, const Cut& r) {
            if (l.segment != r.segment)
                return l.segment < r.segment;
            const std::int64_t a = way(l), b = way(r);
            return a != b ? a < b : l.at < r.at;
        });
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        fresh_from = static_cast<std::uint32_t>(segments_.size());
        is_fresh_.assign(segments_.size(), 0);
        for (std::size_t i = 0, k = 0; i < cuts.size(); i = k) {
            while (k < cuts.size() && cuts[k].segment == cuts[i].segment)
                ++k;
            cut(cuts[i].segment, std::span(cuts).subspan(i, k - i));
        }
        is_fresh_.resize(segments_.size(), 0);
    }
    std::sort(points.begin(), points.end());
    noded_ = static_cast<std::size_t>(std::unique(points.begin(), points.end()) - points.begin());
    is_fresh_ = {};
}

std::uint32_t Linework::west_of(FixedPoint p) const
{
    // Further and further to the west, until what was found cannot be outdone by what lies beyond.
    const MapPoint at = as_map_point(p);
    std::vector<std::uint32_t> near;
    for (double width = 8 * width_;; width = 8 * width + 1000) {
        index_.query(MapBox{at.x - width, at.y, at.x, at.y}, near);
        std::uint32_t best = none;
        for (const std::uint32_t chain : near)
            for (std::uint32_t s = chains_[chain].first; s < chains_[chain].last; ++s) {
                FixedPoint a = start(segments_[s]), b = end(segments_[s]);
                if ((a.y > p.y) == (b.y > p.y))
                    continue;
                if (a.y > b.y)
                    std::swap(a, b);
                if (side(a, b, p) >= 0)
                    continue; // to the east
                if (best == none) {
                    best = s;
                    continue;
                }
                // Both pass the height and meet at most in a common end: an end of the one lies beside the other.
                FixedPoint c = start(segments_[best]), d = end(segments_[best]);
                if (c.y > d.y)
                    std::swap(c, d);
                const int low = a.y >= c.y ? side(c, d, a) : -side(a, b, c), high = b.y <= d.y ? side(c, d, b) : -side(a, b, d);
                if (low < 0 || (low == 0 && high < 0))
                    best = s;
            }
        if (at.x - width <= west_)
            return best;
        if (best != none) {
            // Certain where its crossing lies within the box.
            const double x = std::min(as_map_point(start(segments_[best])).x, as_map_point(end(segments_[best])).x);
            if (x >= at.x - width)
                return best;
        }
    }
}

} // namespace geo
