#include "console/map/picture/map_picture.h"

#include "console/map/symbols/draw_symbols.h"

#include <cmath>

namespace console {

namespace {

constexpr int dimmed_opacity = 154; // 60 % of 256

}

void MapPicture::place(const SymbolSprites::Cached& cached, ScreenPoint at, int opacity)
{
    placed_.push_back({&cached.sprite, cached.id, static_cast<int>(std::lround(at.x - origin_.x)),
                       static_cast<int>(std::lround(at.y - origin_.y)), opacity});
}

void MapPicture::place_all(const FramePainter& painter, const MapSymbols& symbols, const MapLabels& labels)
{
    const int others = symbols.dimmed ? dimmed_opacity : 256;
    for (const MapLabel& label : labels)
        place(sprites_.label(painter, label), {label.box.left, label.box.top}, 256);
    for (const ClusterSymbol& cluster : symbols.camera_clusters)
        place(sprites_.cluster(painter, cluster, false), cluster.at, others);
    for (const CameraSymbol& symbol : symbols.cameras)
        if (!is_strong(symbol))
            place(sprites_.camera(painter, symbol), symbol.at, others);
    for (const ClusterSymbol& cluster : symbols.incident_clusters)
        place(sprites_.cluster(painter, cluster, true), cluster.at, others);
    for (const IncidentSymbol& symbol : symbols.incidents)
        if (!symbol.selected)
            place(sprites_.incident(painter, symbol), symbol.at, others);
}

void MapPicture::draw(const FramePainter& painter, const Viewport& viewport, const MapTiles& tiles, const MapSymbols& symbols,
                      const MapLabels& labels)
{
    const View& view = painter.view();
    origin_ = {std::round(static_cast<float>(viewport.x)), std::round(static_cast<float>(viewport.y))};
    const int width = static_cast<int>(std::lround(viewport.width)), height = static_cast<int>(std::lround(viewport.height));
    placed_.clear();
    place_all(painter, symbols, labels);
    wedges_.clear();
    for (const WedgeSymbol& wedge : symbols.wedges)
        if (!wedge.strong)
            for (wedges_.push_back(wedge.outline); ScreenPoint& p : wedges_.back())
                p = {p.x - origin_.x, p.y - origin_.y};

    const bool is_same = composed_ > 0 && width == canvas_.width() && height == canvas_.height() && last_theme_ == view.palette.theme() &&
                         tiles.blits() == last_tiles_ && placed_ == last_placed_ && wedges_ == last_wedges_;
    if (!is_same) {
        canvas_.resize(width, height, CanvasTexture::wants_top_first());
        for (const TileBlit& blit : tiles.blits()) {
            if (blit.image)
                canvas_.lay(*blit.image, blit.part, blit.box);
            else
                canvas_.fill(blit.box, view.palette[Colour::land]);
        }
        for (const auto& outline : wedges_)
            canvas_.fill_polygon(outline, view.palette[Colour::camera_wedge]);
        for (const Placed& one : placed_)
            canvas_.blend(*one.sprite, one.x, one.y, one.opacity);
        texture_.put(canvas_);
        ++composed_;
        last_tiles_ = tiles.blits();
        last_placed_ = placed_;
        last_wedges_ = wedges_;
        last_theme_ = view.palette.theme();
    }
    texture_.draw(painter.list(), static_cast<int>(origin_.x), static_cast<int>(origin_.y));
}

}
