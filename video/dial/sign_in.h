#pragma once
// What a camera is signed in with. A value; never part of an address that is shown or kept.

#include <string>

namespace video {

struct SignIn {
    std::string user, password;
    // RTSPS: "sha256:" and 64 hexadecimal digits of the only certificate that is taken; empty: the system's authorities decide.
    std::string fingerprint;
    bool operator==(const SignIn&) const = default;
};

}
