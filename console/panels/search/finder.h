#pragma once
// What the search field and the intake line find: records through data/search/search.h, asked on the tile queue for each keystroke so that
// typing never waits, and commands of the command table. UI thread.

#include "console/frame/view.h"
#include "console/work/place_book.h"
#include "console/work/scheduler.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace console {

struct Hit {
    std::optional<data::HitKind> kind;    // none: a command
    std::string title, detail;            // detail: code or address, in words
    std::string what;                     // "路口", "camera": the kind in words; a command's key
    std::string where;                    // "东七格 · 350 m": grid and distance
    std::optional<geo::LonLat> position;
    Command command;                      // what choosing it runs
};

/// A record found, with its grid and its distance from where the operator looks.
struct FoundRecord {
    data::SearchHit hit;
    data::GridId grid;
    std::optional<double> distance_m;
};

Hit hit_from_record(const FoundRecord& found, const data::World& world, const Texts& text);
/// Commands whose title or name holds the query and that can run now.
std::vector<Hit> find_commands(const data::World& world, const Session& session, const Texts& text, std::string_view query, std::size_t most);
/// The search itself; any thread.
std::vector<FoundRecord> find_records(const PlaceBook* book, std::span<const std::shared_ptr<const data::SearchIndex>> incidents, std::string_view query,
                                      const data::SearchOptions& options);
/// "350 m", "1.2 km"
std::string distance_words(double metres);

struct FindOptions {
    bool places_only = false; // for the intake: places, grids and coordinates
    std::size_t limit = 8;
};

class Finder {
public:
    /// Once a frame: asks again where the words, the records or the language changed.
    void ask(const View& view, const std::string& query, const FindOptions& options);
    /// Best first; of the words asked last once is_current(), of those before until then. None before all records can be found.
    const std::vector<Hit>& hits() const { return hits_; }
    /// hits() is the answer to the words asked last, out of all records.
    bool is_current() const { return has_all_records_ && !task_.is_running() && !found_; }
    /// Grows whenever hits() changed.
    std::uint64_t edition() const { return edition_; }

private:
    void show(const View& view, const std::vector<FoundRecord>& found);

    std::string asked_;
    bool was_asked_ = false;
    bool had_place_ = false; // distances could be told
    bool has_all_records_ = false;
    std::uint64_t places_edition_ = 0;
    Language language_ = Language::zh;
    FindOptions options_;
    std::optional<std::vector<FoundRecord>> found_; // came in and not yet shown
    std::vector<Hit> hits_;
    std::uint64_t edition_ = 0;
    TaskHandle task_;
};

}
