#pragma once
// What the workspace keeps of drafts and editions. A draft is a journal that only grows: each edit is an entry, also undo and redo. An
// edition is what a published draft made of the boundaries, valid from an instant on. Values; any thread.

#include "data/records/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace data {

/// One confirmed edit, as it lies in the journal.
struct DraftEntry {
    std::int64_t seq = 0;      // 1, 2 … in the draft
    TimePoint time;
    Actor actor;
    std::string op;            // "split", "undo" …: as in a script
    std::string subject;       // what it was done to, in the workspace's own words: "East 7"
    std::string script;        // the line of JSON that made it
    std::string delta;         // what it changed, packed (data/drafts/delta.h); undo and redo: empty
    std::int64_t of = 0;       // undo and redo: seq of the edit taken back or done again
};

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
};

/// What publishing writes, in one transaction.
struct Publication {
    std::int64_t draft = 0;
    std::int64_t newest = 0;   // edition it was worked out against: another one meanwhile, and nothing is written
    std::string name;
    TimePoint valid_from;
    std::vector<GridId> closes;       // areas that end: the row stays as it is, valid_to set
    std::vector<Grid> opens;          // areas that begin: new rows; negative ids are the draft's own and get real ones
    std::vector<GridId> communities;
    std::string crosswalk;
};

struct Published {
    Edition edition;
    std::vector<std::pair<GridId, GridId>> ids; // negative id of the draft → id of the row; closed row → that which follows with the same code
    std::size_t incidents = 0, cameras = 0;     // that have another grid; 0 where the edition is still to come
};

} // namespace data
