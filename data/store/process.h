#pragma once
// Which process holds a draft, and whether it still lives: an end by SIGKILL or by the power counts like any other. Any thread.

#include "data/records/drafts.h"

namespace data {

/// This process, as it stands in the table of holders.
DraftHolder this_process(const std::string& seat, AccountId account, TimePoint now);

/// Whether both mean one process.
bool is_same_process(const DraftHolder& a, const DraftHolder& b);

/// False for a process that ended, whoever has its id now, and for one of another boot. One that ended and was not yet waited for has ended.
bool is_alive(const DraftHolder& holder);

} // namespace data
