#pragma once
// Rows of the session log on their way to the disk. Owned by the UI thread; what it hands out is written by the archive
// queue (data::Store::log). At most one second passes between an event and its place on the disk.

#include "data/records.h"

#include <chrono>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace data {

class SessionLogBuffer {
public:
    /// Half of the second is left for the commit.
    static constexpr std::chrono::milliseconds longest_wait{500};

    void add(SessionLogEntry entry) { waiting_.push_back(std::move(entry)); }
    bool is_due(TimePoint now) const { return !waiting_.empty() && now - waiting_.front().time >= longest_wait; }
    std::size_t size() const { return waiting_.size(); }
    /// When the oldest row must go; for the frame loop, which sleeps until then.
    std::optional<TimePoint> next_due() const
    {
        return waiting_.empty() ? std::nullopt : std::optional<TimePoint>(waiting_.front().time + longest_wait);
    }

    /// All that wait, in order.
    std::vector<SessionLogEntry> take() { return std::exchange(waiting_, {}); }
    /// Rows that could not be written come first again.
    void put_back(std::vector<SessionLogEntry> entries)
    {
        entries.insert(entries.end(), std::make_move_iterator(waiting_.begin()),
                       std::make_move_iterator(waiting_.end()));
        waiting_ = std::move(entries);
    }

private:
    std::vector<SessionLogEntry> waiting_;
};

} // namespace data
