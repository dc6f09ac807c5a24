#include "geo/partition/partition.h"

#include <algorithm>
#include <cmath>

namespace geo {

MultiPolygon Partition::shape(std::uint32_t face) const
{
    MultiPolygon out;
    for (const FaceRing& ring : rings(face)) {
        Ring line;
        for (const ArcRef ref : refs(ring)) {
            const std::span<const FixedPoint> p = points(arcs_[ref.arc]);
            for (std::size_t i = 0; i + 1 < p.size(); ++i)
                line.push_back(lonlat_from_fixed(ref.reversed ? p[p.size() - 1 - i] : p[i]));
        }
        if (ring.hole)
            out.back().holes.push_back(std::move(line));
        else
            out.push_back({std::move(line), {}});
    }
    return out;
}

MapMultiPolygon Partition::simplified(std::uint32_t face, double tolerance) const
{
    MapMultiPolygon out;
    const auto limit = static_cast<float>(tolerance);
    for (const FaceRing& ring : rings(face)) {
        MapRing line;
        for (const ArcRef ref : refs(ring)) {
            const Arc& arc = arcs_[ref.arc];
            const std::uint32_t last = arc.first + arc.count - 1;
            if (ref.reversed) {
                for (std::uint32_t i = last; i > arc.first; --i)
                    if (weights_[i] >= limit)
                        line.push_back(map_points_[i]);
            } else {
                for (std::uint32_t i = arc.first; i < last; ++i)
                    if (weights_[i] >= limit)
                        line.push_back(map_points_[i]);
            }
        }
        if (ring.hole)
            out.back().holes.push_back(std::move(line));
        else
            out.push_back({std::move(line), {}});
    }
    return out;
}

MapLine Partition::simplified_arc(std::uint32_t arc, double tolerance) const
{
    MapLine line;
    const auto limit = static_cast<float>(tolerance);
    for (std::uint32_t i = arcs_[arc].first; i < arcs_[arc].first + arcs_[arc].count; ++i)
        if (weights_[i] >= limit)
            line.push_back(map_points_[i]);
    return line;
}

std::vector<std::uint32_t> Partition::neighbours(std::uint32_t face) const
{
    std::vector<std::uint32_t> out;
    for (const FaceRing& ring : rings(face))
        for (const ArcRef ref : refs(ring)) {
            const std::uint32_t other = ref.reversed ? arcs_[ref.arc].left : arcs_[ref.arc].right;
            if (other != none && other != face)
                out.push_back(other);
        }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<std::uint32_t> Partition::boundary_arcs(std::span<const std::uint32_t> group_of_face) const
{
    const auto group = [&](std::uint32_t face) { return face == none ? none : group_of_face[face]; };
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < arcs_.size(); ++i)
        if (group(arcs_[i].left) != group(arcs_[i].right))
            out.push_back(i);
    return out;
}

}
