#include "geo/partition/edits.h"

#include "geo/partition/face_cells.h"
#include "geo/partition/line_overlay.h"
#include "geo/partition/segments.h"

#include <algorithm>

namespace geo {
namespace {

Refused refused(RefusalReason reason, FixedPoint at, std::string_view why) { return {reason, at, why}; }

bool is_area(const Tessellation& map, FaceId face) { return map.face(face) && !map.face(face)->is_overlap(); }

/// Lays the pieces on the board, with a node where they begin and end; by the face they lie in.
std::map<FaceId, std::vector<EditBoard::Place>> add_pieces(EditBoard& board, const LineOverlay& laid, std::span<const LinePiece> pieces)
{
    std::set<FixedPoint> ends;
    for (const LinePiece& piece : pieces)
        ends.insert({piece.points.front(), piece.points.back()});
    cut_borders(board, laid, ends);
    std::map<FaceId, std::vector<EditBoard::Place>> out;
    for (const LinePiece& piece : pieces)
        out[piece.face].push_back(board.add({piece.points, piece.face, piece.face, std::nullopt, false}));
    return out;
}

FixedPoint free_end_of(const LinePiece& piece) { return piece.ends_free ? piece.points.back() : piece.points.front(); }

/// Cells beside the pieces: a piece with the same cell on both sides divides nothing.
std::variant<std::set<std::size_t>, Refused> divided(const FaceCells& cells, const EditBoard& board, std::span<const EditBoard::Place> pieces)
{
    std::set<std::size_t> out;
    if (!cells.is_sound())
        return refused(RefusalReason::folds, board.arc(pieces.front()).points.front(), "the line comes too near a border to be told from it");
    for (const EditBoard::Place piece : pieces) {
        const auto left = cells.cell_of({piece, false}), right = cells.cell_of({piece, true});
        if (left == right)
            return refused(RefusalReason::ends_inside, board.arc(piece).points.back(), "the line meets the border here but divides nothing");
        for (const auto& side : {left, right})
            if (side)
                out.insert(*side);
    }
    return out;
}

/// Of equal ones that with the smallest vertex, so that it does not matter which way a line was drawn.
std::size_t largest_of(const FaceCells& cells, const std::set<std::size_t>& among)
{
    const auto less = [&](std::size_t i, std::size_t k) {
        const Cell& a = cells.cells()[i];
        const Cell& b = cells.cells()[k];
        if (a.area != b.area)
            return a.area < b.area;
        return *std::min_element(b.outer.begin(), b.outer.end()) < *std::min_element(a.outer.begin(), a.outer.end());
    };
    return *std::max_element(among.begin(), among.end(), less);
}

} // namespace

EditOutcome split(const Tessellation& map, std::span<const FixedPoint> drawn, std::span<const FaceId> faces)
{
    for (const FaceId face : faces)
        if (!is_area(map, face))
            return refused(RefusalReason::unknown_grid, {}, "no such grid");
    const auto clean = clean_line(drawn, false);
    if (const Refused* no = std::get_if<Refused>(&clean))
        return *no;
    const LineOverlay laid = lay_line(map, std::get<0>(clean), false);
    std::vector<LinePiece> taken;
    for (const LinePiece& piece : laid.pieces) {
        if (!is_area(map, piece.face) || (!faces.empty() && std::find(faces.begin(), faces.end(), piece.face) == faces.end()))
            continue;
        if (piece.starts_free || piece.ends_free)
            return refused(RefusalReason::ends_inside, free_end_of(piece), "the line ends inside a grid");
        taken.push_back(piece);
    }
    EditBoard board(map);
    const auto pieces = add_pieces(board, laid, taken);
    if (pieces.empty())
        return refused(RefusalReason::not_adjacent, laid.line.front(), "the line crosses no grid that it could divide");
    for (const FaceId face : faces)
        if (!pieces.contains(face))
            return refused(RefusalReason::not_adjacent, laid.line.front(), "the line does not cross one of the grids named");
    std::vector<Passage> passages;
    std::vector<TessellationEdit::FaceChange> created;
    for (const auto& [face, places] : pieces) {
        const FaceCells cells(board, face);
        const auto beside = divided(cells, board, places);
        if (const Refused* no = std::get_if<Refused>(&beside))
            return *no;
        const std::size_t kept = largest_of(cells, std::get<0>(beside));
        for (const std::size_t i : std::get<0>(beside)) {
            if (i == kept)
                continue;
            const FaceId part = board.new_face();
            created.push_back({part, false, true, {}});
            relabel(board, cells.cells()[i], part);
            passages.push_back({face, part, cells.cells()[i].area});
        }
    }
    board.tidy();
    return checked(map, board.edit(std::move(created)), std::move(passages));
}

namespace {

/// cut_out and draw: what lies inside the ring becomes one new face.
EditOutcome take_inside(const Tessellation& map, std::span<const FixedPoint> drawn, std::span<const FaceId> faces, bool takes_unowned)
{
    for (const FaceId face : faces)
        if (!is_area(map, face))
            return refused(RefusalReason::unknown_grid, {}, "no such grid");
    const auto clean = clean_line(drawn, true);
    if (const Refused* no = std::get_if<Refused>(&clean))
        return *no;
    std::vector<FixedPoint> ring = std::get<0>(clean);
    if (doubled_area(ring) < 0)
        std::reverse(ring.begin(), ring.end());
    const LineOverlay laid = lay_line(map, ring, true);
    EditBoard board(map);
    cut_borders(board, laid, laid.stops);
    const auto gives = [&](FaceId face) {
        return face == no_face ? takes_unowned : faces.empty() || std::find(faces.begin(), faces.end(), face) != faces.end();
    };
    const FaceId made = board.new_face();
    std::set<FaceId> met;
    for (const LinePiece& piece : laid.pieces) {
        if (piece.face != no_face && map.face(piece.face)->is_overlap())
            return refused(RefusalReason::folds, piece.points.front(), "grids overlap here: repair that first");
        if (!gives(piece.face)) {
            if (!faces.empty() && piece.face != no_face)
                return refused(RefusalReason::not_adjacent, piece.points.front(), "the ring leaves the grids named");
            continue;
        }
        board.add({piece.points, made, piece.face, std::nullopt, false}); // counter-clockwise: the inside is to the left
        if (piece.face != no_face)
            met.insert(piece.face);
    }
    // Every border in or on the ring, its sides that look into the ring.
    for (const ArcId id : map.arcs_near(box_of(laid.line)))
        board.load(id);
    std::set<std::pair<FixedPoint, FixedPoint>> along;
    for (std::size_t i = 0; i < laid.line.size(); ++i)
        along.insert({laid.line[i], laid.line[(i + 1) % laid.line.size()]});
    for (EditBoard::Place place = 0; place < board.size(); ++place) {
        EditBoard::Arc& arc = board.arc(place);
        if (arc.is_gone || !arc.origin)
            continue;
        const FixedPoint a = arc.points[0], b = arc.points[1];
        const bool with = along.contains({a, b}), against = along.contains({b, a});
        const bool is_inside = !with && !against && is_in_ring(laid.line, {a.x + b.x, a.y + b.y});
        for (FaceId* side : {&arc.left, &arc.right}) {
            if (!(is_inside || (with && side == &arc.left) || (against && side == &arc.right)))
                continue;
            if (*side != no_face && map.face(*side)->is_overlap())
                return refused(RefusalReason::folds, a, "grids overlap here: repair that first");
            if (!gives(*side))
                continue;
            if (*side != no_face)
                met.insert(*side);
            *side = made;
        }
    }
    if (met.empty() && !takes_unowned)
        return refused(RefusalReason::not_adjacent, laid.line.front(), "the ring holds no land of a grid");
    board.tidy();
    std::vector<TessellationEdit::FaceChange> changes{{made, false, true, {}}};
    // A face of which nothing is left goes.
    for (const FaceId face : met) {
        bool is_left = false;
        for (EditBoard::Place place = 0; place < board.size() && !is_left; ++place)
            is_left = !board.arc(place).is_gone && (board.arc(place).left == face || board.arc(place).right == face);
        for (const ArcId id : map.face(face)->arcs)
            is_left |= !board.is_loaded(id);
        if (!is_left)
            changes.push_back({face, true, false, {}});
    }
    TessellationEdit edit = board.edit(std::move(changes));
    const Tessellation after = map.after(edit);
    std::vector<Passage> passages;
    WideInt taken = 0;
    for (const FaceId face : met) {
        passages.push_back({face, made, map.doubled_area(face) - after.doubled_area(face)});
        taken += passages.back().doubled_area;
    }
    passages.push_back({no_face, made, after.doubled_area(made) - taken});
    return checked(map, std::move(edit), std::move(passages));
}

} // namespace

EditOutcome cut_out(const Tessellation& map, std::span<const FixedPoint> ring, std::span<const FaceId> faces)
{
    return take_inside(map, ring, faces, false);
}

EditOutcome draw(const Tessellation& map, std::span<const FixedPoint> ring) { return take_inside(map, ring, {}, true); }

namespace {

/// The two faces on whose border the line leaves and arrives; none where that is not one pair.
std::optional<std::pair<FaceId, FaceId>> pair_of(const Tessellation& map, const LineOverlay& laid)
{
    EditBoard board(map);
    cut_borders(board, laid, laid.stops);
    std::map<std::pair<FaceId, FaceId>, std::size_t> counts;
    for (const FixedPoint stop : laid.stops) {
        std::set<std::pair<FaceId, FaceId>> here;
        for (const EditBoard::End end : board.ends_at(stop))
            here.insert(std::minmax(board.arc(end.arc).left, board.arc(end.arc).right));
        for (const auto& pair : here)
            ++counts[pair];
    }
    // Each end of a piece has to lie on the border of the two, one of which the piece crosses.
    std::optional<std::pair<FaceId, FaceId>> best;
    std::size_t most = 1;
    bool is_clear = true;
    for (const auto& [pair, count] : counts) {
        const bool is_crossed = std::any_of(laid.pieces.begin(), laid.pieces.end(), [&, &pair = pair](const LinePiece& piece) {
            return !piece.starts_free && !piece.ends_free && (piece.face == pair.first || piece.face == pair.second);
        });
        if (!is_crossed || count < most)
            continue;
        is_clear = count > most || !best;
        most = count, best = pair;
    }
    return is_clear ? best : std::nullopt;
}

} // namespace

EditOutcome reshape(const Tessellation& map, std::span<const FixedPoint> drawn, std::span<const FaceId> faces)
{
    const auto clean = clean_line(drawn, false);
    if (const Refused* no = std::get_if<Refused>(&clean))
        return *no;
    const LineOverlay laid = lay_line(map, std::get<0>(clean), false);
    std::optional<std::pair<FaceId, FaceId>> pair;
    if (faces.size() == 2)
        pair = std::minmax(faces[0], faces[1]);
    else
        pair = pair_of(map, laid);
    if (faces.size() > 2 || (faces.size() == 1 && pair && pair->first != faces[0] && pair->second != faces[0]))
        pair.reset();
    if (!pair) {
        for (const LinePiece& piece : laid.pieces)
            if ((piece.starts_free || piece.ends_free) && piece.face != no_face && laid.pieces.size() == 1)
                return refused(RefusalReason::ends_inside, free_end_of(piece), "the line ends inside a grid");
        return refused(RefusalReason::not_adjacent, laid.line.front(), "the line does not leave and meet the border of two grids");
    }
    for (const FaceId face : {pair->first, pair->second})
        if (face != no_face && !is_area(map, face))
            return refused(RefusalReason::folds, laid.line.front(), "grids overlap here: repair that first");
    std::vector<LinePiece> taken;
    for (const LinePiece& piece : laid.pieces)
        if (!piece.starts_free && !piece.ends_free && (piece.face == pair->first || piece.face == pair->second))
            taken.push_back(piece);
    EditBoard board(map);
    const auto pieces = add_pieces(board, laid, taken);
    if (pieces.empty()) {
        for (const LinePiece& piece : laid.pieces)
            if (piece.starts_free || piece.ends_free)
                return refused(RefusalReason::ends_inside, free_end_of(piece), "the line ends inside a grid");
        return refused(RefusalReason::not_adjacent, laid.line.front(), "the line does not leave and meet the border of two grids");
    }
    struct Given {
        Cell cell;
        FaceId from, to;
    };
    std::vector<Given> given;
    for (const auto& [face, places] : pieces) {
        const FaceId other = face == pair->first ? pair->second : pair->first;
        const FaceCells cells = face == no_face ? FaceCells(board, places) : FaceCells(board, face);
        const auto beside = divided(cells, board, places);
        if (const Refused* no = std::get_if<Refused>(&beside))
            return *no;
        const std::set<std::size_t>& among = std::get<0>(beside);
        // Of unassigned land the cells that are closed are given; what lies around everything never is.
        const std::size_t kept = face == no_face ? cells.cells().size() : largest_of(cells, among);
        for (const std::size_t i : among)
            if (i != kept)
                given.push_back({cells.cells()[i], face, other});
    }
    std::vector<Passage> passages;
    for (const Given& g : given) {
        const bool borders = std::any_of(g.cell.border.begin(), g.cell.border.end(), [&](EditBoard::End end) {
            return board.arc(end.arc).origin && board.left_of({end.arc, !end.reversed}) == g.to;
        });
        if (!borders)
            return refused(RefusalReason::not_adjacent, g.cell.outer.front(), "the line does not leave and meet the border of these grids");
        passages.push_back({g.from, g.to, g.cell.area});
    }
    for (const Given& g : given)
        relabel(board, g.cell, g.to);
    board.tidy();
    return checked(map, board.edit({}), std::move(passages));
}

} // namespace geo
