#pragma once
// The editor's map without a window: keys and pointer, the commands they make carried out, a draft of the demo street. For tests of the
// tools. One at a time; UI thread.

#include "console/frame/draft_view.h"
#include "console/map/panel/map_stage.h"
#include "console/window/keys.h"
#include "data/store/store.h"
#include "tests/console/console_run.h"
#include "tests/console/no_services.h"

#include <memory>
#include <span>

namespace console {

class EditStage {
public:
    explicit EditStage(Language language = Language::en, int width = 760, int height = 560);

    data::Draft& draft() { return *draft_; }
    DraftView& view() { return *view_; }
    EditorState& editor() { return stage_->session().editor; }
    MapStage& stage() { return *stage_; }
    const Viewport& viewport() { return stage_->panel().viewport(); }

    /// Shows a part of the map, wholly painted.
    void show(const geo::LonLatBox& box);
    /// So many frames; what is asked for is done between them.
    void frame(std::span<const InputEvent> events = {});
    void key(int code, Modifiers modifiers = {});
    void move(geo::LonLat place);
    void click(geo::LonLat place, Modifiers modifiers = {}, int button = 0);
    /// Pressed at the first place, moved over the others, let go at the last; with a key held down, if one is named.
    void drag(std::span<const geo::LonLat> places, int held_key = 0);
    /// Compares what is shown with tests/golden/NAME.png.
    void compare(const std::string& name);

    /// The operations the draft was given, as scripts.
    std::vector<std::string> done;
    /// Menus and forms that were asked for.
    std::vector<Command> asked;
    /// Grids with at least so many neighbours, from the one nearest to the middle of the street on.
    std::vector<geo::FaceId> grids(std::size_t neighbours = 3);
    geo::LonLatBox box(geo::FaceId face) { return geo::lonlat_box(draft_->version().map.face(face)->box); }

private:
    void carry_out(const Command& command);

    ConsoleRun run_;
    data::World world_;
    std::vector<DraftStep> steps_;
    data::DraftHead head_;
    std::unique_ptr<data::Draft> draft_;
    std::unique_ptr<DraftView> view_;
    Texts text_;
    NoServices services_;
    data::TimePoint now_;
    std::unique_ptr<MapStage> stage_;
};

} // namespace console
