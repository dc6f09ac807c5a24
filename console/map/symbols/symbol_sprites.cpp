#include "console/map/symbols/symbol_sprites.h"

#include "console/map/symbols/draw_symbols.h"
#include "console/text/counts.h"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>

namespace console {

namespace {

// 16 MB: some thousand labels and signs, of which a screen shows a few hundred.
constexpr std::size_t most_pixels = 4'000'000;
constexpr std::uint64_t kept_frames = 120;

template <class... Parts> std::string key_of(char kind, Parts... parts)
{
    std::string key(1, kind);
    (key.append(reinterpret_cast<const char*>(&parts), sizeof parts), ...);
    return key;
}

}

void SymbolSprites::begin_frame(const View& view)
{
    ++frame_;
    if (view.scale != scale_ || view.palette.theme() != theme_) {
        sprites_.clear();
        pixels_ = 0;
        scale_ = view.scale;
        theme_ = view.palette.theme();
    }
    // Looking through thousands of them in each frame would cost more than what it frees.
    const bool is_full = pixels_ > most_pixels && frame_ % kept_frames == 0;
    if (!is_full && !has_gaps_)
        return;
    has_gaps_ = false;
    std::erase_if(sprites_, [&](const auto& entry) {
        const Cached& cached = entry.second;
        const bool drop = !cached.is_whole || (is_full && cached.used + kept_frames < frame_);
        if (drop)
            pixels_ -= cached.sprite.pixels.size();
        return drop;
    });
}

const SymbolSprites::Cached& SymbolSprites::find_or_make(const View& view, std::string key, const std::function<void(ImDrawList&)>& draw,
                                                           const SpriteBox* part)
{
    const auto [at, is_new] = sprites_.try_emplace(std::move(key));
    Cached& cached = at->second;
    cached.used = frame_;
    if (!is_new)
        return cached;
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.PushClipRect({-4096, -4096}, {4096, 4096});
    list.PushTextureID(ImGui::GetIO().Fonts->TexID);
    draw(list);
    cached.sprite = make_sprite(list);
    if (part)
        cached.sprite = part_of(cached.sprite, *part);
    cached.id = ++last_id_;
    cached.is_whole = !view.glyphs.has_unseen();
    has_gaps_ = has_gaps_ || !cached.is_whole;
    pixels_ += cached.sprite.pixels.size();
    return cached;
}

const SymbolSprites::Cached& SymbolSprites::cluster(const FramePainter& painter, const ClusterSymbol& cluster, bool incidents)
{
    ClusterSymbol shown = cluster;
    shown.at = {0, 0};
    // Clusters with the same words are one sprite.
    const Language language = painter.view().text.language();
    const std::string words = count_text(cluster.count, language) + ' ' + count_text(cluster.struck, language);
    return find_or_make(painter.view(), key_of(incidents ? 'I' : 'C', cluster.worst, cluster.struck > 0) + words,
                        [&](ImDrawList& list) { draw_cluster(list, painter, shown, incidents); });
}

const SymbolSprites::Cached& SymbolSprites::camera(const FramePainter& painter, const CameraSymbol& symbol)
{
    CameraSymbol shown = symbol;
    shown.at = {0, 0};
    return find_or_make(painter.view(),
                        key_of('c', symbol.camera->kind, symbol.camera->indoor, symbol.struck, symbol.never_asked, symbol.selected, symbol.tile),
                        [&](ImDrawList& list) { draw_camera_symbol(list, painter, shown); });
}

const SymbolSprites::Cached& SymbolSprites::incident(const FramePainter& painter, const IncidentSymbol& symbol)
{
    // Sixty steps of the ring are more than its pixels can show.
    IncidentSymbol shown = symbol;
    shown.at = {0, 0};
    shown.spent = std::round(symbol.spent * 60) / 60;
    return find_or_make(painter.view(),
                        key_of('i', symbol.incident->severity, symbol.incident->attention, data::is_open(*symbol.incident), symbol.lateness,
                               shown.spent, symbol.selected),
                        [&](ImDrawList& list) { draw_incident_symbol(list, painter, shown); });
}

const SymbolSprites::Cached& SymbolSprites::label(const FramePainter& painter, const MapLabel& label)
{
    return find_or_make(painter.view(), key_of('t', label.size, label.quiet) + label.text, [&](ImDrawList& list) {
        add_map_text(list, painter, {0, 0}, label.text, label.size, Colour::label, label.quiet ? 0.72f : 1);
    });
}

const SymbolSprites::Cached& SymbolSprites::rule(const FramePainter& painter, bool upright)
{
    // Drawn longer than it is, so that its ends have no look of their own.
    constexpr float beyond = 8;
    constexpr SpriteBox lying{0, -16, rule_piece_px, 16}, standing{-16, 0, 16, rule_piece_px};
    return find_or_make(
        painter.view(), key_of('r', upright),
        [&](ImDrawList& list) {
            const ImVec2 from = upright ? ImVec2(0.5f, -beyond) : ImVec2(-beyond, 0.5f);
            const ImVec2 to = upright ? ImVec2(0.5f, rule_piece_px + beyond) : ImVec2(rule_piece_px + beyond, 0.5f);
            list.AddLine(from, to, painter.colour(Colour::line, 0.8f));
        },
        upright ? &standing : &lying);
}

const SymbolSprites::Cached& SymbolSprites::rule_name(const FramePainter& painter, const MapRule& rule)
{
    return find_or_make(painter.view(), key_of('n', rule.upright) + rule.name, [&](ImDrawList& list) {
        add_map_text(list, painter, {rule.upright ? 0.5f : 0, rule.upright ? 0 : 0.5f}, rule.name, FontSize::secondary, Colour::secondary);
    });
}

}
