#pragma once
// Host names to numbers without ever hanging a stream: the system's resolver cannot be interrupted (9.7 s measured), so
// it runs in a thread of its own that nobody waits for longer than they like.

#include "video/clock.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace video {

/// Numeric addresses of a host, IPv4 first (cameras are), never empty. Numbers pass through at once. Streams asking for
/// the same host at the same time share one question. Throws Error(name_not_found), also after `limit`, after the
/// stop and where `interrupted`, which may be empty, says so.
std::vector<std::string> resolve(const std::string& host, milliseconds limit, const std::stop_token& stop, const std::function<bool()>& interrupted = {});

}
