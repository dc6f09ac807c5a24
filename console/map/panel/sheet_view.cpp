#include "console/map/panel/sheet_view.h"

#include "console/map/symbols/map_symbols.h"
#include "console/map/tiles/choropleth.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

std::string number_words(double value, bool is_share)
{
    if (is_share)
        return fmt::format("{:.0f} %", value * 100);
    return value == std::floor(value) || value >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

/// Those in force, the edition or the draft that the map shows.
std::string edition_words(const View& view)
{
    const bool is_editor = view.session.layout == Layout::editor;
    const auto& editions = view.world.editions->rows;
    if (is_editor && !view.edition && view.draft)
        return view.text.format("sheet.draft", {view.draft->head.name});
    if (is_editor && view.edition)
        if (const data::Edition* shown = find_edition(view.world, view.edition->on_map))
            return view.text.format("sheet.edition", {shown->name, date_text(view, shown->valid_from)});
    const data::Edition* newest = nullptr;
    for (const data::Edition& edition : editions)
        if (edition.valid_from <= view.now)
            newest = &edition;
    return newest ? view.text.format("sheet.edition", {newest->name, date_text(view, newest->valid_from)}) : view.text.format("sheet.in_force", {date_text(view, view.now)});
}

void add_signs(MapSheet& sheet, const MapSymbols& symbols)
{
    using Kind = SheetSign::Kind;
    for (const ClusterSymbol& cluster : symbols.camera_clusters)
        sheet.signs.push_back({.kind = Kind::cameras, .at = cluster.at, .count = cluster.count});
    for (const CameraSymbol& camera : symbols.cameras)
        sheet.signs.push_back({.kind = Kind::camera, .at = camera.at, .is_struck = camera.struck});
    for (const ClusterSymbol& cluster : symbols.incident_clusters)
        sheet.signs.push_back({.kind = Kind::incidents, .at = cluster.at, .severity = cluster.worst, .count = cluster.count});
    for (const IncidentSymbol& incident : symbols.incidents)
        sheet.signs.push_back({.kind = Kind::incident, .at = incident.at, .severity = incident.incident->severity, .is_open = data::is_open(*incident.incident)});
    for (const WedgeSymbol& wedge : symbols.wedges)
        sheet.wedges.push_back(wedge.outline);
}

void add_selection(MapSheet& sheet, const View& view)
{
    if (const data::Grid* grid = view.session.selection.grid ? view.world.grids->find(view.session.selection.grid) : nullptr)
        for (const geo::Polygon& polygon : grid->shape) {
            std::vector<ScreenPoint> ring;
            for (const geo::LonLat p : polygon.outer)
                ring.push_back(screen_from_lonlat(sheet.viewport, p));
            sheet.outlines.push_back(std::move(ring));
        }
}

}

std::shared_ptr<const MapSheet> make_map_sheet(const View& view, const MapLayers& layers, const Viewport& shown, const MapExport& wish)
{
    auto sheet = std::make_shared<MapSheet>();
    sheet->wish = wish;
    const bool is_page = !wish.paper.empty();
    // Paper is white: what is printed has the day's colours.
    const Palette palette(is_page ? Theme::day : view.session.theme);
    auto scene = std::make_shared<TileScene>(*layers.scene());
    scene->theme = palette.theme();
    std::optional<Choropleth> measured;
    if (layers.choropleth() && layers.grids()) {
        const Choropleth& now = *layers.choropleth();
        measured = make_choropleth(now.measure, now.level, view.world, *layers.grids(), palette, view.now, {.within = std::chrono::hours(24 * view.session.map.measure_days), .equal_steps = view.session.map.measure_equal_steps});
        scene->fills = std::make_shared<const std::vector<Rgba>>(measured->fills);
    }
    lay_out(*sheet, shown.width, shown.height, shown.scale, measured ? measured->breaks.size() + 1 : 0);
    scene->scale = sheet->viewport.scale;
    const geo::MapBox seen = visible_box(shown);
    geo::LonLatBox box;
    box.add(geo::lonlat_from_map({seen.min_x, seen.min_y}));
    box.add(geo::lonlat_from_map({seen.max_x, seen.max_y}));
    sheet->viewport.view = is_page ? fitted(sheet->viewport, box, 0) : shown.view;
    sheet->scene = scene;
    sheet->grounds = layers.grounds();
    sheet->has_labels = !view.session.map.hidden.contains("labels");
    add_signs(*sheet, make_map_symbols(view.world, view.session, layers.points(), sheet->viewport, view.now));
    add_selection(*sheet, view);
    if (measured) {
        const bool is_share = measured->measure == "working";
        sheet->legend_title = view.text(fmt::format("map.measure.{}", measured->measure));
        for (const LegendRow& row : make_legend(*measured, *layers.grids(), visible_box(sheet->viewport), palette))
            sheet->legend.push_back({row.colour, row.from == row.to ? number_words(row.from, is_share) : fmt::format("{} – {}", number_words(row.from, is_share), number_words(row.to, is_share))});
    }
    sheet->title = !wish.title.empty() ? wish.title : !view.world.workspace.name.empty() ? view.world.workspace.name : sheet->legend_title;
    if (wish.title.empty() && !sheet->legend_title.empty() && sheet->title != sheet->legend_title)
        sheet->title += "  " + sheet->legend_title;
    sheet->day = date_text(view, view.now) + " " + clock_text(view, view.now).substr(0, 5);
    sheet->edition = edition_words(view);
    for (const std::string& one : layers.attributions())
        sheet->attribution += (sheet->attribution.empty() ? "" : " · ") + one;
    if (!sheet->attribution.empty())
        sheet->attribution = view.text.format("sheet.base_map", {sheet->attribution});
    return sheet;
}

}
