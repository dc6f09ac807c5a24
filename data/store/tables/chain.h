#pragma once
// Chains of hashes over what is only ever added to: the events of incidents and the session log. Each row's hash is BLAKE2b-256 over the hash
// before it of the same seat and the row's fields (docs/SECURITY.md, "History"). One connection, one thread.

#include "data/store/tables/connection.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace data::store {

inline constexpr const char* chained_tables[] = {"incident_events", "session_log"};

/// Chains what was written and is not chained yet, inside the transaction that wrote it. Keeps its statements from one commit to the next.
class Chain {
public:
    explicit Chain(Connection& connection);
    ~Chain();
    void seal();

private:
    struct Table;
    std::vector<std::unique_ptr<Table>> tables_;
};

/// A row that is not what it was: the first one, in the order of ids.
struct ChangedRow {
    std::string table;
    std::int64_t id = 0;
    std::string text; // what is wrong with it, in English
};

struct HistoryCheck {
    std::vector<ChangedRow> changed;      // the first of each table; empty: whole
    std::int64_t rows = 0, taken_back = 0; // that were looked at; that went with an import that was taken back
    std::string digest;                   // over all chains: two copies of one history have the same
};

/// Follows every chain from its beginning. `go_on` is asked now and then, and throws to stop.
HistoryCheck check_history(Connection& connection, const std::function<void()>& go_on);
/// Over the ends of all chains, 64 hexadecimal digits.
std::string history_digest(Connection& connection);

} // namespace data::store
