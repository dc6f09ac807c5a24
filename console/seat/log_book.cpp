#include "console/seat/log_book.h"

#include "video/redact.h"

#include <algorithm>

namespace console {

const data::LogRow* LogBook::row(std::size_t index) const
{
    if (!whole.empty())
        return index < whole.size() ? &whole[index] : nullptr;
    const auto page = pages.find(index / log_page);
    return page != pages.end() && index % log_page < page->second.size() ? &page->second[index % log_page] : nullptr;
}

std::vector<data::LogRow> history_rows(std::span<const data::IncidentEvent> history, const std::string& number, const data::Table<data::Account>& accounts,
                                       const data::Table<data::Post>& posts, const data::LogFilter& filter)
{
    std::vector<data::LogRow> rows;
    for (const data::IncidentEvent& event : history) {
        const data::Account* account = accounts.find(event.actor.account);
        const data::Post* post = posts.find(event.actor.post);
        data::LogRow row{0, {event.time, event.actor, "event:" + event.kind, "incident " + number, event.text}, account ? account->label : "",
                         post ? post->label : ""};
        const bool is_wanted = (!filter.from || event.time >= *filter.from) && (!filter.to || event.time < *filter.to) &&
                               (filter.kinds.empty() || std::ranges::find(filter.kinds, row.entry.kind) != filter.kinds.end()) &&
                               (filter.account.empty() || filter.account == row.account) && (filter.seat.empty() || filter.seat == event.actor.seat);
        if (is_wanted)
            rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<data::LogRow> read_incident_log(data::Store& store, data::IncidentId incident, const std::string& number,
                                            const data::Table<data::Account>& accounts, const data::Table<data::Post>& posts, data::LogFilter filter)
{
    std::vector<data::LogRow> rows = history_rows(store.history(incident), number, accounts, posts, filter);
    filter.subject = "incident " + number;
    store.read_log(filter, [&](const data::LogRow& row) {
        rows.push_back(row);
        return true;
    });
    std::ranges::stable_sort(rows, {}, [](const data::LogRow& row) { return row.entry.time; });
    if (filter.last && rows.size() > filter.last)
        rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(filter.last));
    return rows;
}

void tidy(data::LogRow& row)
{
    row.entry.subject = video::without_credentials(row.entry.subject);
    row.entry.detail = video::without_credentials(row.entry.detail);
    std::ranges::replace(row.entry.detail, '\n', ' ');
}

}
