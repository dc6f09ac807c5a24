#pragma once
// The edition of the boundaries that is shown in the editor in the place of what is in force, and what it is compared with, as a frame sees
// it. Kept by the edition service; null in View while none is shown. UI thread.

#include "console/seat/session.h"
#include "data/drafts/preview.h"

#include <optional>

namespace console {

struct EditionView {
    std::int64_t shown = 0;            // that was asked for
    std::optional<std::int64_t> older; // of the two that are compared; empty: it is only shown
    std::int64_t on_map = 0;           // whose grids the map draws: the newer of the two
    data::Frozen<data::Grid> areas;    // of that one, all of them in force; null until they are read
    std::shared_ptr<const data::Preview> comparison; // null: none asked for, or not worked out yet
};

/// The edition that rules at `now`; 0: the boundaries before the first.
std::int64_t edition_in_force(const data::World& world, data::TimePoint now);
const data::Edition* find_edition(const data::World& world, std::int64_t id);
/// With which the one that is shown is compared; empty: with none.
std::optional<std::int64_t> compared_edition(const data::World& world, const Session& session, data::TimePoint now);

/// How lists and banners call an edition.
struct EditionWords {
    std::string name;  // "spring-road", "before the first edition"
    std::string dates; // "from 2026-11-30", "until 2026-11-30", "from … until …"
    std::string state; // "in force", "still to come", "no longer in force"
    bool is_in_force = false;
};
EditionWords edition_words(const data::World& world, std::int64_t id, data::TimePoint now, const Texts& text);
/// All there are, the newest first, "before the first edition" last; empty while nothing was published.
std::vector<std::int64_t> editions_to_choose(const data::World& world);

}
