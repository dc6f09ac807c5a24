#pragma once
// PINs of accounts: Argon2id (RFC 9106) through libsodium, with its "interactive" cost: 64 MiB and about a tenth of a second each, so
// never on the UI thread. Pure functions; any thread.

#include <string>
#include <string_view>

namespace data {

/// The hash to keep, 97 characters with salt and cost in it. Throws Error when the PIN is shorter than 4 or longer than 64 bytes, or
/// holds control characters.
std::string hash_pin(std::string_view pin);
/// False also for a hash that is none.
bool fits_pin(const std::string& hash, std::string_view pin);
/// Overwrites what a PIN was kept in, then empties it.
void wipe(std::string& secret);

}
