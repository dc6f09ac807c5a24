#pragma once
// Whether a workspace that is open is still the file at its name. Another one may be put there, or it may be removed, moved or cut, while
// SQLite goes on writing to what it opened. One thread at a time.

#include <cstdint>
#include <filesystem>

namespace data::store {

class FilePlace {
public:
    /// `may_write`: of the connection that is asked with.
    FilePlace(std::filesystem::path path, bool may_write) : path_(std::move(path)), may_write_(may_write) {}

    /// What is wrong, as a key of data/i18n/error.json, and for good; null: nothing. Takes microseconds: before each commit and a few times
    /// a second. Where the file went, what was committed is brought into the file that is open, wherever it lies now, and its log is
    /// taken from beside the other one, into which it would be played. `sqlite`: the sqlite3*.
    const char* fault(void* sqlite);

private:
    const char* look(void* sqlite);
    void leave(void* sqlite) const;

    std::filesystem::path path_;
    bool may_write_;
    std::int64_t size_ = 0;                     // of the file when it was looked at last
    std::uint64_t log_device_ = 0, log_file_ = 0; // of its write-ahead log; 0: there was none yet
    const char* fault_ = nullptr;
};

}
