#pragma once
// The partition as a document: areas that share their boundary arcs, in versions. A version is a value: cheap to copy, never changed by
// another one, readable from any thread. What an edit changes comes as a TessellationEdit; its inverse is the way back. There is no place
// for a gap or an overlap between two areas: each side of each arc has exactly one face.

#include "geo/partition/versioned.h"
#include "geo/shapes/fixed_point.h"
#include "geo/shapes/shapes.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace geo {

using FaceId = std::uint32_t;
using ArcId = std::uint32_t;

/// Land that belongs to no area: beyond the outer border, in holes, in gaps.
inline constexpr FaceId no_face = 0xffffffffu;

/// A box in units of 1e-9 degree; empty until something was added.
struct FixedBox {
    std::int64_t west = std::numeric_limits<std::int64_t>::max(), south = west, east = std::numeric_limits<std::int64_t>::min(), north = east;
    bool is_empty() const { return west > east; }
    bool meets(const FixedBox& o) const { return o.west <= east && o.east >= west && o.south <= north && o.north >= south; }
    bool contains(FixedPoint p) const { return p.x >= west && p.x <= east && p.y >= south && p.y <= north; }
    void add(FixedPoint p)
    {
        west = std::min(west, p.x), east = std::max(east, p.x);
        south = std::min(south, p.y), north = std::max(north, p.y);
    }
    void add(const FixedBox& o)
    {
        if (!o.is_empty())
            add(FixedPoint{o.west, o.south}), add(FixedPoint{o.east, o.north});
    }
    bool operator==(const FixedBox&) const = default;
};
FixedBox box_of(std::span<const FixedPoint> points);
LonLatBox lonlat_box(const FixedBox& box);
FixedBox fixed_box(const LonLatBox& box);

/// A chain of points between two nodes, both ends included, with one face along each side; left and right are seen along the chain. A
/// ring that meets no other arc starts and ends in the same point.
struct SharedArc {
    std::vector<FixedPoint> points; // at least two, no two neighbours equal
    FaceId left = no_face, right = no_face; // never equal
    bool operator==(const SharedArc&) const = default;
};
using ArcPtr = std::shared_ptr<const SharedArc>;

/// An area, or what two or more areas of a file that is no partition claim together.
struct Face {
    std::vector<FaceId> owners; // empty: an area of its own; else two or more, ascending: an overlap of these
    std::vector<ArcId> arcs;    // that have it on one side, ascending
    FixedBox box;
    bool is_overlap() const { return !owners.empty(); }
};
using FacePtr = std::shared_ptr<const Face>;

/// What an edit did to arcs and faces. Complete in both directions: it can be kept, applied to the version it was made from, and taken back.
struct TessellationEdit {
    struct ArcChange {
        ArcId id = 0;
        ArcPtr before, after; // null: not there
    };
    /// Faces that come or go; those that only change their outline are known by their arcs.
    struct FaceChange {
        FaceId id = 0;
        bool was = false, is = false;
        std::vector<FaceId> owners;
    };
    std::vector<ArcChange> arcs; // each arc once
    std::vector<FaceChange> faces;

    TessellationEdit inverse() const;
    /// This edit and then one made from the version after it, as one.
    TessellationEdit then(const TessellationEdit& next) const;
    bool is_empty() const { return arcs.empty() && faces.empty(); }
    /// Of all points of changed arcs, before and after.
    FixedBox box() const;
    /// Every face that comes, goes or has another outline, ascending; without no_face.
    std::vector<FaceId> touched() const;
};

/// A closed chain without the repeated last point; the face lies to the left, so outer rings run counter-clockwise.
using FixedRing = std::vector<FixedPoint>;

struct FixedPolygon {
    FixedRing outer;
    std::vector<FixedRing> holes;
};

/// Twice the area a ring encloses, exact; negative for a clockwise one.
WideInt doubled_area(std::span<const FixedPoint> ring);

class Tessellation {
public:
    /// Empty, for areas within about this box (others are kept too, only found more slowly). `arcs`: how many are expected.
    explicit Tessellation(const FixedBox& extent = {}, std::size_t arcs = 0);
    /// Of all its arcs and faces at once, ids by place; null: not there. `owners` of the faces as Face has them; a face has land where an arc
    /// names it. As an empty one after an edit that brings all of this, in a tenth of the time.
    Tessellation(const FixedBox& extent, std::vector<ArcPtr> arcs, std::vector<std::vector<FaceId>> owners);

    /// Ids below these are, or were, in use.
    std::size_t arc_slots() const { return arcs_.size(); }
    std::size_t face_slots() const { return faces_.size(); }
    /// Faces that are overlaps.
    std::size_t overlap_count() const { return overlaps_; }
    /// Null: not there (any more).
    const SharedArc* arc(ArcId id) const { return id < arcs_.size() ? arcs_[id].get() : nullptr; }
    ArcPtr arc_ptr(ArcId id) const { return id < arcs_.size() ? arcs_[id] : nullptr; }
    const Face* face(FaceId id) const { return id < faces_.size() ? faces_[id].get() : nullptr; }

    /// Arcs of which a segment's box may meet the box, ascending; some that do not are among them.
    void arcs_near(const FixedBox& box, std::vector<ArcId>& out) const;
    std::vector<ArcId> arcs_near(const FixedBox& box) const;
    /// Arcs that begin or end in the point, ascending.
    std::vector<ArcId> arcs_at(FixedPoint node) const;
    /// The face around the point; on an arc, that to the west of it. no_face: none.
    FaceId face_at(FixedPoint p) const;

    /// The face's border: pieces with their holes, largest first. Empty for a face that is not there.
    std::vector<FixedPolygon> polygons(FaceId id) const;
    /// The same in degrees. `with_overlaps`: with what it shares with others.
    MultiPolygon shape(FaceId id) const;
    /// Of the area and of each overlap it has a claim to; exact borders, pieces not joined.
    std::vector<FaceId> claims(FaceId id) const;
    WideInt doubled_area(FaceId id) const;
    /// Faces on the other side of its arcs, ascending; no_face last if it is among them.
    std::vector<FaceId> neighbours(FaceId id) const;

    /// A free id for a new face (arc), then the one after it …
    FaceId next_face() const { return static_cast<FaceId>(faces_.size()); }
    ArcId next_arc() const { return static_cast<ArcId>(arcs_.size()); }

    /// Calls visit(id, before, after) for each arc that another version has otherwise; null: not there.
    template <class Visit> void visit_changed_arcs(const Tessellation& after, Visit visit) const
    {
        Versioned<ArcPtr>::visit_unshared(arcs_, after.arcs_, [&](std::size_t id, const ArcPtr* was, const ArcPtr* is) {
            const SharedArc *a = was ? was->get() : nullptr, *b = is ? is->get() : nullptr;
            if (a != b)
                visit(static_cast<ArcId>(id), a, b);
        });
    }

    /// The version after the edit, which must have been made from this one. Sharing: both versions keep what they have in common.
    Tessellation after(const TessellationEdit& edit) const;
    /// The same in place, for versions nobody else has; used to build.
    void apply(const TessellationEdit& edit);

private:
    void put_in_cells(ArcId id, const SharedArc& arc);
    void take_from_cells(ArcId id, const SharedArc& arc);
    template <class Visit> void visit_cells(const SharedArc& arc, Visit visit) const;
    std::size_t column(std::int64_t x) const;
    std::size_t row(std::int64_t y) const;

    using Cell = std::shared_ptr<const std::vector<ArcId>>;
    Versioned<ArcPtr> arcs_;
    Versioned<FacePtr> faces_;
    Versioned<Cell> cells_; // row by row from the south-west; arcs beyond the extent lie in the outermost ones
    FixedBox extent_;
    std::size_t columns_ = 1, rows_ = 1, overlaps_ = 0;
    std::int64_t cell_width_ = 1, cell_height_ = 1;
};

} // namespace geo
