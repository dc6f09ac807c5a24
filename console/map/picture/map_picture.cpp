#include "console/map/picture/map_picture.h"

#include "console/map/symbols/draw_symbols.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr int dimmed_opacity = 154; // 60 % of 256

/// Gathers the sprites in the order of drawing.
class SpritePlacer {
public:
    SpritePlacer(SymbolSprites& sprites, const FramePainter& painter, ScreenPoint origin, std::vector<PlacedSprite>& out)
        : sprites_(sprites), painter_(painter), origin_(origin), out_(out)
    {
    }

    void add(const MapSymbols& symbols, const MapLabels& labels)
    {
        const int others = symbols.dimmed ? dimmed_opacity : 256;
        for (const MapLabel& label : labels)
            place(sprites_.label(painter_, label), {label.box.left, label.box.top}, 256);
        for (const ClusterSymbol& cluster : symbols.camera_clusters)
            place(sprites_.cluster(painter_, cluster, false), cluster.at, others);
        for (const CameraSymbol& symbol : symbols.cameras)
            if (!is_strong(symbol))
                place(sprites_.camera(painter_, symbol), symbol.at, others);
        for (const ClusterSymbol& cluster : symbols.incident_clusters)
            place(sprites_.cluster(painter_, cluster, true), cluster.at, others);
        for (const IncidentSymbol& symbol : symbols.incidents)
            if (!symbol.selected)
                place(sprites_.incident(painter_, symbol), symbol.at, others);
    }

    void add(const MapRule& rule, int width, int height)
    {
        const auto& piece = sprites_.rule(painter_, rule.upright);
        const float middle = std::floor(rule.at);
        for (int along = 0; along < (rule.upright ? height : width); along += rule_piece_px) {
            const float from = static_cast<float>(along);
            place(piece, rule.upright ? ScreenPoint{middle, origin_.y + from} : ScreenPoint{origin_.x + from, middle}, 256);
        }
        if (rule.name_at)
            place(sprites_.rule_name(painter_, rule), {std::floor(rule.name_at->x), std::floor(rule.name_at->y)}, 256);
    }

private:
    void place(const SymbolSprites::Cached& cached, ScreenPoint at, int opacity)
    {
        out_.push_back({&cached.sprite, cached.id, static_cast<int>(std::lround(at.x - origin_.x)),
                        static_cast<int>(std::lround(at.y - origin_.y)), opacity});
    }

    SymbolSprites& sprites_;
    const FramePainter& painter_;
    ScreenPoint origin_;
    std::vector<PlacedSprite>& out_;
};

}

MapPicture::MapPicture(unsigned helpers)
    : canvases_(2 * (helpers + 1) + 1), brushes_(helpers + 1), crew_("map picture", helpers)
{
}

Composition MapPicture::compose(const FramePainter& painter, const Viewport& viewport, const MapContents& contents)
{
    Composition made{.width = static_cast<int>(std::lround(viewport.width)),
                     .height = static_cast<int>(std::lround(viewport.height)),
                     .top_first = CanvasTexture::wants_top_first(),
                     .land = painter.colour(Colour::land),
                     .wedge = painter.colour(Colour::camera_wedge),
                     .ground = contents.ground,
                     .wedges = {},
                     .sprites = {}};
    made.sprites.reserve(composition_.sprites.size());
    for (const WedgeSymbol& wedge : contents.symbols.wedges)
        if (!wedge.strong && wedge.outline.size() > 2)
            for (made.wedges.push_back(wedge.outline); ScreenPoint& p : made.wedges.back())
                p = {p.x - origin_.x, p.y - origin_.y};
    SpritePlacer placer(sprites_, painter, origin_, made.sprites);
    placer.add(contents.symbols, contents.labels);
    for (const MapRule& rule : contents.rules)
        placer.add(rule, made.width, made.height);
    return made;
}

void MapPicture::draw(const FramePainter& painter, const Viewport& viewport, const MapContents& contents)
{
    // What was begun for a frame that was never shown still looks at the sprites.
    crew_.drop();
    job_.reset();
    sprites_.begin_frame(painter.view());
    origin_ = {std::round(static_cast<float>(viewport.x)), std::round(static_cast<float>(viewport.y))};
    if (Composition made = compose(painter, viewport, contents); pictures_ == 0 || !(made == composition_)) {
        bands_.reset();
        composition_ = std::move(made);
        bands_.emplace(composition_);
        for (Canvas& canvas : canvases_)
            canvas.resize(composition_.width, bands_->rows(), composition_.top_first);
        ++pictures_;
        // The helpers go ahead while the rest of the interface is drawn.
        start({0, bands_->size(), 0, composition_.width});
    }
    Showing& now = showings_[pictures_ % showings_.size()];
    now = {this, static_cast<int>(origin_.x), static_cast<int>(origin_.y)};
    painter.list().AddCallback(static_cast<ImDrawCallback>(show), &now);
}

void MapPicture::start(const Job& job)
{
    crew_.drop();
    now_ = job;
    job_ = job;
    crew_.start(job.count, canvases_.size(), [this](std::size_t index, unsigned who) { draw_band(index, who); });
}

void MapPicture::draw_band(std::size_t index, unsigned who)
{
    const std::size_t band = now_.first + index;
    Canvas& canvas = canvases_[index % canvases_.size()];
    canvas.move_to(bands_->top(band));
    bands_->draw(band, now_.left, now_.right, canvas, brushes_[who]);
}

void MapPicture::show(const ImDrawList*, const ImDrawCmd* command)
{
    const Showing& at = *static_cast<const Showing*>(command->UserCallbackData);
    const ImVec4& clip = command->ClipRect;
    at.picture->show(at, {static_cast<int>(clip.x), static_cast<int>(clip.y), static_cast<int>(clip.z), static_cast<int>(clip.w)});
}

void MapPicture::show(const Showing& at, const CanvasBox& clip)
{
    const CanvasBox part = common_part({clip.left - at.left, clip.top - at.top, clip.right - at.left, clip.bottom - at.top},
                                       {0, 0, composition_.width, composition_.height});
    if (part.empty())
        return;
    const std::size_t first = bands_->at(part.top), count = bands_->at(part.bottom - 1) + 1 - first;
    if (const Job wanted{first, count, part.left, part.right}; job_ != wanted)
        start(wanted);
    job_.reset();
    texture_.begin(composition_.width, bands_->rows());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t index = crew_.take(), band = first + index;
        texture_.copy(canvases_[index % canvases_.size()], common_part(part, {part.left, bands_->top(band), part.right, bands_->bottom(band)}),
                      at.left, at.top);
    }
    texture_.end();
}

std::unique_ptr<MapRenderer> make_map_renderer()
{
    return std::make_unique<MapPicture>();
}

}
