#pragma once
// Takes credentials out of any text before it reaches a log, a title, a file or the screen. Pure, any thread.

#include <string>
#include <string_view>

namespace video {

/// The same text with `***` in place of: the user and password of every URL (percent-encoded or not), the value of
/// Authorization headers, and values of query fields that hold secrets (password=, pwd=, token=, …).
/// Where a text is ambiguous (an '@' in a URL's path) it hides too much rather than too little.
std::string without_credentials(std::string_view text);

/// Also hides one known secret, as it stands and percent-encoded; secrets under three characters are left
/// to without_credentials(), since they occur in any text.
std::string without_secret(std::string_view text, std::string_view secret);

}
