#pragma once

#include "geo/remark.h"

#include <stdexcept>

namespace data {

/// An operation on the workspace or its records that could not be completed: what was tried, on what, why, what to do.
/// One line, for operators; never a bound value of a statement, never a credential.
struct Error : std::runtime_error, geo::Remarked {
    using std::runtime_error::runtime_error;
    /// With words in both languages; what() is the English ones.
    Error(const std::string& english, geo::Remark reason) : std::runtime_error(english), geo::Remarked{std::move(reason)} {}
    explicit Error(geo::Remark reason) : std::runtime_error(geo::error_words(reason)), geo::Remarked{std::move(reason)} {}
};

/// The disk, or what the workspace may take of it, is full: nothing was written, and once there is room the same may be tried again.
struct DiskFull : Error {
    using Error::Error;
};

/// Worked out against boundaries that are no longer the newest ones: nothing was written.
struct OutOfDate : Error {
    using Error::Error;
};

}
