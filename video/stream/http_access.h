#pragma once
// How a source is fetched over HTTP by a line of our own.

#include "video/dial/address.h"

#include <memory>
#include <string>

namespace video {

class HttpBody;

struct HttpAccess {
    Address address;          // with the sign-in and the fingerprint, which are for this place alone
    std::string numeric_host; // of it, as it was dialled
    std::shared_ptr<HttpBody> opened = {}; // asked for already, and not read
};

}
