#include "console/map/panel/map_panel.h"

#include "console/map/panel/edition_banner.h"
#include "console/map/panel/map_furniture.h"
#include "console/map/panel/map_overlays.h"
#include "console/map/panel/sheet_view.h"
#include "console/map/scales.h"
#include "console/map/symbols/draw_symbols.h"
#include "console/map/symbols/point_label.h"
#include "console/map/tools/edit_feedback.h"
#include "console/map/tools/edit_settings.h"
#include "console/wall/near_cameras.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace console {

namespace {

constexpr double fit_margin_px = 24;
constexpr double least_named_px = 30; // of a draft's grids, on average
constexpr double longest_step_s = 0.05; // a frame that was held up must not throw the map

bool is_same_view(const MapView& a, const MapView& b)
{
    return std::hypot(a.centre.x - b.centre.x, a.centre.y - b.centre.y) < 0.01 * b.metres_per_pixel &&
           std::abs(a.metres_per_pixel / b.metres_per_pixel - 1) < 1e-9;
}

std::string exact(double value)
{
    return fmt::format("{:.17g}", value);
}

/// As commands take a view.
std::vector<std::string> words_of(const MapView& view) { return {exact(view.centre.x), exact(view.centre.y), exact(view.metres_per_pixel)}; }

/// Draft and editions are the editor's alone; an edition stands in the draft's place.
const EditionView* shown_edition(const View& view) { return view.session.layout == Layout::editor ? view.edition : nullptr; }
const DraftView* shown_draft(const View& view) { return view.session.layout == Layout::editor && !view.edition ? view.draft : nullptr; }

}

void MapPanel::draw(const View& view, Outbox& outbox)
{
    const FramePainter painter(view);
    const Rect region = window_box();
    const double step = std::min<double>(ImGui::GetIO().DeltaTime, longest_step_s);
    layers_.look_at(visible_box(viewport_), viewport_.metres_per_pixel(), motion_.goal().metres_per_pixel);
    layers_.follow(view.world, view.session, shown_draft(view), shown_edition(view), view.scale, view.now, view.background);

    viewport_ = {.x = region.x, .y = region.y, .width = region.width, .height = region.height, .scale = view.scale};
    viewport_.view = motion_.shown();
    follow_view(view, outbox);
    rest_on_pixels(); // a click means the place that the last frame showed there

    Rect map = region;
    Rect column{};
    if (view.session.map.layers_open && !bare_)
        column = cut_right(map, std::min(layer_column_width(view), std::max(region.width / 2, region.width - std::round(40 * view.scale))));
    view.names.put("map", map);
    if (!bare_)
        take_pointer(painter, map, outbox);
    motion_.advance(step);
    viewport_.view = motion_.shown();
    rest_on_pixels();
    tell_view(view, outbox);

    ImDrawList& list = painter.list();
    list.PushClipRect({map.x, map.y}, {map.x + map.width, map.y + map.height}, true);
    tiles_.follow(viewport_, motion_.is_moving() ? motion_.goal() : viewport_.view, layers_.extent(), layers_.scene(), view.background);
    symbols_ = make_map_symbols(view.world, view.session, layers_.points(), viewport_, view.now,
                                view.sights ? &view.sights->buildings : nullptr);
    make_labels(painter);
    rules_.clear();
    if (!layers_.has_ground() && !view.session.map.hidden.contains("basemap"))
        rules_ = make_map_rules(viewport_, painter.px(rulers_px));
    renderer_->draw(painter, viewport_, {tiles_.blits(), symbols_, labels_, rules_});
    draw_hover(painter);
    draw_selection(painter);
    draw_strong_wedges(painter, symbols_);
    draw_strong_symbols(painter, symbols_);
    draw_ring(painter, viewport_);
    draw_area(painter);
    if (view.session.import_desk)
        draw_import_outlines(painter, viewport_, *view.session.import_desk);
    if (shown_draft(view)) {
        snap_ground_.follow(layers_.grounds(), view.background);
        const MapScene shown = scene(painter);
        if (shown.draft)
            draft_selection_.follow(*shown.draft, view.draft->head.id, view.session.editor.selected);
        draw_draft_state(shown, draft_selection_);
    }
    draw_comparison(painter);
    tools_.draw(scene(painter));
    draw_foot(painter, map);
    note_labels(painter, labels_, point_plate_);
    list.PopClipRect();
    make_sheet(view, outbox);

    if (column.width > 0)
        draw_layer_column(painter, column, layers_, outbox);
    if (!bare_) {
        draw_area_card(painter, outbox);
        draw_pencil_button(painter, map, outbox);
        if (!motion_.is_moving() && !dragging_)
            draw_way_to_selected(painter, viewport_, outbox);
        if (const EditionView* edition = shown_edition(view))
            draw_edition_banner(painter, map, *edition, layers_.is_building(), outbox);
    }
    legend_.follow(painter, layers_, visible_box(viewport_), !motion_.is_moving() && !dragging_);
    legend_.draw(painter, map, pointer_ ? std::optional(lonlat_from_screen(viewport_, *pointer_)) : std::nullopt);
    if (std::exchange(focused_for_, view.session.editor.map_focus) != view.session.editor.map_focus)
        ImGui::SetWindowFocus();
    tools_.in_hand(view.session).draw_list(scene(painter), outbox);
    if (shown_draft(view) && !bare_)
        draw_snap_settings(scene(painter), outbox);
    put_names(view);
    wish_next_frame(view, outbox);
}

void MapPanel::rest_on_pixels()
{
    if (!motion_.is_moving() && !dragging_ && is_exact(tile_step(viewport_.metres_per_pixel()), viewport_.metres_per_pixel()))
        viewport_.view = on_pixels(viewport_);
}

void MapPanel::make_labels(const FramePainter& painter)
{
    widths_.begin_frame(painter.view());
    labels_.clear();
    if (painter.view().session.map.hidden.contains("labels"))
        return;
    const MeasureText measure = [&](const std::string& text, FontSize size) {
        return LabelBox{0, 0, widths_.width(painter, text, size), painter.line_height(size)};
    };
    const DraftView* draft = shown_draft(painter.view());
    const DraftShapes* shapes = draft ? layers_.draft().get() : nullptr;
    std::vector<DraftLabel> names;
    // Far views name no grids, and need not look for them.
    if (shapes && shapes->typical_width_m(data::Level::grid) / viewport_.metres_per_pixel() >= least_named_px * viewport_.scale)
        names = draft_labels_.find(*shapes, draft->draft.version(), draft->draft.base(), *painter.view().world.grids,
                                   visible_box(viewport_, 120 * viewport_.scale));
    std::vector<LabelBox> occupied = symbol_boxes(painter, symbols_);
    std::ranges::copy(furniture_boxes(painter, viewport_), std::back_inserter(occupied));
    labels_ = make_map_labels({layers_.grids(), layers_.grounds(), &symbols_, shapes ? &names : nullptr}, viewport_, occupied, measure);
}

void MapPanel::follow_view(const View& view, Outbox& outbox)
{
    const MapState& state = view.session.map;
    const bool is_unset = state.view == MapView{};
    const bool fit_asked = state.fit_wanted || (!has_view_ && is_unset);
    if (wanted_box_) {
        motion_.jump(fitted(viewport_, *wanted_box_, 0));
        told_ = state.view;
        has_view_ = true;
        wanted_box_.reset();
    } else if (const ImportDesk* desk = view.session.import_desk ? &*view.session.import_desk : nullptr;
               desk && desk->preview && !desk->preview->ground.box.is_empty() && (state.fit_box || !view.world.loaded) && (state.fit_box || import_shown_ != desk->job.source)) {
        // Where there is no workspace yet the map has nothing else to show.
        import_shown_ = desk->job.source;
        go_to(view, fitted(viewport_, state.fit_box.value_or(desk->preview->ground.box), fit_margin_px * viewport_.scale), outbox);
    } else if (fit_asked) {
        if (layers_.extent().is_empty() || layers_.is_building()) {
            if (!has_view_)
                motion_.jump(clamped({{0, 0}, metres_per_pixel_from_zoom(min_zoom)}));
            return;
        }
        // What the layer list covers is no place to fit into.
        Viewport open = viewport_;
        const double covered = view.session.map.layers_open && !bare_ ? std::min<double>(layer_column_width(view), viewport_.width / 2) : 0;
        open.width -= covered;
        MapView goal = fitted(open, layers_.extent(), fit_margin_px * viewport_.scale);
        goal.centre.x += covered / 2 / viewport_.scale * goal.metres_per_pixel;
        go_to(view, goal, outbox);
    } else if (!is_unset && !is_same_view(state.view, told_)) {
        // Commands and files name any scale; the map rests on the nearest one that its tiles have, and says so.
        told_ = at_rest(viewport_, state.view);
        if (!is_same_view(state.view, told_))
            outbox.run("map.move", words_of(told_));
        arrive(view, told_);
    }
    viewport_.view = motion_.shown();
}

void MapPanel::go_to(const View& view, const MapView& goal, Outbox& outbox)
{
    arrive(view, goal);
    told_ = goal;
    outbox.run("map.move", words_of(goal));
}

void MapPanel::arrive(const View& view, const MapView& goal)
{
    if (has_view_)
        glide(view, goal);
    else
        motion_.jump(goal);
    has_view_ = true;
}

void MapPanel::glide(const View& view, const MapView& goal)
{
    motion_.glide(goal, view.session.reduced_motion ? 0 : 0.22);
}

void MapPanel::tell_view(const View&, Outbox& outbox)
{
    if (!has_view_ || motion_.is_moving() || dragging_ || is_same_view(motion_.shown(), told_))
        return;
    told_ = motion_.shown();
    outbox.run("map.go", words_of(told_));
}

void MapPanel::draw_selection(const FramePainter& painter)
{
    const View& view = painter.view();
    point_plate_.reset();
    const auto outline = [&](data::GridId id, Colour colour, float width) {
        const GridShapes* grids = layers_.grids();
        if (!grids || !id)
            return;
        const data::Grid* grid = view.world.grids->find(id);
        if (!grid)
            return;
        for (const geo::Polygon& polygon : grid->shape)
            for (std::size_t r = 0; r <= polygon.holes.size(); ++r) {
                const geo::Ring& ring = r == 0 ? polygon.outer : polygon.holes[r - 1];
                std::vector<ImVec2> points;
                for (const geo::LonLat p : ring) {
                    const ScreenPoint s = screen_from_lonlat(viewport_, p);
                    // A recorded outline has far more points than pixels from afar.
                    if (points.empty() || std::hypot(s.x - points.back().x, s.y - points.back().y) >= 1)
                        points.push_back({s.x, s.y});
                }
                painter.list().AddPolyline(points.data(), static_cast<int>(points.size()), painter.colour(Colour::label_halo),
                                           ImDrawFlags_Closed, painter.px(width + 3));
                painter.list().AddPolyline(points.data(), static_cast<int>(points.size()), painter.colour(colour), ImDrawFlags_Closed,
                                           painter.px(width));
            }
    };
    outline(view.session.selection.grid, Colour::selected, 2);
    const auto cross = [&](geo::LonLat place, Colour colour) {
        const ScreenPoint at = screen_from_lonlat(viewport_, place);
        for (const auto& [c, width] : {std::pair{painter.colour(Colour::label_halo), painter.px(5)}, {painter.colour(colour), painter.px(2)}}) {
            painter.list().AddLine({at.x - painter.px(14), at.y}, {at.x + painter.px(14), at.y}, c, width);
            painter.list().AddLine({at.x, at.y - painter.px(14)}, {at.x, at.y + painter.px(14)}, c, width);
            painter.list().AddCircle({at.x, at.y}, painter.px(9), c, 24, width);
        }
    };
    if (view.session.selection.point) {
        cross(*view.session.selection.point, Colour::selected);
        point_plate_ = draw_point_label(painter, viewport_, *view.session.selection.point);
    }
    if (view.session.intake && view.session.intake->position)
        cross(*view.session.intake->position, Colour::ink);
}

void MapPanel::draw_hover(const FramePainter& painter) const
{
    if (!pointer_ || dragging_ || motion_.is_moving() || painter.view().session.map.hidden.contains("grids"))
        return;
    if (const DraftView* draft = shown_draft(painter.view())) {
        const geo::Tessellation& map = draft->draft.version().map;
        const geo::FaceId face = map.face_at(geo::fixed_from_lonlat(lonlat_from_screen(viewport_, *pointer_)));
        if (face != geo::no_face)
            for (const auto& ring : screen_rings(viewport_, map, face))
                draw_edit_line(painter, ring, true, {.colour = Colour::selected, .width = 1.5f, .gap = 0, .alpha = 0.55f, .has_halo = false});
        return;
    }
    const GridShapes* grids = layers_.grids();
    if (!grids)
        return;
    const auto area = grids->find_at(grids->finest(), lonlat_from_screen(viewport_, *pointer_));
    if (!area)
        return;
    for (const geo::MapPolygon& polygon : grids->shape(grids->finest(), *area, viewport_.metres_per_pixel())) {
        std::vector<ImVec2> points;
        for (const geo::MapPoint p : polygon.outer) {
            const ScreenPoint s = screen_from_map(viewport_, p);
            points.push_back({s.x, s.y});
        }
        painter.list().AddPolyline(points.data(), static_cast<int>(points.size()), painter.colour(Colour::selected, 0.55f),
                                   ImDrawFlags_Closed, painter.px(1.5f));
    }
}

void MapPanel::make_sheet(const View& view, Outbox& outbox)
{
    const auto& wanted = view.session.map_export;
    // Until it is taken the same one is handed over: it is made once.
    if (!wanted || layers_.is_building() || !has_view_)
        return sheet_.reset();
    if (!sheet_ || sheet_->wish.serial != wanted->serial)
        sheet_ = make_map_sheet(view, layers_, viewport_, *wanted);
    outbox.wanted.sheet = sheet_;
}

/// What the preview of the draft says, or how the edition shown differs from another one.
void MapPanel::draw_comparison(const FramePainter& painter)
{
    const View& view = painter.view();
    if (const EditionView* edition = shown_edition(view))
        comparison_.follow(edition->comparison);
    else if (const DraftView* draft = shown_draft(view); draft && view.session.editor.tab == EditTab::preview)
        comparison_.follow(draft->preview);
    else
        comparison_.follow(nullptr);
    comparison_.draw(scene(painter));
}

void MapPanel::draw_foot(const FramePainter& painter, Rect box) const
{
    const View& view = painter.view();
    draw_rulers(painter, viewport_, layers_.attributions());
    std::string note;
    if ((!view.world.loaded && view.session.layout != Layout::start) || layers_.is_building())
        note = view.text("map.loading");
    else if (layers_.extent().is_empty() && !layers_.has_ground() && !view.session.import_desk)
        note = view.text("map.nothing");
    else if (!layers_.has_ground() && !view.session.map.hidden.contains("basemap"))
        note = view.text("map.no_basemap");
    if (!note.empty() && !bare_)
        draw_map_note(painter, {box.x + (box.width - painter.width(note, FontSize::secondary)) / 2, box.y + painter.px(28)}, note,
                      FontSize::secondary, Colour::secondary);
    if (!pointer_)
        return;
    const geo::LonLat place = lonlat_from_screen(viewport_, *pointer_);
    // Parts give way whole, the last ones first: half a coordinate is another one.
    const float left = painter.px(210), room = box.width - left - credit_width(painter, layers_.attributions()) - painter.px(8);
    std::string line = degrees_text(place);
    bool is_full = painter.width(line, FontSize::secondary) > room;
    if (is_full)
        line.clear();
    const auto add = [&](const std::string& part) {
        is_full = is_full || painter.width(line + part, FontSize::secondary) > room;
        if (!is_full)
            line += part;
    };
    if (const std::string projected = projected_.text(view.world.workspace.projected_crs, place, view.background); !projected.empty())
        add("    " + projected);
    if (const DraftView* draft = shown_draft(view)) {
        const data::DraftVersion& version = draft->draft.version();
        const geo::FaceId face = version.map.face_at(geo::fixed_from_lonlat(place));
        if (const data::DraftGrid* grid = face == geo::no_face ? nullptr : version.grid(face)) {
            add("    " + grid->code + "  " + grid->name);
            for (const data::Level level : {data::Level::community, data::Level::street})
                if (const data::Grid* above = draft->draft.area(draft->draft.area_above(version, face, level)))
                    add(" · " + above->name);
        }
    } else if (const GridShapes* grids = layers_.grids()) {
        if (const auto area = grids->find_at(grids->finest(), place))
            for (const data::Grid* grid : data::grid_path(view.world, grids->areas(grids->finest())[*area].id)) {
                add(grid->level == grids->finest() ? "    " + grid->code + "  " + grid->name : " · " + grid->name);
                if (grid->level <= data::Level::street)
                    break;
            }
    }
    draw_map_note(painter, {box.x + left, box.y + box.height - painter.px(14) - painter.line_height(FontSize::secondary) + painter.px(6)},
                  line, FontSize::secondary);
}

void MapPanel::put_names(const View& view) const
{
    // Names are for scripts; naming thousands of symbols would cost more than drawing them.
    constexpr std::size_t most_named = 500;
    if (is_settled())
        view.names.put("map.settled", {static_cast<float>(viewport_.x), static_cast<float>(viewport_.y),
                                       static_cast<float>(viewport_.width), static_cast<float>(viewport_.height)});
    const float reach = symbol_reach * view.scale;
    const auto box = [&](ScreenPoint p) { return Rect{p.x - reach, p.y - reach, 2 * reach, 2 * reach}; };
    if (symbols_.incidents.size() < most_named)
        for (const IncidentSymbol& symbol : symbols_.incidents)
            if (viewport_.contains(symbol.at))
                view.names.put("map.incident." + symbol.incident->number, box(symbol.at));
    if (symbols_.cameras.size() < most_named)
        for (const CameraSymbol& symbol : symbols_.cameras)
            if (viewport_.contains(symbol.at))
                view.names.put(fmt::format("map.camera.{}", symbol.camera->number), box(symbol.at));
}

void MapPanel::wish_next_frame(const View& view, Outbox& outbox) const
{
    if (wants_frame())
        outbox.wanted.redraw_by(view.now);
    if (draft_labels_.is_behind() || draft_selection_.is_behind() || !is_level_settled())
        outbox.wanted.redraw_by(view.now);
    if (const auto at = layers_.next_fetch())
        outbox.wanted.redraw_by(view.now + std::max(std::chrono::milliseconds(20), std::chrono::ceil<std::chrono::milliseconds>(*at - std::chrono::steady_clock::now())));
}

bool MapPanel::is_settled() const
{
    return has_view_ && !motion_.is_moving() && is_level_settled() && !draft_selection_.is_behind() && !layers_.is_building() && !layers_.is_fetching() && tiles_.missing() == 0;
}

std::unique_ptr<Panel> make_map_panel()
{
    return std::make_unique<MapPanel>();
}

std::optional<Rect> map_anchor(const Viewport& viewport, geo::LonLat place)
{
    const ScreenPoint at = screen_from_lonlat(viewport, place);
    if (!viewport.contains(at))
        return {};
    return Rect{at.x, at.y, 1, 1};
}

}
