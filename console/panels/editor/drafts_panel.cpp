#include "console/frame/command_button.h"
#include "console/frame/draft_view.h"
#include "console/frame/edition_view.h"
#include "console/look/rows.h"
#include "console/panels/editor/draft_list.h"
#include "console/panels/panels.h"
#include "console/text/layer_words.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

constexpr float rail_px = 100; // narrower: no room for rows
/// Parts of the map that have no record of their own: switched here as in the map's list.
constexpr std::array switched{"grids", "labels"};

/// Drafts, what was published, what lies on the map, and what the checks found.
class DraftsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        Rect box = region.box;
        if (box.width < p.px(rail_px))
            return draw_rail(p, outbox, box);
        draw_drafts(p, outbox, box);
        draw_editions(p, outbox, box);
        if (view.draft)
            draw_unlocked(p, box);
        if (view.draft && view.draft->findings)
            draw_checks(p, outbox, cut_bottom(box, p.px(36 + 3 * 26 + 8)));
        draw_layers(p, outbox, box);
    }

private:
    /// In a narrow window the column lies over the map while it is asked for, as the queue does on the desk.
    static void draw_rail(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const Rect button = inset(cut_top(box, p.px(44)), p.px(6), p.px(6));
        if (p.button("drafts.unfold", button, "", {}, true, p.view().session.queue_over_map))
            outbox.run("queue.over_map");
        p.sign(Sign::tree, button.x + std::round(button.width / 2), button.y + std::round(button.height / 2), 16);
        if (ImGui::IsItemHovered())
            p.tooltip(p.view().text("draft.drafts"));
    }

    static void draw_drafts(const FramePainter& p, Outbox& outbox, Rect& box)
    {
        const View& view = p.view();
        Rect head = cut_top(box, p.px(36));
        const std::string make = view.text("draft.new");
        const Rect button = inset(cut_right(head, p.button_width(make) + p.px(8)), p.px(4), p.px(3));
        if (p.button("draft.new", button, make))
            outbox.run("draft.new");
        draw_heading(p, head, view.text("draft.drafts"));
        const auto rows = make_draft_rows(view.world, view.session, view.draft, view.text, [&](data::TimePoint t) { return date_text(view, t); });
        if (rows.empty()) {
            const float high = p.paragraph_height(box.width - 2 * p.px(12), view.text("draft.none"));
            p.paragraph(inset(cut_top(box, high + p.px(12)), p.px(12), 0), view.text("draft.none"), {FontSize::body, Colour::secondary});
        }
        const float row_height = p.px(52);
        const float high = std::min(static_cast<float>(rows.size()) * row_height, std::floor(box.height * 0.4F / row_height) * row_height);
        draw_rows(p, "drafts.rows", cut_top(box, high), static_cast<int>(rows.size()), row_height, [&](const FramePainter& inside, int i, Rect line) {
            draw_draft(inside, outbox, rows[static_cast<std::size_t>(i)], i, line);
        });
        if (view.session.editor.draft.empty())
            return;
        Rect buttons = inset(cut_top(box, p.px(40)), p.px(12), p.px(4));
        command_button(p, outbox, buttons, "draft.close", view.text("draft.close"), "draft.close");
        command_button(p, outbox, buttons, "draft.discard", view.text("draft.discard"), "draft.discard");
        command_button(p, outbox, buttons, "draft.export", view.text("export.button"), "grids.export");
    }

    /// What the draft may move beyond its grids' own borders.
    static void draw_unlocked(const FramePainter& p, Rect& box)
    {
        const View& view = p.view();
        const std::vector<std::string> rows = make_unlocked_rows(view.draft->draft, view.text);
        if (rows.empty())
            return;
        p.horizontal(box.x, box.x + box.width, box.y);
        draw_heading(p, cut_top(box, p.px(36)), view.text("edit.unlocked"));
        const float row_height = p.px(26);
        const float high = std::min(static_cast<float>(rows.size()) * row_height, std::max(row_height, std::floor(box.height * 0.25F / row_height) * row_height));
        draw_rows(p, "edit.unlocked", cut_top(box, high), static_cast<int>(rows.size()), row_height, [&](const FramePainter& inside, int i, Rect line) {
            const std::string& words = rows[static_cast<std::size_t>(i)];
            view.names.put("edit.unlocked." + std::to_string(i + 1), line);
            view.names.say("edit.unlocked." + std::to_string(i + 1), words);
            inside.text(inset(line, inside.px(12), 0), words, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        });
    }

    /// A click shows an edition in the draft's place, another one puts it away.
    static void draw_editions(const FramePainter& p, Outbox& outbox, Rect& box)
    {
        const View& view = p.view();
        const std::vector<std::int64_t> editions = editions_to_choose(view.world);
        if (editions.empty())
            return;
        p.horizontal(box.x, box.x + box.width, box.y);
        Rect head = cut_top(box, p.px(36));
        const std::string compare = view.text("edition.compare");
        if (p.button("editions.compare", inset(cut_right(head, p.button_width(compare) + p.px(8)), p.px(4), p.px(3)), compare))
            outbox.run("edition.compare");
        draw_heading(p, head, view.text("edition.editions"));
        const float row_height = p.px(46);
        const float high = std::min(static_cast<float>(editions.size()) * row_height, std::max(row_height, std::floor(box.height * 0.3F / row_height) * row_height));
        draw_rows(p, "editions.rows", cut_top(box, high), static_cast<int>(editions.size()), row_height, [&](const FramePainter& inside, int i, Rect line) {
            draw_edition(inside, outbox, editions[static_cast<std::size_t>(i)], i, line);
        });
    }

    static void draw_edition(const FramePainter& p, Outbox& outbox, std::int64_t id, int i, Rect line)
    {
        const View& view = p.view();
        const EditionWords words = edition_words(view.world, id, view.now, view.text);
        const std::string name = fmt::format("editions.row.{}", i + 1);
        view.names.say(name, words.name + " " + words.dates + " " + words.state);
        const bool is_shown = view.session.edition.shown == id;
        const AreaState state = p.area(name, line);
        draw_row_ground(p, line, is_shown, state);
        Rect box = inset(line, p.px(12), p.px(3));
        Rect above = cut_top(box, p.px(22));
        if (words.is_in_force) {
            const Rect mark = cut_right(above, p.px(20));
            p.sign(Sign::tick, mark.x + mark.width / 2, mark.y + mark.height / 2, 13, Colour::text);
        }
        p.text(above, words.name, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        p.text(box, words.dates + " · " + words.state, {FontSize::secondary, Colour::secondary});
        if (state.clicked && is_shown)
            outbox.run("edition.close");
        else if (state.clicked)
            outbox.run("edition.show", {std::to_string(id)});
    }

    static void draw_draft(const FramePainter& p, Outbox& outbox, const DraftRow& row, int i, Rect line)
    {
        const std::string name = fmt::format("drafts.row.{}", i + 1);
        p.view().names.say(name, row.name + " " + row.edits + " " + row.below);
        const AreaState state = p.area(name, line);
        draw_row_ground(p, line, row.is_open, state);
        Rect box = inset(line, p.px(12), p.px(4));
        Rect above = cut_top(box, p.px(24));
        const float edits = p.width(row.edits) + p.px(8);
        p.text(cut_right(above, edits), row.edits, {FontSize::body, Colour::secondary, Align::right});
        if (row.is_held) {
            const Rect mark = cut_left(above, p.px(22));
            p.sign(Sign::lock, mark.x + p.px(7), mark.y + mark.height / 2, 14, Colour::secondary);
        }
        p.text(above, row.name, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        p.text(box, row.below, {FontSize::secondary, Colour::secondary});
        if (state.clicked && (!row.is_open || row.is_held || p.view().session.edition.shown))
            outbox.run("draft.open", {row.name});
    }

    static void draw_layers(const FramePainter& p, Outbox& outbox, Rect& box)
    {
        const View& view = p.view();
        p.horizontal(box.x, box.x + box.width, box.y);
        draw_heading(p, cut_top(box, p.px(36)), view.text("map.layers"));
        for (const char* name : switched)
            if (draw_switch(p, cut_top(box, p.px(28)), std::string("edit.layer.") + name, view.text(std::string("map.layer.") + name), !view.session.map.hidden.contains(name)))
                outbox.run("layer.toggle", {name});
        // The list reads as the layers lie: what covers the others first, reference layers over all.
        std::vector<const data::Layer*> layers;
        for (const data::Layer& layer : view.world.layers->rows)
            layers.push_back(&layer);
        std::ranges::stable_sort(layers, std::greater<>(), [](const data::Layer* layer) { return std::pair(layer->kind == data::LayerKind::reference, layer->order); });
        draw_rows(p, "edit.layers", box, static_cast<int>(layers.size()), p.px(52), [&](const FramePainter& inside, int i, Rect line) {
            draw_layer(inside, outbox, *layers[static_cast<std::size_t>(i)], line);
        });
    }

    /// What a partition must not have: gaps and overlaps; a click shows the findings.
    static void draw_checks(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const data::DraftFindings& findings = *view.draft->findings;
        p.horizontal(box.x, box.x + box.width, box.y);
        const AreaState state = p.area("edit.checks", box);
        if (state.hovered)
            p.fill(box, Colour::panel_raised);
        if (state.clicked)
            outbox.run("editor.tab", {"findings"});
        draw_heading(p, cut_top(box, p.px(36)), view.text("edit.checks"));
        for (const data::FindingKind kind : {data::FindingKind::overlap, data::FindingKind::gap, data::FindingKind::unassigned}) {
            Rect row = inset(cut_top(box, p.px(26)), p.px(12), 0);
            const std::size_t count = findings.count(kind);
            const std::string name = data::finding_kind_names[static_cast<std::size_t>(kind)];
            view.names.say("edit.checks." + name, std::to_string(count));
            const Rect number = cut_right(row, p.px(64));
            p.text(number, std::to_string(count), {FontSize::body, Colour::text, Align::right});
            const Rect mark = cut_right(row, p.px(22));
            if (data::rank_of(kind) == data::FindingRank::fault)
                p.sign(count > 0 ? Sign::fault : Sign::tick, mark.x + mark.width / 2, mark.y + mark.height / 2, 14, count > 0 ? Colour::text : Colour::secondary);
            p.text(row, view.text("edit.kind." + name), {FontSize::body, Colour::secondary});
        }
    }

    static bool draw_switch(const FramePainter& p, Rect row, const std::string& name, std::string_view title, bool is_on)
    {
        const AreaState state = p.area(name, row);
        if (state.hovered)
            p.fill(row, Colour::panel_raised);
        Rect rest = inset(row, p.px(12), 0);
        const Rect mark = cut_left(rest, p.px(24));
        const float side = p.px(14);
        const Rect box{mark.x, std::round(mark.y + (mark.height - side) / 2), side, side};
        p.frame(box, Colour::secondary);
        if (is_on)
            p.sign(Sign::tick, box.x + side / 2, box.y + side / 2, 12, Colour::text);
        p.text(rest, title, {FontSize::body, is_on ? Colour::text : Colour::secondary, Align::left, Shorten::middle});
        return state.clicked;
    }

    /// A layer of the workspace: shown or not, and how much shines through.
    static void draw_layer(const FramePainter& p, Outbox& outbox, const data::Layer& layer, Rect line)
    {
        const View& view = p.view();
        const std::string id = std::to_string(layer.id.value);
        Rect above = cut_top(line, p.px(28));
        if (layer.kind == data::LayerKind::reference && view.draft) {
            const std::string words = view.text("zones.check");
            if (p.button("zones.check." + id, inset(cut_right(above, p.button_width(words) + p.px(8)), p.px(4), p.px(2)), words, {}, view.draft->zones_awaited.empty()))
                outbox.run("zones.check", {id});
        }
        if (draw_switch(p, above, "edit.layer." + id, layer_title(layer, view.text), layer.visible))
            outbox.run("layer.toggle", {id});
        Rect row = inset(line, p.px(12), 0);
        cut_left(row, p.px(24));
        const Rect number = cut_right(row, p.px(52));
        const AreaState state = p.area("edit.opacity." + id, row);
        const double at = std::clamp<double>((ImGui::GetIO().MousePos.x - row.x) / std::max(row.width, 1.F), 0, 1);
        // Followed by eye while it is held, saved in steps of 5 % when it is let go.
        const double shown = state.held ? std::round(at * 20) / 20 : layer.opacity;
        const float middle = row.y + std::round(row.height / 2), end = row.x + row.width * static_cast<float>(shown);
        p.fill({row.x, middle - p.px(2), row.width, p.px(4)}, Colour::line);
        p.fill({row.x, middle - p.px(2), end - row.x, p.px(4)}, Colour::accent);
        p.list().AddCircleFilled({end, middle}, p.px(5), p.colour(Colour::text), 16);
        p.text(number, fmt::format("{:.0f} %", shown * 100), {FontSize::secondary, Colour::secondary, Align::right});
        if (state.clicked)
            outbox.run("layer.opacity", {id, fmt::format("{:.2f}", std::round(at * 20) / 20)});
    }
};

}

std::unique_ptr<Panel> make_edit_drafts_panel() { return std::make_unique<DraftsPanel>(); }

}
