#pragma once

#include "geo/remark.h"

#include <stdexcept>

namespace geo {

/// An operation on coordinates, shapes or geographic files that could not be completed:
/// what was tried, on what, why. The text is for operators and never holds a credential.
struct Error : std::runtime_error, Remarked {
    using std::runtime_error::runtime_error;
    /// With words in both languages; what() is the English ones.
    explicit Error(Remark reason) : std::runtime_error(error_words(reason)), Remarked{std::move(reason)} {}
};

}
