#pragma once
// Reads the session log for the log panel, off the UI thread: the ids of what fits at once, the rows by pages where they are on the
// screen. UI thread.

#include "console/frame/view.h"
#include "console/seat/log_book.h"
#include "console/work/clock.h"
#include "console/work/scheduler.h"

#include <functional>
#include <utility>

namespace console {

class StoreService;

class LogService {
public:
    LogService(StoreService& store, const AppClock& clock, std::function<void(Said)> failed);

    /// `rows`: first and last one on the screen; nothing: nobody looks.
    void follow(const data::World& world, const LogState& asked, const std::optional<std::pair<std::size_t, std::size_t>>& rows);
    const LogBook& book() const { return book_; }

private:
    void start(const data::World& world, const LogState& asked);
    void read_page(std::size_t page);

    StoreService& store_;
    const AppClock& clock_;
    std::function<void(Said)> failed_;
    LogBook book_;
    std::optional<std::pair<std::string, LogState>> read_; // workspace and question of the book
    data::LogFilter filter_;                               // as it was asked with
    TaskHandle reading_, paging_;
};

/// The question as the store takes it; `now` is the end of "the last hours".
data::LogFilter log_filter_from(const LogState& asked, data::TimePoint now);

}
