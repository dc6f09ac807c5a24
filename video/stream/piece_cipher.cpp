#include "video/stream/piece_cipher.h"

#include "video/error.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <array>
#include <cctype>

namespace video {
namespace {

constexpr std::size_t block = 16;
using Block = std::array<unsigned char, block>;

Block block_from(std::string_view digits)
{
    const auto value = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) ? c - '0' : std::tolower(static_cast<unsigned char>(c)) - 'a' + 10; };
    Block bytes{};
    for (std::size_t i = 0; i < block; ++i) {
        if (digits.size() != 2 * block || !std::isxdigit(static_cast<unsigned char>(digits[2 * i])) || !std::isxdigit(static_cast<unsigned char>(digits[2 * i + 1])))
            throw Error(Cause::broken_data, "a piece whose key is no key");
        bytes[i] = static_cast<unsigned char>(value(digits[2 * i]) * 16 + value(digits[2 * i + 1]));
    }
    return bytes;
}

}

struct PieceCipher::Open {
    Open(Block key, Block start)
    {
        const gnutls_datum_t key_bytes{key.data(), block}, start_bytes{start.data(), block};
        if (gnutls_cipher_init(&handle, GNUTLS_CIPHER_AES_128_CBC, &key_bytes, &start_bytes) != 0)
            throw Error(Cause::unsupported, "AES-128 is not there");
    }
    ~Open() { gnutls_cipher_deinit(handle); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    gnutls_cipher_hd_t handle = nullptr;
};

PieceCipher::PieceCipher(std::string_view key, std::string_view start) : open_(std::make_unique<Open>(block_from(key), block_from(start))) {}

PieceCipher::~PieceCipher() = default;

std::string PieceCipher::feed(std::string_view bytes)
{
    waiting_ += bytes;
    const std::size_t ready = waiting_.empty() ? 0 : (waiting_.size() - 1) / block * block;
    std::string plain = waiting_.substr(0, ready);
    waiting_.erase(0, ready);
    if (!plain.empty())
        gnutls_cipher_decrypt(open_->handle, plain.data(), plain.size());
    return plain;
}

std::string PieceCipher::finish()
{
    if (waiting_.size() != block)
        return {}; // cut off
    std::string plain = std::move(waiting_);
    waiting_.clear();
    gnutls_cipher_decrypt(open_->handle, plain.data(), plain.size());
    const auto padding = static_cast<unsigned char>(plain.back());
    plain.resize(padding >= 1 && padding <= block ? block - padding : block);
    return plain;
}

}
