#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/wall/camera_drag.h"
#include "console/wall/roll_call_setting.h"
#include "console/wall/sheet_model.h"
#include "console/window/damage.h"
#include "console/window/texture.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr std::array<float, 4> cell_widths{138, 176, 232, 304}; // at 100 %, at least
constexpr float cell_gap = 8, cell_words_height = 44;

/// A still as a texture, for as long as its cell is on the screen.
struct ShownStill {
    Texture texture;
    std::uint64_t serial = 0; // of the still
    std::uint64_t frame = 0;  // shown last
};

/// Stills of all cameras of the workspace with their age, never live: what answered, what did not, what was never asked. Only the rows
/// on the screen are looked at; the order is made anew when cameras, their states or the filter change.
class SheetPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        refresh(view);
        ++frame_;
        const WholeRegion region;
        const FramePainter p(view);
        Rect box = region.box;
        // Where they do not fit beside the sizes, the filters stand in two lines.
        draw_filters(p, outbox, cut_top(box, p.px(box.width < p.px(620) ? 80 : 44)));
        draw_summary(p, outbox, cut_top(box, p.px(36)));
        if (sheet_.rows.empty())
            draw_empty(p, outbox, box);
        else
            draw_cells(p, outbox, inset(box, p.px(cell_gap), 0));
        std::erase_if(shown_, [&](const auto& entry) { return entry.second.frame != frame_; });
        outbox.wanted.redraw_by(std::chrono::floor<std::chrono::minutes>(view.now) + 1min);
    }

private:
    void refresh(const View& view)
    {
        const SheetState& state = view.session.sheet;
        const bool same_cameras = cameras_ == view.world.cameras;
        const bool same_question = same_cameras && filter_ == state.filter && area_ == view.session.map.area;
        if (same_question && conditions_ == view.world.conditions_revision && !insert_now_)
            return;
        if (!same_cameras)
            order_ = make_sheet_order(*view.world.cameras);
        cameras_ = view.world.cameras;
        filter_ = state.filter;
        area_ = view.session.map.area;
        conditions_ = view.world.conditions_revision;
        Sheet now = make_sheet(view.world, order_, filter_, area_);
        // Nothing moves under the operator's hands: other cells wait until they are asked for.
        is_outdated_ = same_question && is_busy_ && !insert_now_ && now.rows != sheet_.rows;
        if (is_outdated_)
            now.rows = std::move(sheet_.rows);
        sheet_ = std::move(now);
        insert_now_ = false;
    }

    void draw_filters(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const SheetState& state = view.session.sheet;
        Rect lines = inset(box, p.px(12), p.px(6));
        Rect row = cut_top(lines, p.px(32));
        draw_sizes(p, outbox, row);
        for (std::size_t i = 0; i < sheet_filters.size(); ++i) {
            const std::string filter = sheet_filters[i];
            if (filter == "area" && area_.empty() && state.filter != filter)
                continue;
            const std::string label = fmt::format("{} {}", view.text("sheet.filter." + filter), sheet_.counts[i]);
            if (p.button_width(label) > row.width && lines.height >= p.px(32)) {
                cut_top(lines, p.px(4));
                row = cut_top(lines, p.px(32));
            }
            if (p.button("sheet.filter." + filter, cut_left(row, p.button_width(label)), label, {}, true, state.filter == filter))
                outbox.run("sheet.filter", {filter});
            cut_left(row, p.px(4));
        }
    }

    /// At the right end of the row, which they shorten.
    static void draw_sizes(const FramePainter& p, Outbox& outbox, Rect& row)
    {
        const View& view = p.view();
        const SheetState& state = view.session.sheet;
        const auto last = static_cast<int>(cell_widths.size()) - 1;
        for (const auto& [name, sign, size] : {std::tuple("sheet.larger", "+", state.size + 1), std::tuple("sheet.smaller", "\xe2\x88\x92", state.size - 1)}) {
            if (p.button(name, cut_right(row, p.px(32)), sign, {}, size >= 0 && size <= last))
                outbox.run("sheet.size", {std::to_string(size)});
            cut_right(row, p.px(4));
        }
        const std::string words = view.text("sheet.size");
        const float wide = p.width(words, FontSize::secondary) + p.px(8);
        p.text(cut_right(row, wide), words, {FontSize::secondary, Colour::secondary});
        cut_right(row, p.px(8));
    }

    /// How much of it there is to see, how old, and what keeps it so.
    void draw_summary(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const Figures& figures = view.figures;
        Rect row = inset(box, p.px(12), p.px(2));
        const bool is_called = is_roll_call_on(view.world);
        const std::string label = view.text(is_called ? "sheet.roll_call_stop" : "sheet.roll_call_start");
        if (p.button("sheet.roll_call", cut_left(row, p.button_width(label)), label))
            outbox.run("camera.roll_call");
        cut_left(row, p.px(12));
        if (is_outdated_) {
            const std::string changed = view.text("list.changed");
            if (p.button("sheet.refresh", cut_left(row, p.button_width(changed)), changed))
                insert_now_ = true;
            cut_left(row, p.px(12));
        }
        std::string words = view.text.format("sheet.summary", {fmt::format("{}", figures.stills), fmt::format("{}", sheet_.counts[0])});
        if (figures.stills > 0)
            words += view.text.format("sheet.oldest", {time_of(view, figures.oldest_still)});
        words += view.text(!is_called ? "sheet.roll_call_off" : figures.roll_call_cameras == 0 ? "sheet.roll_call_none" : "sheet.roll_call_on");
        view.names.say("sheet.summary", words);
        p.text(row, words, {FontSize::body, Colour::secondary});
    }

    void draw_empty(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        is_busy_ = false;
        const bool any = sheet_.counts[0] > 0;
        if (p.empty_screen(box, "sheet.empty", view.text(any ? "sheet.none_match" : "sheet.none"), view.text(any ? "sheet.none_match_why" : "sheet.none_why"),
                           view.text(any ? "sheet.filter.all" : "command.import.desk"), any ? "" : "Ctrl+I"))
            outbox.run(any ? "sheet.filter" : "import.desk", any ? std::vector<std::string>{"all"} : std::vector<std::string>{});
    }

    void draw_cells(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const float gap = p.px(cell_gap), bar = p.px(14);
        const float least = p.px(cell_widths[static_cast<std::size_t>(std::clamp(view.session.sheet.size, 0, 3))]);
        const auto columns = static_cast<std::size_t>(std::max(1.F, std::floor((box.width - bar + gap) / (least + gap))));
        if (static_cast<int>(columns) != view.session.sheet.columns)
            outbox.run("sheet.columns", {std::to_string(columns)});
        const float wide = std::floor((box.width - bar + gap) / static_cast<float>(columns)) - gap;
        const float picture = std::round(wide * 9 / 16), high = picture + p.px(cell_words_height) + gap;
        const int rows = static_cast<int>((sheet_.rows.size() + columns - 1) / columns);
        int into_sight = -1;
        if (moves_ != view.session.sheet.moves) {
            moves_ = view.session.sheet.moves;
            const auto at = std::ranges::find(sheet_.rows, view.session.selection.camera, [&](std::uint32_t row) { return cameras_->rows[row].id; });
            into_sight = at == sheet_.rows.end() ? -1 : static_cast<int>(static_cast<std::size_t>(at - sheet_.rows.begin()) / columns);
        }
        is_busy_ = draw_rows(p, "sheet.cells", box, rows, high, [&](const FramePainter& inside, int index, Rect row) {
            for (std::size_t column = 0; column < columns; ++column) {
                const std::size_t i = static_cast<std::size_t>(index) * columns + column;
                if (i < sheet_.rows.size())
                    draw_cell(inside, outbox, cameras_->rows[sheet_.rows[i]], {row.x + static_cast<float>(column) * (wide + gap), row.y, wide, row.height - gap}, picture);
            }
        }, false, into_sight);
    }

    void draw_cell(const FramePainter& p, Outbox& outbox, const data::Camera& camera, Rect box, float picture_height)
    {
        const View& view = p.view();
        const Still* still = view.pictures.still(camera.id);
        const SheetCell cell = make_sheet_cell(view.world, camera, still, view.text, view.now, [&](data::TimePoint t) { return time_of(view, t); });
        const std::string name = "sheet.cell." + std::to_string(camera.number), id = std::to_string(camera.id.value);
        const AreaState state = p.area(name, box);
        offer_camera_drag(camera, p);
        if (state.double_clicked)
            outbox.run("sheet.to_wall", {id});
        else if (state.clicked || state.right_clicked)
            outbox.run("camera.select", {id});
        offer_menu(outbox, state, thing::camera, fmt::format("{:04}  {}", camera.number, camera.name), {std::to_string(camera.number)});
        view.names.say(name, cell.words);
        const Rect whole = box;
        p.fill(box, state.hovered ? Colour::panel_pressed : Colour::panel_raised);
        const Rect place = cut_top(box, picture_height);
        p.fill(place, Colour::picture_ground);
        if (still)
            draw_still(p, camera.id, *still, cell, place);
        else if (cell.sign)
            p.sign(*cell.sign, place.x + std::round(place.width / 2), place.y + std::round(place.height / 2), 24, Colour::secondary);
        else
            p.text(inset(place, p.px(6), 0), view.text("sheet.no_still"), {FontSize::secondary, Colour::secondary, Align::centre});
        Rect words = inset(box, p.px(6), p.px(2));
        Rect head = cut_top(words, std::floor(words.height / 2));
        cut_left(head, p.text(head, cell.number, {FontSize::secondary}) + p.px(6));
        p.text(head, cell.name, {FontSize::secondary, Colour::text, Align::left, Shorten::middle});
        if (cell.sign) {
            const Rect mark = cut_left(words, p.px(20));
            p.sign(*cell.sign, mark.x + p.px(7), mark.y + std::round(mark.height / 2), 14);
        }
        p.text(words, cell.words, {FontSize::secondary, Colour::secondary});
        if (camera.id == view.session.selection.camera)
            p.frame(whole, Colour::focus, 2);
    }

    void draw_still(const FramePainter& p, data::CameraId camera, const Still& still, const SheetCell& cell, Rect place)
    {
        ShownStill& shown = shown_[camera];
        shown.frame = frame_;
        if (shown.serial != still.serial) {
            shown.texture.put(still.width, still.height, rgba_of(still).data());
            shown.serial = still.serial;
        }
        const float scale = std::min(place.width / static_cast<float>(still.width), place.height / static_cast<float>(still.height));
        const float wide = std::round(static_cast<float>(still.width) * scale), high = std::round(static_cast<float>(still.height) * scale);
        const Rect at{place.x + std::floor((place.width - wide) / 2), place.y + std::floor((place.height - high) / 2), wide, high};
        const Rgba white = ~Rgba{0}; // the texture as it is
        mark_content(p.list(), still.serial + 1);
        p.list().AddImage(reinterpret_cast<ImTextureID>(shown.texture.id()), {at.x, at.y}, {at.x + wide, at.y + high}, {0, 0}, {1, 1}, white);
        mark_content(p.list(), 0);
        if (cell.is_old) {
            p.fill(at, Colour::secondary, 0.25F); // towards grey, then towards the ground
            p.fill(at, Colour::picture_ground, 0.55F);
        }
        if (cell.time.empty())
            return;
        const float line = p.line_height(FontSize::secondary);
        const Rect band{place.x, place.y + place.height - line - p.px(4), place.width, line + p.px(4)};
        p.fill(band, Colour::ground, 0.82F);
        p.text(band, cell.time, {FontSize::secondary, Colour::text, Align::centre});
    }

    /// The time of day, with its date where that is another one.
    static std::string time_of(const View& view, data::TimePoint t)
    {
        const std::string date = date_text(view, t), time = clock_text(view, t);
        return date == date_text(view, view.now) ? time : date + " " + time;
    }

    data::Frozen<data::Camera> cameras_;     // what sheet_ was made of
    std::string filter_;
    std::vector<geo::LonLat> area_;
    std::uint64_t conditions_ = ~std::uint64_t{0};
    std::vector<std::uint32_t> order_;
    Sheet sheet_;
    std::unordered_map<data::CameraId, ShownStill> shown_;
    std::uint64_t frame_ = 0, moves_ = 0;
    bool is_busy_ = false, is_outdated_ = false, insert_now_ = false;
};

}

std::unique_ptr<Panel> make_sheet_panel() { return std::make_unique<SheetPanel>(); }

}
