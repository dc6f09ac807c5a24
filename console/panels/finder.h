#pragma once
// What the search field and the intake line find: records through data/search.h, whose index is built off the UI thread when it
// is first needed and when the records changed, and commands of the command table. UI thread.

#include "console/scheduler.h"
#include "console/view.h"
#include "data/search.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace console {

struct Hit {
    std::optional<data::HitKind> kind;    // none: a command
    std::string title, detail;
    std::optional<geo::LonLat> position;
    Command command;                      // what choosing it runs
};

/// What choosing a record found runs.
Hit hit_from_record(const data::SearchHit& found, const Texts& text);
/// Commands whose title or name holds the query and that can run now.
std::vector<Hit> find_commands(const data::World& world, const Session& session, const Texts& text, std::string_view query, std::size_t most);

struct FindOptions {
    bool places_only = false; // for the intake: places, grids and coordinates
    std::size_t limit = 8;
};

class Finder {
public:
    /// Best first. While the index is being built, what the last one has; is_ready() tells.
    std::vector<Hit> find(const View& view, std::string_view query, const FindOptions& options);
    /// Counts up whenever asking again may give another answer.
    std::uint64_t edition() const { return edition_; }
    bool is_ready() const { return records_ != nullptr; }

private:
    void refresh(const View& view);

    std::shared_ptr<const data::SearchIndex> records_, incidents_;
    const void* grids_ = nullptr;         // which tables records_ is, or will be, of
    const void* cameras_ = nullptr;
    const void* places_ = nullptr;
    std::uint64_t incidents_revision_ = ~std::uint64_t{0};
    std::uint64_t edition_ = 0;
    TaskHandle records_task_, incidents_task_;
};

}
