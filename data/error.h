#pragma once

#include <stdexcept>

namespace data {

/// An operation on the workspace or its records that could not be completed: what was tried, on what, why, what to do.
/// One line, for operators; never a bound value of a statement, never a credential.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
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
