#pragma once

#include <stdexcept>

namespace data {

/// An operation on the workspace or its records that could not be completed: what was tried, on what, why, what to do.
/// One line, for operators; never a bound value of a statement, never a credential.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}
