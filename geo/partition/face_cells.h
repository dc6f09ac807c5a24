#pragma once
// Which coherent pieces the arcs on a board cut a face into. The operations' own tool. One thread.

#include "geo/partition/edit_board.h"

namespace geo {

/// One coherent piece of a face: the arcs around it, seen with it to the left.
struct Cell {
    WideInt area = 0; // doubled
    std::vector<EditBoard::End> border;
    FixedRing outer;
};

class FaceCells {
public:
    /// All of a face, which is put on the board as a whole.
    FaceCells(EditBoard& board, FaceId face);
    /// Of no_face only the cells beside these arcs, as far as they are closed by an outer border. Islands inside that none of these arcs
    /// borders are not seen.
    FaceCells(EditBoard& board, std::span<const EditBoard::Place> beside);

    const std::vector<Cell>& cells() const { return cells_; }
    /// False where rounding laid arcs over one another, so that they are no borders of cells.
    bool is_sound() const { return is_sound_; }
    /// The cell to the left of an arc; none: not traced.
    std::optional<std::size_t> cell_of(EditBoard::End end) const;

private:
    struct Walked {
        std::vector<EditBoard::End> ends;
        FixedRing ring;
        WideInt area = 0;
    };
    void walk(EditBoard::End first);
    void settle();

    EditBoard& board_;
    std::vector<Walked> rings_;
    std::vector<Cell> cells_;
    std::map<std::pair<EditBoard::Place, bool>, std::size_t> cell_of_;
    std::set<std::pair<EditBoard::Place, bool>> seen_;
    bool is_sound_ = true;
};

/// The cell becomes the face's.
void relabel(EditBoard& board, const Cell& cell, FaceId face);

} // namespace geo
