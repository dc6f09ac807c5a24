#pragma once
// What all tools of the editor share: where a point would be set (pointer or cross hair, snapped), Tab through the targets, the keys of the
// map. And those that draw a line: its points, trace, taking back, laying aside, what it would do. Widget state only; the line itself is
// the session's. UI thread.

#include "console/map/tools/edit_feedback.h"
#include "console/map/tools/edit_preview.h"
#include "console/map/tools/edit_target.h"
#include "console/map/tools/map_tool.h"

namespace console {

class EditMapTool : public MapTool {
public:
    void draw_list(const MapScene& scene, Outbox& outbox) override;
    /// Takes the last step back; where there is none, the menu of the grid there, which is selected.
    void right_click(const MapScene& scene, ScreenPoint at, Outbox& outbox) override;
    void map_moves() override { tabbed_ = 0; }

protected:
    enum class Act { set, finish, back, aside, insert, remove };
    /// A key of the map did this, at the place in hand.
    virtual void act(const MapScene& scene, Act act, Outbox& outbox) = 0;
    /// False: there was nothing to take back.
    virtual bool step_back(Outbox&) { return false; }
    /// The cross hair stands where the last point was set: the same key again ends.
    virtual bool is_at_last_point(const MapScene&) const { return false; }
    /// What the pointer words say, over and below the rest.
    virtual void draw_words(const MapScene&, Outbox&) {}
    /// A vertex that is not snapped to.
    virtual std::optional<geo::FixedPoint> except() const { return {}; }

    static const DraftView* draft(const MapScene& scene) { return scene.view().draft; }
    static const EditorState& state(const MapScene& scene) { return scene.session().editor; }
    /// May be changed here and now.
    static bool is_editable(const MapScene& scene) { return draft(scene) && draft(scene)->is_mine; }
    /// Where pointer or cross hair are; empty: neither is over the map.
    std::optional<geo::LonLat> place(const MapScene& scene) const;
    /// The same, snapped. Worked out once for each place.
    const EditTarget* target(const MapScene& scene) const;
    EditTarget target_at(const MapScene& scene, ScreenPoint at) const;
    void draw_target(const MapScene& scene) const;
    /// Sends the operation off and clears what led to it, if the draft takes it; else remembers why not.
    bool perform(const MapScene& scene, const data::DraftOp& op, Outbox& outbox);
    /// Keeps in the session which outlines a refusal asks to be unlocked; null: none.
    static void tell_locked(const MapScene& scene, const data::RefusedOp* refused, Outbox& outbox);
    /// The refusal of what was asked for last, until something else is asked for.
    std::optional<data::RefusedOp> refused_;

private:
    void take_keys(const MapScene& scene, Outbox& outbox);

    struct Found {
        geo::LonLat place;
        double metres_per_pixel = 0;
        std::uint64_t revision = 0;
        bool is_free = false;
        std::optional<geo::FixedPoint> except;
        SnapSettings settings;
        bool operator==(const Found&) const = default;
    };
    mutable std::optional<Found> found_for_;
    mutable std::vector<EditTarget> found_;
    mutable EditTarget free_;
    mutable std::size_t tabbed_ = 0;
};

class LineMapTool : public EditMapTool {
public:
    void click(const MapScene& scene, ScreenPoint at, bool is_double, Outbox& outbox) override;
    bool sets_points() const override { return true; }
    void draw(const MapScene& scene) const override;

protected:
    virtual EditTool tool() const = 0;
    virtual bool is_ring() const { return false; }
    /// The operation for the line; empty: it has too few points yet.
    virtual std::optional<data::DraftOp> op_for(const MapScene& scene, const geo::Line& line) const = 0;
    /// What holds for the line, said at the pointer; empty: nothing.
    virtual std::string note(const MapScene&) const { return {}; }
    /// A refusal that more points may lift: a hint while one draws.
    virtual bool is_unfinished(data::DraftRefusal reason) const { return reason == data::DraftRefusal::too_few_points || reason == data::DraftRefusal::ends_inside; }
    /// Of data/i18n: why this tool could not do it; null: as everywhere.
    virtual const char* refused_key(data::DraftRefusal) const { return nullptr; }

    void act(const MapScene& scene, Act act, Outbox& outbox) override;
    bool step_back(Outbox& outbox) override;
    bool is_at_last_point(const MapScene& scene) const override;
    void draw_words(const MapScene& scene, Outbox& outbox) override;

private:
    void add(const MapScene& scene, const EditTarget& target, Outbox& outbox);
    void finish(const MapScene& scene, Outbox& outbox);
    /// The hand rests where it set the last point: there is no leg to the pointer.
    bool is_resting(const MapScene& scene) const;
    /// The line with the leg to the target.
    geo::Line line_to(const MapScene& scene, const EditTarget* target) const;
    /// The way from the line's last point to the target: along what lies there where that is traced.
    geo::Line way_to(const MapScene& scene, const EditTarget& target) const;
    const EditPreview* preview(const MapScene& scene) const;

    geo::Line line_;                       // as of the last frame
    std::vector<std::size_t> added_;       // how many points each click added
    std::optional<geo::LonLat> set_from_;  // where pointer or cross hair stood when the last point was set
    mutable PreviewKeeper preview_;
    mutable std::pair<std::pair<geo::FixedPoint, geo::FixedPoint>, geo::Line> traced_; // the last way that was looked for
};

/// The grids selected, as operations name them: a line then divides no others.
std::vector<data::GridRef> selected_refs(const MapScene& scene);
/// "edit.line" with all its points.
void run_line(Outbox& outbox, const geo::Line& line);

} // namespace console
