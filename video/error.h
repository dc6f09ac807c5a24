#pragma once
// What went wrong with a stream, as a cause an operator understands and the library's own words for the log.

#include "video/cause.h"

#include <stdexcept>
#include <string>

namespace video {

/// The text passes without_credentials() when the error is made, so that no handler can leak one.
struct Error : std::runtime_error {
    Error(Cause cause, const std::string& text);
    Cause cause;
};

}
