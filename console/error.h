#pragma once

#include "geo/remark.h"

#include <stdexcept>

namespace console {

/// What stopped a piece of work, as it comes from another thread: its English words for the log, and what the operator is told.
struct Fault {
    std::string english;
    geo::Remark why; // empty: nobody foresaw it, or
    bool is_worded = false; // `english` are words of the console's language already
};

Fault fault_of(const std::exception& error);

/// Something the console tried and could not complete: what was tried, on what, why, what to do. One line, for operators, in the
/// console's language: from its texts, or as a remark.
struct Error : std::runtime_error, geo::Remarked {
    using std::runtime_error::runtime_error;
    /// With words in both languages; what() is the English ones.
    explicit Error(geo::Remark reason) : std::runtime_error(geo::error_words(reason)), geo::Remarked{std::move(reason)} {}
};

}
