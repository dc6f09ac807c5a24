#include "console/look/field.h"
#include "console/look/rows.h"
#include "console/panels/incidents/queue_row.h"
#include "console/panels/panels.h"
#include "console/panels/pictures/gallery.h"
#include "console/wall/tile.h"
#include "console/window/texture.h"
#include "data/demo/demo.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

constexpr float gallery_margin = 16, gallery_gap = 8;
// Logical pixels: from which width on three columns fit, and the heights of the parts.
constexpr float wide_from = 1700, signs_height = 352, rows_height = 560, screens_height = 660, columns_height = 392;

/// A test card instead of a camera's picture: a horizon, houses and a road, the same on every machine.
std::vector<std::uint8_t> test_card(int width, int height)
{
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(width) * height * 4);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double depth = static_cast<double>(y - height / 2) / (height / 2.0);
            int red = 120 + y / 4, green = 132 + y / 4, blue = 146 + y / 4; // sky
            const int house = (x * 7 / width) % 7;
            const int top = height / 2 - 12 - house * 37 % 44;
            if (y > top && y < height * 11 / 20)
                red = 84 + house * 9, green = 80 + house * 8, blue = 76 + house * 6;
            if (depth > 0.1) {
                const double side = std::abs(static_cast<double>(x) / width - 0.5) / (0.06 + 0.5 * depth);
                const bool is_mark = side < 0.03 && (y / 9) % 2 == 0;
                const int grey = is_mark ? 190 : side < 1 ? 72 : 104;
                red = grey, green = side < 1 ? grey : grey + 6, blue = grey - 4;
            }
            std::uint8_t* at = rgba.data() + (static_cast<std::size_t>(y) * width + x) * 4;
            at[0] = static_cast<std::uint8_t>(red), at[1] = static_cast<std::uint8_t>(green), at[2] = static_cast<std::uint8_t>(blue), at[3] = 255;
        }
    return rgba;
}

/// Every tile state, sign, badge, row, button and empty screen, at a fixed time: a golden picture in every theme and language.
class GalleryPanel : public Panel {
public:
    void draw(const View& view, Outbox&) override
    {
        const WholeRegion region;
        FramePainter(view).fill(region.box, Colour::panel);
        if (!card_.id())
            card_.put(320, 180, test_card(320, 180).data());
        // Where the screen has no room for three columns beside each other they stand below each other, and scroll.
        ImGui::SetCursorScreenPos({region.box.x, region.box.y});
        if (ImGui::BeginChild("gallery", {region.box.width, region.box.height}, false, ImGuiWindowFlags_NoSavedSettings)) {
            const FramePainter p(view);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float width = ImGui::GetContentRegionAvail().x;
            const bool is_wide = width >= p.px(wide_from);
            Rect box = inset({at.x, at.y, width, 0}, p.px(gallery_margin), p.px(gallery_margin));
            const int in_row = is_wide ? 7 : std::max(1, static_cast<int>(box.width / p.px(300)));
            const auto lines = static_cast<float>((make_gallery_tiles(view.text, data::demo_moment).size() + static_cast<std::size_t>(in_row) - 1) / static_cast<std::size_t>(in_row));
            const float tiles = p.px(lines * 176 + lines * gallery_gap), below = p.px(is_wide ? columns_height : signs_height + rows_height + screens_height + 2 * gallery_margin);
            const float all = is_wide ? std::max(region.box.height - 2 * p.px(gallery_margin), tiles + below) : tiles + below;
            box.height = all;
            draw_tiles(p, cut_top(box, tiles), in_row);
            if (is_wide) {
                Rect left = cut_left(box, p.px(620));
                cut_left(box, p.px(24));
                draw_signs(p, left);
                Rect middle = cut_left(box, p.px(600));
                cut_left(box, p.px(24));
                draw_rows_and_words(p, middle);
                draw_empty_screens(p, box);
            } else {
                draw_signs(p, cut_top(box, p.px(signs_height)));
                cut_top(box, p.px(gallery_margin));
                draw_rows_and_words(p, cut_top(box, p.px(rows_height)));
                cut_top(box, p.px(gallery_margin));
                draw_empty_screens(p, box);
            }
            ImGui::SetCursorScreenPos(at);
            ImGui::Dummy({width, all + 2 * p.px(gallery_margin)});
        }
        ImGui::EndChild();
    }

private:
    void draw_tiles(const FramePainter& p, Rect box, int in_row)
    {
        const View& view = p.view();
        const auto inputs = make_gallery_tiles(view.text, data::demo_moment);
        const float wide = std::floor((box.width - static_cast<float>(in_row - 1) * p.px(gallery_gap)) / static_cast<float>(in_row)), high = p.px(176);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            TileInput input = inputs[i].input;
            input.camera = inputs[i].is_empty ? nullptr : &inputs[i].camera;
            if (inputs[i].has_picture) {
                input.picture.texture = card_.id();
                input.picture.width = 320, input.picture.height = 180;
            }
            const auto column = static_cast<float>(i % static_cast<std::size_t>(in_row)), row = static_cast<float>(i / static_cast<std::size_t>(in_row));
            const Rect at{box.x + column * (wide + p.px(gallery_gap)), box.y + row * (high + p.px(gallery_gap)), wide, high};
            draw_tile(p, make_tile(input, view.text, data::demo_moment, [&](data::TimePoint t) { return moment_text(view, t); }), at);
            p.frame(at, Colour::line);
            view.names.put(fmt::format("gallery.tile.{}", i + 1), at);
        }
    }

    static void draw_signs(const FramePainter& p, Rect box)
    {
        const View& view = p.view();
        p.text(cut_top(box, p.px(28)), view.text("gallery.signs"), {FontSize::secondary, Colour::secondary});
        const auto signs = static_cast<int>(Sign::count);
        Rect row = cut_top(box, p.px(3 * 36));
        for (int i = 0; i < signs; ++i)
            p.sign(static_cast<Sign>(i), row.x + p.px(18) + static_cast<float>(i % 15) * p.px(42), row.y + p.px(16) + static_cast<float>(i / 15) * p.px(36), 24, Colour::text, 4);
        cut_top(box, p.px(4));
        // severity × attention
        row = cut_top(box, p.px(48));
        float x = row.x + p.px(20);
        for (int severity = 1; severity <= 3; ++severity)
            for (int attention = 0; attention < 4; ++attention) {
                draw_severity(p.list(), view.palette, static_cast<data::Severity>(severity), static_cast<data::Attention>(attention), {x, row.y + p.px(24)}, p.px(24), 1);
                x += p.px(attention == 3 ? 60 : 46);
            }
        // lateness
        row = cut_top(box, p.px(36));
        x = row.x + p.px(20);
        for (const float spent : {0.F, 0.25F, 0.5F, 0.74F}) {
            draw_lateness(p.list(), view.palette, data::Lateness::on_time, spent, {x, row.y + p.px(16)}, p.px(20));
            x += p.px(40);
        }
        for (const float spent : {0.75F, 0.95F}) {
            draw_lateness(p.list(), view.palette, data::Lateness::at_risk, spent, {x, row.y + p.px(16)}, p.px(20));
            x += p.px(40);
        }
        draw_lateness(p.list(), view.palette, data::Lateness::overdue, 1, {x, row.y + p.px(16)}, p.px(20));
        x += p.px(60);
        // cameras
        const CameraMark marks[] = {{data::CameraKind::fixed}, {data::CameraKind::dome}, {data::CameraKind::ptz}, {data::CameraKind::indoor}, {data::CameraKind::fixed, false, true},
                                    {data::CameraKind::dome, false, true}, {data::CameraKind::fixed, false, false, true}, {.tile = 1}, {.tile = 12}};
        for (const CameraMark& mark : marks) {
            draw_camera(p.list(), view.palette, mark, {x, row.y + p.px(16)}, p.px(12));
            x += p.px(32);
        }
        // palette
        row = cut_top(box, p.px(56));
        const int count = static_cast<int>(Colour::count), in_row = (count + 1) / 2;
        const float cell = std::floor(row.width / static_cast<float>(in_row));
        for (int i = 0; i < count; ++i) {
            const Rect swatch{row.x + static_cast<float>(i % in_row) * cell, row.y + static_cast<float>(i / in_row) * p.px(26), cell - p.px(3), p.px(22)};
            p.fill(swatch, static_cast<Colour>(i));
            p.frame(swatch, Colour::line);
        }
        // choropleth
        row = cut_top(box, p.px(28));
        p.fill(row, Colour::land);
        for (int i = 0; i < 5; ++i) {
            const Rect swatch{row.x + static_cast<float>(i) * p.px(64), row.y, p.px(60), p.px(22)};
            p.fill_with(swatch, view.palette.choropleth(static_cast<float>(i) / 4));
        }
        // text sizes
        row = cut_top(box, p.px(44));
        p.text(cut_left(row, p.px(130)), view.text("gallery.secondary"), {FontSize::secondary, Colour::secondary});
        p.text(cut_left(row, p.px(130)), view.text("gallery.body"), {FontSize::body});
        p.text(cut_left(row, p.px(150)), view.text("gallery.title"), {FontSize::title});
        p.text(row, "02:14:37", {FontSize::digits});
    }

    void draw_rows_and_words(const FramePainter& p, Rect box)
    {
        const View& view = p.view();
        p.text(cut_top(box, p.px(28)), view.text("gallery.rows"), {FontSize::secondary, Colour::secondary});
        for (const QueueRow& row : make_gallery_rows(view.text)) {
            const Rect at = cut_top(box, p.px(52));
            draw_queue_row(p, row, at, row.attention == data::Attention::in_hand, 1);
        }
        cut_top(box, p.px(12));
        Rect buttons = cut_top(box, p.px(32));
        p.button("gallery.button", cut_left(buttons, p.px(96)), view.text("case.accept"), "A");
        cut_left(buttons, p.px(gallery_gap));
        p.button("gallery.chosen", cut_left(buttons, p.px(96)), view.text.format("queue.tab.new", {"3"}), {}, true, true);
        cut_left(buttons, p.px(gallery_gap));
        p.button("gallery.dim", cut_left(buttons, p.px(96)), view.text("case.seen"), "F6", false);
        cut_left(buttons, p.px(gallery_gap));
        std::string typed;
        draw_field(p, "gallery.field", buttons, typed, view.text("search.hint"));
        cut_top(box, p.px(12));
        // Names that do not fit, a character beyond 16 bits, and one that no font has.
        for (const float width : {600.F, 240.F, 120.F})
            p.text({box.x, cut_top(box, p.px(24)).y, p.px(width), p.px(24)}, view.text("gallery.long_name"), {FontSize::body, Colour::text, Align::left, Shorten::middle});
        p.text(cut_top(box, p.px(24)), view.text("gallery.rare"));
    }

    static void draw_empty_screens(const FramePainter& p, Rect box)
    {
        const View& view = p.view();
        p.text(cut_top(box, p.px(28)), view.text("gallery.empty"), {FontSize::secondary, Colour::secondary});
        const struct {
            const char *what, *why, *action, *key;
        } screens[] = {{"queue.empty", "queue.empty_why", "queue.report", "F4"}, {"case.none", "case.none_why", "case.next_red", "F5"}, {"list.none_match", "list.none_match_why", "list.clear", ""}};
        const float high = std::floor((box.height - 2 * p.px(gallery_gap)) / 3);
        for (const auto& screen : screens) {
            const Rect at = cut_top(box, high);
            cut_top(box, p.px(gallery_gap));
            p.frame(at, Colour::line);
            const std::string what = view.text(std::string_view(screen.what)), why = view.text(std::string_view(screen.why)), action = view.text(std::string_view(screen.action));
            p.empty_screen(at, std::string("gallery.") + screen.what, what, why, action, screen.key);
        }
    }

    Texture card_;
};

}

std::unique_ptr<Panel> make_gallery_panel() { return std::make_unique<GalleryPanel>(); }

}
