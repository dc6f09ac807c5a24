#include "data/store/draft_desk.h"

#include "data/store/process.h"

#include <fmt/format.h>

namespace data {
namespace {

DraftHead begun(Store& store, const std::string& name, const Actor& actor, TimePoint now)
{
    if (auto head = store.draft(name))
        return *std::move(head);
    const Draft base(store.draft_ground(edition_to_begin_on(store.editions(), now), now));
    return store.create_draft(name, digest_of(base.version()), actor, now);
}

/// The draft, held.
Draft taken(Store& store, const DraftHead& head, const DraftHolder& me, TimePoint now)
{
    if (const auto other = store.hold_draft(head.id, me))
        throw DraftHeld(geo::remark("draft_held_since", head.name, other->seat, other->process, iso8601(other->since)));
    try {
        return load_draft(store, head, now);
    } catch (...) {
        store.release_draft(head.id, me);
        throw;
    }
}

} // namespace

Draft load_draft(Store& store, const DraftHead& head, TimePoint now)
{
    // Before the first edition the areas are those in force when the draft was begun.
    Draft draft(store.draft_ground(head.edition, head.edition ? now : head.created));
    if (digest_of(draft.version()) != head.base_digest)
        throw OutOfDate(geo::remark("draft_out_of_date", head.name));
    draft.replay(store.entries(head.id));
    return draft;
}

Draft load_draft(Store& store, const std::string& name, TimePoint now)
{
    const auto head = store.draft(name);
    if (!head)
        throw Error(geo::remark("no_draft", name));
    return load_draft(store, *head, now);
}

RefusedOp refusal_of(const Error& error)
{
    const bool is_held = error.why.key.starts_with("draft_");
    return {is_held ? DraftRefusal::held : DraftRefusal::disk_full, error.what(), {}};
}

DraftDesk::DraftDesk(Store& store, const std::string& name, const DraftHolder& me, const Actor& actor, TimePoint now)
    : store_(store), me_(me), actor_(actor), head_(begun(store, name, actor, now)), draft_(taken(store, head_, me_, now))
{
}

DraftDesk::~DraftDesk()
{
    try {
        store_.release_draft(head_.id, me_);
    } catch (const Error&) {
        // The holder ends with this process at the latest.
    }
}

OpOutcome DraftDesk::perform(const DraftOp& op, TimePoint now) { return written(draft_.perform(op), now); }

OpOutcome DraftDesk::perform(const DraftImport& import, TimePoint now) { return written(draft_.perform(import), now); }

OpOutcome DraftDesk::written(OpOutcome outcome, TimePoint now)
{
    DoneOp* done = std::get_if<DoneOp>(&outcome);
    if (!done)
        return outcome;
    done->entry.time = now;
    done->entry.actor = actor_;
    try {
        store_.append(head_.id, me_, std::span(&done->entry, 1));
    } catch (const Error& error) {
        draft_.take_back_from(done->entry.seq);
        return refusal_of(error);
    }
    ++head_.entries;
    return outcome;
}

} // namespace data
