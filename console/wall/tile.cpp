#include "console/wall/tile.h"

#include "console/window/damage.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

/// The texture in its own aspect: whole (fit) or cut at two sides (fill); greyed when it is not what is happening now.
void draw_picture(const FramePainter& painter, const TileModel& model, const TileLayout& layout)
{
    const Rect at = layout.picture;
    const PictureShare shown = shown_of_texture(model.texture_width, model.texture_height, at, model.fill, model.zoom);
    const ImVec2 uv0{static_cast<float>(shown.left), static_cast<float>(shown.top)};
    const ImVec2 uv1{static_cast<float>(shown.left + shown.width), static_cast<float>(shown.top + shown.height)};
    const Rgba white = ~Rgba{0}; // the texture as it is
    mark_content(painter.list(), model.content + 1);
    painter.list().AddImage(reinterpret_cast<ImTextureID>(model.texture), {at.x, at.y}, {at.x + at.width, at.y + at.height}, uv0, uv1, white);
    mark_content(painter.list(), 0);
    if (model.picture_alpha < 1) {
        painter.fill(at, Colour::secondary, 0.25F); // towards grey, then towards the ground
        painter.fill(at, Colour::picture_ground, 1 - model.picture_alpha);
    }
}

void draw_masks(const FramePainter& painter, const TileModel& model, Rect at)
{
    for (const Rect& part : model.masks) {
        const Rect box{at.x + part.x * at.width, at.y + part.y * at.height, part.width * at.width, part.height * at.height};
        painter.fill(box, Colour::mask);
        painter.hatch(box, Colour::ground, 0.35F, 6);
    }
}

/// Whether the words stand in the box without a line cut, and none of them is wider than it.
bool fits_in(const FramePainter& painter, std::string_view words, FontSize font, float width, float height)
{
    float widest = 0;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (std::ranges::all_of(words.substr(at, end - at), [](char c) { return c > 0; })) // Chinese breaks anywhere
            widest = std::max(widest, painter.width(words.substr(at, end - at), font));
        at = end + 1;
    }
    return widest <= width && painter.paragraph_height(width, words, font) <= height;
}

/// The word of the state on a band of its own, with the cause below; its short one where the long one has no room.
void draw_word(const FramePainter& painter, const TileModel& model, Rect box, TileSize size)
{
    const bool is_large = model.measures ? model.measures->size == TileSize::large : box.height >= painter.px(150) && box.width >= painter.px(240);
    const float inner = box.width - 2 * painter.px(8), pad = painter.px(4);
    FontSize word_size = is_large && (model.measures || painter.width(model.word, FontSize::title) <= inner) ? FontSize::title : FontSize::body;
    const bool is_short = !model.brief.empty() && !fits_in(painter, model.word, word_size, inner, box.height - 2 * pad);
    const std::string& word = is_short ? model.brief : model.word;
    if (is_short && !fits_in(painter, word, word_size, inner, box.height - 2 * pad))
        word_size = FontSize::secondary;
    const float word_height = painter.paragraph_height(inner, word, word_size), cause_line = painter.line_height(FontSize::secondary);
    float cause_height = model.cause.empty() ? 0 : painter.paragraph_height(inner, model.cause, FontSize::secondary);
    if (size == TileSize::small)
        cause_height = 0;
    while (cause_height > 0 && word_height + cause_height + 2 * pad > box.height)
        cause_height -= cause_line;
    cause_height = std::max(0.F, cause_height);
    const bool on_picture = model.texture != 0;
    const float sign = is_large && model.sign && !on_picture ? painter.px(28) + painter.px(8) : 0;
    const float total = sign + word_height + cause_height;
    float y = box.y + std::round((box.height - total) / 2);
    if (on_picture)
        painter.fill({box.x, y - pad, box.width, total + 2 * pad}, Colour::ground, 0.82F);
    if (sign > 0)
        painter.sign(*model.sign, box.x + box.width / 2, y + painter.px(14), 28, Colour::secondary, model.steps);
    y += sign;
    painter.paragraph({box.x + painter.px(8), y, inner, word_height}, word, {word_size, Colour::text, Align::centre});
    if (cause_height > 0)
        painter.paragraph({box.x + painter.px(8), y + word_height, inner, cause_height}, model.cause,
                          {FontSize::secondary, on_picture ? Colour::text : Colour::secondary, Align::centre});
}

PixelBox pixels_of(Rect box)
{
    return {static_cast<int>(box.x), static_cast<int>(box.y), static_cast<int>(box.x + box.width), static_cast<int>(box.y + box.height)};
}

/// A line of 60 × 2 px whose dot steps with every new picture and stands still when they do. Returns its place.
PixelBox draw_heartbeat(const FramePainter& painter, const TileModel& model, float right, float y_centre)
{
    const float wide = painter.px(60), thick = std::max(1.F, painter.px(2)), dot = painter.px(6), high = painter.px(4);
    const Rect beat{std::round(right - wide), std::round(y_centre - high / 2), wide, high};
    painter.fill({beat.x, beat.y + std::floor((high - thick) / 2), wide, thick}, Colour::line);
    if (!model.is_straight)
        painter.fill({beat.x + std::floor(static_cast<float>(model.heartbeat) * (wide - dot) / 9), beat.y, dot, high}, Colour::text);
    return pixels_of(beat);
}

/// Tells the presenter where the picture is.
void report_place(const FramePainter& painter, const TileModel& model, const TileLayout& layout, Rect box, const PixelBox& beat)
{
    const View& view = painter.view();
    if (!view.placed || !model.camera || model.texture == 0)
        return;
    Rect free = model.focused ? inset(box, painter.px(2), painter.px(2)) : box;
    if (model.dashed) {
        const Rect inner = inset(layout.picture, painter.px(3), painter.px(3));
        const float x1 = std::min(free.x + free.width, inner.x + inner.width), y1 = std::min(free.y + free.height, inner.y + inner.height);
        free.x = std::max(free.x, inner.x);
        free.y = std::max(free.y, inner.y);
        free.width = x1 - free.x;
        free.height = y1 - free.y;
    }
    view.placed->push_back({.camera = model.camera,
                            .picture = pixels_of(layout.picture),
                            .visible = pixels_of(free),
                            .beat = beat,
                            .line_height = static_cast<int>(std::max(1.F, painter.px(2))),
                            .dot_width = static_cast<int>(painter.px(6)),
                            .ground = painter.colour(Colour::panel),
                            .line = painter.colour(Colour::line),
                            .dot = painter.colour(Colour::text),
                            .is_plain = is_plain(model),
                            .window = ImGui::GetCurrentWindowRead()->ID});
}

void draw_gutter(const FramePainter& painter, const TileModel& model, Rect gutter, TileSize size)
{
    if (gutter.width <= 0)
        return;
    const float middle = gutter.x + std::floor(gutter.width / 2);
    float y = gutter.y + painter.px(4);
    if (model.mark > 0 && size != TileSize::small) {
        draw_camera(painter.list(), painter.view().palette, {.tile = model.mark}, {middle, y + painter.px(10)}, painter.px(14));
        y += painter.px(24);
    }
    if (!model.number.empty()) {
        const float room = gutter.width - painter.px(8);
        const std::string& sample = model.measures ? model.measures->widest : model.number; // tiles of one wall have one size of figures
        FontSize font = FontSize::secondary;
        if (size == TileSize::large && painter.width("00000", FontSize::digits) <= room)
            font = FontSize::digits;
        else if (size == TileSize::large && painter.width(sample, FontSize::title) <= room)
            font = FontSize::title;
        else if (painter.width(sample, FontSize::body) <= room)
            font = FontSize::body;
        const float line = painter.line_height(font);
        painter.text({gutter.x + painter.px(2), y, gutter.width - painter.px(4), line}, model.number, {font, model.empty ? Colour::secondary : Colour::text, Align::centre});
        y += line + painter.px(4);
    }
    if (model.sign && !model.empty) {
        const float sign = size == TileSize::large ? 24 : size == TileSize::medium ? 18 : 14;
        painter.sign(*model.sign, middle, y + painter.px(sign) / 2, sign, Colour::text, model.steps);
        y += painter.px(sign) + painter.px(4);
    }
    if (!model.age.empty() && size != TileSize::small) {
        // What is too long for the gutter stands in two lines rather than cut.
        const std::string_view sample = model.measures ? std::string_view("+88.8 s") : std::string_view(model.age);
        const FontSize font = size == TileSize::large && painter.width(sample) <= gutter.width - painter.px(4) ? FontSize::body : FontSize::secondary;
        painter.paragraph({gutter.x + painter.px(1), y, gutter.width - painter.px(2), 2 * painter.line_height(font)}, model.age, {font, Colour::text, Align::centre});
    }
    if (model.locked)
        painter.sign(Sign::lock, middle, gutter.y + gutter.height - painter.px(14), 14, Colour::secondary);
}

/// The place of the severity's sign in a band of this height.
float band_chip(const FramePainter& painter, float height) { return std::max(painter.px(height < painter.px(24) ? 20 : 28), height); }

/// What a band of this height takes to show sign and number whole.
float least_band(const FramePainter& painter, const TileModel& model, float height)
{
    return band_chip(painter, height) + painter.width(model.band.front(), FontSize::secondary) + 2 * painter.px(4) + 1;
}

/// Across the caption of a tile that an incident has: the severity's own colour with its shape and figure at the left, then which incident.
/// Sign and number stay; what is said of it gives way in whole words.
void draw_band(const FramePainter& painter, const TileModel& model, Rect band)
{
    const data::Severity severity = *model.hot;
    const Rect whole = band;
    painter.fill(band, severity_colour(severity));
    const Rect chip = cut_left(band, std::min(band_chip(painter, band.height), band.width));
    painter.fill(chip, Colour::panel);
    draw_severity(painter.list(), painter.view().palette, severity, data::Attention::seen, {chip.x + std::floor(chip.width / 2), chip.y + std::floor(chip.height / 2)},
                  std::min(std::floor(chip.height * 0.8F), painter.px(20)));
    FontSize font = painter.line_height(FontSize::body) <= band.height + painter.px(2) ? FontSize::body : FontSize::secondary;
    if (painter.width(model.band.front(), font) + painter.px(12) > band.width)
        font = FontSize::secondary;
    const Rect line = inset(band, painter.width(model.band.front(), font) + painter.px(8) > band.width ? painter.px(1) : painter.px(4), 0);
    const std::string words = band_words(model.band, [&](const std::string& more) { return painter.width(more, font) <= line.width; });
    painter.text(line, words, {font, severity_label_colour(severity)});
    if (words.size() < model.note.size() && ImGui::IsMouseHoveringRect({whole.x, whole.y}, {whole.x + whole.width, whole.y + whole.height}))
        painter.tooltip(model.note);
}

/// The lines under the picture of a tile that has room for nothing else: number and sign, and of their own, as far as the picture keeps
/// a little, the band of an incident and the state's word where it has no room beside the number.
struct BareLines {
    bool band = false, word = false;
    int count() const { return 1 + band + word; }
};

float bare_number_width(const Painter& painter, const TileModel& model)
{
    return painter.width(model.number, FontSize::secondary) + painter.px(6) + (model.sign ? painter.px(18) : 0);
}

BareLines bare_lines(const Painter& painter, const TileModel& model, Rect box, float line)
{
    constexpr float least_picture = 12;
    BareLines lines;
    if (line <= 0 || model.empty)
        return lines;
    const int most = static_cast<int>((box.height - painter.px(least_picture)) / line);
    const float inner = box.width - 2 * painter.px(4), word = painter.width(model.brief, FontSize::secondary);
    lines.band = model.hot && lines.count() < most;
    lines.word = !model.brief.empty() && bare_number_width(painter, model) + word > inner && word <= inner && lines.count() < most;
    return lines;
}

void draw_bare(const FramePainter& painter, const TileModel& model, Rect box, Rect caption)
{
    if (caption.height <= 0) {
        if (model.sign)
            painter.sign(*model.sign, box.x + box.width / 2, box.y + box.height / 2, 18, Colour::text, model.steps);
        return;
    }
    const float height = model.measures ? model.measures->caption : caption.height;
    const BareLines lines = bare_lines(painter, model, box, height);
    if (lines.band) {
        draw_band(painter, model, cut_bottom(caption, height));
    } else if (model.hot) { // number and sign of the state stay at its left
        const float own = bare_number_width(painter, model) + painter.px(8);
        draw_band(painter, model, cut_right(caption, std::min(caption.width - own, std::max(std::floor(caption.width * 0.5F), least_band(painter, model, caption.height)))));
    }
    if (lines.word)
        painter.text(inset(cut_bottom(caption, height), painter.px(4), 0), model.brief, {FontSize::secondary, Colour::text});
    Rect line = inset(caption, painter.px(4), 0);
    const Rect number = cut_left(line, painter.width(model.number, FontSize::secondary));
    painter.text(number, model.number, {FontSize::secondary, model.empty ? Colour::secondary : Colour::text});
    cut_left(line, painter.px(6));
    if (model.empty)
        return;
    if (model.sign) {
        const Rect mark = cut_left(line, painter.px(18));
        painter.sign(*model.sign, mark.x + painter.px(7), mark.y + mark.height / 2, 14, Colour::text, model.steps);
    }
    const bool fits = model.brief.empty() || painter.width(model.word, FontSize::secondary) <= line.width;
    const std::string& said = fits ? model.word : model.brief;
    // Where there is room for no further line the word gives way whole: its sign stands before it.
    if (!lines.word && painter.width(said, FontSize::secondary) <= line.width)
        painter.text(line, said, {FontSize::secondary, Colour::text});
}

/// Returns the place of the heartbeat; empty: none.
PixelBox draw_caption(const FramePainter& painter, const TileModel& model, Rect caption, TileSize size)
{
    PixelBox beat;
    if (caption.height <= 0 || model.empty)
        return beat;
    Rect line = inset(caption, painter.px(8), 0);
    Rect second;
    if (!model.note.empty() && caption.height >= painter.px(36)) {
        const float band = model.hot ? std::floor(caption.height * 0.56F) : std::floor(line.height / 2);
        second = cut_bottom(line, band);
        if (model.hot)
            draw_band(painter, model, {caption.x, second.y, caption.width, second.height});
    } else if (model.hot) {
        // The name waits for the focus; a state's word does not, as long as the incident's number has room beside it.
        const float room = caption.width - least_band(painter, model, caption.height) - painter.px(8 + 6);
        const auto fits = [&](const std::string& words) { return painter.width(words, FontSize::secondary) <= std::min(room, line.width / 2); };
        const std::string& said = fits(model.word) ? model.word : model.brief;
        if (model.sign && !model.word.empty() && !model.word_across && !said.empty() && painter.width(said, FontSize::secondary) <= room) {
            painter.text(cut_left(line, painter.width(said, FontSize::secondary)), said, {FontSize::secondary, Colour::text});
            caption.width -= line.x + painter.px(6) - caption.x, caption.x = line.x + painter.px(6);
        }
        draw_band(painter, model, caption);
        return beat;
    }
    const float y = line.y + line.height / 2;
    if (model.heartbeat >= 0 && line.width > painter.px(150)) {
        beat = draw_heartbeat(painter, model, line.x + line.width, y);
        cut_right(line, painter.px(60) + painter.px(8));
    }
    const FontSize font = size == TileSize::large ? FontSize::body : FontSize::secondary;
    if (!model.time.empty()) {
        const FontSize time_font = caption.height >= painter.px(36) ? FontSize::digits : FontSize::title;
        const float wide = painter.width(model.time, time_font);
        painter.text(cut_right(line, wide), model.time, {time_font, Colour::text, Align::right});
        cut_right(line, painter.px(8));
    }
    if (!model.word.empty() && !model.word_across) {
        // A state's word is whole before the name is; what is said of a picture that is well shares the line with it.
        const float wide = std::min(painter.width(model.word, font), model.sign ? line.width : line.width * 0.6F);
        painter.text(cut_right(line, wide), model.word, {font, Colour::text, Align::right});
        cut_right(line, painter.px(8));
    }
    // Where there is one line only, why it is here goes before its name: the number in the gutter says which it is.
    if (second.height <= 0 && !model.note.empty() && line.width >= painter.px(40)) {
        const float wide = std::min(painter.width(model.note, FontSize::secondary), line.width);
        painter.text(cut_left(line, wide), model.note, {FontSize::secondary, Colour::text});
        cut_left(line, std::min(line.width, painter.px(12)));
    }
    if (line.width >= painter.px(second.height <= 0 && !model.note.empty() ? 60 : 24))
        painter.text(line, model.name, {font, Colour::text, Align::left, Shorten::middle});
    if (second.height > 0 && !model.hot)
        painter.text(second, model.note, {FontSize::secondary, Colour::secondary});
    return beat;
}

}

TileLayout layout_of(const TileModel& model, Rect box, const View& view)
{
    const float aspect = model.texture_height > 0 ? model.texture_width / model.texture_height : 16.F / 9;
    const bool two_lines = !model.note.empty() && box.height >= std::round(150 * view.scale);
    std::optional<TileMeasures> measures = model.measures;
    if (measures && measures->size == TileSize::bare)
        measures->caption *= static_cast<float>(bare_lines(Painter::to_measure(view), model, box, measures->caption).count());
    TileLayout layout = tile_layout(box, aspect, model.fill, view.scale, two_lines, model.replay.has_value(), measures ? &*measures : nullptr);
    // In the texture's own size it is sharp, and ready to go straight.
    Rect& at = layout.picture;
    if (model.zoom.factor == 1 && std::abs(at.width - model.texture_width) <= 2 && std::abs(at.height - model.texture_height) <= 2) {
        const Rect& most = layout.picture_box;
        at.width = std::min(model.texture_width, most.width);
        at.height = std::min(model.texture_height, most.height);
        at.x = most.x + std::floor((most.width - at.width) / 2);
        at.y = most.y + std::floor((most.height - at.height) / 2);
    }
    return layout;
}

TileSize size_of(const TileModel& model, Rect box, const View& view) { return model.measures ? model.measures->size : tile_size(box.height / view.scale); }

bool is_plain(const TileModel& model)
{
    return model.texture != 0 && model.picture_alpha == 1 && !model.veiled && !model.solid && !model.double_frame &&
           !model.word_across && model.masks.empty() && model.zoom.factor == 1 && !model.is_drawn_on;
}

Rect picture_box(const View& view, const TileModel& model, Rect box) { return layout_of(model, box, view).picture_box; }

PicturePlace picture_place(const View& view, const TileModel& model, Rect box)
{
    const Rect at = layout_of(model, box, view).picture;
    return place_of_picture(at, shown_of_texture(model.texture_width, model.texture_height, at, model.fill, model.zoom), model.part);
}

void offer_replay(const FramePainter& painter, Outbox& outbox, const TileModel& model, Rect box, const std::string& name)
{
    if (!model.replay)
        return;
    if (const Rect strip = layout_of(model, box, painter.view()).strip; strip.height > 0)
        offer_replay_strip(painter, outbox, *model.replay, model.camera, name, strip);
}

void draw_tile(const FramePainter& painter, const TileModel& model, Rect box)
{
    const TileSize size = size_of(model, box, painter.view());
    const TileLayout layout = layout_of(model, box, painter.view());
    PixelBox beat;
    painter.fill(box, model.empty ? Colour::ground : Colour::panel);
    painter.fill(layout.picture_box, model.empty ? Colour::ground : Colour::picture_ground);
    if (model.texture != 0)
        draw_picture(painter, model, layout);
    if (model.veiled) {
        painter.fill(layout.picture, Colour::veil, 0.45F);
        painter.hatch(layout.picture, Colour::text, 0.38F, 18);
    }
    if (model.texture != 0)
        draw_masks(painter, model, layout.picture);
    // Frames lie on pictures of any brightness: a line of the ground's colour below keeps them apart from it.
    if (model.dashed) {
        painter.frame(layout.picture, Colour::ground, 3);
        painter.dashed_frame(layout.picture, Colour::text, 3);
    }
    if (model.solid)
        painter.frame(layout.picture, Colour::text, 2);
    if (model.double_frame) {
        painter.frame(layout.picture, Colour::ground, 8);
        painter.frame(layout.picture, Colour::selected, 2);
        painter.frame(inset(layout.picture, painter.px(5), painter.px(5)), Colour::selected, 2);
    }
    const bool is_hint = model.empty && model.focused && model.cause.empty(); // how to fill it: where there is room
    if (model.word_across && size != TileSize::bare && !(is_hint && (size == TileSize::small || box.width < painter.px(160))))
        draw_word(painter, model, model.empty ? box : layout.picture_box, size);
    if (size == TileSize::bare) {
        draw_bare(painter, model, box, layout.caption);
    } else {
        draw_gutter(painter, model, layout.gutter, size);
        if (model.replay && layout.strip.height > 0)
            draw_replay_strip(painter, *model.replay, layout.strip);
        beat = draw_caption(painter, model, layout.caption, size);
    }
    report_place(painter, model, layout, box, beat);
    if (model.empty && !model.focused)
        painter.frame(box, Colour::line, 1);
    if (model.focused)
        painter.frame(box, Colour::focus, 2);
}

}
