// Levels of detail of a partition: the weights of its arcs' points, so that no face falls into a line.
#include "geo/partition/arc_weights.h"
#include "geo/partition/partition.h"

namespace geo {

void Partition::weigh_points()
{
    map_points_.reserve(points_.size());
    for (const FixedPoint p : points_)
        map_points_.push_back(map_from_lonlat(lonlat_from_fixed(p)));
    weights_.assign(points_.size(), 0);
    const auto weights_of = [this](const Arc& arc) { return std::span(weights_.data() + arc.first, arc.count); };
    for (const Arc& arc : arcs_) {
        const std::span<float> weights = weights_of(arc);
        weigh_arc({map_points_.data() + arc.first, arc.count}, weights, arc.start_node == arc.end_node);
    }
    // Two arcs between the same two nodes would fall into one line: the more bent one keeps its outermost point.
    for (const FaceRing& ring : rings_) {
        if (ring.count != 2)
            continue;
        const std::span<float> a = weights_of(arcs_[refs_[ring.first].arc]), b = weights_of(arcs_[refs_[ring.first + 1].arc]);
        const auto keeps_one = [](std::span<const float> w) {
            for (std::size_t i = 1; i + 1 < w.size(); ++i)
                if (w[i] == always_kept)
                    return true;
            return false;
        };
        if (keeps_one(a) || keeps_one(b))
            continue;
        const std::size_t i = heaviest_inner(a), j = heaviest_inner(b);
        if (i != 0 && (j == 0 || a[i] >= b[j]))
            a[i] = always_kept;
        else if (j != 0)
            b[j] = always_kept;
    }
}

}
