// Selecting: a click takes the grid there, Shift takes more; Shift and a drag pull a box, Ctrl and a drag draw a ring.

#include "console/map/tools/edit_choice_tool.h"
#include "console/map/tools/map_tools.h"

#include <imgui.h>

#include <cmath>

namespace console {
namespace {

constexpr float ring_step_px = 4;

class SelectTool final : public EditMapTool {
public:
    bool take_press(const MapScene& scene, ScreenPoint at, bool shift) override
    {
        const bool ctrl = ImGui::GetIO().KeyCtrl;
        pulled_.clear();
        if (!draft(scene) || (!shift && !ctrl))
            return false;
        is_ring_ = ctrl;
        pulled_.push_back(at);
        has_moved_ = false;
        return true;
    }
    void drag(const MapScene& scene, ScreenPoint at, bool has_moved, Outbox& outbox) override
    {
        has_moved_ = has_moved_ || has_moved;
        if (!is_ring_)
            pulled_.resize(1);
        if (!is_ring_ || std::hypot(at.x - pulled_.back().x, at.y - pulled_.back().y) >= scene.painter.px(ring_step_px))
            pulled_.push_back(at);
        outbox.wanted.redraw_by(scene.view().now);
    }
    void drop(const MapScene& scene, ScreenPoint at, Outbox& outbox) override;
    void let_go() override { pulled_.clear(); }

    void click(const MapScene& scene, ScreenPoint at, bool, Outbox& outbox) override
    {
        if (draft(scene))
            take(scene, lonlat_from_screen(scene.viewport, at), ImGui::GetIO().KeyShift, outbox);
    }
    void draw(const MapScene& scene) const override
    {
        if (has_moved_ && pulled_.size() > 1)
            draw_edit_line(scene.painter, outline(), true, {});
        if (const auto cross = state(scene).keyboard)
            draw_cross_hair(scene.painter, screen_from_lonlat(scene.viewport, *cross));
    }

protected:
    void act(const MapScene& scene, Act act, Outbox& outbox) override
    {
        if (act == Act::set || act == Act::finish) {
            if (const auto at = place(scene))
                take(scene, *at, act == Act::set, outbox);
        } else if (act == Act::aside) {
            if (!state(scene).selected.empty())
                run_select(outbox, {});
            else if (state(scene).keyboard)
                outbox.run("edit.cursor", {"none"});
        }
    }

private:
    std::vector<ScreenPoint> outline() const
    {
        if (is_ring_)
            return pulled_;
        const ScreenPoint a = pulled_.front(), b = pulled_.back();
        return {a, {b.x, a.y}, b, {a.x, b.y}};
    }
    void take(const MapScene& scene, geo::LonLat at, bool adds, Outbox& outbox)
    {
        const geo::FaceId face = draft(scene)->draft.version().map.face_at(geo::fixed_from_lonlat(at));
        const bool is_grid = face != geo::no_face && draft(scene)->draft.version().grid(face);
        std::set<geo::FaceId> faces = adds ? state(scene).selected : FaceSet();
        if (is_grid && !faces.insert(face).second)
            faces.erase(face);
        run_select(outbox, faces);
    }

    std::vector<ScreenPoint> pulled_;
    bool is_ring_ = false, has_moved_ = false;
};

void SelectTool::drop(const MapScene& scene, ScreenPoint at, Outbox& outbox)
{
    if (!draft(scene) || pulled_.empty())
        return;
    pulled_.push_back(at);
    geo::Ring ring;
    geo::MapBox box;
    for (const ScreenPoint p : outline()) {
        ring.push_back(lonlat_from_screen(scene.viewport, p));
        box.add(geo::map_from_lonlat(ring.back()));
    }
    const geo::MultiPolygon area{{ring, {}}};
    const data::DraftVersion& version = draft(scene)->draft.version();
    std::set<geo::FaceId> faces = state(scene).selected, near;
    for (const geo::ArcId id : version.map.arcs_near(geo::fixed_box(geo::lonlat_box(box))))
        for (const geo::FaceId face : {version.map.arc(id)->left, version.map.arc(id)->right})
            if (face != geo::no_face && version.grid(face))
                near.insert(face);
    // Those that lie inside as a whole: what is only touched was not meant.
    for (const geo::FaceId face : near) {
        bool is_inside = true;
        for (const geo::ArcId id : version.map.face(face)->arcs)
            for (const geo::FixedPoint p : version.map.arc(id)->points)
                is_inside = is_inside && geo::contains(area, geo::lonlat_from_fixed(p));
        if (is_inside)
            faces.insert(face);
    }
    run_select(outbox, faces);
}

} // namespace

std::unique_ptr<MapTool> make_select_tool() { return std::make_unique<SelectTool>(); }

} // namespace console
