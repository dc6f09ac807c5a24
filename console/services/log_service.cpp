#include "console/services/log_service.h"

#include "console/services/store_service.h"

#include <algorithm>
#include <utility>

namespace console {
namespace {

/// A page is 40 KB or so: what was passed while scrolling is read again.
constexpr std::size_t pages_kept = 24;

struct Answer {
    std::vector<std::int64_t> ids;
    std::vector<data::LogRow> whole;
    std::vector<std::string> kinds;
};

}

LogService::LogService(StoreService& store, const AppClock& clock, std::function<void(Said)> failed)
    : store_(store), clock_(clock), failed_(std::move(failed))
{
}

data::LogFilter log_filter_from(const LogState& asked, data::TimePoint now)
{
    data::LogFilter filter;
    if (asked.hours > 0)
        filter.from = now - std::chrono::hours(asked.hours);
    filter.kinds = {asked.kinds.begin(), asked.kinds.end()};
    filter.account = asked.account;
    if (!asked.camera.empty())
        filter.subject = "camera " + asked.camera;
    if (!asked.incident.empty())
        filter.subject = "incident " + asked.incident;
    return filter;
}

void LogService::follow(const data::World& world, const LogState& asked, const std::optional<std::pair<std::size_t, std::size_t>>& rows)
{
    if (!rows || !world.loaded || !store_.is_open())
        return;
    if (!read_ || read_->first != world.workspace.path || read_->second != asked)
        return start(world, asked);
    if (book_.is_reading || paging_.is_running() || book_.ids.empty())
        return;
    const std::size_t last = (book_.ids.size() - 1) / log_page;
    const std::size_t from = std::min(rows->first / log_page, last), to = std::min(rows->second / log_page, last);
    // What is seen first, then a page ahead and one behind.
    for (std::size_t page = from; page <= to; ++page)
        if (!book_.pages.contains(page))
            return read_page(page);
    for (const std::size_t page : {std::min(to + 1, last), from == 0 ? 0 : from - 1})
        if (!book_.pages.contains(page))
            return read_page(page);
    while (book_.pages.size() > pages_kept) {
        const auto front = book_.pages.begin(), back = std::prev(book_.pages.end());
        book_.pages.erase(to + 1 < back->first && back->first - to > from - std::min(from, front->first) ? back : front);
    }
}

void LogService::start(const data::World& world, const LogState& asked)
{
    read_.emplace(world.workspace.path, asked);
    paging_.cancel();
    book_.is_reading = true;
    ++book_.edition;
    filter_ = log_filter_from(asked, clock_.now());
    const auto incident = std::ranges::find(world.incidents.rows, asked.incident, &data::Incident::number);
    const bool is_incident = !asked.incident.empty() && incident != world.incidents.rows.end();
    reading_ = store_.ask(
        "session log",
        [this, filter = filter_, is_incident, id = is_incident ? incident->id : data::IncidentId{}, number = asked.incident, accounts = world.accounts, posts = world.posts,
         now = clock_.now()](data::Store& store) -> std::function<void()> {
            auto answer = std::make_shared<Answer>();
            answer->kinds = store.log_kinds();
            if (is_incident) {
                answer->whole = read_incident_log(store, id, number, *accounts, *posts, filter);
                std::ranges::reverse(answer->whole);
                std::ranges::for_each(answer->whole, tidy);
            } else {
                answer->ids = store.log_ids(filter);
            }
            return [this, answer, now] {
                book_ = {.ids = std::move(answer->ids), .whole = std::move(answer->whole), .kinds = std::move(answer->kinds), .read = now, .is_reading = false,
                         .edition = book_.edition + 1};
            };
        },
        [this](Said words) {
            book_.is_reading = false;
            failed_(std::move(words));
        });
}

void LogService::read_page(std::size_t page)
{
    const auto first = book_.ids.begin() + static_cast<std::ptrdiff_t>(page * log_page);
    const auto end = book_.ids.begin() + static_cast<std::ptrdiff_t>(std::min((page + 1) * log_page, book_.ids.size()));
    // The same question between the page's oldest and newest id gives the page's rows.
    data::LogFilter filter = filter_;
    filter.first_id = *std::prev(end);
    filter.last_id = *first;
    paging_ = store_.ask(
        "session log page",
        [this, page, filter](data::Store& store) -> std::function<void()> {
            auto rows = std::make_shared<std::vector<data::LogRow>>();
            store.read_log(filter, [&](const data::LogRow& row) {
                rows->push_back(row);
                tidy(rows->back());
                return true;
            });
            std::ranges::reverse(*rows);
            return [this, page, rows] {
                book_.pages[page] = std::move(*rows);
                ++book_.edition;
            };
        },
        failed_);
}

}
