#include "data/drafts/frame_area.h"

#include "geo/partition/face_union.h"

namespace data {

geo::WideInt doubled_frame_area(const DraftVersion& base, const DraftVersion& version)
{
    geo::FixedBox frame;
    for (geo::FaceId face = 0; face < base.map.face_slots(); ++face)
        if (const geo::Face* f = base.map.face(face))
            frame.add(f->box);
    if (frame.is_empty())
        return 0;
    geo::WideInt sum = 0;
    for (geo::FaceId face = 0; face < version.map.face_slots(); ++face)
        for (const geo::FixedPolygon& piece : version.map.polygons(face)) {
            sum += geo::doubled_area(piece.outer);
            for (const geo::FixedRing& hole : piece.holes)
                sum += geo::doubled_area(hole);
        }
    // Land of no grid: what the frame has beyond the outer borders (clockwise rings of it), and what grids enclose (the others).
    sum += static_cast<geo::WideInt>(frame.east - frame.west) * (frame.north - frame.south) * 2;
    for (const geo::FixedRing& ring : geo::border_rings(version.map, std::span(&geo::no_face, 1)))
        sum += geo::doubled_area(ring);
    return sum;
}

} // namespace data
