// Vertices and nodes: dragged with the mouse or carried by the keyboard, inserted on a border, deleted.

#include "console/map/scales.h"
#include "console/map/tools/edit_tool.h"
#include "console/map/tools/map_tools.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {
namespace {

constexpr double least_handles_px = 30; // of a grid's width: among smaller ones handles would be all there is

class VertexTool final : public EditMapTool {
public:
    bool take_press(const MapScene& scene, ScreenPoint at, bool) override
    {
        refused_.reset();
        const EditTarget to = target_at(scene, at);
        if (!is_editable(scene) || !is_vertex(to))
            return false;
        carried_ = to.point();
        is_dragged_ = true;
        return true;
    }
    void drag(const MapScene& scene, ScreenPoint, bool, Outbox& outbox) override { outbox.wanted.redraw_by(scene.view().now); }
    void drop(const MapScene& scene, ScreenPoint at, Outbox& outbox) override
    {
        if (!carried_)
            return;
        // Put back where it was: nothing was meant.
        if (const EditTarget to = target_at(scene, at); to.point() != *carried_)
            perform(scene, data::MoveOp{geo::lonlat_from_fixed(*carried_), to.place}, outbox);
    }
    void let_go() override
    {
        if (std::exchange(is_dragged_, false))
            carried_.reset();
    }
    void click(const MapScene& scene, ScreenPoint at, bool is_double, Outbox& outbox) override
    {
        if (is_double)
            insert(scene, target_at(scene, at), outbox);
    }
    void draw(const MapScene& scene) const override;

protected:
    void act(const MapScene& scene, Act act, Outbox& outbox) override;
    bool step_back(Outbox&) override
    {
        const bool has_hold = carried_ || refused_;
        carried_.reset(), refused_.reset();
        return has_hold;
    }
    std::optional<geo::FixedPoint> except() const override { return carried_; }
    void draw_words(const MapScene& scene, Outbox& outbox) override;

private:
    static bool is_vertex(const EditTarget& to) { return to.kind == SnapKind::node || to.kind == SnapKind::vertex; }
    void insert(const MapScene& scene, const EditTarget& on, Outbox& outbox)
    {
        if (is_editable(scene) && (on.kind == SnapKind::edge || on.kind == SnapKind::outline))
            perform(scene, data::InsertOp{on.place, on.place}, outbox);
    }
    const EditPreview* preview(const MapScene& scene) const
    {
        const EditTarget* to = target(scene);
        if (!carried_ || !to || to->point() == *carried_)
            return nullptr;
        return preview_.follow(draft(scene)->draft, draft(scene)->revision, data::MoveOp{geo::lonlat_from_fixed(*carried_), to->place},
                               std::chrono::steady_clock::now());
    }

    std::optional<geo::FixedPoint> carried_;
    bool is_dragged_ = false; // by the mouse; else by the keyboard
    mutable PreviewKeeper preview_;
};

void VertexTool::act(const MapScene& scene, Act act, Outbox& outbox)
{
    const EditTarget* to = target(scene);
    switch (act) {
    case Act::set:
    case Act::finish:
        if (!to || !is_editable(scene))
            break;
        if (carried_) {
            if (perform(scene, data::MoveOp{geo::lonlat_from_fixed(*carried_), to->place}, outbox))
                carried_.reset();
        } else if (is_vertex(*to)) {
            carried_ = to->point();
        }
        break;
    case Act::back: step_back(outbox); break;
    case Act::aside:
        if (!carried_ && state(scene).keyboard)
            outbox.run("edit.cursor", {"none"});
        step_back(outbox);
        break;
    case Act::insert:
        if (to)
            insert(scene, *to, outbox);
        break;
    case Act::remove:
        if (to && is_vertex(*to))
            perform(scene, data::DeleteVertexOp{to->place}, outbox);
        break;
    }
}

void VertexTool::draw(const MapScene& scene) const
{
    if (!draft(scene))
        return;
    const geo::Tessellation& map = draft(scene)->draft.version().map;
    // Handles of the grid in hand.
    if (const EditTarget* to = target(scene)) {
        const geo::FaceId face = map.face_at(to->point());
        if (const geo::Face* area = face == geo::no_face ? nullptr : map.face(face)) {
            const geo::MapBox box = geo::map_box(geo::lonlat_box(area->box));
            if (box.width() / scene.viewport.metres_per_pixel() >= least_handles_px * scene.viewport.scale)
                for (const geo::ArcId id : area->arcs)
                    for (const geo::FixedPoint p : map.arc(id)->points)
                        draw_edit_dot(scene.painter, screen_from_lonlat(scene.viewport, geo::lonlat_from_fixed(p)), Colour::selected, 2.5f);
        }
    }
    const EditPreview* shown = preview(scene);
    if (shown)
        draw_preview(scene, *shown);
    if (carried_) {
        const EditTarget* to = target(scene);
        const ScreenPoint from = screen_from_lonlat(scene.viewport, geo::lonlat_from_fixed(*carried_));
        const bool is_refused = shown && shown->refused();
        if (to)
            draw_edit_line(scene.painter, std::array{from, screen_from_lonlat(scene.viewport, to->place)}, false,
                           {.colour = is_refused ? Colour::not_taken : Colour::ink});
        draw_edit_dot(scene.painter, from, Colour::ink);
        if (is_refused && to)
            draw_refused_at(scene, shown->refused()->at.value_or(to->place));
    } else if (refused_ && refused_->at) {
        draw_refused_at(scene, *refused_->at);
    }
    draw_target(scene);
}

void VertexTool::draw_words(const MapScene& scene, Outbox& outbox)
{
    const EditPreview* shown = preview(scene);
    if (preview_.waits())
        outbox.wanted.redraw_by(scene.view().now + std::chrono::milliseconds(130));
    const EditTarget* to = target(scene);
    if (!to)
        return;
    std::vector<std::pair<std::string, Colour>> words;
    if (carried_ && to->point() != *carried_)
        words.emplace_back(fmt::format("{:.2f} m", measure_line({geo::lonlat_from_fixed(*carried_), to->place}).length_m), Colour::ink);
    if (shown && shown->done())
        words.emplace_back(households_words(scene.view().text, *shown), Colour::label);
    const data::RefusedOp* refused = shown && shown->refused() ? shown->refused() : refused_ ? &*refused_ : nullptr;
    tell_locked(scene, refused, outbox);
    if (refused)
        words.emplace_back(refused_words(scene.view().text, *refused), Colour::not_taken);
    draw_pointer_words(scene, screen_from_lonlat(scene.viewport, to->place), words);
}

} // namespace

std::unique_ptr<MapTool> make_vertex_tool() { return std::make_unique<VertexTool>(); }

} // namespace console
