#pragma once
// How a source is fetched over HTTP by a line of our own.

#include "video/dial/address.h"

#include <string>

namespace video {

struct HttpAccess {
    Address address;          // with the sign-in and the fingerprint, which are for this place alone
    std::string numeric_host; // of it, as it was dialled
};

}
