#include "console/map/symbols/map_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace console {

namespace {

// More than this on one screen is noise, and each costs a few text quads a frame.
constexpr std::size_t most_labels = 140;
constexpr double least_area_px = 44;   // areas narrower than this are not named
constexpr double most_area_px = 1600;  // wider than the window: the reader knows where he is

class LabelMaker {
public:
    LabelMaker(const LabelSources& sources, const Viewport& viewport, const MeasureText& measure)
        : sources_(sources), viewport_(viewport), measure_(measure), box_(visible_box(viewport, margin_px * viewport.scale)),
          mpp_(viewport.metres_per_pixel()), zoom_(zoom_from_metres_per_pixel(viewport.view.metres_per_pixel))
    {
    }

    MapLabels make(const std::vector<LabelBox>& occupied)
    {
        if (sources_.symbols)
            add_symbols();
        if (sources_.grids)
            for (const AreaLabels& level : area_levels)
                if (!sources_.draft || level.level != sources_.grids->finest())
                    add_areas(level);
        if (sources_.draft)
            for (const DraftLabel& label : *sources_.draft)
                if (const double width = label.width_m / mpp_; width >= least_area_px * viewport_.scale)
                    wish(label.text, FontSize::secondary,
                         {.at = screen_from_map(viewport_, label.at), .slack = static_cast<float>(width * 0.18), .rank = 13, .room = static_cast<float>(width)});
        for (const auto& ground : sources_.grounds)
            add_ground(*ground);
        const float margin = margin_px * viewport_.scale;
        const LabelBox frame{static_cast<float>(viewport_.x) - margin, static_cast<float>(viewport_.y) - margin,
                             static_cast<float>(viewport_.x + viewport_.width) + margin,
                             static_cast<float>(viewport_.y + viewport_.height) + margin};
        MapLabels labels;
        for (const PlacedLabel& placed : place_labels(wishes_, occupied, frame, most_labels)) {
            MapLabel& label = texts_[placed.wish];
            label.box = placed.box;
            labels.push_back(std::move(label));
        }
        return labels;
    }

private:
    // Names reach over the window's edge, so that they do not jump when their thing comes into view.
    static constexpr float margin_px = 120;

    struct AreaLabels {
        data::Level level;
        FontSize size;
        int rank;
    };
    static constexpr std::array area_levels{
        AreaLabels{data::Level::district, FontSize::title, 10}, AreaLabels{data::Level::street, FontSize::title, 11},
        AreaLabels{data::Level::community, FontSize::body, 12}, AreaLabels{data::Level::grid, FontSize::secondary, 13}};

    void wish(std::string text, FontSize size, LabelWish wish, bool quiet = false)
    {
        if (text.empty())
            return;
        const LabelBox extent = measure_(text, size);
        wish.width = extent.right;
        wish.height = extent.bottom;
        wishes_.push_back(wish);
        texts_.push_back({.text = std::move(text), .size = size, .quiet = quiet});
    }

    void add_symbols()
    {
        const float gap = 15 * viewport_.scale;
        for (const IncidentSymbol& symbol : sources_.symbols->incidents)
            if (symbol.selected || zoom_ >= 17.5)
                wish(fmt::format("{} {}", symbol.incident->number, symbol.incident->title),
                     symbol.selected ? FontSize::body : FontSize::secondary,
                     {.at = symbol.at, .gap = symbol.selected ? gap * 1.6f : gap, .rank = symbol.selected ? 0 : 2});
        for (const CameraSymbol& symbol : sources_.symbols->cameras)
            if (symbol.selected || symbol.tile > 0 || zoom_ >= 17.5)
                wish(symbol.selected ? fmt::format("{:04} {}", symbol.camera->number, symbol.camera->name)
                                     : fmt::format("{:04}", symbol.camera->number),
                     FontSize::secondary, {.at = symbol.at, .gap = gap * 0.8f, .rank = symbol.selected ? 1 : 3}, true);
    }

    void add_areas(const AreaLabels& level)
    {
        const double typical_px = sources_.grids->typical_width_m(level.level) / mpp_ / viewport_.scale;
        if (typical_px < least_area_px || typical_px > most_area_px)
            return;
        std::vector<std::uint32_t> found;
        sources_.grids->query(level.level, box_, found);
        std::sort(found.begin(), found.end());
        for (const std::uint32_t i : found) {
            const GridArea& area = sources_.grids->areas(level.level)[i];
            if (!box_.contains(area.label))
                continue;
            wish(sources_.grids->table()->rows[area.row].name, level.size,
                 {.at = screen_from_map(viewport_, area.label), .slack = static_cast<float>(typical_px * viewport_.scale * 0.18),
                  .rank = level.rank, .room = static_cast<float>(area.box.width() / mpp_)});
        }
    }

    void add_ground(const Ground& ground)
    {
        if (zoom_ < 11)
            return;
        // A name once in every square of this size: enough to be found, not so often that it becomes wallpaper.
        const double apart_m = 420 * viewport_.scale * mpp_;
        std::set<std::pair<std::string, std::pair<long, long>>> named;
        for (const std::uint32_t i : ground.query(box_, 60 * mpp_)) {
            const GroundFeature& feature = ground.features()[i];
            if (feature.kind == GroundKind::building) {
                if (zoom_ >= 18 && box_.contains(feature.label))
                    wish(feature.number.empty() ? feature.name : feature.number, FontSize::secondary,
                         {.at = screen_from_map(viewport_, feature.label), .rank = 40,
                          .room = static_cast<float>(feature.box.width() / mpp_)},
                         true);
                continue;
            }
            if (feature.name.empty())
                continue;
            if (!feature.lines.empty()) {
                add_line_name(feature, apart_m, named);
            } else if (box_.contains(feature.label) && (feature.kind == GroundKind::place_name ? zoom_ >= 15 : true)) {
                wish(feature.name, FontSize::secondary,
                     {.at = screen_from_map(viewport_, feature.label), .rank = feature.kind == GroundKind::place_name ? 22 : 30,
                      .room = feature.area.empty() ? 0 : static_cast<float>(feature.box.width() / mpp_)},
                     true);
            }
        }
    }

    void add_line_name(const GroundFeature& feature, double apart_m, std::set<std::pair<std::string, std::pair<long, long>>>& named)
    {
        if (feature.kind == GroundKind::path || (feature.kind == GroundKind::rail && zoom_ < 15) || (feature.kind == GroundKind::street && zoom_ < 15.5) ||
            (feature.kind == GroundKind::road && zoom_ < 14) || (feature.kind == GroundKind::main_road && zoom_ < 12.5))
            return;
        const geo::MapLine* longest = nullptr;
        for (const geo::MapLine& line : feature.lines)
            if (!longest || line.size() > longest->size())
                longest = &line;
        // The middle of the part that can be seen.
        std::vector<geo::MapPoint> seen;
        for (std::size_t k = 0; k + 1 < longest->size(); ++k) {
            const geo::MapPoint a = (*longest)[k], b = (*longest)[k + 1];
            for (const double t : {0.0, 0.25, 0.5, 0.75}) {
                const geo::MapPoint p{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
                if (box_.contains(p))
                    seen.push_back(p);
            }
        }
        if (seen.empty())
            return;
        const geo::MapPoint at = seen[seen.size() / 2];
        const std::pair cell{std::lround(at.x / apart_m), std::lround(at.y / apart_m)};
        if (!named.insert({feature.name, cell}).second)
            return;
        const double length_px = std::hypot(feature.box.width(), feature.box.height()) / mpp_;
        const int rank = is_road(feature.kind) ? 20 + (static_cast<int>(GroundKind::motorway) - static_cast<int>(feature.kind)) : 28;
        wish(feature.name, FontSize::secondary,
             {.at = screen_from_map(viewport_, at), .rank = std::max(rank, 20), .room = static_cast<float>(length_px)}, true);
    }

    const LabelSources& sources_;
    const Viewport& viewport_;
    const MeasureText& measure_;
    geo::MapBox box_;
    double mpp_, zoom_;
    std::vector<LabelWish> wishes_;
    MapLabels texts_;
};

}

MapLabels make_map_labels(const LabelSources& sources, const Viewport& viewport, const std::vector<LabelBox>& occupied,
                          const MeasureText& measure)
{
    return LabelMaker(sources, viewport, measure).make(occupied);
}

}
