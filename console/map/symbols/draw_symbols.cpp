#include "console/map/symbols/draw_symbols.h"

#include "console/map/symbols/cluster_places.h"
#include "console/text/counts.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {

namespace {

constexpr float camera_px = 12, incident_px = 20, cluster_px = 15; // cluster: radius

ImFont* font_of(FontSize size)
{
    return ImGui::GetIO().Fonts->Fonts[static_cast<int>(size)];
}

/// A fan around the first point: a wedge cut by buildings is not convex, but star-shaped around its camera.
void fill_fan(ImDrawList& list, const std::vector<ScreenPoint>& outline, Rgba colour)
{
    if (outline.size() < 3)
        return;
    const int triangles = static_cast<int>(outline.size()) - 2;
    const ImVec2 uv = ImGui::GetFontTexUvWhitePixel();
    list.PrimReserve(triangles * 3, static_cast<int>(outline.size()));
    const auto base = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
    for (int i = 0; i < triangles; ++i) {
        list.PrimWriteIdx(base);
        list.PrimWriteIdx(static_cast<ImDrawIdx>(base + i + 1));
        list.PrimWriteIdx(static_cast<ImDrawIdx>(base + i + 2));
    }
    for (const ScreenPoint p : outline)
        list.PrimWriteVtx(vec(p), uv, colour);
}

/// A count with its middle at `centre`.
void draw_count(ImDrawList& list, const FramePainter& painter, ScreenPoint centre, const std::string& text)
{
    const char* shown = painter.view().glyphs.shown(text);
    ImFont* font = font_of(FontSize::secondary);
    const ImVec2 extent = font->CalcTextSizeA(font->FontSize, 1e6f, 0, shown);
    list.AddText(font, font->FontSize, {std::round(centre.x - extent.x / 2), std::round(centre.y - extent.y / 2)}, painter.colour(Colour::text), shown);
}

std::string words_of_count(const FramePainter& painter, std::uint32_t count) { return count_text(count, painter.view().text.language()); }

/// Half the width of a cluster's plate: round, as long as the count has room in it.
float half_width(const FramePainter& painter, const std::string& text, float radius)
{
    return std::max(radius, std::round(painter.width(text, FontSize::secondary) / 2 + painter.px(5)));
}

LabelBox around(ScreenPoint p, float reach) { return {p.x - reach, p.y - reach, p.x + reach, p.y + reach}; }

LabelBox around(const FramePainter& painter, ScreenPoint p, const PlateReach& plate)
{
    const auto px = [&](double logical) { return painter.px(static_cast<float>(logical)); };
    return {p.x - px(plate.left), p.y - px(plate.up), p.x + px(plate.right), p.y + px(plate.down)};
}

}

ImVec2 vec(ScreenPoint p)
{
    return {p.x, p.y};
}

void draw_map_line(const FramePainter& painter, const std::vector<ImVec2>& points, bool closed)
{
    const auto count = static_cast<int>(points.size());
    const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
    painter.list().AddPolyline(points.data(), count, painter.colour(Colour::label_halo), flags, painter.px(5));
    painter.list().AddPolyline(points.data(), count, painter.colour(Colour::ink), flags, painter.px(2));
}

void draw_map_dot(const FramePainter& painter, ImVec2 at, float radius_px)
{
    painter.list().AddCircleFilled(at, painter.px(radius_px + 1.5f), painter.colour(Colour::label_halo), 12);
    painter.list().AddCircleFilled(at, painter.px(radius_px), painter.colour(Colour::ink), 12);
}

void draw_cluster(ImDrawList& list, const FramePainter& painter, const ClusterSymbol& cluster, bool incidents)
{
    const ScreenPoint at{std::round(cluster.at.x), std::round(cluster.at.y)};
    const std::string count = words_of_count(painter, cluster.count);
    const float radius = painter.px(incidents ? cluster_px : cluster_px - 2), half = half_width(painter, count, radius);
    if (incidents) {
        if (half == radius) {
            list.AddCircleFilled(vec(at), radius, painter.colour(Colour::panel, 0.92f), 24);
            list.AddCircle(vec(at), radius, painter.colour(Colour::text, 0.8f), 24, painter.px(1.5f));
        } else {
            list.AddRectFilled({at.x - half, at.y - radius}, {at.x + half, at.y + radius}, painter.colour(Colour::panel, 0.92f), radius);
            list.AddRect({at.x - half, at.y - radius}, {at.x + half, at.y + radius}, painter.colour(Colour::text, 0.8f), radius, 0, painter.px(1.5f));
        }
        draw_count(list, painter, at, count);
        const ScreenPoint shoulder{at.x + half - radius * 0.22f, at.y - radius * 0.78f};
        draw_severity(list, painter.view().palette, cluster.worst, data::Attention::seen, shoulder, painter.px(14), 0);
    } else {
        // How many there are, and behind the struck sign how many of them are not in order.
        const std::string struck = words_of_count(painter, cluster.struck);
        const float sign = painter.px(8), high = radius * 0.7f;
        const float wider = cluster.struck > 0 ? sign + painter.width(struck, FontSize::secondary) + painter.px(6) : 0;
        list.AddRectFilled({at.x - half, at.y - high}, {at.x + half + wider, at.y + high}, painter.colour(Colour::panel, 0.85f), radius * 0.35f);
        list.AddRect({at.x - half, at.y - high}, {at.x + half + wider, at.y + high}, painter.colour(Colour::camera, 0.7f), radius * 0.35f, 0,
                     painter.px(1));
        draw_count(list, painter, at, count);
        if (cluster.struck > 0) {
            draw_camera(list, painter.view().palette, {.struck = true}, {at.x + half + sign / 2, at.y}, sign);
            draw_count(list, painter, {std::round(at.x + half + (sign + wider) / 2), at.y}, struck);
        }
    }
}

void draw_camera_symbol(ImDrawList& list, const FramePainter& painter, const CameraSymbol& symbol)
{
    const Palette& palette = painter.view().palette;
    const float size = painter.px(camera_px);
    if (symbol.selected)
        list.AddCircle(vec(symbol.at), size, painter.colour(Colour::selected), 32, painter.px(2));
    list.AddCircleFilled(vec(symbol.at), size * 0.72f, painter.colour(Colour::label_halo), 16);
    const CameraMark mark{.kind = symbol.camera->kind, .indoor = symbol.camera->indoor, .struck = symbol.struck, .tile = symbol.tile};
    if (symbol.never_asked && symbol.tile == 0) {
        // Dotted says that nobody looked; the kind stands inside it, smaller.
        draw_camera(list, palette, {.never_asked = true}, symbol.at, size * 1.15f);
        draw_camera(list, palette, mark, symbol.at, size * 0.62f);
        return;
    }
    draw_camera(list, palette, mark, symbol.at, symbol.tile > 0 ? size * 1.3f : size);
}

void draw_incident_symbol(ImDrawList& list, const FramePainter& painter, const IncidentSymbol& symbol)
{
    const Palette& palette = painter.view().palette;
    const float size = painter.px(incident_px);
    const data::Incident& incident = *symbol.incident;
    if (symbol.selected) {
        list.AddCircle(vec(symbol.at), size * 1.25f, painter.colour(Colour::label_halo), 40, painter.px(5));
        list.AddCircle(vec(symbol.at), size * 1.25f, painter.colour(Colour::selected), 40, painter.px(2));
    }
    if (symbol.lateness != data::Lateness::on_time)
        draw_lateness(list, palette, symbol.lateness, symbol.spent, symbol.at, size * 1.7f);
    list.AddCircleFilled(vec(symbol.at), size * 0.56f, painter.colour(Colour::label_halo), 20);
    draw_severity(list, palette, incident.severity, data::is_open(incident) ? incident.attention : data::Attention::waiting, symbol.at,
                  size, incident.attention == data::Attention::fresh && data::is_open(incident) ? 0.8f : 0);
    // The ring's own mark lies under the symbol: what is overdue says so at its shoulder.
    if (symbol.lateness == data::Lateness::overdue)
        draw_overdue_mark(list, palette, {std::round(symbol.at.x + size * 0.64f), std::round(symbol.at.y - size * 0.64f)}, std::round(size * 0.62f));
}

void draw_strong_wedges(const FramePainter& painter, const MapSymbols& symbols)
{
    for (const WedgeSymbol& wedge : symbols.wedges) {
        if (!wedge.strong)
            continue;
        fill_fan(painter.list(), wedge.outline, painter.colour(Colour::camera_wedge));
        std::vector<ImVec2> points;
        std::transform(wedge.outline.begin(), wedge.outline.end(), std::back_inserter(points), vec);
        painter.list().AddPolyline(points.data(), static_cast<int>(points.size()), painter.colour(Colour::selected, 0.7f),
                                   ImDrawFlags_Closed, painter.px(1));
    }
}

void draw_strong_symbols(const FramePainter& painter, const MapSymbols& symbols)
{
    for (const CameraSymbol& symbol : symbols.cameras)
        if (is_strong(symbol))
            draw_camera_symbol(painter.list(), painter, symbol);
    for (const IncidentSymbol& symbol : symbols.incidents)
        if (symbol.selected)
            draw_incident_symbol(painter.list(), painter, symbol);
}

void add_map_text(ImDrawList& list, const FramePainter& painter, ScreenPoint top_left, std::string_view text, FontSize size, Colour colour,
                  float alpha)
{
    static constexpr std::array<ScreenPoint, 8> directions{ScreenPoint{-1, -1}, {1, -1},    {-1, 1},    {1, 1},
                                                           {0, -1.5f},          {0, 1.5f}, {-1.5f, 0}, {1.5f, 0}};
    const char* shown = painter.view().glyphs.shown(text);
    ImFont* font = font_of(size);
    for (const ScreenPoint offset : directions)
        list.AddText(font, font->FontSize,
                     {top_left.x + offset.x * painter.view().scale, top_left.y + offset.y * painter.view().scale},
                     painter.colour(Colour::label_halo, alpha * 0.55f), shown);
    list.AddText(font, font->FontSize, {top_left.x, top_left.y}, painter.colour(colour, alpha), shown);
}

void draw_map_text(const FramePainter& painter, ScreenPoint top_left, std::string_view text, FontSize size, Colour colour, float alpha)
{
    add_map_text(painter.list(), painter, top_left, text, size, colour, alpha);
}

std::vector<LabelBox> symbol_boxes(const FramePainter& painter, const MapSymbols& symbols)
{
    std::vector<LabelBox> boxes;
    for (const CameraSymbol& symbol : symbols.cameras)
        boxes.push_back(around(symbol.at, painter.px(camera_px / 2)));
    for (const IncidentSymbol& symbol : symbols.incidents)
        boxes.push_back(around(symbol.at, painter.px(symbol.selected ? incident_px * 1.3f : incident_px / 2)));
    for (const ClusterSymbol& cluster : symbols.incident_clusters)
        boxes.push_back(around(painter, cluster.at, incident_plate(cluster.count)));
    for (const ClusterSymbol& cluster : symbols.camera_clusters)
        boxes.push_back(around(painter, cluster.at, camera_plate(cluster.count, cluster.struck)));
    return boxes;
}

}
