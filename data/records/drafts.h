#pragma once
// What the console knows of drafts and editions of the boundaries: who works on what, and what was published. What a draft holds is in
// data/drafts. Values; any thread.

#include "data/records/records.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace data {

/// The console that may write a draft. It is gone when its process is, however that ended.
struct DraftHolder {
    std::string seat;          // "desk-1"; "command line"
    AccountId account;
    std::int64_t process = 0;  // process id
    std::string process_start; // tells it from a later process of the same id (and from another boot)
    TimePoint since;
    bool operator==(const DraftHolder&) const = default;
};

enum class DraftState { open, published, discarded };
inline constexpr std::array<const char*, 3> draft_state_names{"open", "published", "discarded"};

struct DraftHead {
    std::int64_t id = 0;
    std::string name;
    std::int64_t edition = 0;  // it was begun on; 0: on the boundaries before the first edition
    std::string base_digest;   // of the boundaries it was begun on: tells whether they are still the same
    TimePoint created;
    Actor actor;
    DraftState state = DraftState::open;
    std::size_t entries = 0;
    std::optional<DraftHolder> holder; // alive
};

struct Edition {
    std::int64_t id = 0;       // grows with each
    std::string name;          // that of its draft
    TimePoint valid_from, published;
    Actor actor;
    bool is_applied = false;   // incidents and cameras have their grids by it
    std::vector<GridId> communities; // whose grids it changed; a grid without community: 0
    std::string crosswalk;     // CSV, UTF-8; see data/drafts/crosswalk.h
    std::int64_t draft = 0;    // whose boundaries these are
};

/// What a draft is begun on: the newest edition that is in force at `now`; 0: the boundaries before the first one. One that is to come is a plan that
/// can be withdrawn: drafts of other communities do not wait for it.
inline std::int64_t edition_to_begin_on(const std::vector<Edition>& editions, TimePoint now)
{
    std::int64_t newest = 0;
    for (const Edition& edition : editions)
        if (edition.is_applied || edition.valid_from <= now)
            newest = std::max(newest, edition.id);
    return newest;
}

/// What stands for the boundaries before the first edition where an edition is named (another one may have that name: then it is meant).
inline constexpr const char* before_first_edition = "before";

/// Whether a row is of the boundaries of that edition; 0: of those before the first one, where it may have ended long before.
inline bool is_of_edition(const Grid& grid, std::int64_t edition)
{
    return grid.from_edition <= edition && (!grid.to_edition || grid.to_edition > edition);
}

}
