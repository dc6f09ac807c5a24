#pragma once
// Bulk writing in short transactions, so that "accept" never waits long for an import on another connection.

#include "data/store/tables/connection.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>

namespace data::store {

/// Transactions of at most 50 ms (30 ms of writing, the rest for the commit). Ids are handed out inside the
/// transaction, because another connection may have written in between.
class Batches {
public:
    Batches(Connection& connection, std::string table) : connection_(connection), table_(std::move(table)) {}

    /// Call before each row: opens a transaction, or commits a long one and opens the next.
    void next_row();
    /// The wanted id, or the next free one when it is 0.
    std::int64_t id_for(std::int64_t wanted);
    /// Commits what is open.
    void finish();

private:
    Connection& connection_;
    std::string table_;
    std::optional<Transaction> transaction_;
    std::chrono::steady_clock::time_point began_;
    std::int64_t last_id_ = 0;
};

/// The lowest id that is given among records; 0 where none is. For Connection::hold_index.
template <class Record> std::int64_t lowest_id(std::span<const Record> records)
{
    std::int64_t lowest = 0;
    for (const Record& record : records)
        if (record.id && (!lowest || record.id.value < lowest))
            lowest = record.id.value;
    return lowest;
}

} // namespace data::store
