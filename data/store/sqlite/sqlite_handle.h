#pragma once
// SQLite's connection behind the plain pointer by which it crosses our headers. For data/store's sources.

struct sqlite3;

namespace data::store {

inline sqlite3* database(void* handle) { return static_cast<sqlite3*>(handle); }

} // namespace data::store
