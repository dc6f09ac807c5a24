#include "data/store/pin.h"

#include "data/error.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace data {
namespace {

constexpr std::size_t shortest = 4, longest = 64;

/// May be called again and by several threads.
void prepare()
{
    if (sodium_init() < 0)
        throw Error(geo::remark("pin_random"));
}

}

std::string hash_pin(std::string_view pin)
{
    if (pin.size() < shortest || pin.size() > longest)
        throw Error(geo::remark("pin_length"));
    if (std::ranges::any_of(pin, [](unsigned char c) { return c < ' ' || c == 127; }))
        throw Error(geo::remark("pin_control"));
    prepare();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    // Unlike libsodium's newest default this cannot change under workspaces that are there: the algorithm stands in the hash.
    if (crypto_pwhash_str_alg(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Error(geo::remark("pin_memory"));
    return hash.data();
}

bool fits_pin(const std::string& hash, std::string_view pin)
{
    prepare();
    return hash.size() < crypto_pwhash_STRBYTES && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

void wipe(std::string& secret)
{
    if (!secret.empty())
        sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

}
