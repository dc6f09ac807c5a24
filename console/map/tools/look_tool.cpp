// Looking and choosing: a click takes what lies there, or opens a list where several things do; a camera can be carried to a tile.

#include "console/look/imgui_versions.h"
#include "console/map/symbols/draw_symbols.h"
#include "console/map/tools/map_pick.h"
#include "console/map/tools/map_tools.h"
#include "console/text/camera_words.h"
#include "console/wall/camera_drag.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

std::string line_title(const View& view, const PickLine& line)
{
    if (line.kind == PickLine::Kind::incident)
        if (const data::Incident* incident = view.world.incidents.find(data::IncidentId{line.id}))
            return fmt::format("{}  {}", incident->number, incident->title);
    if (line.kind == PickLine::Kind::camera)
        if (const data::Camera* camera = view.world.cameras->find(data::CameraId{line.id}))
            return fmt::format("{:04}  {} · {}", camera->number, camera->name, condition_words(view.world, camera->id, view.text, view.now));
    if (const data::Grid* grid = view.world.grids->find(data::GridId{line.id}))
        return fmt::format("{}  {}", grid->code, grid->name);
    return {};
}

class LookTool final : public MapTool {
public:
    void click(const MapScene& scene, ScreenPoint at, bool is_double, Outbox& outbox) override
    {
        if (open_) {
            open_.reset();
            return;
        }
        const Pick pick = make_pick(scene.view().world, scene.symbols, scene.points, scene.grids, scene.viewport, at);
        if (const PickLine* only = pick.only())
            take(*only, is_double, outbox);
        else if (!pick.lines.empty())
            open_ = OpenPick{pick, at};
    }
    /// The menu of what lies there, which is selected; of the map where nothing does.
    void right_click(const MapScene& scene, ScreenPoint at, Outbox& outbox) override
    {
        open_.reset();
        if (scene.session().intake)
            return MapTool::right_click(scene, at, outbox);
        const Pick pick = make_pick(scene.view().world, scene.symbols, scene.points, scene.grids, scene.viewport, at);
        AreaState clicked;
        clicked.right_clicked = true;
        const std::vector<std::string> place = words_at(scene, at);
        // Grids lie everywhere: what is meant is the place.
        if (pick.lines.empty() || pick.lines.front().kind == PickLine::Kind::grid) {
            outbox.run("point.select", place);
            const std::string where = fmt::format("{:.6f} {:.6f}", lonlat_from_screen(scene.viewport, at).lon, lonlat_from_screen(scene.viewport, at).lat);
            return offer_menu(outbox, clicked, thing::map | (pick.lines.empty() ? 0 : thing::grid), pick.lines.empty() ? where : where + "  " + line_title(scene.view(), pick.lines.front()), place);
        }
        const PickLine& line = pick.lines.front();
        take(line, false, outbox);
        const data::World& world = scene.view().world;
        switch (line.kind) {
        case PickLine::Kind::incident:
            if (const data::Incident* incident = world.incidents.find(data::IncidentId{line.id}))
                offer_menu(outbox, clicked, thing::incident, line_title(scene.view(), line), {incident->number});
            break;
        case PickLine::Kind::camera:
            if (const data::Camera* camera = world.cameras->find(data::CameraId{line.id}))
                offer_menu(outbox, clicked, thing::camera, line_title(scene.view(), line), {std::to_string(camera->number)});
            break;
        case PickLine::Kind::grid: break;
        }
    }
    bool take_press(const MapScene& scene, ScreenPoint at, bool) override
    {
        carried_ = {};
        for (const CameraSymbol& symbol : scene.symbols.cameras)
            if (std::hypot(symbol.at.x - at.x, symbol.at.y - at.y) <= symbol_reach * scene.viewport.scale)
                carried_ = symbol.camera->id;
        return static_cast<bool>(carried_);
    }
    void drag(const MapScene& scene, ScreenPoint, bool has_moved, Outbox&) override
    {
        if (!has_moved || !ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoPreviewTooltip | ImGuiDragDropFlags_SourceNoHoldToOpenOthers))
            return;
        const CameraDrag drag{carried_.value};
        ImGui::SetDragDropPayload(camera_payload, &drag, sizeof drag);
        ImGui::EndDragDropSource();
        if (const data::Camera* camera = scene.view().world.cameras->find(carried_))
            scene.painter.tooltip(fmt::format("{:04}  {}", camera->number, camera->name));
    }
    void map_moves() override { open_.reset(); }
    void draw_list(const MapScene& scene, Outbox& outbox) override;

private:
    struct OpenPick {
        Pick pick;
        ScreenPoint at;
    };
    static void take(const PickLine& line, bool open, Outbox& outbox)
    {
        const std::string id = std::to_string(line.id);
        switch (line.kind) {
        case PickLine::Kind::incident: outbox.run(open ? "incident.open" : "incident.select", {id}); break;
        case PickLine::Kind::camera: outbox.run(open ? "camera.open" : "camera.select", {id}); break;
        case PickLine::Kind::grid: outbox.run("grid.select", {id}); break;
        }
    }

    std::optional<OpenPick> open_;
    data::CameraId carried_; // being dragged to a tile; 0: none
};

void LookTool::draw_list(const MapScene& scene, Outbox& outbox)
{
    if (!open_)
        return;
    if (imgui::is_pressed(ImGuiKey_Escape, false)) {
        open_.reset();
        return;
    }
    const FramePainter& painter = scene.painter;
    const View& view = scene.view();
    const float row = painter.px(28), pad = painter.px(8);
    const std::string more =
        open_->pick.left_out > 0 ? view.text.format("map.pick.more", {std::to_string(open_->pick.left_out)}) : std::string();
    float width = std::max(painter.width(view.text("map.pick.title"), FontSize::secondary), painter.width(more, FontSize::secondary));
    for (const PickLine& line : open_->pick.lines)
        width = std::max(width, painter.width(line_title(view, line)) + row);
    width = std::min(width + 2 * pad, painter.px(420));
    const float height = row * (static_cast<float>(open_->pick.lines.size()) + 1 + (more.empty() ? 0 : 1)) + pad;
    const auto right = static_cast<float>(scene.viewport.x + scene.viewport.width), bottom = static_cast<float>(scene.viewport.y + scene.viewport.height);
    const Rect frame{std::clamp(open_->at.x + pad, static_cast<float>(scene.viewport.x), std::max(right - width, 0.f)),
                     std::clamp(open_->at.y + pad, static_cast<float>(scene.viewport.y), std::max(bottom - height, 0.f)), width, height};

    ImGui::SetCursorScreenPos({frame.x, frame.y});
    ImGui::BeginChild("map.pick", {frame.width, frame.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter list(view);
        list.fill(frame, Colour::panel_raised);
        list.frame(frame, Colour::line);
        Rect left = inset(frame, pad, pad / 2);
        list.text(cut_top(left, row), view.text("map.pick.title"), {.size = FontSize::secondary, .colour = Colour::secondary});
        std::optional<PickLine> taken;
        bool open = false;
        int number = 1;
        for (const PickLine& line : open_->pick.lines) {
            Rect box = cut_top(left, row);
            const AreaState state = list.area(fmt::format("map.pick.{}", number++), box);
            if (state.hovered)
                list.fill(box, Colour::panel_pressed);
            const Rect mark = cut_left(box, row);
            const ScreenPoint centre{mark.x + row / 2, mark.y + row / 2};
            if (line.kind == PickLine::Kind::incident) {
                if (const data::Incident* incident = view.world.incidents.find(data::IncidentId{line.id}))
                    draw_severity(list.list(), view.palette, incident->severity, incident->attention, centre, list.px(18), 0);
            } else if (line.kind == PickLine::Kind::camera) {
                if (const data::Camera* camera = view.world.cameras->find(data::CameraId{line.id}))
                    draw_camera(list.list(), view.palette, {.kind = camera->kind, .indoor = camera->indoor}, centre, list.px(12));
            } else {
                list.sign(Sign::grid, centre.x, centre.y, list.px(16), Colour::secondary);
            }
            list.text(box, line_title(view, line), {.size = FontSize::body});
            if (state.clicked)
                taken = line;
            open = open || state.double_clicked;
        }
        if (!more.empty())
            list.text(cut_top(left, row), more, {.size = FontSize::secondary, .colour = Colour::secondary});
        if (taken) {
            take(*taken, open, outbox);
            open_.reset();
        }
    }
    ImGui::EndChild();
}

}

std::unique_ptr<MapTool> make_look_tool() { return std::make_unique<LookTool>(); }

}
