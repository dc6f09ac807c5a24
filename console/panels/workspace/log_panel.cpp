#include "console/frame/frame_painter.h"
#include "console/frame/kept_table.h"
#include "console/look/field.h"
#include "console/look/menu.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/seat/log_book.h"
#include "console/text/log_words.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>

namespace console {
namespace {

enum class LogColumn { time, seat, account, post, kind, subject, detail };

/// In the order of LogColumn. Rows are in the order they were written: what is asked for is chosen above the table.
std::vector<TableColumn> make_log_columns(const Texts& text)
{
    std::vector<TableColumn> columns{{.name = "time", .width = 184}, {.name = "seat", .width = 120, .gives_way = 2}, {.name = "account", .width = 132, .gives_way = 3},
                                     {.name = "post", .width = 72, .gives_way = 1}, {.name = "kind", .width = 184, .gives_way = 4},
                                     {.name = "subject", .width = 200, .grows = true, .shorten = Shorten::middle}, {.name = "detail", .width = 200, .grows = true, .gives_way = 5}};
    for (TableColumn& column : columns)
        column.title = text("log." + column.name), column.is_fixed = true;
    return columns;
}

class LogRows final : public TableSource {
public:
    LogRows(const View& view, const LogBook& log) : view_(view), log_(log) {}

    std::size_t size() const override { return log_.size(); }
    std::uint64_t key(std::size_t row) const override { return row + 1; }
    bool is_there(std::size_t row) const override { return log_.row(row) != nullptr; }
    std::string text(std::size_t index, std::size_t column) const override
    {
        const data::LogRow* row = log_.row(index);
        if (!row)
            return {}; // on its way
        const data::SessionLogEntry& entry = row->entry;
        switch (static_cast<LogColumn>(column)) {
        case LogColumn::time: return date_text(view_, entry.time) + " " + clock_text(view_, entry.time);
        case LogColumn::seat: return entry.actor.seat;
        case LogColumn::account: return row->account;
        case LogColumn::post: return row->post;
        case LogColumn::kind: return log_kind_words(view_.text, entry.kind);
        case LogColumn::subject: return log_subject_words(view_.text, entry.subject);
        case LogColumn::detail: return log_detail_words(view_.text, entry.detail, utc_offset(view_.world.workspace, entry.time));
        }
        return {};
    }
    Colour ink(std::size_t, std::size_t column) const override
    {
        const auto which = static_cast<LogColumn>(column);
        return which == LogColumn::time || which == LogColumn::seat || which == LogColumn::detail ? Colour::secondary : Colour::text;
    }
    std::string said(std::size_t index) const override
    {
        const data::LogRow* row = log_.row(index);
        return row ? fmt::format("{} {} {} {}", row->entry.kind, row->entry.subject, row->entry.detail, row->account) : std::string();
    }

private:
    const View& view_;
    const LogBook& log_;
};

/// What seats did and saw, newest first, in the console's language (`gridwatch log` says them in English). It stands still while it is looked at: new rows come with
/// "read again".
class LogPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        Rect box = region.box;
        p.fill(box, Colour::panel);
        draw_filters(p, outbox, cut_top(box, p.px(44)));
        std::pair<std::size_t, std::size_t> seen{0, 0};
        const LogBook* log = view.log;
        if (!log || (log->size() == 0 && log->is_reading)) {
            p.text(inset(box, p.px(12), p.px(8)), view.text("log.reading"), {FontSize::body, Colour::secondary});
        } else if (log->size() == 0) {
            const bool is_narrow = view.session.log != LogState{.request = view.session.log.request};
            if (p.empty_screen(box, "log.empty", view.text("log.none"), view.text("log.none_why"), is_narrow ? view.text("log.clear") : ""))
                outbox.run("log.filter", {"clear"});
        } else {
            draw_table(p, outbox, box, *log, seen);
        }
        outbox.wanted.log_rows = seen;
    }

private:
    void draw_filters(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const Texts& text = view.text;
        const LogState& q = view.session.log;
        Rect row = inset(box, p.px(12), p.px(6));
        const float gap = p.px(4);
        const float share = std::min(1.F, (row.width - p.px(150) - 5 * gap - p.button_width(text("log.clear"))) / p.px(190 + 170 + 150 + 150));
        const auto menu = [&](const char* name, float width, const std::string& label, const std::vector<MenuItem>& items, bool is_set) {
            const auto chosen = draw_menu(p, name, cut_left(row, p.px(width) * (width == 150 ? 1 : share)), label, items, is_set);
            cut_left(row, gap);
            return chosen;
        };
        static constexpr std::array spans{std::pair{"log.hour", 1}, std::pair{"log.day", 24}, std::pair{"log.week", 168}, std::pair{"log.any_time", 0}};
        std::vector<MenuItem> items;
        std::string label = text.format("log.hours", {std::to_string(q.hours)});
        for (const auto& [key, hours] : spans) {
            items.push_back({text(key), q.hours == hours, false});
            if (q.hours == hours)
                label = text(key);
        }
        if (const auto chosen = menu("log.time", 150, label, items, q.hours != 24))
            outbox.run("log.filter", {"hours", std::to_string(spans[*chosen].second)});

        items = {{text("log.all_kinds"), q.kinds.empty(), false}};
        const std::vector<std::string> none;
        const std::vector<std::string>& kinds = view.log ? view.log->kinds : none;
        for (const std::string& kind : kinds)
            items.push_back({log_kind_words(text, kind), q.kinds.contains(kind), true});
        const std::string kind_label = q.kinds.empty()       ? std::string(text("log.all_kinds"))
                                       : q.kinds.size() == 1 ? log_kind_words(text, *q.kinds.begin())
                                                             : text.format("log.some_kinds", {std::to_string(q.kinds.size())});
        if (const auto chosen = menu("log.kinds", 190, kind_label, items, !q.kinds.empty()))
            outbox.run("log.filter", {"kind", *chosen == 0 ? "" : kinds[*chosen - 1]});

        items = {{text("log.all_accounts"), q.account.empty(), false}};
        for (const data::Account& account : view.world.accounts->rows)
            items.push_back({account.label, q.account == account.label, false});
        if (const auto chosen = menu("log.accounts", 170, q.account.empty() ? std::string(text("log.all_accounts")) : q.account, items, !q.account.empty()))
            outbox.run("log.filter", {"account", *chosen == 0 ? "" : view.world.accounts->rows[*chosen - 1].label});

        draw_number(p, outbox, cut_left(row, p.px(150) * share), "camera", "log.camera_hint", q.camera, camera_, camera_of_);
        cut_left(row, gap);
        draw_number(p, outbox, cut_left(row, p.px(150) * share), "incident", "log.incident_hint", q.incident, incident_, incident_of_);
        cut_left(row, p.px(8));
        const bool is_filtered = q != LogState{.request = q.request};
        const std::string clear = text("log.clear");
        if (is_filtered && p.button("log.clear", cut_left(row, p.button_width(clear)), clear))
            outbox.run("log.filter", {"clear"});
    }

    /// A number that counts from Enter on. `shown_of` is what the filter said when the field was filled.
    static void draw_number(const FramePainter& p, Outbox& outbox, Rect box, const char* what, const char* hint, const std::string& now, std::string& typed, std::string& shown_of)
    {
        if (shown_of != now)
            typed = shown_of = now;
        const FieldState state = draw_field(p, std::string("log.") + what, box, typed, p.view().text(hint));
        if (state.submitted && typed != now)
            outbox.run("log.filter", {what, typed});
    }

    void draw_table(const FramePainter& p, Outbox& outbox, Rect box, const LogBook& log, std::pair<std::size_t, std::size_t>& seen)
    {
        const View& view = p.view();
        DataTable& table = table_.in(view, make_log_columns);
        if (drawn_ != view.session.log)
            selected_.clear(), waiting_.reset(), table.show({1});
        drawn_ = view.session.log;
        TableWords words = KeptTable::words(view.text, log.is_reading ? std::string(view.text("log.reading")) : view.text.format("log.count", {std::to_string(log.size()), moment_text(view, log.read)}));
        words.notice = view.text("log.again");
        const LogRows rows(view, log);
        const TableOutcome outcome = table.draw(p, table_.name(), box, rows, log.edition * 2 + (view.text.language() == Language::zh), selected_, words, false);
        if (outcome.is_noticed)
            outbox.run("log.again");
        if (outcome.selected) {
            selected_ = *outcome.selected;
            if (selected_.size() == 1)
                waiting_ = Waiting{*selected_.begin(), {}, false};
        }
        if (outcome.opened)
            waiting_ = Waiting{*outcome.opened, {}, true};
        if (outcome.asked) {
            selected_ = {outcome.asked->first};
            waiting_ = Waiting{outcome.asked->first, outcome.asked->second, false};
        }
        seen = outcome.seen.value_or(seen);
        take_waiting(outbox, log, rows, seen);
        table_.keep(outcome, outbox);
    }

    /// What was asked of a row that is still being read is done when it is there, as long as it is in sight.
    void take_waiting(Outbox& outbox, const LogBook& log, const LogRows& rows, std::pair<std::size_t, std::size_t> seen)
    {
        if (!waiting_)
            return;
        const Waiting now = *waiting_;
        if (!take(outbox, log, rows, now.key)) {
            if (now.key - 1 < seen.first || now.key - 1 > seen.second)
                waiting_.reset();
            return;
        }
        waiting_.reset();
        if (now.is_opened)
            outbox.run("log.open");
        offer_menu(outbox, now.asked, thing::row, line_of(rows, now.key), {}); // where it was asked for
    }

    /// Takes a row in hand for the commands about it; false: it is still being read.
    static bool take(Outbox& outbox, const LogBook& log, const LogRows& rows, std::uint64_t key)
    {
        const data::LogRow* row = log.row(key - 1);
        if (row)
            outbox.run("log.row", {row->entry.kind, row->account, row->entry.subject, line_of(rows, key)});
        return row != nullptr;
    }

    /// Its words, to be copied and to stand over its menu.
    static std::string line_of(const LogRows& rows, std::uint64_t key)
    {
        std::string line;
        for (const LogColumn column : {LogColumn::time, LogColumn::account, LogColumn::kind, LogColumn::subject, LogColumn::detail})
            if (const std::string words = rows.text(key - 1, static_cast<std::size_t>(column)); !words.empty())
                line += (line.empty() ? "" : "  ") + words;
        return line;
    }

    /// A row that was clicked.
    struct Waiting {
        std::uint64_t key = 0;
        AreaState asked; // by the right button: its menu
        bool is_opened = false;
    };

    std::string camera_, camera_of_, incident_, incident_of_;
    KeptTable table_{"log"};
    TableKeys selected_; // by their place, from 1
    std::optional<Waiting> waiting_;
    LogState drawn_; // what the rows on the screen were asked by
};

}

std::unique_ptr<Panel> make_log_panel() { return std::make_unique<LogPanel>(); }

}
