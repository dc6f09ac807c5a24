#include "console/map/panel/map_overlays.h"

#include "console/map/panel/map_furniture.h"
#include "console/map/scales.h"
#include "console/map/symbols/draw_symbols.h"
#include "console/text/layer_words.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace console {

namespace {

constexpr float column_px = 300, row_px = 28;
constexpr std::array layer_switches{"basemap", "grids", "labels", "cameras", "wedges", "incidents", "closed"};

/// What is known of the age of a layer's data; empty when nothing is.
std::string age_text(const View& view, const std::string& layer)
{
    if (layer == "incidents" && view.world.newest_report != data::TimePoint{})
        return view.text.format("map.newest", {date_text(view, view.world.newest_report)});
    const auto imported = view.world.imported.find(layer == "basemap" ? "places" : layer);
    return imported == view.world.imported.end() ? std::string() : view.text.format("map.imported", {date_text(view, imported->second)});
}

/// A row with a box that is ticked or not, and a word at its end.
AreaState switch_row(const FramePainter& painter, Rect row, const std::string& name, std::string_view title, bool on, bool round, const std::string& note = {})
{
    const AreaState state = painter.area(name, row);
    if (state.hovered)
        painter.fill(row, Colour::panel_raised);
    Rect rest = row;
    const Rect mark = inset(cut_left(rest, painter.px(row_px)), painter.px(8), painter.px(8));
    const ScreenPoint centre{mark.x + mark.width / 2, mark.y + mark.height / 2};
    if (round) {
        painter.list().AddCircle(vec(centre), mark.width / 2, painter.colour(Colour::secondary), 16, painter.px(1));
        if (on)
            painter.list().AddCircleFilled(vec(centre), mark.width / 4, painter.colour(Colour::text), 12);
    } else {
        painter.frame(mark, Colour::secondary);
        if (on)
            painter.sign(Sign::tick, centre.x, centre.y, mark.width, Colour::text);
    }
    // What else is known of it stands under the pointer where the column is narrow.
    if (const bool fits = painter.width(note, FontSize::secondary) + painter.px(6) + painter.width(title) <= rest.width; !note.empty() && !fits && state.hovered)
        painter.tooltip(note);
    else if (!note.empty() && fits)
        painter.text(cut_right(rest, painter.width(note, FontSize::secondary) + painter.px(6)), note, {.size = FontSize::secondary, .colour = Colour::secondary});
    painter.text(rest, title, {.size = FontSize::body, .colour = on ? Colour::text : Colour::secondary});
    return state;
}

void heading(const FramePainter& painter, Rect& box, std::string_view text)
{
    const Rect row = cut_top(box, painter.px(row_px));
    painter.horizontal(row.x, row.x + row.width, row.y);
    painter.text(row, text, {.size = FontSize::secondary, .colour = Colour::secondary});
}

/// The bar of the opacity, and the buttons that move the layer up and down.
void draw_layer_controls(const FramePainter& painter, Rect& box, const data::Layer& layer, bool can_move, Outbox& outbox)
{
    const std::string id = std::to_string(layer.id.value);
    Rect row = cut_top(box, painter.px(row_px));
    cut_left(row, painter.px(row_px));
    for (const auto& [sign, command] : {std::pair{Sign::down, "layer.lower"}, {Sign::up, "layer.raise"}}) {
        if (!can_move)
            break;
        const Rect button = cut_right(row, painter.px(row_px));
        const AreaState state = painter.area(fmt::format("layers.{}.{}", sign == Sign::up ? "raise" : "lower", id), button);
        if (state.hovered)
            painter.fill(button, Colour::panel_raised);
        painter.sign(sign, button.x + button.width / 2, button.y + button.height / 2, painter.px(12), Colour::secondary);
        if (state.clicked)
            outbox.run(command, {id});
    }
    Rect number = cut_right(row, painter.px(56));
    const AreaState state = painter.area("layers.opacity." + id, row);
    const double at = std::clamp<double>((ImGui::GetIO().MousePos.x - row.x) / std::max(row.width, 1.f), 0, 1);
    // Followed by eye while it is held, saved in steps of 5 % when it is let go.
    const double shown = state.held ? std::round(at * 20) / 20 : layer.opacity;
    const float middle = row.y + row.height / 2;
    painter.fill({row.x, middle - painter.px(2), row.width, painter.px(4)}, Colour::line);
    painter.fill({row.x, middle - painter.px(2), row.width * static_cast<float>(shown), painter.px(4)}, Colour::accent);
    painter.list().AddCircleFilled({row.x + row.width * static_cast<float>(shown), middle}, painter.px(6), painter.colour(Colour::text), 16);
    painter.text(number, fmt::format("{:.0f} %", shown * 100), {.size = FontSize::secondary, .colour = Colour::secondary, .align = Align::right});
    if (state.clicked)
        outbox.run("layer.opacity", {id, fmt::format("{:.2f}", std::round(at * 20) / 20)});
}

void draw_bookmarks(const FramePainter& painter, Rect& box, Outbox& outbox)
{
    const View& view = painter.view();
    heading(painter, box, view.text("map.bookmarks"));
    Rect row = inset(cut_top(box, painter.px(36)), 0, painter.px(4));
    const float step = row.width / 9;
    for (std::size_t i = 0; i < view.session.map.bookmarks.size(); ++i) {
        const Rect button = inset(cut_left(row, step), painter.px(1), 0);
        const std::string number = std::to_string(i + 1);
        const bool is_kept = view.session.map.bookmarks[i].has_value();
        const AreaState state = painter.area("map.bookmark." + number, button);
        if (is_kept || state.hovered)
            painter.fill(button, Colour::panel_raised);
        painter.frame(button, Colour::line);
        painter.text(button, number, {.size = FontSize::secondary, .colour = is_kept ? Colour::text : Colour::secondary, .align = Align::centre});
        if (state.clicked)
            outbox.run(is_kept ? "map.bookmark" : "map.bookmark_keep", {number});
        else if (state.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right))
            outbox.run("map.bookmark_keep", {number});
    }
}

/// Over which time the rates count, and how the classes are parted.
void draw_measure_options(const FramePainter& painter, Rect& box, Outbox& outbox)
{
    const View& view = painter.view();
    const MapState& map = view.session.map;
    if (map.measure == "incidents_km2" || map.measure == "incidents_1000hh") {
        Rect row = inset(cut_top(box, painter.px(36)), 0, painter.px(4));
        for (const int days : {0, 1, 7, 30}) {
            const std::string_view title = view.text(fmt::format("map.days.{}", days));
            const Rect button = cut_left(row, std::min(painter.button_width(title), row.width));
            if (painter.button(fmt::format("measure.days.{}", days), button, title, {}, true, map.measure_days == days))
                outbox.run("map.measure_days", {std::to_string(days)});
            cut_left(row, painter.px(4));
        }
    }
    Rect row = inset(cut_top(box, painter.px(36)), 0, painter.px(4));
    for (const bool equal : {false, true}) {
        const std::string_view title = view.text(equal ? "map.steps.width" : "map.steps.count");
        const Rect button = cut_left(row, std::min(painter.button_width(title), row.width));
        if (painter.button(equal ? "measure.steps.width" : "measure.steps.count", button, title, {}, true, map.measure_equal_steps == equal) &&
            map.measure_equal_steps != equal)
            outbox.run("map.measure_steps");
        cut_left(row, painter.px(4));
    }
}

/// A server that a layer wants to dial: nothing is sent before somebody of this seat has allowed it.
void draw_host_question(const FramePainter& painter, Rect& box, const std::string& layer, const std::string& host, Outbox& outbox)
{
    const View& view = painter.view();
    const auto answer = view.session.map.hosts.find(host);
    const bool is_denied = answer != view.session.map.hosts.end() && !answer->second;
    const std::string words = view.text.format(is_denied ? "map.host_denied" : "map.host_question", {host});
    painter.paragraph(cut_top(box, painter.paragraph_height(box.width, words, FontSize::secondary)), words, {.size = FontSize::secondary});
    Rect row = inset(cut_top(box, painter.px(36)), 0, painter.px(4));
    constexpr struct {
        const char *name, *words, *command;
        bool is_for_denied;
    } answers[] = {{"allow", "map.host_allow", "layer.allow_host", true}, {"deny", "map.host_deny", "layer.deny_host", false}};
    for (const auto& [name, words_of_it, command, is_for_denied] : answers) {
        if (is_denied && !is_for_denied)
            continue;
        const std::string_view title = view.text(words_of_it);
        if (painter.button(fmt::format("layers.{}.{}", name, layer), cut_left(row, std::min(painter.button_width(title), row.width)), title))
            outbox.run(command, {host});
        cut_left(row, painter.px(4));
    }
}

/// Layers of one kind, one over the other; nothing where there are none.
void draw_layer_group(const FramePainter& painter, Rect& box, const char* title, const std::vector<data::Layer>& group, const MapLayers& layers, Outbox& outbox)
{
    const View& view = painter.view();
    if (!group.empty())
        heading(painter, box, view.text(title));
    for (const data::Layer& layer : group) {
        const std::string id = std::to_string(layer.id.value);
        const Rect row = cut_top(box, painter.px(row_px));
        const auto written = layers.file_time(layer.id);
        const AreaState state = switch_row(painter, row, "layers.layer." + id, layer_title(layer, view.text), layer.visible, false,
                                           written ? view.text.format("map.file_of", {date_text(view, *written)}) : std::string());
        if (state.clicked)
            outbox.run("layer.toggle", {id});
        offer_menu(outbox, state, thing::layer, layer_title(layer, view.text), {id});
        if (layer.visible)
            draw_layer_controls(painter, box, layer, group.size() > 1, outbox);
        if (const std::string host = layers.asks_for(layer.id); !host.empty()) {
            draw_host_question(painter, box, id, host, outbox);
            continue;
        }
        if (const auto fault = layers.faults().find(layer.id); fault != layers.faults().end()) {
            const std::string words = words_of(view.text, fault->second);
            const float height = std::min(painter.paragraph_height(box.width, words, FontSize::secondary), painter.px(60));
            painter.paragraph(cut_top(box, height), words, {.size = FontSize::secondary, .colour = Colour::secondary});
        }
    }
}

void draw_layer_rows(const FramePainter& painter, Rect& box, const MapLayers& layers, Outbox& outbox)
{
    const View& view = painter.view();
    const MapState& map = view.session.map;
    painter.text(cut_top(box, painter.px(32)), view.text("map.layers"), {.size = FontSize::title});
    for (const char* name : layer_switches) {
        const std::string title(view.text(fmt::format("map.layer.{}", name)));
        const AreaState state = switch_row(painter, cut_top(box, painter.px(row_px)), fmt::format("layers.{}", name), title, !map.hidden.contains(name), false, age_text(view, name));
        if (state.clicked)
            outbox.run("layer.toggle", {name});
        offer_menu(outbox, state, thing::layer, title, {name});
    }

    // The list reads as the layers lie: what covers the others first, reference layers over all.
    std::vector<data::Layer> references = view.world.layers->rows;
    std::ranges::stable_sort(references, std::greater(), &data::Layer::order);
    const auto maps = std::ranges::stable_partition(references, [](const data::Layer& layer) { return layer.kind == data::LayerKind::reference; });
    const std::vector<data::Layer> base_maps(maps.begin(), maps.end());
    references.erase(maps.begin(), maps.end());
    draw_layer_group(painter, box, "map.references", references, layers, outbox);
    draw_layer_group(painter, box, "map.basemaps", base_maps, layers, outbox);

    draw_bookmarks(painter, box, outbox);
    heading(painter, box, view.text("map.measure"));
    for (const char* name : measure_names)
        if (switch_row(painter, cut_top(box, painter.px(row_px)), fmt::format("measure.{}", name),
                       view.text(fmt::format("map.measure.{}", name)), map.measure == name, true).clicked)
            outbox.run("map.set_measure", {name});
    if (map.measure == "none" || !layers.grids())
        return;
    Rect levels = inset(cut_top(box, painter.px(36)), 0, painter.px(4));
    for (const data::Level level : {data::Level::grid, data::Level::community, data::Level::street, data::Level::district}) {
        if (!layers.grids()->has(level))
            continue;
        const char* name = data::level_names[static_cast<std::size_t>(level)];
        const std::string_view title = view.text(fmt::format("map.level.{}", name));
        if (painter.button_width(title) > levels.width)
            levels = inset(cut_top(box, painter.px(36)), 0, painter.px(4));
        const Rect button = cut_left(levels, std::min(painter.button_width(title), levels.width));
        const bool chosen = level == (layers.grids()->has(map.measure_level) ? map.measure_level : layers.grids()->finest());
        if (painter.button(fmt::format("measure.level.{}", name), button, title, {}, true, chosen))
            outbox.run("map.set_measure", {map.measure, name});
        cut_left(levels, painter.px(4));
    }
    draw_measure_options(painter, box, outbox);
}

}

void draw_ring(const FramePainter& painter, const Viewport& viewport)
{
    const MapState& map = painter.view().session.map;
    if (!map.ring)
        return;
    const ScreenPoint centre = screen_from_lonlat(viewport, *map.ring);
    // Mercator keeps a circle of some kilometres round to less than a pixel.
    const double ground_m_per_px = viewport.metres_per_pixel() * std::cos(map.ring->lat * geo::rad);
    const auto radius = static_cast<float>(map.ring_m / ground_m_per_px);
    const int corners = std::clamp(static_cast<int>(radius / 2), 48, 360);
    ImDrawList& list = painter.list();
    list.AddCircle(vec(centre), radius, painter.colour(Colour::label_halo), corners, painter.px(4));
    list.AddCircle(vec(centre), radius, painter.colour(Colour::ink), corners, painter.px(2));
    const std::string text = length_text(map.ring_m);
    draw_map_text(painter, {centre.x - painter.width(text, FontSize::body) / 2, centre.y - radius - painter.px(26)}, text, FontSize::body, Colour::ink);
}

/// Where the records of the file lie: dots, lines and borders, the ring around them, and how many there are.
static void draw_import_ground(const FramePainter& painter, const Viewport& viewport, const data::ImportPreview& preview)
{
    ImDrawList& list = painter.list();
    const Rgba ink = painter.colour(Colour::ink, 0.8f), faint = painter.colour(Colour::ink, 0.55f);
    const float half = painter.px(1.5f);
    for (const geo::LonLat p : preview.ground.points)
        if (const ScreenPoint at = screen_from_lonlat(viewport, p); viewport.contains(at))
            list.AddRectFilled({at.x - half, at.y - half}, {at.x + half, at.y + half}, ink);
    std::vector<ImVec2> points;
    const auto line = [&](const std::vector<geo::LonLat>& corners) {
        points.clear();
        for (const geo::LonLat p : corners)
            points.push_back(vec(screen_from_lonlat(viewport, p)));
    };
    for (const auto& one : preview.ground.lines) {
        line(one);
        list.AddPolyline(points.data(), static_cast<int>(points.size()), faint, ImDrawFlags_None, painter.px(1));
    }
    if (preview.ground.outline.empty())
        return;
    line(preview.ground.outline);
    draw_map_line(painter, points, true);
    if (const auto note = import_note(painter, viewport, preview))
        draw_map_note(painter, note->at, note->words, FontSize::body, Colour::ink);
}

void draw_import_outlines(const FramePainter& painter, const Viewport& viewport, const ImportDesk& desk)
{
    if (!desk.preview)
        return;
    draw_import_ground(painter, viewport, *desk.preview);
    ImDrawList& list = painter.list();
    for (const data::CrsCandidate& candidate : desk.preview->candidates) {
        std::vector<ImVec2> ring;
        for (const geo::LonLat p : candidate.outline)
            ring.push_back(vec(screen_from_lonlat(viewport, p)));
        if (ring.empty())
            continue;
        const bool is_first = candidate.crs == (!desk.pointed.empty() ? desk.pointed : !desk.job.crs.empty() ? desk.job.crs : desk.preview->candidates.front().crs);
        const int count = static_cast<int>(ring.size());
        list.AddPolyline(ring.data(), count, painter.colour(Colour::label_halo), ImDrawFlags_Closed, painter.px(is_first ? 5.0f : 3.0f));
        list.AddPolyline(ring.data(), count, painter.colour(Colour::ink, is_first ? 1.0f : 0.5f), ImDrawFlags_Closed, painter.px(is_first ? 2.5f : 1.0f));
        if (is_first)
            draw_map_text(painter, {ring.front().x + painter.px(8), ring.front().y - painter.px(20)}, candidate.crs, FontSize::body, Colour::ink);
    }
}

float layer_column_width(const View& view)
{
    return std::round(column_px * view.scale);
}

void draw_layer_column(const FramePainter& painter, Rect box, const MapLayers& layers, Outbox& outbox)
{
    painter.fill(box, Colour::panel);
    painter.vertical(box.x, box.y, box.y + box.height);
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::BeginChild("map.layers", {box.width, box.height});
    {
        // Rows are laid out at their full height; a low window scrolls them.
        const FramePainter rows(painter.view());
        Rect content = inset(box, painter.px(12), painter.px(8));
        content.y -= ImGui::GetScrollY();
        content.height = painter.px(4000);
        const float top = content.y;
        draw_layer_rows(rows, content, layers, outbox);
        ImGui::SetCursorScreenPos({box.x, top});
        ImGui::Dummy({1, content.y - top + painter.px(8)});
    }
    ImGui::EndChild();
}

void draw_pencil_button(const FramePainter& painter, Rect map, Outbox& outbox)
{
    const View& view = painter.view();
    if (!view.world.loaded || view.session.layout != Layout::desk)
        return;
    const std::string words = view.text("map.draw_grids");
    const float sign = painter.px(24), gap = painter.px(12), width = painter.button_width(words, "F3") + sign, height = painter.px(32);
    const Rect box{map.x + map.width - gap - width, map.y + gap, width, height};
    if (width + 2 * gap > map.width)
        return;
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::BeginChild("map.pencil", {box.width, box.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter inside(view);
        // The button's words stand to the right of the sign.
        const bool is_pressed = inside.button("map.draw_grids", box, "");
        Rect rest = inset(box, inside.px(8), 0);
        const Rect mark = cut_left(rest, sign);
        inside.sign(Sign::pencil, mark.x + inside.px(8), mark.y + mark.height / 2, 15, Colour::text);
        cut_left(rest, inside.key_cap(rest.x, rest.y + rest.height / 2, "F3") + inside.px(6));
        inside.text(rest, words);
        if (is_pressed)
            outbox.run("editor.open");
    }
    ImGui::EndChild();
}

}
