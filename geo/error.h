#pragma once

#include <stdexcept>

namespace geo {

/// An operation on coordinates, shapes or geographic files that could not be completed:
/// what was tried, on what, why. The text is for operators and never holds a credential.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}
