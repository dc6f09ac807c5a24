#pragma once
// What the workspace remembers of imports. Values.

#include "data/records/ids.h"
#include "data/records/time.h"

#include <cstdint>
#include <string>

namespace data {

/// What is remembered of an import.
struct ImportRecord {
    std::int64_t id = 0; // given by the store
    TimePoint time;
    std::string file_name; // without its folder
    std::string hash;      // SHA-256 in hexadecimal; empty when it was not computed
    std::string what;      // "grids", "cameras", "incidents", …
    std::string mapping;   // which column became which field, JSON
    std::string report;    // counts and refused rows with their reasons, JSON
    std::string system;    // coordinate system the numbers were read in; "FITTED:{…}" holds a fit
    std::string columns;   // the file's columns joined by "|", by which mapping and system are remembered
    AccountId account;     // who imported
    bool is_undone = false;
};

/// An import that was taken back.
struct UndoneImport {
    std::int64_t id = 0;
    std::string file_name, what;
};

} // namespace data
