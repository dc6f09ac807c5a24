#pragma once
// The selected grids of a draft as the map shows them: whole, however many they are. Borders of the land they cover together and borders
// between them, and rows of pixels that tint it where single outlines can no longer be told apart. Belongs to the map panel; UI thread.

#include "console/map/draft/draft_shapes.h"
#include "console/map/viewport.h"
#include "console/seat/face_set.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace console {

class DraftSelection {
public:
    /// Looks up the borders where the selection or the land is another; a large selection in several calls, and what was selected before is
    /// shown until then.
    void follow(const DraftShapes& shapes, std::int64_t draft, const FaceSet& selected);
    /// Another call is wanted, of this or of tint().
    bool is_behind() const { return coming_ || tinting_; }

    bool is_empty() const { return shown_.outer.arcs.empty(); }
    /// Of each grid there are so many pixels that its own outline can be seen.
    bool has_room_for_outlines(const Viewport& viewport) const;
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
    /// Of borders by the thousand the rows for another view are worked out in several calls, and those for the last one serve until then.
    Tint tint(const DraftShapes& shapes, const Viewport& viewport, float step);

private:
    /// Borders with their boxes: most are out of sight, and are known to be without a look at them.
    struct Borders {
        std::vector<geo::ArcId> arcs;
        std::vector<geo::MapBox> boxes;
        void add(geo::ArcId id, const DraftShapes& shapes);
        /// Ascending ids. Whether there was one of them.
        bool remove(std::span<const geo::ArcId> ids);
        /// How many are in sight; no further than to one more than `most`.
        std::size_t count(std::size_t most, const geo::MapBox& seen) const;
    };
    struct Looked {
        FaceSet selected;
        std::vector<bool> is_in;  // by face
        geo::Tessellation map;    // of whose arcs these are
        Borders outer, inner;     // of the land together; between two of the grids
        double typical_width_m = 0; // of the selected grids
    };
    /// On the way.
    struct Coming {
        Looked looked;
        FaceSet::const_iterator next;
    };
    /// Rows on the way: where the borders meet the middle of each.
    struct Tinting {
        Viewport viewport;
        float step = 0;
        std::vector<std::vector<float>> met;
        std::size_t next = 0; // of the borders around the land
    };
    static Tinting tinting_for(const Viewport& viewport, float step);
    void meet(const DraftShapes& shapes, Tinting& tinting, std::size_t most) const;
    static std::vector<Row> rows_of(Tinting& tinting);
    void renew_tint() { is_tint_stale_ = true, tinting_.reset(); }
    void begin(const DraftShapes& shapes, const FaceSet& selected);
    void go_on(const DraftShapes& shapes);
    void follow_land(const DraftShapes& shapes);
    void add(const DraftShapes& shapes, const Viewport& viewport, const Borders& borders, std::vector<std::vector<ScreenPoint>>& lines) const;

    std::int64_t draft_ = -1;
    Looked shown_;
    std::optional<Coming> coming_;
    std::optional<Viewport> tinted_; // what rows_ were worked out for
    float tinted_step_ = 0;
    bool is_tint_stale_ = false;     // they are of other land: shown until there are new ones
    std::optional<Tinting> tinting_;
    std::vector<Row> rows_;
};

} // namespace console
