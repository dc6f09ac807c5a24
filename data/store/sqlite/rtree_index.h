#pragma once
// The spatial index while many rows are written. Row by row, in short transactions and in random order, each
// transaction rewrites most of the index's pages: 100,000 incidents took 3.6 s instead of 1.5 s.

#include "data/store/sqlite/file_connection.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace data::store {

/// From construction to finish() the rows of a table are written without their index (places, cameras, incidents); for
/// few rows it does nothing. Should the program die in between, finish_interrupted() makes good at the next opening.
class BulkIndex {
public:
    /// lowest_id: the lowest id that will be written, where ids are given; 0: only new ones.
    BulkIndex(Connection& connection, std::string table, std::size_t rows, std::int64_t lowest_id);
    /// Tries to finish after an error; what fails again waits for the next opening.
    ~BulkIndex();
    BulkIndex(const BulkIndex&) = delete;
    BulkIndex& operator=(const BulkIndex&) = delete;
    void finish();

private:
    Connection& connection_;
    std::string table_;
    bool waits_ = false;
};

/// The lowest id that is given among records; 0 where none is.
template <class Record> std::int64_t lowest_id(std::span<const Record> records)
{
    std::int64_t lowest = 0;
    for (const Record& record : records)
        if (record.id && (!lowest || record.id.value < lowest))
            lowest = record.id.value;
    return lowest;
}

/// Indexes what waits in one table (a row in `unindexed`).
void finish_index(Connection& connection, const std::string& table);

/// Indexes what an interrupted writer left behind.
void finish_interrupted(Connection& connection);

} // namespace data::store
