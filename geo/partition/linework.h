#pragma once
// The borders of many shapes as one set of segments, each there once with the shapes it bounds, cut where they cross or touch, so that
// at the end they meet only in common ends. Exact; only the point of a crossing is rounded to a unit. Used to assemble; one thread.

#include "geo/partition/tessellation.h"
#include "geo/shapes/spatial_index.h"

#include <stop_token>

namespace geo {

class Linework {
public:
    static constexpr std::uint32_t none = 0xffffffffu;

    struct Segment {
        std::uint32_t low, high;     // vertices, low < high
        std::uint32_t next;          // the next one with the same low
        std::uint32_t a, b = none;   // shapes it bounds: who crosses it leaves or enters them; none, none: of no one (any more)
        std::uint32_t more = none;   // a list of further ones
        bool is_live() const { return a != none; }
    };

    /// `points`: how many to expect.
    explicit Linework(std::size_t points);

    /// The ring of a shape; which way round does not matter. Fewer than three different points: left out, false.
    bool add_ring(std::uint32_t shape, std::span<const FixedPoint> ring);

    /// Cuts segments until none crosses or touches another.
    void node(std::stop_token stop);

    std::span<const FixedPoint> vertices() const { return vertices_; }
    std::span<const Segment> segments() const { return segments_; }
    FixedPoint start(const Segment& s) const { return vertices_[s.low]; }
    FixedPoint end(const Segment& s) const { return vertices_[s.high]; }
    /// The shapes a segment bounds, in no order.
    void owners(const Segment& s, std::vector<std::uint32_t>& out) const;

    /// The segment nearest to the west of a point on none of them, one that passes its height; none: none.
    std::uint32_t west_of(FixedPoint p) const;

    /// Points where segments crossed or touched without a common end.
    std::size_t noded() const { return noded_; }
    /// Shapes that may be no valid polygons, with doubles, in no order.
    const std::vector<std::uint32_t>& suspects() const { return suspects_; }

private:
    struct Cut {
        std::uint32_t segment;
        FixedPoint at;
        bool operator==(const Cut&) const = default;
    };
    struct Chain {
        std::uint32_t first, last; // segments first … last − 1
    };
    struct Found {
        std::vector<Cut> cuts;
        std::vector<std::uint32_t> suspects;
    };

    std::uint32_t vertex(FixedPoint p);
    std::uint32_t segment(std::uint32_t from, std::uint32_t to);
    void toggle(std::uint32_t segment, std::uint32_t shape);
    void index_chains();
    std::vector<Cut> find_cuts(std::uint32_t fresh_from, const std::stop_token& stop);
    void find_cuts(std::size_t first, std::size_t last, std::uint32_t fresh_from, const std::stop_token& stop, Found& found) const;
    void compare(std::uint32_t one, std::uint32_t other, Found& found) const;
    void cut(std::uint32_t segment, std::span<const Cut> cuts);
    void note_common_owner(const Segment& one, const Segment& other, std::vector<std::uint32_t>& suspects) const;

    std::vector<FixedPoint> vertices_;
    std::vector<std::uint32_t> slots_;         // open addressing: vertex + 1, 0 free
    std::vector<std::uint32_t> first_segment_; // by low vertex
    std::vector<std::uint32_t> last_ring_;     // that passed the vertex
    std::vector<Segment> segments_;
    std::vector<std::vector<std::uint32_t>> more_;
    std::vector<char> is_fresh_;               // by segment: not compared with the others yet
    std::vector<Chain> chains_;
    std::vector<MapBox> boxes_;                // of chains
    SpatialIndex index_;
    double west_ = 0, width_ = 0;              // of all; on average
    std::vector<std::uint32_t> suspects_, ring_;
    std::uint32_t rings_ = 0;
    std::size_t noded_ = 0;
};

} // namespace geo
