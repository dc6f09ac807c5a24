#pragma once
// What the archive keeps of drafts, as the draft service asks for it: a few calls on the store of the archive queue, with what it refuses
// as the editor says it. Archive queue.

#include "console/frame/draft_view.h"
#include "data/store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

/// Made and held.
data::DraftHead make_in_book(data::Store& store, const std::string& name, const std::string& base_digest, const data::DraftHolder& holder,
                             const data::Actor& actor, data::TimePoint now);
/// Empty: it is on the disk.
std::optional<data::RefusedOp> append_to_book(data::Store& store, std::int64_t draft, const data::DraftHolder& holder, const data::DraftEntry& entry);
/// Takes it in hand first: refuses where another console has it.
void discard_in_book(data::Store& store, const std::string& name, const data::DraftHolder& holder, const data::Actor& actor, data::TimePoint now);

}
