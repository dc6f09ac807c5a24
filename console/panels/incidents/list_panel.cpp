#include "console/frame/frame_painter.h"
#include "console/look/list_keys.h"
#include "console/look/menu.h"
#include "console/look/rows.h"
#include "console/panels/incidents/list_model.h"
#include "console/panels/incidents/queue_model.h"
#include "console/panels/panels.h"
#include "console/text/times.h"
#include "data/records/rules.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr float list_row_height = 28;

struct ColumnRow {
    ListColumn column;
    const char* title;
    float width;      // logical pixels; 0: takes a share of the rest
    bool descending;  // what the first click on its head gives
    Align align = Align::left;
};
constexpr std::array columns{
    ColumnRow{ListColumn::severity, "list.severity", 56, false}, ColumnRow{ListColumn::number, "list.number", 100, true, Align::right},
    ColumnRow{ListColumn::title, "list.title", 0, false},        ColumnRow{ListColumn::place, "list.place", 0, false},
    ColumnRow{ListColumn::grid, "list.grid", 140, false},        ColumnRow{ListColumn::state, "list.state", 96, false},
    ColumnRow{ListColumn::reported, "list.reported", 168, true, Align::right}, ColumnRow{ListColumn::left, "list.left", 112, false, Align::right},
    ColumnRow{ListColumn::attention, "list.attention", 120, false},
};
static_assert(columns.size() == static_cast<std::size_t>(ListColumn::count));

/// Incidents as a table: filtered by state, class, severity, grid and time, sorted by any column. While the pointer is over the
/// rows they stay; what changed meanwhile is counted at the head.
class ListPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        refresh(view, outbox);
        const WholeRegion region;
        const FramePainter p(view);
        Rect box = region.box;
        draw_filters(p, outbox, cut_top(box, p.px(box.width < p.px(420) ? 152 : box.width < p.px(620) ? 116 : box.width < p.px(980) ? 80 : 44)));
        draw_summary(p, outbox, cut_top(box, p.px(36)));
        if (rows_.empty()) {
            draw_empty(p, outbox, box);
            return;
        }
        draw_table(p, outbox, box);
    }

private:
    /// What the rows depend on; equal means the same rows.
    struct Asked {
        std::uint64_t revision = ~std::uint64_t{0};
        const void* grids = nullptr;
        QueueState state;
        ListColumn column = ListColumn::attention;
        bool ascending = true;
        data::TimePoint minute;
    };

    void refresh(const View& view, Outbox& outbox)
    {
        const data::TimePoint minute = std::chrono::floor<std::chrono::minutes>(view.now);
        const QueueState& q = view.session.queue;
        const bool same_question = asked_.grids == view.world.grids.get() && asked_.column == column_ && asked_.ascending == ascending_ &&
                                   asked_.state.states == q.states && asked_.state.closed_too == q.closed_too && asked_.state.class_code == q.class_code &&
                                   asked_.state.severities == q.severities && asked_.state.grid == q.grid && asked_.state.from == q.from && asked_.state.to == q.to &&
                                   asked_.state.area == q.area;
        const bool same_records = asked_.revision == view.world.incidents_revision && asked_.minute == minute;
        outbox.wanted.redraw_by(minute + 1min);
        if (same_question && same_records)
            return;
        if (same_question && is_busy_) { // the operator's hands are on it: only say that something waits
            is_outdated_ = is_outdated_ || asked_.revision != view.world.incidents_revision;
            if (!insert_now_)
                return;
        }
        rows_ = make_list(view.world, q, column_, ascending_, view.now);
        if (asked_.revision != view.world.incidents_revision)
            classes_ = make_classes(view.world);
        asked_ = {view.world.incidents_revision, view.world.grids.get(), q, column_, ascending_, minute};
        is_outdated_ = insert_now_ = false;
    }

    void draw_filters(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const Texts& text = view.text;
        const QueueState& q = view.session.queue;
        Rect lines = inset(box, p.px(12), p.px(6));
        Rect row = cut_top(lines, p.px(32));
        const float gap = p.px(4);
        for (int severity = 1; severity <= 3; ++severity) {
            const auto value = static_cast<data::Severity>(severity);
            const Rect cell = cut_left(row, p.px(44));
            if (p.button(fmt::format("list.severity.{}", severity), cell, "", {}, true, q.severities.contains(value)))
                outbox.run("list.filter", {"severity", std::to_string(severity)});
            draw_severity(p.list(), view.palette, value, data::Attention::seen, {cell.x + std::round(cell.width / 2), cell.y + std::round(cell.height / 2)}, p.px(18));
            cut_left(row, gap);
        }
        cut_left(row, p.px(8));
        const auto wrap = [&](float width) { // the next line when this one is full
            if (width > row.width && lines.height > p.px(32)) {
                cut_top(lines, gap);
                row = cut_top(lines, p.px(32));
            }
        };
        const auto menu = [&](const char* name, float width, const std::string& label, const std::vector<MenuItem>& items, bool is_set) {
            const float wide = std::min(p.px(width), std::floor((lines.width - gap) / 2)); // two in a line at least
            wrap(wide);
            const auto chosen = draw_menu(p, name, cut_left(row, wide), label, items, is_set);
            cut_left(row, gap);
            return chosen;
        };

        std::vector<MenuItem> items;
        for (std::size_t i = 0; i < data::incident_state_names.size(); ++i) {
            const std::string key = std::string("incident_state.") + data::incident_state_names[i];
            items.push_back({text(key), q.states.contains(static_cast<data::IncidentState>(i)), true});
        }
        const std::string states = q.states.empty() ? std::string(text("list.all_states")) : text.format("list.states", {std::to_string(q.states.size())});
        if (const auto chosen = menu("list.states", 164, states, items, !q.states.empty()))
            outbox.run("list.filter", {"state", data::incident_state_names[*chosen]});

        items = {{text("list.all_classes"), q.class_code.empty(), false}};
        for (const ClassRow& row_ : classes_)
            items.push_back({row_.code + "  " + row_.title, row_.code == q.class_code, false});
        const auto at = std::ranges::find(classes_, q.class_code, &ClassRow::code);
        if (const auto chosen = menu("list.classes", 180, at == classes_.end() ? std::string(text("list.all_classes")) : at->code + "  " + at->title, items, !q.class_code.empty()))
            outbox.run("list.filter", {"class", *chosen == 0 ? "" : classes_[*chosen - 1].code});

        const data::Grid* chosen_grid = view.world.grids->find(q.grid);
        const data::Grid* selected = view.world.grids->find(view.session.selection.grid);
        if (const data::Incident* incident = view.world.incidents.find(view.session.selection.incident); incident && !selected)
            selected = view.world.grids->find(incident->grid);
        items = {{text("list.all_grids"), !q.grid, false}};
        if (const data::GridId beside = selected ? selected->id : data::GridId{}; offered_of_ != view.world.grids.get() || offered_for_ != std::pair(q.grid, beside)) {
            offered_of_ = view.world.grids.get();
            offered_for_ = {q.grid, beside};
            offered_ = make_grid_choices(view.world, q.grid, beside, view.now);
        }
        std::vector<const data::Grid*> offered;
        for (const data::GridId id : offered_)
            if (const data::Grid* grid = view.world.grids->find(id))
                offered.push_back(grid);
        for (const data::Grid* grid : offered)
            items.push_back({std::string(text(std::string("level.") + data::level_names[static_cast<std::size_t>(grid->level)])) + "  " + grid->name, grid == chosen_grid, false});
        if (const auto chosen = menu("list.grids", 160, chosen_grid ? chosen_grid->name : std::string(text("list.all_grids")), items, chosen_grid != nullptr)) {
            if (*chosen == 0)
                outbox.run("list.filter", {"grid"});
            else
                outbox.run("list.filter", {"grid", std::to_string(offered[*chosen - 1]->id.value)});
        }

        static constexpr std::array spans{std::pair{"list.any_time", 0}, std::pair{"list.day", 1}, std::pair{"list.week", 7}, std::pair{"list.month", 30}};
        items.clear();
        std::size_t current = 0;
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (q.from && i > 0 && std::chrono::abs(view.now - std::chrono::days(spans[i].second) - *q.from) < 12h)
                current = i;
            items.push_back({text(spans[i].first), false, false});
        }
        items[current].is_on = !q.from || current > 0;
        const std::string since = q.from && current == 0 ? text.format("list.since", {date_text(view, *q.from)}) : items[current].label;
        if (const auto chosen = menu("list.time", 150, since, items, q.from.has_value()))
            outbox.run("list.filter", {"from", *chosen == 0 ? "" : data::iso8601(std::chrono::floor<std::chrono::minutes>(view.now - std::chrono::days(spans[*chosen].second)))});

        const std::string closed = text("list.closed_too");
        wrap(p.button_width(closed));
        if (p.button("list.closed", cut_left(row, p.button_width(closed)), closed, {}, true, q.closed_too))
            outbox.run("list.filter", {"closed"});
        cut_left(row, p.px(8));
        if (!q.area.empty()) {
            const std::string in_area = text("list.in_area");
            wrap(p.button_width(in_area));
            if (p.button("list.area", cut_left(row, p.button_width(in_area)), in_area, {}, true, true))
                outbox.run("list.filter", {"area"});
            cut_left(row, p.px(8));
        }
        if (is_filtered(q) && p.button("list.clear", cut_left(row, p.button_width(text("list.clear"))), text("list.clear")))
            outbox.run("list.filter", {"clear"});
    }

    void draw_summary(const FramePainter& p, Outbox&, Rect box)
    {
        const View& view = p.view();
        Rect row = inset(box, p.px(12), p.px(2));
        const std::string count = view.text.format("list.count", {fmt::format("{}", rows_.size()), fmt::format("{}", view.world.incidents.rows.size())});
        const float taken = p.text(row, count, {FontSize::body, Colour::secondary});
        cut_left(row, taken + p.px(16));
        if (is_outdated_) {
            const std::string changed = view.text("list.changed");
            if (p.button("list.refresh", cut_left(row, p.button_width(changed)), changed))
                insert_now_ = true;
        }
    }

    void draw_empty(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const Texts& text = p.view().text;
        is_busy_ = false;
        const bool filtered = is_filtered(p.view().session.queue);
        const bool any = !p.view().world.incidents.rows.empty();
        if (p.empty_screen(box, "list.empty", text(filtered ? "list.none_match" : "list.none"), text(filtered ? "list.none_match_why" : any ? "list.none_open_why" : "list.none_why"),
                           text(filtered ? "list.clear" : any ? "list.closed_too" : "queue.report"), filtered || any ? "" : "F4"))
            outbox.run(filtered || any ? "list.filter" : "report.start", filtered ? std::vector<std::string>{"clear"} : any ? std::vector<std::string>{"closed", "yes"} : std::vector<std::string>{});
    }

    /// x of every column's left edge, and the right end. In a narrow region columns give way whole, the least needed first.
    static std::array<float, columns.size() + 1> edges(const FramePainter& p, float left, float right)
    {
        std::array<float, columns.size()> wide{};
        float total = 0;
        for (std::size_t i = 0; i < columns.size(); ++i)
            total += wide[i] = p.px(columns[i].width == 0 ? 120 : columns[i].width);
        for (const ListColumn given : {ListColumn::grid, ListColumn::reported, ListColumn::attention, ListColumn::number, ListColumn::state, ListColumn::place})
            if (total > right - left) {
                total -= wide[static_cast<std::size_t>(given)];
                wide[static_cast<std::size_t>(given)] = 0;
            }
        const float more = std::max(0.F, std::floor((right - left - total) / 2)); // for title and place
        std::array<float, columns.size() + 1> x{};
        x[0] = left;
        for (std::size_t i = 0; i < columns.size(); ++i)
            x[i + 1] = x[i] + wide[i] + (columns[i].width == 0 && wide[i] > 0 ? more : 0);
        return x;
    }

    void draw_head(const FramePainter& p, Rect head)
    {
        const auto x = edges(p, head.x, head.x + head.width - p.px(12));
        p.fill(head, Colour::panel_raised);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Rect cell{x[i], head.y, x[i + 1] - x[i], head.height};
            if (cell.width <= 0)
                continue;
            const AreaState state = p.area(fmt::format("list.head.{}", i + 1), cell);
            if (state.hovered)
                p.fill(cell, Colour::panel_pressed);
            const bool is_sorted = column_ == columns[i].column;
            if (state.clicked) {
                ascending_ = is_sorted ? !ascending_ : !columns[i].descending;
                column_ = columns[i].column;
            }
            Rect words = inset(cell, p.px(8), 0);
            if (is_sorted) {
                const Rect arrow = cut_right(words, p.px(12));
                p.sign(ascending_ ? Sign::up : Sign::down, arrow.x + p.px(6), arrow.y + arrow.height / 2, 8);
            }
            p.text(words, p.view().text(columns[i].title), {FontSize::secondary, is_sorted ? Colour::text : Colour::secondary, columns[i].align});
        }
        p.horizontal(head.x, head.x + head.width, head.y + head.height - std::max(1.F, p.px(1)));
    }

    void draw_table(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        draw_head(p, cut_top(box, p.px(list_row_height)));
        const auto& incidents = view.world.incidents.rows;
        const auto chosen = std::ranges::find_if(rows_, [&](std::uint32_t row) { return row < incidents.size() && incidents[row].id == view.session.selection.incident; });
        const int at = chosen == rows_.end() ? -1 : static_cast<int>(chosen - rows_.begin());
        const ListStep step = list_step(p, box, at, static_cast<int>(rows_.size()), p.px(list_row_height));
        if (step.to && rows_[static_cast<std::size_t>(*step.to)] < incidents.size())
            outbox.run("incident.select", {std::to_string(incidents[rows_[static_cast<std::size_t>(*step.to)]].id.value)});
        if (step.enter)
            outbox.run("incident.open", {std::to_string(incidents[*chosen].id.value)});
        if (step.copy && at >= 0)
            ImGui::SetClipboardText(copied(view, incidents[*chosen]).c_str());
        is_busy_ = draw_rows(p, "list.rows", box, static_cast<int>(rows_.size()), p.px(list_row_height), [&](const FramePainter& inside, int i, Rect row) {
            const std::uint32_t index = rows_[static_cast<std::size_t>(i)];
            if (index < view.world.incidents.rows.size())
                draw_incident(inside, outbox, view.world.incidents.rows[index], row, box.x + box.width - p.px(12), i % 2 == 1);
        }, false, step.to.value_or(-1));
    }

    /// A row for a spreadsheet.
    static std::string copied(const View& view, const data::Incident& incident)
    {
        const std::string state_key = std::string("incident_state.") + data::incident_state_names[static_cast<std::size_t>(incident.state)];
        const data::Grid* grid = view.world.grids->find(incident.grid);
        return fmt::format("{}\t{}\t{}\t{}\t{}\t{} {}", incident.number, incident.title, incident.place, grid ? grid->name : "", view.text(state_key), date_text(view, incident.reported),
                           clock_text(view, incident.reported));
    }

    static void draw_incident(const FramePainter& p, Outbox& outbox, const data::Incident& incident, Rect row, float right, bool is_odd)
    {
        const View& view = p.view();
        if (is_odd)
            p.fill(row, Colour::panel_raised, 0.35F);
        const AreaState state = p.area(fmt::format("list.row.{}", incident.id.value), row);
        draw_row_ground(p, row, incident.id == view.session.selection.incident, state);
        if (state.clicked)
            outbox.run("incident.open", {std::to_string(incident.id.value)});
        if (state.right_clicked)
            outbox.run("incident.select", {std::to_string(incident.id.value)});
        offer_menu(outbox, state, thing::incident, incident.number + "  " + incident.title, {incident.number});
        const auto x = edges(p, row.x, right);
        const auto cell = [&](ListColumn column) {
            const auto i = static_cast<std::size_t>(column);
            return inset(Rect{x[i], row.y, x[i + 1] - x[i], row.height}, p.px(8), 0);
        };
        // Columns that gave way have no width.
        const auto put = [&](ListColumn column, std::string_view words, TextStyle style) {
            if (const Rect box = cell(column); box.width > 0)
                p.text(box, words, style);
        };
        const float middle = row.y + std::round(row.height / 2);
        const bool is_open = data::is_open(incident);
        const Colour ink = is_open ? Colour::text : Colour::secondary;
        const ScreenPoint chip{cell(ListColumn::severity).x + p.px(12), middle};
        if (is_open)
            draw_severity(p.list(), view.palette, incident.severity, incident.attention, chip, p.px(18), 0);
        else
            draw_severity_closed(p.list(), view.palette, incident.severity, chip, p.px(18));
        put(ListColumn::number, incident.number, {FontSize::body, ink, Align::right});
        put(ListColumn::title, incident.title, {FontSize::body, ink});
        put(ListColumn::place, incident.place, {FontSize::body, Colour::secondary, Align::left, Shorten::middle});
        if (const data::Grid* grid = view.world.grids->find(incident.grid))
            put(ListColumn::grid, grid->name, {FontSize::body, Colour::secondary, Align::left, Shorten::middle});
        const std::string state_key = std::string("incident_state.") + data::incident_state_names[static_cast<std::size_t>(incident.state)];
        put(ListColumn::state, view.text(state_key), {FontSize::body, ink});
        put(ListColumn::reported, date_text(view, incident.reported) + " " + clock_text(view, incident.reported).substr(0, 5), {FontSize::body, Colour::secondary, Align::right});
        Rect left = cell(ListColumn::left);
        const std::string time = signed_time(data::time_left(incident, view.now));
        if (!time.empty() && left.width > 0) {
            const data::Lateness lateness = data::lateness(incident, view.now);
            draw_lateness(p.list(), view.palette, lateness, spent_of_limit(incident, view.now), {left.x + p.px(8), middle}, p.px(14));
            p.text(left, time, {FontSize::body, ink, Align::right});
        }
        if (is_open)
            put(ListColumn::attention, attention_text(view.world, incident, view.text), {FontSize::body, Colour::secondary});
    }

    std::vector<std::uint32_t> rows_;
    std::vector<ClassRow> classes_;
    std::vector<data::GridId> offered_;      // areas to filter by
    const void* offered_of_ = nullptr;
    std::pair<data::GridId, data::GridId> offered_for_;
    Asked asked_;
    ListColumn column_ = ListColumn::attention;
    bool ascending_ = true;
    bool is_busy_ = false, is_outdated_ = false, insert_now_ = false;
};

}

std::unique_ptr<Panel> make_list_panel() { return std::make_unique<ListPanel>(); }

}
