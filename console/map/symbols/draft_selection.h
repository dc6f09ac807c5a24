#pragma once
// The selected grids of a draft as the map shows them: whole, however many they are. Borders of the land they cover together and borders
// between them, and rows of pixels that tint it where single outlines can no longer be told apart. Belongs to the map panel; UI thread.

#include "console/map/draft/draft_shapes.h"
#include "console/map/viewport.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace console {

class DraftSelection {
public:
    /// Looks up the borders where the version or the selection is another.
    void follow(const DraftShapes& shapes, std::int64_t draft, std::uint64_t revision, const std::set<geo::FaceId>& selected);

    bool is_empty() const { return outer_.empty(); }
    /// Of each grid there are so many pixels that its own outline can be seen.
    bool has_room_for_outlines(const DraftShapes& shapes, const Viewport& viewport) const;
    /// Borders in sight, as polylines of the window: those of the land together, with `all` those between two of the grids too. Without
    /// `all` none where they are so many that they would hide the land.
    std::vector<std::vector<ScreenPoint>> borders(const DraftShapes& shapes, const Viewport& viewport, bool all) const;

    /// A run of the land inside, `step` window pixels high.
    struct Row {
        float left = 0, right = 0, top = 0;
    };
    /// All of it in sight, from top to bottom.
    std::vector<Row> rows(const DraftShapes& shapes, const Viewport& viewport, float step) const;
    /// The same kept while the map moves: rows worked out for a view around this one, and where they lie in this one.
    struct Tint {
        std::span<const Row> rows;
        float step = 0;               // their height, as worked out
        double scale = 1, dx = 0, dy = 0; // window pixels: x * scale + dx
    };
    Tint tint(const DraftShapes& shapes, const Viewport& viewport, float step);

private:
    std::size_t count_in_sight(const DraftShapes& shapes, const Viewport& viewport, const std::vector<geo::ArcId>& arcs) const;
    void add(const DraftShapes& shapes, const Viewport& viewport, const std::vector<geo::ArcId>& arcs, std::vector<std::vector<ScreenPoint>>& lines) const;

    std::int64_t draft_ = -1;
    std::uint64_t revision_ = 0;
    std::set<geo::FaceId> selected_;
    std::vector<geo::ArcId> outer_, inner_;
    double typical_width_m_ = 0; // of the selected grids
    std::optional<Viewport> tinted_; // what rows_ were worked out for
    std::vector<Row> rows_;
};

} // namespace console
