#include "console/look/list_keys.h"
#include "console/look/rows.h"
#include "console/panels/editor/side_pages.h"
#include "console/panels/editor/zone_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace console {
namespace {

constexpr float zone_row_height = 26;

/// 多格合一, under the map: a click marks the grids that a zone cuts and goes there.
class ZonesPage final : public SidePage {
public:
    void draw(const FramePainter& p, Outbox& outbox, Rect box) override
    {
        const View& view = p.view();
        const DraftView& draft = *view.draft;
        draw_head(p, outbox, cut_top(box, p.px(36)));
        if (!draft.zones) {
            p.text(inset(cut_top(box, p.px(40)), p.px(12), 0), view.text(draft.zones_awaited.empty() ? "zones.none_yet" : "zones.working"), {FontSize::body, Colour::secondary});
            return;
        }
        if (of_ != draft.zones.get() || revision_ != draft.revision || language_ != view.text.language() || in_hand_ != view.session.editor.zone) {
            of_ = draft.zones.get(), revision_ = draft.revision, language_ = view.text.language(), in_hand_ = view.session.editor.zone;
            rows_ = make_zone_rows(view.text, *draft.zones, draft.draft.version(), in_hand_);
        }
        if (takes_list_keys(p, box))
            take_keys(outbox);
        const int at = position();
        const int into_sight = shown_ != in_hand_ ? at : -1;
        shown_ = in_hand_;
        draw_rows(p, "zones.rows", box, static_cast<int>(rows_.size()), p.px(zone_row_height), [&](const FramePainter& inside, int i, Rect line) {
            draw_row(inside, outbox, rows_[static_cast<std::size_t>(i)], i, line);
        }, false, into_sight);
    }

private:
    void draw_head(const FramePainter& p, Outbox& outbox, Rect head) const
    {
        const View& view = p.view();
        const DraftView& draft = *view.draft;
        Rect row = inset(head, p.px(8), p.px(4));
        const bool is_working = !draft.zones_awaited.empty();
        const std::string words = view.text(is_working ? "zones.cancel" : "zones.again");
        const bool may = is_working || !view.session.editor.zones.empty();
        if (p.button(is_working ? "zones.cancel" : "zones.again", cut_right(row, p.button_width(words)), words, {}, may))
            is_working ? outbox.run("zones.cancel") : outbox.run("zones.check");
        cut_right(row, p.px(8));
        std::string title = view.text("zones.title"), said;
        if (is_working)
            said = view.text.format("zones.working_on", {draft.zones_awaited});
        else if (draft.zones) {
            said = view.text.format("zones.count", {draft.zones->title, std::to_string(draft.zones->zones.size()), std::to_string(count_no_unions(*draft.zones))});
            if (draft.zones->seq != draft.draft.newest_seq())
                said += "  " + std::string(view.text("zones.stale"));
        }
        view.names.say("zones.count", said);
        const float wide = p.width(title, FontSize::secondary) + p.px(16);
        p.text(cut_left(row, wide), title, {FontSize::secondary, Colour::secondary});
        p.text(row, said, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        p.horizontal(head.x, head.x + head.width, head.y + head.height - std::max(1.F, p.px(1)));
    }

    static void draw_row(const FramePainter& p, Outbox& outbox, const ZoneRow& row, int i, Rect line)
    {
        const View& view = p.view();
        const std::string name = fmt::format("zones.row.{}", i + 1);
        view.names.say(name, row.title + " " + row.words);
        const AreaState state = p.area(name, line);
        const bool is_zone = row.face == geo::no_face;
        draw_row_ground(p, line, is_zone ? view.session.editor.zone == row.zone : false, state);
        Rect box = inset(line, p.px(12), 0);
        const Rect mark = cut_left(box, p.px(28));
        if (is_zone)
            p.sign(row.is_union ? Sign::tick : Sign::cross, mark.x + p.px(8), mark.y + mark.height / 2, 14, row.is_union ? Colour::secondary : Colour::text);
        else
            cut_left(box, p.px(20));
        p.text(cut_left(box, std::min(p.px(320), box.width / 2)), row.title, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        cut_left(box, p.px(12));
        p.text(box, row.words, {FontSize::body, Colour::secondary});
        if (!state.clicked)
            return;
        if (is_zone) {
            outbox.run("zones.show", {std::to_string(row.zone)});
        } else if (view.draft->draft.version().grid(row.face)) {
            outbox.run("editor.select", {std::to_string(row.face)});
            outbox.run("editor.zoom", {std::to_string(row.face)});
        }
    }

    /// Row of the zone in hand; -1: none.
    int position() const
    {
        const auto at = std::ranges::find_if(rows_, [&](const ZoneRow& row) { return row.face == geo::no_face && in_hand_ == row.zone; });
        return at == rows_.end() ? -1 : static_cast<int>(at - rows_.begin());
    }

    void take_keys(Outbox& outbox) const
    {
        const auto key = list_key();
        if (!key)
            return;
        std::vector<std::uint64_t> zones;
        TableHand hand;
        for (const ZoneRow& row : rows_)
            if (row.face == geo::no_face) {
                if (in_hand_ == row.zone)
                    hand.cursor = zones.size();
                zones.push_back(row.zone);
            }
        const TableKeys to = after_key(hand, zones, in_hand_ ? *key : TableKey::home, 8, false);
        if (!to.empty())
            outbox.run("zones.show", {std::to_string(*to.begin())});
    }

    std::vector<ZoneRow> rows_;
    const ZoneCheck* of_ = nullptr;
    std::uint64_t revision_ = 0;
    Language language_ = Language::zh;
    std::optional<std::size_t> in_hand_, shown_;
};

}

std::unique_ptr<SidePage> make_zones_page() { return std::make_unique<ZonesPage>(); }

}
