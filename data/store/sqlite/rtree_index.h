#pragma once
// The spatial index while many rows are written. Row by row, in short transactions and in random order, each
// transaction rewrites most of the index's pages: 100,000 incidents took 3.6 s instead of 1.5 s.

#include "data/store/sqlite/file_connection.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace data::store {

/// For places, cameras and incidents; for few rows it does nothing. Should the program die in between, finish_interrupted() makes
/// good at the next opening.
class RtreeIndex final : public BulkIndex {
public:
    RtreeIndex(FileConnection& connection, std::string table, std::size_t rows, std::int64_t lowest_id);
    /// Tries to finish after an error; what fails again waits for the next opening.
    ~RtreeIndex() override;
    RtreeIndex(const RtreeIndex&) = delete;
    RtreeIndex& operator=(const RtreeIndex&) = delete;
    void finish() override;

private:
    FileConnection& connection_;
    std::string table_;
    bool waits_ = false;
};

/// Indexes what waits in one table (a row in `unindexed`).
void finish_index(FileConnection& connection, const std::string& table);

/// Indexes what an interrupted writer left behind.
void finish_interrupted(FileConnection& connection);

} // namespace data::store
