#pragma once
// Partitions for tests: each letter of a picture is a face of square cells. Every edge between two letters is an arc of its own, known by its
// place, so that two pictures of the same size give the edit between them.

#include "data/drafts/draft.h"

#include <map>
#include <string>
#include <vector>

namespace raster {

/// 'a' is the face 0, 'b' 1 …; ' ' and '.': no face. The first row is the north.
using Picture = std::vector<std::string>;

inline geo::FaceId face_of(char c) { return c >= 'a' && c <= 'z' ? static_cast<geo::FaceId>(c - 'a') : geo::no_face; }

class Raster {
public:
    /// Cells of so many units (1e-9 degree) from this south-west corner.
    explicit Raster(std::size_t columns, std::size_t rows, std::int64_t cell = 1'000'000, geo::FixedPoint south_west = {114'300'000'000, 30'600'000'000})
        : columns_(columns), rows_(rows), cell_(cell), south_west_(south_west)
    {
    }
    explicit Raster(const Picture& picture) : Raster(picture.front().size(), picture.size()) {}

    /// The corner between cells, columns from the west and rows from the south.
    geo::FixedPoint corner(std::size_t column, std::size_t row) const
    {
        return {south_west_.x + static_cast<std::int64_t>(column) * cell_, south_west_.y + static_cast<std::int64_t>(row) * cell_};
    }
    /// The middle of a cell of the picture.
    geo::LonLat middle(std::size_t column, std::size_t row_from_north) const
    {
        const geo::FixedPoint p = corner(column, rows_ - 1 - row_from_north);
        return geo::lonlat_from_fixed({p.x + cell_ / 2, p.y + cell_ / 2});
    }

    /// What leads from one picture to another; of `before` empty: from nothing.
    geo::Edited edited(const Picture& before, const Picture& after) const
    {
        geo::Edited out;
        const std::map<geo::ArcId, geo::ArcPtr> old_arcs = arcs(before), new_arcs = arcs(after);
        for (geo::ArcId id = 0; id < 2 * (columns_ + 1) * (rows_ + 1); ++id) {
            const auto was = old_arcs.find(id), is = new_arcs.find(id);
            const geo::ArcPtr a = was == old_arcs.end() ? nullptr : was->second, b = is == new_arcs.end() ? nullptr : is->second;
            if (a && b ? *a != *b : a != b)
                out.edit.arcs.push_back({id, a, b});
        }
        std::map<geo::FaceId, std::pair<std::size_t, std::size_t>> cells;
        std::map<std::pair<geo::FaceId, geo::FaceId>, std::size_t> passages;
        for (std::size_t row = 0; row < rows_; ++row)
            for (std::size_t column = 0; column < columns_; ++column) {
                const geo::FaceId a = before.empty() ? geo::no_face : face_of(before[row][column]), b = face_of(after[row][column]);
                if (a != geo::no_face)
                    ++cells[a].first;
                if (b != geo::no_face)
                    ++cells[b].second;
                if (a != b)
                    ++passages[{a, b}];
            }
        for (const auto& [ends, count] : passages)
            out.passages.push_back({ends.first, ends.second, static_cast<geo::WideInt>(count) * 2 * cell_ * cell_});
        for (const auto& [face, count] : cells) {
            if (count.first == 0)
                out.created.push_back(face);
            if (count.second == 0)
                out.removed.push_back(face);
            if ((count.first == 0) != (count.second == 0))
                out.edit.faces.push_back({face, count.first > 0, count.second > 0, {}});
        }
        return out;
    }

    geo::Tessellation map(const Picture& picture) const
    {
        geo::FixedBox box;
        box.add(corner(0, 0)), box.add(corner(columns_, rows_));
        geo::Tessellation out(box, 2 * columns_ * rows_);
        out.apply(edited({}, picture).edit);
        return out;
    }

    /// The picture with a record for each face: id face + 1, code and name by letter ("A").
    data::DraftVersion version(const Picture& picture) const
    {
        data::DraftVersion out;
        out.map = map(picture);
        for (geo::FaceId face = 0; face < out.map.face_slots(); ++face) {
            data::DraftGrid grid;
            grid.id = data::GridId{face + 1};
            grid.name = std::string(1, static_cast<char>('A' + face));
            out.grids.push_back(out.map.face(face) ? std::make_shared<const data::DraftGrid>(grid) : nullptr);
        }
        return out;
    }

private:
    std::map<geo::ArcId, geo::ArcPtr> arcs(const Picture& picture) const
    {
        std::map<geo::ArcId, geo::ArcPtr> out;
        if (picture.empty())
            return out;
        // Columns and rows from the south-west; −1 and beyond: nobody's.
        const auto at = [&](std::size_t column, std::size_t row) {
            return column < columns_ && row < rows_ ? face_of(picture[rows_ - 1 - row][column]) : geo::no_face;
        };
        for (std::size_t row = 0; row <= rows_; ++row)
            for (std::size_t column = 0; column <= columns_; ++column) {
                const geo::ArcId id = static_cast<geo::ArcId>(2 * (row * (columns_ + 1) + column));
                const auto put = [&](geo::ArcId arc, geo::FixedPoint to, geo::FaceId left, geo::FaceId right) {
                    if (left != right)
                        out[arc] = std::make_shared<const geo::SharedArc>(geo::SharedArc{{corner(column, row), to}, left, right});
                };
                if (row < rows_)
                    put(id, corner(column, row + 1), at(column - 1, row), at(column, row));
                if (column < columns_)
                    put(id + 1, corner(column + 1, row), at(column, row), at(column, row - 1));
            }
        return out;
    }

    std::size_t columns_, rows_;
    std::int64_t cell_;
    geo::FixedPoint south_west_;
};

/// An area of the workspace, its code also its name.
inline data::Grid area(data::GridId id, data::Level level, std::string code, geo::MultiPolygon shape = {}, data::GridId parent = {}, data::UnitId unit = {})
{
    data::Grid out;
    out.id = id, out.level = level, out.code = code, out.name = std::move(code), out.shape = std::move(shape), out.parent = parent, out.unit = unit;
    return out;
}

/// Changes a field of a face's record.
template <class Change> void edit_record(data::DraftVersion& version, char letter, Change change)
{
    const geo::FaceId face = face_of(letter);
    data::DraftGrid grid = *version.grid(face);
    change(grid);
    version.grids.set(face, std::make_shared<const data::DraftGrid>(std::move(grid)));
}

inline void set_households(data::DraftVersion& version, char letter, std::optional<int> households, std::optional<int> residents = std::nullopt)
{
    edit_record(version, letter, [&](data::DraftGrid& grid) { grid.households = households, grid.residents = residents; });
}

/// The version with another map and the records changed.
inline data::DraftVersion with(const data::DraftVersion& before, const geo::Tessellation& map, std::span<const data::DraftEdit::GridChange> changes)
{
    data::DraftVersion out = before;
    out.map = map;
    for (const auto& change : changes) {
        while (out.grids.size() <= change.face)
            out.grids.push_back(nullptr);
        out.grids.set(change.face, change.after);
    }
    return out;
}

} // namespace raster
