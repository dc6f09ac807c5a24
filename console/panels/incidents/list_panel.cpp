#include "console/frame/frame_painter.h"
#include "console/frame/kept_table.h"
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

/// In the order of ListColumn.
std::vector<TableColumn> make_list_columns(const Texts& text)
{
    std::vector<TableColumn> columns(static_cast<std::size_t>(ListColumn::count));
    const auto at = [&](ListColumn column, const char* name, float width, int gives_way) -> TableColumn& {
        TableColumn& made = columns[static_cast<std::size_t>(column)];
        made.name = name, made.title = text(std::string("list.") + name), made.width = width, made.gives_way = gives_way;
        return made;
    };
    at(ListColumn::severity, "severity", 64, 0).is_number = true;
    TableColumn& number = at(ListColumn::number, "number", 100, 4);
    number.is_right = number.is_descending = true;
    at(ListColumn::title, "title", 130, 0).grows = true;
    TableColumn& place = at(ListColumn::place, "place", 130, 6);
    place.grows = true, place.shorten = Shorten::middle;
    at(ListColumn::grid, "grid", 140, 1).shorten = Shorten::middle;
    at(ListColumn::state, "state", 110, 5);
    TableColumn& reported = at(ListColumn::reported, "reported", 168, 2);
    reported.is_right = reported.is_descending = true;
    at(ListColumn::left, "left", 120, 7).is_right = true;
    at(ListColumn::attention, "attention", 130, 3);
    return columns;
}

/// The incidents that pass the filters above the table.
class IncidentRows final : public TableSource {
public:
    IncidentRows(const View& view, const std::vector<std::uint32_t>& rows) : view_(view), rows_(rows) {}

    std::size_t size() const override { return rows_.size(); }
    std::uint64_t key(std::size_t row) const override { return static_cast<std::uint64_t>(of(row).id.value); }
    std::string text(std::size_t row, std::size_t column) const override
    {
        const data::Incident& incident = of(row);
        switch (static_cast<ListColumn>(column)) {
        case ListColumn::severity: return std::to_string(static_cast<int>(incident.severity));
        case ListColumn::number: return incident.number;
        case ListColumn::title: return incident.title;
        case ListColumn::place: return incident.place;
        case ListColumn::grid: {
            const data::Grid* grid = view_.world.grids->find(incident.grid);
            return grid ? grid->name : std::string();
        }
        case ListColumn::state: return view_.text(std::string("incident_state.") + data::incident_state_names[static_cast<std::size_t>(incident.state)]);
        case ListColumn::reported: return date_text(view_, incident.reported) + " " + clock_text(view_, incident.reported).substr(0, 5);
        case ListColumn::left: return signed_time(data::time_left(incident, view_.now));
        case ListColumn::attention: return data::is_open(incident) ? attention_text(view_.world, incident, view_.text) : std::string();
        case ListColumn::count: break;
        }
        return {};
    }
    std::optional<double> number(std::size_t row, std::size_t column) const override
    {
        return static_cast<ListColumn>(column) == ListColumn::severity ? std::optional<double>(static_cast<int>(of(row).severity)) : std::nullopt;
    }
    std::vector<std::uint32_t> sorted(std::size_t column, bool ascending) const override
    {
        return make_order(view_.world, rows_, static_cast<ListColumn>(column), ascending, view_.now);
    }
    bool draw(const Painter& p, Rect cell, std::size_t row, std::size_t column) const override
    {
        const data::Incident& incident = of(row);
        const float middle = cell.y + std::round(cell.height / 2);
        if (static_cast<ListColumn>(column) == ListColumn::severity) {
            const ScreenPoint chip{cell.x + p.px(12), middle};
            if (data::is_open(incident))
                draw_severity(p.list(), view_.palette, incident.severity, incident.attention, chip, p.px(18), 0);
            else
                draw_severity_closed(p.list(), view_.palette, incident.severity, chip, p.px(18));
            return true;
        }
        if (static_cast<ListColumn>(column) == ListColumn::left && data::time_left(incident, view_.now))
            draw_lateness(p.list(), view_.palette, data::lateness(incident, view_.now), spent_of_limit(incident, view_.now), {cell.x + p.px(8), middle}, p.px(14));
        return false;
    }
    Colour ink(std::size_t row, std::size_t column) const override
    {
        const auto which = static_cast<ListColumn>(column);
        const bool is_quiet = which == ListColumn::place || which == ListColumn::grid || which == ListColumn::reported || which == ListColumn::attention;
        return is_quiet || !data::is_open(of(row)) ? Colour::secondary : Colour::text;
    }

private:
    /// A row that is no more, until the list is made anew a moment later.
    const data::Incident& of(std::size_t row) const
    {
        static const data::Incident none;
        const std::size_t index = rows_[row];
        return index < view_.world.incidents.rows.size() ? view_.world.incidents.rows[index] : none;
    }

    const View& view_;
    const std::vector<std::uint32_t>& rows_;
};

/// Incidents as a table: filtered by state, class, severity, grid and time, sorted by any column. While the pointer is over the
/// rows they stay; what changed meanwhile waits behind a button at the head.
class ListPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        refresh(view, outbox);
        const WholeRegion region;
        const FramePainter p(view);
        Rect box = region.box;
        draw_filters(p, outbox, cut_top(box, p.px(box.width < p.px(420) ? 152 : box.width < p.px(620) ? 116 : box.width < p.px(980) ? 80 : 44)));
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
        data::TimePoint minute;
    };

    void refresh(const View& view, Outbox& outbox)
    {
        const data::TimePoint minute = std::chrono::floor<std::chrono::minutes>(view.now);
        const QueueState& q = view.session.queue;
        const bool same_question = asked_.grids == view.world.grids.get() && asked_.state.states == q.states && asked_.state.closed_too == q.closed_too && asked_.state.class_code == q.class_code &&
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
        rows_ = make_list(view.world, q, ListColumn::attention, true, view.now);
        ++made_;
        if (asked_.revision != view.world.incidents_revision)
            classes_ = make_classes(view.world);
        asked_ = {view.world.incidents_revision, view.world.grids.get(), q, minute};
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

    void draw_table(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const Texts& text = view.text;
        DataTable& table = table_.in(view, make_list_columns);
        // What is selected elsewhere is selected here; several only here, to be copied.
        const data::IncidentId chosen = view.session.selection.incident;
        if (chosen != chosen_)
            selected_ = chosen ? TableKeys{static_cast<std::uint64_t>(chosen.value)} : TableKeys{};
        chosen_ = chosen;
        TableWords words = KeptTable::words(text, text.format("list.count", {std::to_string(table.shown()), std::to_string(view.world.incidents.rows.size())}));
        if (is_outdated_)
            words.notice = text("list.changed");
        const IncidentRows rows(view, rows_);
        const TableOutcome outcome = table.draw(p, table_.name(), box, rows, made_ * 2 + (text.language() == Language::zh), selected_, words, false);
        is_busy_ = outcome.is_busy;
        insert_now_ = insert_now_ || outcome.is_noticed;
        if (outcome.selected)
            selected_ = *outcome.selected;
        if (const auto opened = outcome.clicked ? outcome.clicked : outcome.opened)
            outbox.run("incident.open", {std::to_string(*opened)});
        else if (outcome.selected && outcome.selected->size() == 1)
            outbox.run("incident.select", {std::to_string(*outcome.selected->begin())});
        if (outcome.asked)
            if (const data::Incident* incident = view.world.incidents.find({static_cast<std::int64_t>(outcome.asked->first)})) {
                outbox.run("incident.select", {std::to_string(incident->id.value)});
                offer_menu(outbox, outcome.asked->second, thing::incident, incident->number + "  " + incident->title, {incident->number});
            }
        table_.keep(outcome, outbox);
    }

    std::vector<std::uint32_t> rows_;
    std::vector<ClassRow> classes_;
    std::vector<data::GridId> offered_;      // areas to filter by
    const void* offered_of_ = nullptr;
    std::pair<data::GridId, data::GridId> offered_for_;
    Asked asked_;
    KeptTable table_{"list"};
    TableKeys selected_;
    data::IncidentId chosen_;
    std::uint64_t made_ = 0;                 // grows with each list
    bool is_busy_ = false, is_outdated_ = false, insert_now_ = false;
};

}

std::unique_ptr<Panel> make_list_panel() { return std::make_unique<ListPanel>(); }

}
