#pragma once
// Pieces of a list (HLS) that come encrypted: AES-128 in CBC mode with padding (RFC 8216, section 4.3.2.4). One thread.

#include <memory>
#include <string>
#include <string_view>

namespace video {

class PieceCipher {
public:
    /// 32 hexadecimal digits each. Throws Error(broken_data).
    PieceCipher(std::string_view key, std::string_view start);
    ~PieceCipher();
    PieceCipher(const PieceCipher&) = delete;
    PieceCipher& operator=(const PieceCipher&) = delete;

    /// What these bytes make plain; the last block waits, for it ends in padding.
    std::string feed(std::string_view bytes);
    /// The rest, when nothing more comes.
    std::string finish();

private:
    struct Open;
    std::unique_ptr<Open> open_;
    std::string waiting_;
};

}
