#pragma once
// What the workspace keeps of drafts and editions. A draft is a journal that only grows: each edit is an entry, also undo and redo. An
// edition is what a published draft made of the boundaries, valid from an instant on. Values; any thread.

#include "data/records/drafts.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
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

/// Published inside a transaction that other editions are withdrawn in.
struct PublishStep {
    std::function<std::optional<Publication>()> plan; // on what the workspace has by then
    std::int64_t draft = 0;
    std::optional<Edition> was;                       // an edition that was withdrawn for it, to be the same again; none: for the first time
};
struct EditionsAnew {
    std::vector<std::int64_t> withdrawn; // oldest first
    bool is_oldest_dropped = false;      // it is not among the steps: its draft is open again
    std::vector<PublishStep> steps;      // in the order of their dates
};

struct Published {
    Edition edition;
    std::vector<std::pair<GridId, GridId>> ids; // negative id of the draft → id of the row; closed row → that which follows with the same code
    std::size_t incidents = 0, cameras = 0;     // that have another grid; 0 where the edition is still to come
};

} // namespace data
