#include "console/frame/frame_painter.h"
#include "console/look/list_keys.h"
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

constexpr float log_row_height = 28;
constexpr std::size_t subject_column = 5;

struct LogColumn {
    const char* title;
    float width; // logical pixels; 0: the rest
};
constexpr std::array log_columns{LogColumn{"log.time", 176}, LogColumn{"log.seat", 120}, LogColumn{"log.account", 132}, LogColumn{"log.post", 64},
                             LogColumn{"log.kind", 176}, LogColumn{"log.subject", 240}, LogColumn{"log.detail", 0}};

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
        draw_summary(p, outbox, cut_top(box, p.px(36)));
        std::pair<std::size_t, std::size_t> seen{0, 0};
        const LogBook* log = view.log;
        if (log && log->size() == 0 && !log->is_reading) {
            const bool is_narrow = view.session.log != LogState{.request = view.session.log.request};
            if (p.empty_screen(box, "log.empty", view.text("log.none"), view.text("log.none_why"), is_narrow ? view.text("log.clear") : ""))
                outbox.run("log.filter", {"clear"});
        } else if (log && log->size() > 0) {
            draw_table(p, outbox, box, *log, seen);
            drawn_ = view.session.log;
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

    static void draw_summary(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const LogBook* log = view.log;
        Rect row = inset(box, p.px(12), p.px(2));
        const std::string again = view.text("log.again");
        if (p.button("log.again", cut_right(row, p.button_width(again)), again))
            outbox.run("log.again");
        cut_right(row, p.px(12));
        const std::string words = !log || log->is_reading ? std::string(view.text("log.reading"))
                                                          : view.text.format("log.count", {std::to_string(log->size()), moment_text(view, log->read)});
        view.names.say("log.count", words);
        p.text(row, words, {FontSize::body, Colour::secondary});
    }

    static std::array<Rect, log_columns.size()> cells(const FramePainter& p, Rect row)
    {
        std::array<Rect, log_columns.size()> found;
        row = inset(row, p.px(12), 0);
        // In a narrow window columns give way whole, the least needed first; the words of the others are in the row that is copied.
        constexpr float least_detail = 200;
        constexpr std::array given{3U, 1U, 2U, 4U};
        float wide = least_detail;
        for (const LogColumn& column : log_columns)
            wide += column.width;
        std::array<bool, log_columns.size()> is_gone{};
        for (const unsigned column : given)
            if (p.px(wide) > row.width)
                is_gone[column] = true, wide -= log_columns[column].width;
        const float share = p.px(wide) > row.width ? std::max(0.5F, row.width / p.px(wide)) : 1;
        for (std::size_t i = 0; i < log_columns.size(); ++i) {
            if (is_gone[i])
                continue;
            found[i] = log_columns[i].width > 0 ? cut_left(row, p.px(log_columns[i].width) * (i == 0 ? 1 : share)) : row;
            found[i].width = std::max(0.F, found[i].width - p.px(8));
        }
        return found;
    }

    void draw_table(const FramePainter& p, Outbox& outbox, Rect box, const LogBook& log, std::pair<std::size_t, std::size_t>& seen)
    {
        const View& view = p.view();
        if (drawn_ != view.session.log)
            chosen_ = -1;
        const auto heads = cells(p, cut_top(box, p.px(log_row_height)));
        for (std::size_t i = 0; i < log_columns.size(); ++i)
            if (heads[i].width > 0)
                p.text(heads[i], view.text(log_columns[i].title), {FontSize::secondary, Colour::secondary});
        p.horizontal(box.x, box.x + box.width, box.y);
        const ListStep step = list_step(p, box, chosen_, static_cast<int>(log.size()), p.px(log_row_height));
        chosen_ = step.to.value_or(chosen_);
        if (const data::LogRow* row = chosen_ >= 0 && static_cast<std::size_t>(chosen_) < log.size() ? log.row(static_cast<std::size_t>(chosen_)) : nullptr) {
            if (step.copy)
                ImGui::SetClipboardText(fmt::format("{}", fmt::join(words_of(view, *row), "\t")).c_str());
            if (step.enter)
                open(outbox, row->entry.subject);
        }
        std::size_t first = log.size(), last = 0;
        draw_rows(p, "log.rows", box, static_cast<int>(log.size()), p.px(log_row_height), [&](const FramePainter& inside, int i, Rect line) {
            const auto index = static_cast<std::size_t>(i);
            first = std::min(first, index), last = std::max(last, index);
            const data::LogRow* row = log.row(index);
            if (!row)
                return; // on its way
            const data::SessionLogEntry& entry = row->entry;
            const std::string name = fmt::format("log.row.{}", index + 1);
            const AreaState state = inside.area(name, line);
            draw_row_ground(inside, line, i == chosen_, state);
            if (state.clicked)
                chosen_ = i;
            const auto at = cells(inside, line);
            const auto words = words_of(view, *row);
            for (std::size_t column = 0; column < words.size(); ++column) {
                const bool is_quiet = column < 2 || column + 1 == words.size();
                if (at[column].width > 0)
                    inside.text(at[column], words[column],
                            {is_quiet ? FontSize::secondary : FontSize::body, is_quiet ? Colour::secondary : Colour::text, Align::left, column == subject_column ? Shorten::middle : Shorten::end});
            }
            view.names.say(name, fmt::format("{} {} {} {}", entry.kind, entry.subject, entry.detail, row->account));
            if (state.double_clicked)
                open(outbox, entry.subject);
        }, drawn_ != view.session.log, step.to ? chosen_ : -1);
        if (first < log.size())
            seen = {first, last};
    }

    /// In the order of the columns.
    static std::array<std::string, log_columns.size()> words_of(const View& view, const data::LogRow& row)
    {
        const data::SessionLogEntry& entry = row.entry;
        return {date_text(view, entry.time) + " " + clock_text(view, entry.time), entry.actor.seat, row.account, row.post, log_kind_words(view.text, entry.kind),
                log_subject_words(view.text, entry.subject), log_detail_words(view.text, entry.detail, utc_offset(view.world.workspace))};
    }

    /// What a row is about, on the desk.
    static void open(Outbox& outbox, const std::string& subject)
    {
        const std::size_t space = subject.find(' ');
        const std::string what = subject.substr(0, space), number = space == std::string::npos ? "" : subject.substr(space + 1);
        if ((what != "incident" && what != "camera") || number.empty())
            return;
        outbox.run("layout.desk");
        outbox.run(what + ".open_number", {number});
    }

    std::string camera_, camera_of_, incident_, incident_of_;
    int chosen_ = -1; // the row that keys go on from
    LogState drawn_; // what the rows on the screen were asked by
};

}

std::unique_ptr<Panel> make_log_panel() { return std::make_unique<LogPanel>(); }

}
