#include "console/services/draft_book.h"

#include "data/error.h"
#include "data/store/draft_desk.h"

#include <array>

namespace console {

data::DraftHead make_in_book(data::Store& store, const std::string& name, const std::string& base_digest, const data::DraftHolder& holder,
                             const data::Actor& actor, data::TimePoint now)
{
    data::DraftHead head = store.create_draft(name, base_digest, actor, now);
    store.hold_draft(head.id, holder);
    head.holder = holder;
    return head;
}

std::optional<data::RefusedOp> append_to_book(data::Store& store, std::int64_t draft, const data::DraftHolder& holder, const data::DraftEntry& entry)
{
    try {
        store.append(draft, holder, std::array{entry});
        return std::nullopt;
    } catch (const data::Error& error) {
        return data::refusal_of(error);
    } catch (const std::exception& error) {
        return data::RefusedOp{data::DraftRefusal::disk_full, error.what(), {}};
    }
}

void discard_in_book(data::Store& store, const std::string& name, const data::DraftHolder& holder, const data::Actor& actor, data::TimePoint now)
{
    const auto head = store.draft(name);
    if (!head)
        throw data::Error(geo::remark("no_draft", name));
    store.discard_draft(head->id, holder, actor, now);
}

}
