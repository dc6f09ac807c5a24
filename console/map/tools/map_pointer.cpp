// What the pointer does on the map: hover, pan, zoom, click, choose from the pick list, carry a camera to a tile.

#include "console/map/panel/map_panel.h"
#include "console/text/camera_words.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace console {

namespace {

constexpr double steps_a_notch = 0.5;       // two notches double the scale
constexpr float click_slack_px = 4;         // a hand that clicks moves this much
constexpr double trail_s = 0.1;

ScreenPoint pointer_now()
{
    const ImVec2 p = ImGui::GetIO().MousePos;
    return {p.x, p.y};
}

std::vector<std::string> corner_words(std::initializer_list<geo::LonLat> corners)
{
    std::vector<std::string> words;
    for (const geo::LonLat p : corners)
        words.insert(words.end(), {fmt::format("{:.9f}", p.lon), fmt::format("{:.9f}", p.lat)});
    return words;
}

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

}

void MapPanel::take_pointer(const FramePainter& painter, Rect box, Outbox& outbox)
{
    const View& view = painter.view();
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::InvisibleButton("map", {std::max(1.f, box.width), std::max(1.f, box.height)},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    const bool hovered = ImGui::IsItemHovered(), held = ImGui::IsItemActive();
    const ScreenPoint at = pointer_now();
    pointer_ = hovered || held ? std::optional(at) : std::nullopt;

    if (hovered && io.MouseWheel != 0) {
        Viewport from = viewport_;
        // Zooming again before the map has come to rest goes on from where it is going, about the same place.
        if (motion_.is_moving())
            from.view = motion_.goal();
        glide(view, zoomed_at(from, at, io.MouseWheel * (io.KeyCtrl ? zoom_step : steps_a_notch)));
        pick_.reset();
    }
    if (ImGui::IsItemActivated() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        motion_.stop();
        drag_from_ = at;
        drag_trail_.clear();
        carried_.reset();
        if (io.KeyShift)
            boxed_from_ = at;
        for (const CameraSymbol& symbol : symbols_.cameras)
            if (std::hypot(symbol.at.x - at.x, symbol.at.y - at.y) <= symbol_reach * viewport_.scale)
                carried_ = symbol.camera->id;
    }
    const bool picking = view.session.map.measuring || view.session.map.is_drawing_area || (view.session.intake && view.session.intake->picking);
    const bool moved = std::hypot(at.x - drag_from_.x, at.y - drag_from_.y) > click_slack_px * viewport_.scale;
    if (boxed_from_) {
        if (held)
            outbox.wanted.redraw_by(view.now);
        else if (const ScreenPoint from = *std::exchange(boxed_from_, std::nullopt); moved)
            outbox.run("map.area_box", corner_words({lonlat_from_screen(viewport_, from), lonlat_from_screen(viewport_, at)}));
        else if (hovered)
            click(painter, at, false, outbox);
        return;
    }
    if (held && carried_ && !picking) {
        if (moved && ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoPreviewTooltip | ImGuiDragDropFlags_SourceNoHoldToOpenOthers)) {
            const std::int64_t id = carried_->value;
            ImGui::SetDragDropPayload("camera", &id, sizeof id);
            ImGui::EndDragDropSource();
            if (const data::Camera* camera = view.world.cameras->find(*carried_))
                painter.tooltip(fmt::format("{:04}  {}", camera->number, camera->name));
        }
    } else {
        drag_map(view, held && ImGui::IsMouseDown(ImGuiMouseButton_Left) && (dragging_ || moved));
    }
    if (hovered && ImGui::IsItemDeactivated() && !moved && ImGui::IsMouseReleased(ImGuiMouseButton_Left))
        click(painter, at, io.MouseDoubleClicked[0] || ImGui::GetIO().MouseClickedLastCount[0] == 2, outbox);
    if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
        const geo::LonLat place = lonlat_from_screen(viewport_, at);
        if (view.session.map.measuring)
            outbox.run("map.measure_undo");
        else if (view.session.map.is_drawing_area)
            outbox.run("map.area_undo");
        else if (view.session.intake)
            outbox.run("report.position", {fmt::format("{:.9f}", place.lon), fmt::format("{:.9f}", place.lat)});
        else
            outbox.run("point.select", {fmt::format("{:.9f}", place.lon), fmt::format("{:.9f}", place.lat)});
    }
    if (hovered && picking)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

void MapPanel::drag_map(const View& view, bool held)
{
    const ScreenPoint at = pointer_now();
    if (held) {
        if (!dragging_)
            pick_.reset();
        const ScreenPoint before = dragging_ && !drag_trail_.empty() ? drag_trail_.back().second : drag_from_;
        viewport_.view = motion_.shown();
        motion_.jump(panned(viewport_, at.x - before.x, at.y - before.y));
        dragging_ = true;
        const double now = ImGui::GetTime();
        drag_trail_.emplace_back(now, at);
        while (drag_trail_.size() > 2 && now - drag_trail_.front().first > trail_s)
            drag_trail_.pop_front();
        return;
    }
    if (!dragging_)
        return;
    dragging_ = false;
    const auto [began, from] = drag_trail_.front();
    const double passed = ImGui::GetTime() - began;
    if (view.session.reduced_motion || drag_trail_.size() < 3 || passed <= 0 || ImGui::GetTime() - drag_trail_.back().first > trail_s / 2)
        return;
    const double speed = viewport_.metres_per_pixel() / passed;
    motion_.fling(-(at.x - from.x) * speed, (at.y - from.y) * speed);
}

void MapPanel::click(const FramePainter& painter, ScreenPoint at, bool double_click, Outbox& outbox)
{
    const View& view = painter.view();
    const geo::LonLat place = lonlat_from_screen(viewport_, at);
    const std::vector<std::string> words{fmt::format("{:.9f}", place.lon), fmt::format("{:.9f}", place.lat)};
    if (view.session.map.measuring) {
        outbox.run("map.measure_add", words);
        return;
    }
    if (view.session.map.is_drawing_area) {
        // The first corner again, or a double click, ends it.
        const std::vector<geo::LonLat>& drawn = view.session.map.area_drawn;
        const auto near_first = [&] {
            const ScreenPoint first = screen_from_lonlat(viewport_, drawn.front());
            return std::hypot(first.x - at.x, first.y - at.y) <= symbol_reach * viewport_.scale;
        };
        outbox.run(drawn.size() >= 3 && (double_click || near_first()) ? "map.area_close" : "map.area_add", words);
        return;
    }
    if (view.session.intake && view.session.intake->picking) {
        outbox.run("report.position", words);
        return;
    }
    if (pick_) {
        pick_.reset();
        return;
    }
    const Pick pick = make_pick(view.world, symbols_, layers_.points(), layers_.grids(), viewport_, at);
    if (const PickLine* only = pick.only())
        take(*only, double_click, view, outbox);
    else if (!pick.lines.empty())
        pick_ = OpenPick{pick, at};
}

void MapPanel::take(const PickLine& line, bool open, const View&, Outbox& outbox)
{
    const std::string id = std::to_string(line.id);
    switch (line.kind) {
    case PickLine::Kind::incident: outbox.run(open ? "incident.open" : "incident.select", {id}); break;
    case PickLine::Kind::camera: outbox.run(open ? "camera.open" : "camera.select", {id}); break;
    case PickLine::Kind::grid: outbox.run("grid.select", {id}); break;
    }
}

void MapPanel::draw_pick_list(const FramePainter& painter, Outbox& outbox)
{
    if (!pick_)
        return;
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) {
        pick_.reset();
        return;
    }
    const View& view = painter.view();
    const float row = painter.px(28), pad = painter.px(8);
    const std::string more =
        pick_->pick.left_out > 0 ? view.text.format("map.pick.more", {std::to_string(pick_->pick.left_out)}) : std::string();
    float width = std::max(painter.width(view.text("map.pick.title"), FontSize::secondary), painter.width(more, FontSize::secondary));
    for (const PickLine& line : pick_->pick.lines)
        width = std::max(width, painter.width(line_title(view, line)) + row);
    width = std::min(width + 2 * pad, painter.px(420));
    const float height = row * (static_cast<float>(pick_->pick.lines.size()) + 1 + (more.empty() ? 0 : 1)) + pad;
    const auto right = static_cast<float>(viewport_.x + viewport_.width), bottom = static_cast<float>(viewport_.y + viewport_.height);
    const Rect frame{std::clamp(pick_->at.x + pad, static_cast<float>(viewport_.x), std::max(right - width, 0.f)),
                     std::clamp(pick_->at.y + pad, static_cast<float>(viewport_.y), std::max(bottom - height, 0.f)), width, height};

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
        for (const PickLine& line : pick_->pick.lines) {
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
        if (taken)
            take(*taken, open, view, outbox);
        if (taken)
            pick_.reset();
    }
    ImGui::EndChild();
}

}
