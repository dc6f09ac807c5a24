#include "geo/partition/face_cells.h"

#include "geo/partition/segments.h"

namespace geo {

FaceCells::FaceCells(EditBoard& board, FaceId face) : board_(board)
{
    board.load_face(face);
    for (EditBoard::Place place = 0; place < board.size(); ++place)
        for (const bool reversed : {false, true})
            if (!board.arc(place).is_gone && board.left_of({place, reversed}) == face)
                walk({place, reversed});
    settle();
}

FaceCells::FaceCells(EditBoard& board, std::span<const EditBoard::Place> beside) : board_(board)
{
    for (const EditBoard::Place place : beside)
        for (const bool reversed : {false, true})
            if (board.left_of({place, reversed}) == no_face)
                walk({place, reversed});
    settle();
}

std::optional<std::size_t> FaceCells::cell_of(EditBoard::End end) const
{
    const auto at = cell_of_.find({end.arc, end.reversed});
    return at == cell_of_.end() ? std::nullopt : std::optional(at->second);
}

void FaceCells::walk(EditBoard::End first)
{
    if (seen_.contains({first.arc, first.reversed}))
        return;
    Walked walked;
    EditBoard::End at = first;
    do {
        seen_.insert({at.arc, at.reversed});
        walked.ends.push_back(at);
        const std::vector<FixedPoint>& points = board_.arc(at.arc).points;
        if (at.reversed)
            walked.ring.insert(walked.ring.end(), points.rbegin(), points.rend() - 1);
        else
            walked.ring.insert(walked.ring.end(), points.begin(), points.end() - 1);
        // On from its other end: the first arc clockwise from the way we came.
        const EditBoard::End arrived{at.arc, !at.reversed};
        const FixedPoint node = board_.node_of(arrived), back = board_.second_of(arrived);
        std::optional<EditBoard::End> next;
        for (const EditBoard::End end : board_.ends_at(node))
            if (!next || is_clockwise_before(node, back, board_.second_of(end), board_.second_of(*next)))
                next = end;
        at = *next;
        if (seen_.contains({at.arc, at.reversed}) && !(at.arc == first.arc && at.reversed == first.reversed)) {
            is_sound_ = false;
            return;
        }
    } while (!(at.arc == first.arc && at.reversed == first.reversed));
    walked.area = doubled_area(walked.ring);
    rings_.push_back(std::move(walked));
}

void FaceCells::settle()
{
    for (const Walked& ring : rings_)
        if (ring.area > 0)
            cells_.push_back({ring.area, ring.ends, ring.ring});
    for (const Walked& ring : rings_) {
        if (ring.area > 0)
            continue;
        const FixedPoint middle{ring.ring[0].x + ring.ring[1].x, ring.ring[0].y + ring.ring[1].y};
        Cell* around = nullptr;
        for (Cell& cell : cells_)
            if ((!around || cell.area < around->area) && is_in_ring(cell.outer, middle) && doubled_area(cell.outer) > -ring.area)
                around = &cell;
        if (around) {
            around->area += ring.area;
            around->border.insert(around->border.end(), ring.ends.begin(), ring.ends.end());
        }
    }
    for (std::size_t i = 0; i < cells_.size(); ++i)
        for (const EditBoard::End end : cells_[i].border)
            cell_of_[{end.arc, end.reversed}] = i;
}

void relabel(EditBoard& board, const Cell& cell, FaceId face)
{
    for (const EditBoard::End end : cell.border)
        (end.reversed ? board.arc(end.arc).right : board.arc(end.arc).left) = face;
}

} // namespace geo
