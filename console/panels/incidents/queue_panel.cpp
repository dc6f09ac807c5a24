#include "console/panels/incidents/queue_panel.h"

#include "console/look/menu.h"
#include "console/look/rows.h"
#include "console/panels/incidents/queue_row.h"
#include "console/panels/panels.h"
#include "console/text/counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr float queue_row_height = 52, head_height = 76, foot_height = 120, rail_width = 120;
constexpr std::size_t most_listed = 200; // cameras of one trouble

std::string count_words(const View& view, const char* key, int count) { return view.text.format(key, {count_text(count, view.text.language())}); }

}

void QueuePanel::refresh(const View& view, Outbox& outbox)
{
    const bool is_changed = revision_ != view.world.incidents_revision || tab_ != view.session.queue.tab || view.now - counted_at_ >= 1min || view.now < counted_at_;
    if (is_changed) {
        const bool other_tab = tab_ != view.session.queue.tab;
        wanted_ = make_queue_order(view.world, view.session.queue.tab, view.session.actor, view.now);
        counts_ = make_queue_counts(view.world, view.session.actor, view.now);
        revision_ = view.world.incidents_revision;
        tab_ = view.session.queue.tab;
        counted_at_ = std::chrono::floor<std::chrono::minutes>(view.now);
        insert_now_ = insert_now_ || other_tab; // the operator asked for another list
    }
    shown_ = merge_order(shown_.rows, wanted_, is_busy_ && !insert_now_);
    insert_now_ = false;
    outbox.wanted.redraw_by(std::chrono::floor<std::chrono::minutes>(view.now) + 1min);
}

void QueuePanel::draw_rail(const View& view, Outbox& outbox, Rect box)
{
    const FramePainter p(view);
    float y = box.y + p.px(12);
    const std::array severities{data::Severity::grave, data::Severity::serious, data::Severity::ordinary};
    for (const data::Severity severity : severities) {
        const int count = counts_.unseen[static_cast<std::size_t>(severity)];
        const Rect cell{box.x, y, box.width, p.px(60)};
        const AreaState state = p.area(fmt::format("queue.rail.{}", static_cast<int>(severity)), cell);
        if (state.hovered)
            p.fill(cell, Colour::panel_raised);
        if (state.clicked && count > 0)
            outbox.run("incident.next", {std::to_string(static_cast<int>(severity))});
        draw_severity(p.list(), view.palette, severity, count > 0 ? data::Attention::fresh : data::Attention::seen,
                      {box.x + std::round(box.width / 2), y + p.px(20)}, p.px(24), count > 0 ? ring_of(view, severity, outbox.wanted) : 0);
        p.text({box.x, y + p.px(36), box.width, p.px(22)}, count_text(count, view.text.language()), {FontSize::body, Colour::text, Align::centre});
        y += cell.height;
    }
    p.horizontal(box.x + p.px(8), box.x + box.width - p.px(8), y + p.px(4));
    p.text({box.x, y + p.px(12), box.width, p.px(22)}, count_text(counts_.open, view.text.language()), {FontSize::title, Colour::text, Align::centre});
    p.text({box.x + p.px(4), y + p.px(36), box.width - p.px(8), p.px(20)}, view.text("queue.open_short"), {FontSize::secondary, Colour::secondary, Align::centre});
    if (p.button("queue.unfold", {box.x + p.px(8), box.y + box.height - p.px(40), box.width - p.px(16), p.px(32)}, "", "Q"))
        outbox.run("queue.over_map");
}

void QueuePanel::draw_head(const View& view, Outbox& outbox, Rect box)
{
    const FramePainter p(view);
    Rect title = inset(cut_top(box, p.px(36)), p.px(12), 0);
    const std::string open = count_words(view, "queue.open", counts_.open);
    p.text(cut_right(title, p.width(open, FontSize::secondary)), open, {FontSize::secondary, Colour::secondary, Align::right});
    if (shown_.waiting > 0) {
        const std::string waiting = count_words(view, "queue.waiting_new", shown_.waiting);
        const float wide = p.button_width(waiting);
        cut_right(title, p.px(12));
        if (p.button("queue.insert", inset(cut_right(title, wide), 0, p.px(4)), waiting))
            insert_now_ = true;
    }
    p.text(title, view.text("queue.title"), {FontSize::title, Colour::text});
    const struct {
        const char* tab;
        const char* key;
        int count;
    } tabs[] = {{"new", "queue.tab.new", counts_.fresh}, {"mine", "queue.tab.mine", counts_.mine}, {"late", "queue.tab.late", counts_.late}, {"all", "queue.tab.all", counts_.open}};
    Rect row = inset(cut_top(box, p.px(32)), p.px(12), 0);
    const float wide = std::floor((row.width - 3 * p.px(4)) / 4);
    for (const auto& tab : tabs) {
        const std::string label = count_words(view, tab.key, tab.count);
        if (p.button(std::string("queue.tab.") + tab.tab, cut_left(row, wide), label, {}, true, tab_ == tab.tab))
            outbox.run("queue.tab", {tab.tab});
        cut_left(row, p.px(4));
    }
}

void QueuePanel::draw_list(const View& view, Outbox& outbox, Rect box)
{
    const FramePainter p(view);
    p.horizontal(box.x, box.x + box.width, box.y);
    if (shown_.rows.empty()) {
        is_busy_ = false;
        const bool is_all = tab_ == "all";
        std::optional<data::TimePoint> last;
        for (const data::Incident& incident : view.world.incidents.rows)
            if (incident.closed && (!last || *incident.closed > *last))
                last = incident.closed;
        const std::string why = is_all && last ? view.text.format("queue.empty_last", {moment_text(view, *last)}) : std::string(view.text(is_all ? "queue.empty_why" : "queue.empty_tab_why"));
        if (p.empty_screen(box, "queue.empty", view.text(is_all ? "queue.empty" : "queue.empty_tab"), why, view.text(is_all ? "queue.report" : "queue.show_all"), is_all ? "F4" : ""))
            outbox.run(is_all ? "report.start" : "queue.tab", is_all ? std::vector<std::string>{} : std::vector<std::string>{"all"});
        return;
    }
    const data::IncidentId selected = view.session.selection.incident;
    bool has_asked = false; // for keys, once within the list's own window
    is_busy_ = draw_rows(p, "queue.rows", box, static_cast<int>(shown_.rows.size()), p.px(queue_row_height), [&](const FramePainter& inside, int i, Rect at) {
        if (!std::exchange(has_asked, true))
            take_keys(inside, outbox, box);
        if (const data::Incident* incident = view.world.incidents.find(shown_.rows[static_cast<std::size_t>(i)])) {
            const float ring = incident->attention == data::Attention::fresh ? ring_of(view, incident->severity, outbox.wanted) : 0;
            const AreaState state = draw_queue_row(inside, make_queue_row(view.world, *incident, view.text, view.now), at, incident->id == selected, ring);
            if (state.clicked)
                outbox.run("incident.open", {std::to_string(incident->id.value)});
            if (state.right_clicked)
                outbox.run("incident.select", {std::to_string(incident->id.value)});
            offer_menu(outbox, state, thing::incident, incident->number + "  " + incident->title, {incident->number});
        }
    }, false, std::exchange(into_sight_, -1));
}

/// Once a click gave it the keyboard, or Q unfolded it over the map.
void QueuePanel::take_keys(const FramePainter& p, Outbox& outbox, Rect box)
{
    const View& view = p.view();
    if (arrival_.step() && view.session.queue_over_map)
        give_list_keyboard();
    const auto& rows = shown_.rows;
    const auto at = std::ranges::find(rows, view.session.selection.incident);
    const ListStep step = list_step(p, box, at == rows.end() ? -1 : static_cast<int>(at - rows.begin()), static_cast<int>(rows.size()), p.px(queue_row_height));
    if (step.to) {
        into_sight_ = *step.to;
        outbox.run("incident.select", {std::to_string(rows[static_cast<std::size_t>(*step.to)].value)});
    }
    const data::Incident* incident = view.world.incidents.find(view.session.selection.incident);
    if (step.enter && incident)
        outbox.run("incident.open", {std::to_string(incident->id.value)});
    if (step.copy && incident)
        outbox.run("text.copy", {incident->number + "\t" + incident->title + "\t" + incident->place});
}

void QueuePanel::draw_foot(const View& view, Outbox& outbox, Rect box)
{
    const FramePainter p(view);
    p.fill(box, Colour::ground);
    p.horizontal(box.x, box.x + box.width, box.y);
    Rect inner = inset(box, p.px(12), p.px(8));
    Rect waiting = cut_top(inner, p.px(28));
    const AreaState state = p.area("queue.waiting", waiting);
    const int urgent = counts_.unseen[1] + counts_.unseen[2] + counts_.unseen[3];
    p.text(cut_left(waiting, p.width(view.text("queue.waiting")) + p.px(12)), view.text("queue.waiting"), {FontSize::body, urgent ? Colour::text : Colour::secondary});
    for (int severity = 1; severity <= 3; ++severity) {
        const int count = counts_.unseen[static_cast<std::size_t>(severity)];
        if (count == 0)
            continue;
        const Rect chip = cut_left(waiting, p.px(24));
        draw_severity(p.list(), view.palette, static_cast<data::Severity>(severity), data::Attention::seen, {chip.x + p.px(10), chip.y + p.px(14)}, p.px(18));
        const std::string number = count_text(count, view.text.language());
        p.text(cut_left(waiting, p.width(number) + p.px(16)), number, {FontSize::body, Colour::text});
    }
    if (urgent == 0)
        p.text(waiting, view.text("queue.none_waiting"), {FontSize::body, Colour::secondary});
    if (state.clicked && urgent > 0)
        outbox.run("incident.next", {counts_.unseen[1] ? "1" : counts_.unseen[2] ? "2" : "3"});
    const auto faults = make_fault_groups(view.world);
    if (faults.empty()) {
        p.text(cut_top(inner, p.px(24)), view.text("queue.no_faults"), {FontSize::secondary, Colour::secondary});
        return;
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(faults.size(), 3); ++i)
        draw_fault(p, outbox, cut_top(inner, p.px(24)), faults[i], fmt::format("queue.fault.{}", i + 1));
}

/// One line of trouble; clicked, it opens to its cameras.
void QueuePanel::draw_fault(const FramePainter& p, Outbox& outbox, Rect line, const FaultGroup& fault, const std::string& name)
{
    const View& view = p.view();
    const AreaState state = p.area(name, line);
    if (state.hovered)
        p.fill(line, Colour::panel_raised);
    std::vector<MenuItem> items;
    for (const data::CameraId id : fault.cameras)
        if (const data::Camera* camera = view.world.cameras->find(id); camera && items.size() < most_listed)
            items.push_back({fmt::format("{:04}  {}", camera->number, camera->name)});
    if (const auto chosen = draw_menu_items(p, name, line, items, state.clicked)) {
        outbox.run("camera.select", {std::to_string(fault.cameras[*chosen].value)});
        outbox.run("camera.zoom");
    }
    p.sign(Sign::fault, line.x + p.px(8), line.y + line.height / 2, 14, Colour::secondary);
    cut_left(line, p.px(24));
    const std::string count = count_text(std::ssize(fault.cameras), view.text.language()), since = minute_text(view, fault.since);
    const std::string state_key = std::string("state.") + video::state_names[static_cast<std::size_t>(fault.state)];
    p.text(line,
           !fault.where.empty()  ? view.text.format("queue.fault_at", {fault.where, count, since})
           : fault.is_together ? view.text.format("queue.fault_together", {count, since})
                               : view.text.format("queue.fault", {count, view.text(state_key), since}),
           {FontSize::secondary, Colour::text, Align::left, Shorten::middle});
}

void QueuePanel::draw(const View& view, Outbox& outbox)
{
    refresh(view, outbox);
    const WholeRegion region;
    const FramePainter p(view);
    Rect box = region.box;
    if (box.width < p.px(rail_width))
        return draw_rail(view, outbox, box);
    // In a low column first the foot goes, whose counts stand in the rail and the strip, then the list beside a report; then that scrolls.
    const float least_list = 2 * p.px(queue_row_height), foot = p.px(foot_height);
    if (view.session.intake) {
        const float high = intake_.height(p);
        if (box.height < high + least_list) {
            const Scrolled place(p, "intake.scroll", box, high);
            return intake_.draw(FramePainter(view), outbox, place.box);
        }
        intake_.draw(p, outbox, cut_top(box, high));
    } else {
        intake_.close();
        draw_head(view, outbox, cut_top(box, p.px(head_height)));
    }
    const Rect below = box.height < foot + least_list ? Rect{} : cut_bottom(box, foot);
    draw_list(view, outbox, box);
    if (below.height > 0)
        draw_foot(view, outbox, below);
}

std::unique_ptr<Panel> make_queue_panel() { return std::make_unique<QueuePanel>(); }

}
