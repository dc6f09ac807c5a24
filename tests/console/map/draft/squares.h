#pragma once
// A draft's version of equal squares in rows, made by hand: for tests of how a draft is drawn.

#include "data/drafts/draft.h"

namespace console {

/// Face i lies in column i % columns, row i / columns from the south-west. Each side is an arc with its middle as a vertex.
struct Squares {
    int columns = 4, rows = 4;
    std::int64_t side = 1'000'000; // units: 0.001 degree
    geo::FixedPoint origin{114'200'000'000, 30'600'000'000};

    geo::FixedPoint corner(int column, int row) const { return {origin.x + column * side, origin.y + row * side}; }
    geo::FaceId face(int column, int row) const
    {
        return column < 0 || row < 0 || column >= columns || row >= rows ? geo::no_face : static_cast<geo::FaceId>(row * columns + column);
    }

    geo::TessellationEdit all() const
    {
        geo::TessellationEdit edit;
        for (geo::FaceId face = 0; face < static_cast<geo::FaceId>(columns * rows); ++face)
            edit.faces.push_back({face, false, true, {}});
        const auto add = [&](geo::FixedPoint a, geo::FixedPoint b, geo::FaceId left, geo::FaceId right) {
            const geo::FixedPoint middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
            edit.arcs.push_back({static_cast<geo::ArcId>(edit.arcs.size()), nullptr,
                                 std::make_shared<const geo::SharedArc>(geo::SharedArc{{a, middle, b}, left, right})});
        };
        for (int row = 0; row <= rows; ++row)
            for (int column = 0; column <= columns; ++column) {
                if (column < columns)
                    add(corner(column, row), corner(column + 1, row), face(column, row), face(column, row - 1));
                if (row < rows)
                    add(corner(column, row), corner(column, row + 1), face(column - 1, row), face(column, row));
            }
        return edit;
    }

    /// Its grids' parents are `parent` of the column; all else is left blank.
    template <class Parent> data::DraftVersion version(Parent parent) const
    {
        data::DraftVersion version;
        geo::FixedBox box;
        box.add(corner(0, 0)), box.add(corner(columns, rows));
        version.map = geo::Tessellation(box, 100);
        version.map.apply(all());
        for (int i = 0; i < columns * rows; ++i) {
            auto grid = std::make_shared<data::DraftGrid>();
            grid->id = data::GridId{100 + i};
            grid->name = "G" + std::to_string(i);
            grid->parent = data::GridId{parent(i % columns)};
            version.grids.push_back(std::move(grid));
        }
        return version;
    }
    data::DraftVersion version() const
    {
        return version([](int) { return 0; });
    }
};

/// The edit that moves the vertex in the middle of an arc.
inline geo::TessellationEdit moved_middle(const geo::Tessellation& map, geo::ArcId arc, std::int64_t dx, std::int64_t dy)
{
    geo::SharedArc after = *map.arc(arc);
    after.points[1].x += dx, after.points[1].y += dy;
    geo::TessellationEdit edit;
    edit.arcs.push_back({arc, map.arc_ptr(arc), std::make_shared<const geo::SharedArc>(std::move(after))});
    return edit;
}

} // namespace console
