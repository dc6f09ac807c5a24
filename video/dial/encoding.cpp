#include "video/dial/encoding.h"

#include <gnutls/gnutls.h>

#include <new>

namespace video {
namespace {

/// GnuTLS only reads what it is given, though it does not say so.
gnutls_datum_t datum(const void* data, std::size_t size)
{
    return {static_cast<unsigned char*>(const_cast<void*>(data)), static_cast<unsigned>(size)};
}

using Encode = int(const gnutls_datum_t*, gnutls_datum_t*);

std::string encoded(Encode encode, const gnutls_datum_t& bytes)
{
    gnutls_datum_t made{};
    if (bytes.size == 0)
        return {};
    if (encode(&bytes, &made) != 0)
        throw std::bad_alloc();
    std::string text(reinterpret_cast<const char*>(made.data), made.size);
    gnutls_free(made.data);
    return text;
}

}

std::string hex(std::span<const unsigned char> bytes) { return encoded(gnutls_hex_encode2, datum(bytes.data(), bytes.size())); }

std::string base64(std::string_view bytes) { return encoded(gnutls_base64_encode2, datum(bytes.data(), bytes.size())); }

}
