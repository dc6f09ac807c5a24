#include "console/map/tiles/tile_painting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <span>

namespace console {

namespace {

geo::Colour colour_of(Rgba c, float alpha = 1)
{
    return {static_cast<std::uint8_t>(c), static_cast<std::uint8_t>(c >> 8), static_cast<std::uint8_t>(c >> 16),
            static_cast<std::uint8_t>(std::lround((c >> 24) * alpha))};
}

geo::TileFrame frame_of(TileKey key)
{
    const geo::MapBox box = tile_box(key);
    return {{box.min_x, box.max_y}, metres_per_window_pixel(key.step), tile_pixels, tile_pixels};
}

/// Lines of the ground: true width where known, else the kind's, and never thinner than can be seen at this zoom.
struct LineKind {
    GroundKind kind;
    Colour colour;
    double usual_width_m;
    double from_zoom;         // not drawn farther away
    double least_px;          // at from_zoom; grows by half a pixel a zoom level
    double most_least_px;
};

constexpr std::array line_kinds{
    LineKind{GroundKind::waterway, Colour::water, 6, 11, 1, 3},   LineKind{GroundKind::path, Colour::road, 2, 16, 1, 1},
    LineKind{GroundKind::street, Colour::road, 7, 13.5, 1, 3},    LineKind{GroundKind::road, Colour::road, 11, 12, 1, 4},
    LineKind{GroundKind::main_road, Colour::road, 18, 10, 1, 5},  LineKind{GroundKind::motorway, Colour::road, 24, 7, 1, 6},
    LineKind{GroundKind::rail, Colour::rail, 1.4, 13, 1, 1},        LineKind{GroundKind::reference, Colour::accent, 0.5, 3, 2, 2},
};

const LineKind* line_kind(GroundKind kind)
{
    const auto at = std::find_if(line_kinds.begin(), line_kinds.end(), [&](const LineKind& row) { return row.kind == kind; });
    return at == line_kinds.end() ? nullptr : &*at;
}

class TileWork {
public:
    TileWork(const TileScene& scene, TileKey key, const geo::TileFrame& frame, std::stop_token stop)
        : scene_(scene), palette_(scene.theme), frame_(frame),
          painter_(std::make_unique<geo::TilePainter>(frame_, colour_of(palette_[Colour::land]))),
          mpp_(metres_per_window_pixel(key.step)), zoom_(key.step * zoom_step - std::log2(scene.scale)), stop_(std::move(stop))
    {
    }

    geo::TileImage paint()
    {
        paint_layers(scene_.grounds);
        if (scene_.show_grids && scene_.grids) {
            paint_fills(*scene_.grids);
            paint_borders(*scene_.grids);
        }
        finish_painter();
        geo::TileImage image = std::move(*below_);
        if (!scene_.references.empty())
            lay_over(image, paint_references(), 1);
        return image;
    }

    geo::TileImage paint_ground_only()
    {
        paint_layers(scene_.grounds);
        finish_painter();
        return std::move(*below_);
    }

    geo::TileImage paint_references()
    {
        below_.reset();
        painter_ = std::make_unique<geo::TilePainter>(frame_);
        paint_layers(scene_.references);
        finish_painter();
        return std::move(*below_);
    }

    /// On a part of the ground as large as the frame; none: bare land.
    geo::TileImage paint_draft(std::optional<geo::TileImage> ground)
    {
        if (!ground)
            ground = painter_->take();
        below_ = std::move(ground);
        painter_ = std::make_unique<geo::TilePainter>(frame_);
        if (scene_.show_grids)
            paint_borders(*scene_.draft);
        finish_painter();
        return std::move(*below_);
    }

private:
    void paint_layers(const std::vector<GroundLayer>& layers)
    {
        for (const GroundLayer& layer : layers) {
            if (stop_.stop_requested())
                break;
            if (layer.raster) {
                paint_raster(layer);
                continue;
            }
            if (layer.opacity < 1)
                painter_->begin_layer();
            paint_ground(*layer.ground);
            if (layer.opacity < 1)
                painter_->end_layer(layer.opacity);
        }
    }

    void finish_painter()
    {
        geo::TileImage image = painter_->take();
        if (below_)
            lay_over(*below_, image, 1);
        else
            below_ = std::move(image);
    }

    void paint_raster(const GroundLayer& layer)
    {
        const auto image = layer.raster->read(frame_.box(), tile_pixels, tile_pixels, stop_);
        if (!image)
            return;
        finish_painter();
        lay_over(*below_, *image, layer.opacity);
        painter_ = std::make_unique<geo::TilePainter>(frame_);
    }

    double width_px(const GroundFeature& feature, const LineKind& kind) const
    {
        const double metres = feature.width_m > 0 ? feature.width_m : kind.usual_width_m;
        const double least = std::min(kind.least_px + (zoom_ - kind.from_zoom) / 2, kind.most_least_px) * scene_.scale;
        return std::max(metres / feature.ground_per_map_m / mpp_, least);
    }

    void paint_ground(const Ground& ground)
    {
        const auto& features = ground.features();
        // Half a pixel of building is noise; a far view leaves it to the land's colour.
        const auto found = ground.query(frame_.box(40), 1.5 * mpp_);
        const auto kind_of = [&](std::uint32_t i) { return features[i].kind; };
        for (const std::uint32_t i : found)
            if (!features[i].area.empty())
                paint_area(features[i]);
        for (auto begin = found.begin(); begin != found.end() && !stop_.stop_requested();) {
            const auto end = std::find_if(begin, found.end(), [&](std::uint32_t i) { return kind_of(i) != kind_of(*begin); });
            const std::span<const std::uint32_t> group(begin, end);
            if (const LineKind* kind = line_kind(kind_of(*begin)); kind && zoom_ >= kind->from_zoom && !is_road(kind->kind))
                paint_lines(features, group, *kind, 0, kind->colour);
            begin = end;
        }
        // All casings before all fills, so that crossings are open.
        for (const bool casing : {true, false})
            for (auto begin = found.begin(); begin != found.end() && !stop_.stop_requested();) {
                const auto end = std::find_if(begin, found.end(), [&](std::uint32_t i) { return kind_of(i) != kind_of(*begin); });
                const std::span<const std::uint32_t> group(begin, end);
                if (const LineKind* kind = line_kind(kind_of(*begin)); kind && is_road(kind->kind) && zoom_ >= kind->from_zoom)
                    paint_lines(features, group, *kind, casing ? 2 * scene_.scale : 0, casing ? Colour::road_casing : Colour::road);
                begin = end;
            }
    }

    void paint_area(const GroundFeature& feature)
    {
        switch (feature.kind) {
        case GroundKind::land: painter_->fill(feature.area, colour_of(palette_[Colour::land])); break;
        case GroundKind::reference:
            painter_->outline(feature.area, {.colour = colour_of(palette_[Colour::accent]), .width = 2.0 * scene_.scale, .dashes = {}});
            break;
        case GroundKind::green: painter_->fill(feature.area, colour_of(palette_[Colour::green])); break;
        case GroundKind::water:
        case GroundKind::waterway: painter_->fill(feature.area, colour_of(palette_[Colour::water])); break;
        case GroundKind::building:
            if (zoom_ >= 13) {
                painter_->fill(feature.area, colour_of(palette_[Colour::building]));
                if (zoom_ >= 16.5)
                    painter_->outline(feature.area, {.colour = colour_of(palette_[Colour::line], 0.7f), .width = scene_.scale});
            }
            break;
        default: painter_->fill(feature.area, colour_of(palette_[Colour::road])); break; // squares
        }
    }

    /// Lines of one width are one stroke, so that their ends and crossings do not show.
    void paint_lines(const std::vector<GroundFeature>& features, std::span<const std::uint32_t> group, const LineKind& kind,
                     double wider_px, Colour colour)
    {
        std::map<int, std::vector<geo::MapLine>> by_width;
        for (const std::uint32_t i : group) {
            if (features[i].lines.empty())
                continue;
            const double width = width_px(features[i], kind);
            if (wider_px > 0 && width < 2.5 * scene_.scale)
                continue; // a casing around a hair would drown it
            auto& lines = by_width[static_cast<int>(std::lround(width + wider_px))];
            lines.insert(lines.end(), features[i].lines.begin(), features[i].lines.end());
        }
        for (const auto& [width, lines] : by_width)
            painter_->stroke(lines, {.colour = colour_of(palette_[colour]), .width = static_cast<double>(width)});
    }

    void paint_fills(const GridShapes& grids)
    {
        if (!scene_.fills)
            return;
        std::vector<std::uint32_t> found;
        grids.query(scene_.fill_level, frame_.box(1), found);
        // The colours' own opacity is the layer's: within it the faces add up without seams.
        float opacity = 0;
        painter_->begin_layer();
        for (const std::uint32_t i : found) {
            if (stop_.stop_requested())
                break;
            const Rgba fill = (*scene_.fills)[i];
            if (fill >> 24 == 0)
                continue;
            opacity = std::max(opacity, (fill >> 24) / 255.f);
            geo::Colour colour = colour_of(fill);
            colour.a = 255;
            painter_->fill(grids.shape(scene_.fill_level, i, mpp_), colour, geo::Blend::add);
        }
        painter_->end_layer(opacity);
    }

    template <class Shapes> void paint_borders(const Shapes& grids)
    {
        struct BorderStyle {
            data::Level level;
            Colour colour;
            double width, hollow; // logical pixels
        };
        static constexpr std::array styles{BorderStyle{data::Level::grid, Colour::grid_line, 1, 0},
                                           BorderStyle{data::Level::community, Colour::community_line, 2, 0},
                                           BorderStyle{data::Level::street, Colour::street_line, 3, 1},
                                           BorderStyle{data::Level::district, Colour::district_line, 5, 1},
                                           BorderStyle{data::Level::city, Colour::district_line, 5, 1}};
        for (const BorderStyle& style : styles) {
            const double typical_px = grids.typical_width_m(style.level) / mpp_ / scene_.scale;
            const float strength = border_strength(typical_px);
            if (strength <= 0 || stop_.stop_requested())
                continue;
            std::vector<geo::MapLine> lines;
            grids.borders(style.level, frame_.box(8), mpp_, lines);
            // Double lines need room; from afar they are single ones.
            const bool small = typical_px < 60;
            const double width = std::max(1.0, std::round((small ? style.width / 2 : style.width) * scene_.scale));
            const double hollow = small ? 0 : style.hollow * scene_.scale;
            // A border of several levels is drawn as its highest: the ground under it hides the lower ones.
            if (style.level != data::Level::grid)
                painter_->stroke(lines, {.colour = colour_of(palette_[Colour::land], strength), .width = width + 2 * scene_.scale});
            painter_->stroke(lines, {.colour = colour_of(palette_[style.colour], strength), .width = width, .hollow = hollow});
        }
    }

    const TileScene& scene_;
    Palette palette_;
    geo::TileFrame frame_;
    std::unique_ptr<geo::TilePainter> painter_;
    std::optional<geo::TileImage> below_; // what was finished before the painter began
    double mpp_, zoom_;
    std::stop_token stop_;
};

}

void lay_over(geo::TileImage& lower, const geo::TileImage& upper, double opacity)
{
    const auto strength = static_cast<unsigned>(std::lround(std::clamp(opacity, 0.0, 1.0) * 256));
    const std::size_t bytes = std::min(lower.rgba.size(), upper.rgba.size());
    for (std::size_t i = 0; i + 3 < bytes; i += 4) {
        const unsigned alpha = upper.rgba[i + 3] * strength >> 8;
        if (alpha == 0)
            continue;
        for (std::size_t c = i; c < i + 4; ++c) {
            const unsigned sum = (upper.rgba[c] * strength >> 8) + (lower.rgba[c] * (255 - alpha) + 127) / 255;
            lower.rgba[c] = static_cast<std::uint8_t>(std::min(sum, 255u));
        }
    }
}

float border_strength(double typical_width_px)
{
    return static_cast<float>(std::clamp((typical_width_px - 3) / 25, 0.0, 1.0));
}

geo::TileImage paint_tile(const TileScene& scene, TileKey key, std::stop_token stop)
{
    if (!scene.draft)
        return TileWork(scene, key, frame_of(key), std::move(stop)).paint();
    const geo::TileImage ground = paint_ground_tile(scene, key, stop);
    std::optional<geo::TileImage> references;
    if (!scene.references.empty())
        references = paint_reference_tile(scene, key, stop);
    return paint_draft_part(scene, key, &ground, references ? &*references : nullptr, {0, 0, tile_pixels, tile_pixels});
}

geo::TileImage paint_ground_tile(const TileScene& scene, TileKey key, std::stop_token stop)
{
    return TileWork(scene, key, frame_of(key), std::move(stop)).paint_ground_only();
}

geo::TileImage paint_reference_tile(const TileScene& scene, TileKey key, std::stop_token stop)
{
    return TileWork(scene, key, frame_of(key), std::move(stop)).paint_references();
}

namespace {

geo::TileImage cut_out(const geo::TileImage& whole, const CanvasBox& part)
{
    geo::TileImage cut{part.right - part.left, part.bottom - part.top, {}};
    cut.rgba.reserve(4 * static_cast<std::size_t>(cut.width) * static_cast<std::size_t>(cut.height));
    for (int y = part.top; y < part.bottom; ++y) {
        const auto row = whole.rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(y) * whole.width + part.left);
        cut.rgba.insert(cut.rgba.end(), row, row + 4 * static_cast<std::ptrdiff_t>(cut.width));
    }
    return cut;
}

}

geo::TileImage paint_draft_part(const TileScene& scene, TileKey key, const geo::TileImage* ground, const geo::TileImage* references, const CanvasBox& part)
{
    geo::TileFrame frame = frame_of(key);
    frame.origin.x += part.left * frame.metres_per_pixel;
    frame.origin.y -= part.top * frame.metres_per_pixel;
    frame.width = part.right - part.left;
    frame.height = part.bottom - part.top;
    geo::TileImage image = TileWork(scene, key, frame, {}).paint_draft(ground ? std::optional(cut_out(*ground, part)) : std::nullopt);
    if (references)
        lay_over(image, cut_out(*references, part), 1);
    return image;
}

}
