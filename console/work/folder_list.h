#pragma once
// What lies in a folder, for the file chooser. Reading may block (a network drive, a stick): never on the UI thread.

#include "data/records/time.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace console {

struct FolderEntry {
    std::string name;
    bool is_folder = false;
    std::uintmax_t bytes = 0;
    data::TimePoint changed;    // the epoch: not known
};

enum class FolderFault { none, missing, no_right, other };

/// A place to begin at: the person's own folder, a stick.
struct FolderPlace {
    const char* key;            // of its words in data/i18n
    std::string name;           // put into them; may be empty
    std::string folder;
};

struct FolderList {
    std::string folder;         // absolute; where the one asked for is gone, the nearest above it
    std::vector<FolderEntry> entries; // folders first, then by name as people count: "tile 2" before "tile 10"
    std::vector<FolderPlace> places;
    FolderFault fault = FolderFault::none; // why there are no entries
};

/// `folder` empty: the person's own. Cut short when `stop` is asked. Throws nothing that the file system does.
FolderList load_folder(const std::string& folder, std::stop_token stop = {});

/// Whether `a` stands before `b`: without case, numbers by their value.
bool is_before(std::string_view a, std::string_view b);

}
