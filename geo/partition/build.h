#pragma once
// Finds shared arcs by interning exact vertices and segments. Partition's constructor only.

#include "geo/partition/partition.h"

namespace geo {

class PartitionBuilder {
public:
    PartitionBuilder(std::span<const MultiPolygon> shapes, Partition& out);

private:
    struct Segment {
        std::uint32_t low, high;         // vertices, low < high
        std::uint32_t forward, backward; // the face to the left of low→high and of high→low
        std::uint32_t next;              // the next segment with the same low
        std::uint32_t arc;
    };
    struct VertexRing {
        std::uint32_t first, count, face;
        bool hole;
    };

    void read_face(std::uint32_t face, const MultiPolygon& shape);
    bool read_ring(std::uint32_t face, const Ring& ring, bool hole);
    std::uint32_t vertex(FixedPoint p);
    std::uint32_t find_segment(std::uint32_t a, std::uint32_t b) const;
    void add_side(std::uint32_t from, std::uint32_t to, std::uint32_t face);
    void find_nodes();
    void trace(const VertexRing& ring);
    void add_ref(std::span<const std::uint32_t> chain);
    std::uint32_t left_of(const Segment& s, std::uint32_t from) const { return from == s.low ? s.forward : s.backward; }
    std::uint32_t right_of(const Segment& s, std::uint32_t from) const { return from == s.low ? s.backward : s.forward; }

    Partition& out_;
    std::vector<FixedPoint> vertices_;
    std::vector<std::uint32_t> slots_; // open addressing: vertex + 1, 0 free
    std::vector<std::uint32_t> first_segment_; // by low vertex
    std::vector<std::uint32_t> degree_;
    std::vector<std::uint32_t> touching_[2]; // the first two segments at each vertex
    std::vector<char> is_node_;
    std::vector<Segment> segments_;
    std::vector<VertexRing> rings_;
    std::vector<std::uint32_t> ring_vertices_;
    std::vector<std::uint32_t> first_vertex_of_arc_, second_vertex_of_arc_;
};

}
