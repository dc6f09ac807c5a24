#pragma once
// A few arcs of a version, laid out to be cut, relabelled and joined again; what became of them is a TessellationEdit. The operations'
// own tool (edits_*.cpp). One thread.

#include "geo/partition/edits.h"

#include <map>
#include <set>
#include <unordered_map>

namespace geo {

struct FixedPointHash {
    std::size_t operator()(FixedPoint p) const noexcept
    {
        return static_cast<std::size_t>((static_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15ull) ^ (static_cast<std::uint64_t>(p.y) * 0xc2b2ae3d27d4eb4full) >> 17);
    }
};

class EditBoard {
public:
    /// An arc on the board, by its place there.
    using Place = std::size_t;
    struct Arc {
        std::vector<FixedPoint> points;
        FaceId left = no_face, right = no_face;
        std::optional<ArcId> origin; // of the version; pieces of one share it
        bool is_gone = false;
    };
    /// An arc seen from one of its ends.
    struct End {
        Place arc = 0;
        bool reversed = false; // it ends there
    };

    explicit EditBoard(const Tessellation& map) : map_(map), next_face_(map.next_face()) {}

    const Tessellation& map() const { return map_; }
    /// Puts an arc of the version on the board, once.
    void load(ArcId id);
    void load_face(FaceId face);
    void load_node(FixedPoint node);
    bool is_loaded(ArcId id) const { return loaded_.contains(id); }

    std::size_t size() const { return arcs_.size(); }
    Arc& arc(Place place) { return arcs_[place]; }
    const Arc& arc(Place place) const { return arcs_[place]; }
    Place add(Arc arc);
    void drop(Place place);

    /// Gives an arc of the version other points, before it is cut anywhere.
    void set_points(ArcId id, std::vector<FixedPoint> points);
    const std::vector<FixedPoint>& points_of(ArcId id);
    /// Cuts every loaded arc with a vertex in one of the stops there, so that the stops are nodes.
    void cut_at(const std::set<FixedPoint>& stops);

    /// Arcs of the board that begin or end in the node (the version's are loaded first).
    std::vector<End> ends_at(FixedPoint node);
    FixedPoint node_of(End end) const { return end.reversed ? arcs_[end.arc].points.back() : arcs_[end.arc].points.front(); }
    /// The point after the node, along the arc.
    FixedPoint second_of(End end) const;
    /// The face to the left when leaving the node along the arc.
    FaceId left_of(End end) const { return end.reversed ? arcs_[end.arc].right : arcs_[end.arc].left; }
    /// The face around the direction towards `to` at the node; no_face also where an arc already lies there.
    FaceId face_towards(FixedPoint node, FixedPoint to);

    FaceId new_face() { return next_face_++; }
    /// Arcs with the same face on both sides go; arcs that meet in a node with nothing else are joined.
    void tidy();
    /// What is different now. `faces`: those that come or go.
    TessellationEdit edit(std::vector<TessellationEdit::FaceChange> faces) const;

private:
    void index(Place place);
    void unindex(Place place);
    bool join_at(FixedPoint node);

    const Tessellation& map_;
    FaceId next_face_;
    std::vector<Arc> arcs_;
    std::unordered_map<ArcId, Place> loaded_;
    std::unordered_map<FixedPoint, std::vector<End>, FixedPointHash> ends_;
    std::set<FixedPoint> loaded_nodes_;
    std::set<FixedPoint> disturbed_; // nodes where something was cut, dropped or relabelled
};

/// The faces' own half of an edit: what was created, removed, changed, touched. `passages` are put in order.
Edited edited_from(const Tessellation& before, TessellationEdit edit, std::vector<Passage> passages);

/// Whether the version after the edit is still a planar subdivision, as far as the edit reaches, with no more parts than before.
std::optional<Refused> find_fault_after(const Tessellation& before, const Tessellation& after, const TessellationEdit& edit);

/// `edit` as an outcome, or the fault it would make.
EditOutcome checked(const Tessellation& before, TessellationEdit edit, std::vector<Passage> passages);

} // namespace geo
