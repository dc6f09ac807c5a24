#pragma once
// The memory of decoded pictures, counted: a decoder has some for itself, and what it needs beyond comes from one budget for all decoders of the
// process. One decoder's; its pictures may outlive it, on any thread.

#include <cstdint>
#include <memory>

struct AVCodecContext;

namespace video {

class PictureMemory {
public:
    PictureMemory();
    ~PictureMemory();
    PictureMemory(const PictureMemory&) = delete;
    PictureMemory& operator=(const PictureMemory&) = delete;

    /// From here on the decoder's pictures lie here. Before it is opened; it may not outlive this.
    void serve(AVCodecContext& decoder);
    /// Whether a picture found no room since the last call.
    bool take_refusal();

    struct Account;

private:
    std::shared_ptr<Account> account_;
};

/// What all decoders have taken of the common budget, in bytes.
std::int64_t pictures_in_common();

}
