#pragma once
// Where a stream is: a URL or a file's path taken apart, credentials apart from the rest. Pure.

#include "video/dial/sign_in.h"

#include <string>
#include <string_view>

namespace video {

struct Address {
    std::string scheme;         // lower case; "file" for paths, "loop" after looped()
    std::string host;           // without the brackets of IPv6; empty for files
    int port = 0;               // the scheme's own where the URL names none
    std::string target;         // path and query with the leading '/'; for files the path as the system knows it
    std::string user, password; // plain, no longer percent-encoded
    std::string fingerprint;    // RTSPS: of the only certificate taken, "sha256:…"; never part of a URL

    bool is_file() const { return scheme == "file" || scheme == "loop"; }
    bool is_rtsp() const { return scheme == "rtsp" || scheme == "rtsps"; }
    void use(const SignIn& sign_in);
    /// The same file, to be played endlessly; other addresses stay as they are. No URL can say so: such a file counts as live.
    Address looped() const;
    /// scheme://host:port/target without credentials, with another host in place of the name if given.
    std::string url(std::string_view numeric_host = {}) const;
    /// The same with the credentials percent-encoded: only for the library that dials, never for a text.
    std::string url_with_credentials(std::string_view numeric_host = {}) const;
};

/// Anything without "scheme://" is a file's path. Passwords that were not percent-encoded ('@', '/', ':' in them) are
/// understood where that is possible. Throws Error: bad_address without a host, bad_port, bad_scheme for
/// one that says "loop".
Address parse_address(std::string_view url);
/// "192.168.1.20/stream", "camera:554": a camera's address whose beginning was left out, as far as a file's path can look so.
bool lacks_scheme(std::string_view path);
Address file_address(std::string path);

}
