#include "geo/partition/build.h"

#include "geo/error.h"

#include <algorithm>
#include <cassert>

namespace geo {
namespace {

constexpr std::uint32_t none = Partition::none;

std::size_t hash(FixedPoint p)
{
    std::uint64_t h = static_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15ull ^ static_cast<std::uint64_t>(p.y) * 0xc2b2ae3d27d4eb4full;
    h ^= h >> 29;
    return static_cast<std::size_t>(h * 0xbf58476d1ce4e5b9ull >> 20);
}

std::size_t point_count(std::span<const MultiPolygon> shapes)
{
    std::size_t n = 0;
    for (const MultiPolygon& shape : shapes)
        for (const Polygon& polygon : shape) {
            n += polygon.outer.size();
            for (const Ring& hole : polygon.holes)
                n += hole.size();
        }
    return n;
}

} // namespace

PartitionBuilder::PartitionBuilder(std::span<const MultiPolygon> shapes, Partition& out) : out_(out)
{
    const std::size_t points = point_count(shapes);
    std::size_t slots = 64;
    while (slots < points * 2)
        slots *= 2;
    slots_.assign(slots, 0);
    vertices_.reserve(points / 2 + points / 8);
    segments_.reserve(points / 2 + points / 8);
    ring_vertices_.reserve(points);

    std::vector<std::uint32_t> first_ring;
    for (std::uint32_t face = 0; face < shapes.size(); ++face) {
        first_ring.push_back(static_cast<std::uint32_t>(rings_.size()));
        read_face(face, shapes[face]);
    }
    first_ring.push_back(static_cast<std::uint32_t>(rings_.size()));

    find_nodes();
    out_.points_.reserve(vertices_.size() + vertices_.size() / 4);
    for (const VertexRing& ring : rings_)
        trace(ring);
    out_.face_rings_ = std::move(first_ring);
    std::sort(out_.shared_sides_.begin(), out_.shared_sides_.end());
    out_.shared_sides_.erase(std::unique(out_.shared_sides_.begin(), out_.shared_sides_.end()), out_.shared_sides_.end());
    out_.node_count_ = static_cast<std::size_t>(std::count(is_node_.begin(), is_node_.end(), 1));
}

void PartitionBuilder::read_face(std::uint32_t face, const MultiPolygon& shape)
{
    bool degenerate = false;
    for (const Polygon& polygon : shape) {
        if (!read_ring(face, polygon.outer, false)) {
            degenerate = true;
            continue;
        }
        for (const Ring& hole : polygon.holes)
            degenerate |= !read_ring(face, hole, true);
    }
    if (degenerate || shape.empty())
        out_.degenerate_faces_.push_back(face);
}

bool PartitionBuilder::read_ring(std::uint32_t face, const Ring& ring, bool hole)
{
    const auto begin = static_cast<std::ptrdiff_t>(ring_vertices_.size());
    const auto length = [&] { return static_cast<std::ptrdiff_t>(ring_vertices_.size()) - begin; };
    for (LonLat p : ring) {
        if (!(std::abs(p.lon) <= 360 && std::abs(p.lat) <= 90))
            throw Error(remark("area_off_globe", face + 1));
        const std::uint32_t v = vertex(fixed_from_lonlat(p));
        if (length() == 0 || ring_vertices_.back() != v)
            ring_vertices_.push_back(v);
    }
    while (length() > 1 && ring_vertices_.back() == ring_vertices_[static_cast<std::size_t>(begin)])
        ring_vertices_.pop_back();

    WideInt area = 0;
    for (std::ptrdiff_t i = 2; i < length(); ++i)
        area += cross(vertices_[ring_vertices_[begin]], vertices_[ring_vertices_[begin + i - 1]], vertices_[ring_vertices_[begin + i]]);
    if (length() < 3 || area == 0) {
        ring_vertices_.resize(static_cast<std::size_t>(begin));
        return false;
    }
    if ((area > 0) == hole)
        std::reverse(ring_vertices_.begin() + begin, ring_vertices_.end());
    rings_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length()), face, hole});
    std::uint32_t previous = ring_vertices_.back();
    for (std::size_t i = static_cast<std::size_t>(begin); i < ring_vertices_.size(); ++i) {
        add_side(previous, ring_vertices_[i], face);
        previous = ring_vertices_[i];
    }
    return true;
}

std::uint32_t PartitionBuilder::vertex(FixedPoint p)
{
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash(p) & mask;; i = (i + 1) & mask) {
        if (slots_[i] == 0) {
            vertices_.push_back(p);
            first_segment_.push_back(none);
            degree_.push_back(0);
            touching_[0].push_back(none), touching_[1].push_back(none);
            slots_[i] = static_cast<std::uint32_t>(vertices_.size());
            return slots_[i] - 1;
        }
        if (vertices_[slots_[i] - 1] == p)
            return slots_[i] - 1;
    }
}

std::uint32_t PartitionBuilder::find_segment(std::uint32_t a, std::uint32_t b) const
{
    const auto [low, high] = std::minmax(a, b);
    std::uint32_t s = first_segment_[low];
    while (s != none && segments_[s].high != high)
        s = segments_[s].next;
    return s;
}

void PartitionBuilder::add_side(std::uint32_t from, std::uint32_t to, std::uint32_t face)
{
    std::uint32_t s = find_segment(from, to);
    if (s == none) {
        s = static_cast<std::uint32_t>(segments_.size());
        const auto [low, high] = std::minmax(from, to);
        segments_.push_back({low, high, none, none, first_segment_[low], none});
        first_segment_[low] = s;
        for (const std::uint32_t v : {low, high})
            if (degree_[v]++ < 2)
                touching_[degree_[v] - 1][v] = s;
    }
    std::uint32_t& side = from == segments_[s].low ? segments_[s].forward : segments_[s].backward;
    if (side == none)
        side = face;
    else
        out_.shared_sides_.push_back({std::min(side, face), std::max(side, face)});
}

void PartitionBuilder::find_nodes()
{
    is_node_.assign(vertices_.size(), 0);
    for (std::uint32_t v = 0; v < vertices_.size(); ++v) {
        if (degree_[v] == 0)
            continue;
        if (degree_[v] != 2) {
            is_node_[v] = 1;
            continue;
        }
        // Seen when leaving v over one segment, and arriving over the other: the same faces on both sides?
        const Segment &a = segments_[touching_[0][v]], &b = segments_[touching_[1][v]];
        is_node_[v] = left_of(a, v) != right_of(b, v) || right_of(a, v) != left_of(b, v);
    }
    // A ring that turns back on itself ends a chain at the tip.
    for (const VertexRing& ring : rings_)
        for (std::uint32_t i = 0; i < ring.count; ++i) {
            const std::uint32_t* v = ring_vertices_.data() + ring.first;
            if (v[i] == v[(i + 2) % ring.count])
                is_node_[v[(i + 1) % ring.count]] = 1;
        }
    // A ring without any node (an island, or the only area) starts at its lowest point, the same for both sides.
    for (const VertexRing& ring : rings_) {
        const std::span vertices(ring_vertices_.data() + ring.first, ring.count);
        if (std::none_of(vertices.begin(), vertices.end(), [this](std::uint32_t v) { return is_node_[v] != 0; }))
            is_node_[*std::min_element(vertices.begin(), vertices.end(),
                                       [this](std::uint32_t a, std::uint32_t b) { return vertices_[a] < vertices_[b]; })] = 1;
    }
}

void PartitionBuilder::trace(const VertexRing& ring)
{
    const auto begin = ring_vertices_.begin() + ring.first, end = begin + ring.count;
    // Turned to begin at a node, and closed: every chain is then a part of the list.
    std::rotate(begin, std::find_if(begin, end, [this](std::uint32_t v) { return is_node_[v] != 0; }), end);
    std::vector<std::uint32_t> closed(begin, end);
    closed.push_back(closed.front());
    const auto first_ref = static_cast<std::uint32_t>(out_.refs_.size());
    std::size_t start = 0;
    for (std::size_t i = 1; i < closed.size(); ++i)
        if (is_node_[closed[i]]) {
            add_ref({closed.data() + start, i - start + 1});
            start = i;
        }
    out_.rings_.push_back({first_ref, static_cast<std::uint32_t>(out_.refs_.size()) - first_ref, ring.hole});
}

void PartitionBuilder::add_ref(std::span<const std::uint32_t> chain)
{
    const std::uint32_t first = find_segment(chain[0], chain[1]);
    if (const std::uint32_t arc = segments_[first].arc; arc != none) {
        const bool forward = first_vertex_of_arc_[arc] == chain[0] && second_vertex_of_arc_[arc] == chain[1];
        out_.refs_.push_back({arc, !forward});
        return;
    }
    const auto arc = static_cast<std::uint32_t>(out_.arcs_.size());
    segments_[first].arc = arc;
    segments_[find_segment(chain[chain.size() - 2], chain.back())].arc = arc;
    first_vertex_of_arc_.push_back(chain[0]);
    second_vertex_of_arc_.push_back(chain[1]);
    out_.arcs_.push_back({static_cast<std::uint32_t>(out_.points_.size()), static_cast<std::uint32_t>(chain.size()),
                          left_of(segments_[first], chain[0]), right_of(segments_[first], chain[0]), chain.front(), chain.back()});
    for (const std::uint32_t v : chain)
        out_.points_.push_back(vertices_[v]);
    out_.refs_.push_back({arc, false});
}

Partition::Partition(std::span<const MultiPolygon> shapes)
{
    PartitionBuilder(shapes, *this);
    weigh_points();
}

}
