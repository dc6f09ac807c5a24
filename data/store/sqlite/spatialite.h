#pragma once
// The few calls that need SQLite's and SpatiaLite's own headers. They stand apart because SOCI's header wraps sqlite3.h
// in a namespace. Handles travel as void*: an sqlite3*.

#include <filesystem>
#include <string>

namespace data::store {

/// SpatiaLite's state of one connection. Made before the connection is opened and destroyed after it was closed; the
/// caller holds the lock of connection.cpp meanwhile, because SpatiaLite's set-up and clean-up are not thread-safe.
class SpatialState {
public:
    SpatialState();
    ~SpatialState();
    SpatialState(const SpatialState&) = delete;
    SpatialState& operator=(const SpatialState&) = delete;
    void load_into(void* sqlite_handle);

private:
    void* cache_;
};

/// Runs all statements of a script. A select must answer 1 and nothing else: SpatiaLite's functions answer 0 where they
/// fail. Throws Error with SQLite's reason and the beginning of the statement.
void run_script(void* sqlite_handle, const std::string& script);

/// Copies the whole database, as of now, into a new file, which has the rights of the other. Throws Error.
void copy_database(void* sqlite_handle, const std::filesystem::path& to);

} // namespace data::store
