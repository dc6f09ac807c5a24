#include "console/map/panel/map_legend.h"

#include "console/text/counts.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr float legend_row_px = 22, legend_pad_px = 10, least_legend_px = 200, most_legend_px = 340;
constexpr float foot_room_px = 40; // coordinates and attribution under it
constexpr float head_room_px = 60; // what lies in the corner above it

std::string value_text(double value, bool is_share, Language language)
{
    return is_share ? fmt::format("{:.0f} %", value * 100) : amount_text(value, language);
}

bool is_rate(std::string_view measure) { return measure == "incidents_km2" || measure == "incidents_1000hh"; }

std::string level_words(const Texts& text, data::Level level) { return text(std::string("map.level.") + data::level_names[static_cast<std::size_t>(level)]); }

}

LegendWords make_legend_words(const Choropleth& choropleth, const std::vector<LegendRow>& rows, const GridShapes& grids, const MapState& map,
                              std::optional<geo::LonLat> pointer, const Texts& text)
{
    const bool is_share = choropleth.measure == "working";
    const Language language = text.language();
    LegendWords words;
    words.title = text("map.measure." + choropleth.measure);
    if (is_rate(choropleth.measure) && (map.measure_days == 1 || map.measure_days == 7 || map.measure_days == 30))
        words.title += std::string(" · ") + text(fmt::format("map.days.{}", map.measure_days));
    const data::Level wanted = grids.has(map.measure_level) ? map.measure_level : grids.finest();
    words.level = wanted == choropleth.level ? text.format("map.legend.by", {level_words(text, wanted)})
                                             : text.format("map.legend.coarser", {level_words(text, choropleth.level), level_words(text, wanted)});
    int bin = -1;
    if (const auto area = pointer ? grids.find_at(choropleth.level, *pointer) : std::nullopt; area && *area < choropleth.bins.size()) {
        bin = choropleth.bins[*area];
        const auto& value = choropleth.values[*area];
        words.pointed = grids.table()->rows[grids.areas(choropleth.level)[*area].row].name + "   " +
                        (value ? value_text(*value, is_share, language) : std::string(text("map.legend.none")));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LegendRow& row = rows[i];
        const std::string from = value_text(row.from, is_share, language), to = value_text(row.to, is_share, language);
        words.rows.push_back({from == to ? from : from + " – " + to, count_text(static_cast<std::int64_t>(row.visible), language), row.colour, static_cast<int>(i) == bin});
    }
    return words;
}

void MapLegend::follow(const FramePainter& painter, const MapLayers& layers, const geo::MapBox& visible, bool is_at_rest)
{
    choropleth_ = layers.choropleth();
    grids_ = layers.grids();
    if (!choropleth_ || !grids_) {
        choropleth_ = nullptr;
        rows_.clear();
        return;
    }
    const bool is_same = measure_ == choropleth_->measure && level_ == choropleth_->level && rows_.size() == choropleth_->breaks.size() + 1;
    if (is_same && !is_at_rest)
        return;
    measure_ = choropleth_->measure;
    level_ = choropleth_->level;
    rows_ = make_legend(*choropleth_, *grids_, visible, painter.view().palette);
}

void MapLegend::draw(const FramePainter& painter, Rect map, std::optional<geo::LonLat> pointer) const
{
    if (!choropleth_)
        return;
    const View& view = painter.view();
    const LegendWords words = make_legend_words(*choropleth_, rows_, *grids_, view.session.map, pointer, view.text);
    const float row = painter.px(legend_row_px), pad = painter.px(legend_pad_px), gap = painter.px(12);
    float width = std::max({painter.px(least_legend_px), painter.width(words.title) + 2 * pad, painter.width(words.level, FontSize::secondary) + 2 * pad});
    width = std::min({width, painter.px(most_legend_px), map.width - 2 * gap});
    const float room = map.height - painter.px(foot_room_px + head_room_px);
    const float around = 3 * row + 2 * pad;
    // In a low map the classes give way: what is measured, and the value under the pointer, stay.
    const bool has_rows = around + row * static_cast<float>(words.rows.size()) <= room;
    const float height = around + (has_rows ? row * static_cast<float>(words.rows.size()) : 0);
    if (height > room || width < painter.px(120))
        return;
    const Rect frame{map.x + map.width - gap - width, map.y + map.height - painter.px(foot_room_px) - height, width, height};
    view.names.put("map.legend", frame);
    view.names.say("map.legend.title", words.title);
    view.names.say("map.legend.level", data::level_names[static_cast<std::size_t>(choropleth_->level)]);
    view.names.say("map.legend.pointed", words.pointed);
    ImGui::SetCursorScreenPos({frame.x, frame.y});
    ImGui::BeginChild("map.legend", {frame.width, frame.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter inside(view);
        inside.fill(frame, Colour::panel_raised);
        inside.frame(frame, Colour::line);
        Rect left = inset(frame, pad, pad);
        inside.text(cut_top(left, row), words.title);
        inside.text(cut_top(left, row), words.level, {.size = FontSize::secondary, .colour = Colour::secondary});
        for (std::size_t i = 0; has_rows && i < words.rows.size(); ++i) {
            const LegendWords::Row& words_of_row = words.rows[i];
            Rect line = cut_top(left, row);
            if (words_of_row.is_pointed) {
                view.names.say("map.legend.class", std::to_string(i + 1));
                inside.frame({line.x - painter.px(4), line.y, line.width + painter.px(8), line.height}, Colour::selected, 2);
            }
            const Rect swatch = inset(cut_left(line, inside.px(28)), 0, inside.px(4));
            view.names.put(fmt::format("map.legend.{}", i + 1), swatch);
            inside.fill_with(swatch, words_of_row.colour);
            inside.frame(swatch, Colour::line);
            cut_left(line, inside.px(8));
            inside.text(line, words_of_row.range, {.size = FontSize::secondary});
            inside.text(line, words_of_row.visible, {.size = FontSize::secondary, .colour = Colour::secondary, .align = Align::right});
        }
        const bool is_over = !words.pointed.empty();
        inside.text(cut_top(left, row), is_over ? words.pointed : view.text("map.legend"),
                    {.size = FontSize::secondary, .colour = is_over ? Colour::text : Colour::secondary, .shorten = Shorten::middle});
    }
    ImGui::EndChild();
}

}
