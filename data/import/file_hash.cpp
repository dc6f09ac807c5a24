#include "data/import/file_hash.h"

#include <gnutls/crypto.h>
#include <sodium.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <vector>

namespace data {

std::string file_hash(const std::string& path)
{
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed))
        return {};
    std::ifstream in(path, std::ios::binary);
    gnutls_hash_hd_t hash = nullptr;
    if (!in || gnutls_hash_init(&hash, GNUTLS_DIG_SHA256) != 0)
        return {};
    std::vector<char> buffer(1 << 16);
    while (in.read(buffer.data(), std::streamsize(buffer.size())) || in.gcount() > 0)
        gnutls_hash(hash, buffer.data(), std::size_t(in.gcount()));
    std::array<unsigned char, 32> digest{};
    gnutls_hash_deinit(hash, digest.data());
    std::array<char, 2 * digest.size() + 1> text{};
    return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

} // namespace data
