#pragma once
// A draft of a workspace opened to be edited, for whoever has a connection of his own: each operation is in the journal before the next one
// begins. Blocks; one thread.

#include "data/drafts/draft_import.h"
#include "data/error.h"
#include "data/store/store.h"

#include <string>

namespace data {

/// Why an entry did not come into the journal: another holds the draft, or the disk did not take it, for whatever reason.
RefusedOp refusal_of(const Error& error);

/// Another process has the draft.
struct DraftHeld : Error {
    using Error::Error;
};

/// The draft as its journal says. Throws OutOfDate where the boundaries it was begun on are not the same any more.
Draft load_draft(Store& store, const DraftHead& head, TimePoint now);
/// The open one of that name, to be looked at. Throws Error where there is none.
Draft load_draft(Store& store, const std::string& name, TimePoint now);

class DraftDesk {
public:
    /// Opens the draft of that name, or begins it, and holds it until the end. Throws DraftHeld, OutOfDate, Error.
    DraftDesk(Store& store, const std::string& name, const DraftHolder& me, const Actor& actor, TimePoint now);
    ~DraftDesk();
    DraftDesk(const DraftDesk&) = delete;
    DraftDesk& operator=(const DraftDesk&) = delete;

    const Draft& draft() const { return draft_; }
    const DraftHead& head() const { return head_; }
    const DraftHolder& holder() const { return me_; }

    /// Done and on the disk when this returns, or refused and nothing changed (disk_full among the reasons).
    OpOutcome perform(const DraftOp& op, TimePoint now);
    OpOutcome perform(const DraftImport& import, TimePoint now);

private:
    OpOutcome written(OpOutcome outcome, TimePoint now);

    Store& store_;
    DraftHolder me_;
    Actor actor_;
    DraftHead head_;
    Draft draft_;
};

} // namespace data
