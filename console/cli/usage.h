#pragma once
// Wrong use of a command: it ends with exit status 2.

#include <string>

namespace console {

struct Usage {
    std::string what;
};

}
