#pragma once
// A drawn line laid over a version: where it meets borders both get a node, and it falls into pieces that each lie inside one face. The
// operations that draw lines start from this. One thread.

#include "geo/partition/edit_board.h"

namespace geo {

struct LinePiece {
    std::vector<FixedPoint> points;  // a closed piece repeats its first point
    FaceId face = no_face;           // that it lies in
    bool starts_free = false, ends_free = false; // on no border
};

struct LineOverlay {
    std::vector<LinePiece> pieces;   // in the order of the line, without those that lie along a border
    std::vector<FixedPoint> line;    // the whole line with its nodes, as rounded
    std::set<FixedPoint> stops;      // where it meets borders
    std::set<ArcId> met;             // the borders it meets
    std::map<ArcId, std::map<std::size_t, std::vector<FixedPoint>>> cuts; // new vertices of these, by segment
};

/// The line without doubled points. Refused: too_few_points (two, or three for a ring), off_globe, self_crossing.
std::variant<std::vector<FixedPoint>, Refused> clean_line(std::span<const FixedPoint> line, bool is_ring);

/// `line` is clean; a ring comes without its first point repeated.
LineOverlay lay_line(const Tessellation& map, std::span<const FixedPoint> line, bool is_ring);

/// Puts the borders on the board that the line meets, and cuts them at these of its stops; the others are as if it had not met them.
void cut_borders(EditBoard& board, const LineOverlay& laid, const std::set<FixedPoint>& stops);

} // namespace geo
