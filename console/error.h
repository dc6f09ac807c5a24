#pragma once

#include <stdexcept>

namespace console {

/// Something the console tried and could not complete: what was tried, on what, why, what to do. One line, for operators.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}
