#pragma once
// What the editor of boundaries (F3) has in hand: tool, line, selection, how it snaps. Part of the session; the draft itself is kept by the
// draft service (console/frame/draft_view.h). UI thread.

#include "console/seat/face_set.h"
#include "data/records/records.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace console {

/// What a click means in the editor. edit_tool_names in the same order.
enum class EditTool { select, vertex, split, merge, reshape, cut, draw, assign, remove };
inline constexpr std::array<const char*, 9> edit_tool_names{"select", "vertex", "split", "merge", "reshape", "cut", "draw", "assign", "remove"};

/// What a point may snap to; snap_kind_names in the same order.
enum class SnapKind { node, vertex, edge, crossing, reference, road, river, building, outline };
inline constexpr std::array<const char*, 9> snap_kind_names{"node", "vertex", "edge", "crossing", "reference", "road", "river", "building", "outline"};

struct SnapSettings {
    std::set<SnapKind> kinds{SnapKind::node,      SnapKind::vertex, SnapKind::edge,  SnapKind::crossing, SnapKind::reference,
                             SnapKind::road,      SnapKind::river,  SnapKind::building, SnapKind::outline};
    int reach_px = 12; // logical pixels
    bool operator==(const SnapSettings&) const = default;
};

/// The tab of the editor's right column.
enum class EditTab { grid, findings, preview, balance };
inline constexpr std::array<const char*, 4> edit_tab_names{"grid", "findings", "preview", "balance"};
/// The drawer under the map.
enum class EditDrawer { closed, table, journal, zones };
inline constexpr std::array<const char*, 4> edit_drawer_names{"closed", "table", "journal", "zones"};

/// A small form over the map: it asks before something is made, thrown away or published.
enum class EditCard { none, make, discard, publish, condition, ignore, unlock, edition, compare, export_grids, withdraw };
inline constexpr std::array<const char*, 11> edit_card_names{"none", "make", "discard", "publish", "condition", "ignore", "unlock", "edition", "compare", "export", "withdraw"};

struct EditorState {
    std::string draft;                     // name of the one that is open or being opened; empty: none
    EditTool tool = EditTool::select;
    bool is_tracing = false;               // T: between two clicks the line follows what lies there
    FaceSet selected;                      // faces of the draft
    std::vector<geo::LonLat> line;         // what is being drawn, as snapped
    std::map<EditTool, std::vector<geo::LonLat>> aside; // lines that Esc laid aside: the tool offers them again
    std::optional<geo::LonLat> keyboard;   // the cross hair that the arrow keys move; empty: the pointer leads
    std::uint64_t map_focus = 0;           // grows when the map is to take the keyboard, once: a tool was taken, what was asked is answered
    SnapSettings snap;
    EditTab tab = EditTab::grid;
    EditDrawer drawer = EditDrawer::closed;
    bool settings_open = false;            // which kinds are snapped to
    std::vector<std::string> hidden;       // reference layers switched off
    EditCard card = EditCard::none;        // what is asked, over the map
    std::string condition;                 // which grids were selected last by their fields: "households < 150"
    std::vector<std::pair<data::Level, data::GridId>> locked; // outlines that what was asked for last would move
    std::string finding;                   // key of the one in hand; empty: none
    std::vector<std::string> fixes;        // offered for it, the best first: as data::Finding has them
    std::string finding_after;             // the one to go on with when that one is gone
    std::optional<geo::LonLat> finding_at; // where the one in hand is, marked on the map
    std::string zones;                     // whose areas are to be unions of grids: id of a reference layer, or a file; empty: not asked
    std::optional<std::size_t> zone;       // the one in hand, by its place in the file
};

/// The edition of the boundaries that the editor shows in the place of the draft or of what is in force. Ids as data::Edition has them; 0: the
/// boundaries before the first edition.
struct EditionState {
    static constexpr std::int64_t in_force = -1;
    std::optional<std::int64_t> shown;     // empty: none
    std::optional<std::int64_t> with;      // what it is compared with; in_force: whichever rules at the time
};

} // namespace console
