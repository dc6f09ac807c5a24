#pragma once
// A fast 64-bit hash to tell whether two packets or pictures are bit for bit the same. Not for secrets.

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace video {

inline std::uint64_t content_hash(const void* data, std::size_t size, std::uint64_t seed = 0x9E3779B97F4A7C15u)
{
    constexpr std::uint64_t prime = 0xff51afd7ed558ccdu;
    const auto* bytes = static_cast<const unsigned char*>(data);
    std::uint64_t hash = seed ^ (size * prime);
    for (; size >= 8; size -= 8, bytes += 8) {
        std::uint64_t word;
        std::memcpy(&word, bytes, 8);
        hash = (hash ^ word) * prime;
        hash ^= hash >> 32;
    }
    for (; size > 0; --size, ++bytes)
        hash = (hash ^ *bytes) * prime;
    return hash ^ (hash >> 29);
}

}
