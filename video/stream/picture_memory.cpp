#include "video/stream/picture_memory.h"

#include "video/ceilings.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/imgutils.h>
}

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

namespace video {
namespace {

constexpr std::size_t line_bytes = 64;    // what vector instructions like rows to begin at
constexpr std::size_t read_beyond = 128;  // what they read past the end of a plane

std::atomic<std::int64_t>& common()
{
    static std::atomic<std::int64_t> bytes{0};
    return bytes;
}

/// False: there is no room.
bool take_from_common(std::int64_t bytes)
{
    std::int64_t now = common().load();
    do {
        if (now + bytes > ceiling::pictures_together)
            return false;
    } while (!common().compare_exchange_weak(now, now + bytes));
    return true;
}

std::int64_t beyond_own(std::int64_t held) { return std::max<std::int64_t>(0, held - ceiling::pictures_of_one); }

std::size_t rounded(std::size_t bytes) { return (bytes + line_bytes - 1) / line_bytes * line_bytes; }

/// Where the planes of a picture begin in one block.
struct Planes {
    std::array<int, AV_NUM_DATA_POINTERS> lines{};
    std::array<std::size_t, AV_NUM_DATA_POINTERS> begin{};
    std::size_t bytes = 0; // of all; 0: such a picture cannot be laid out
};

Planes lay_out(AVCodecContext& decoder, const AVFrame& picture)
{
    constexpr int planes_of_images = 4;
    Planes planes;
    int width = picture.width, height = picture.height;
    std::array<int, AV_NUM_DATA_POINTERS> align{};
    avcodec_align_dimensions2(&decoder, &width, &height, align.data());
    const auto format = static_cast<AVPixelFormat>(picture.format);
    // Wider until each plane's rows begin where the decoder wants them (libavcodec/get_buffer.c does the same).
    for (bool is_aligned = false; !is_aligned; width += width & ~(width - 1)) {
        if (av_image_fill_linesizes(planes.lines.data(), format, width) < 0)
            return {};
        is_aligned = true;
        for (std::size_t i = 0; i < planes_of_images; ++i)
            is_aligned = is_aligned && (align[i] == 0 || planes.lines[i] % align[i] == 0);
        if (is_aligned)
            break;
    }
    std::array<std::ptrdiff_t, planes_of_images> lines{};
    std::copy_n(planes.lines.begin(), lines.size(), lines.begin());
    std::array<std::size_t, planes_of_images> sizes{};
    if (av_image_fill_plane_sizes(sizes.data(), format, height, lines.data()) < 0)
        return {};
    for (std::size_t i = 0; i < sizes.size() && sizes[i] > 0; ++i) {
        planes.begin[i] = planes.bytes;
        planes.bytes += rounded(sizes[i] + read_beyond);
    }
    return planes;
}

}

/// Blocks of one size that are held or wait to be used again: a wall would fault in fresh pages for each picture otherwise.
struct PictureMemory::Account {
    ~Account()
    {
        for (void* block : free_blocks)
            std::free(block);
        common() -= beyond_own(held);
    }

    void* take(std::size_t bytes)
    {
        const std::lock_guard lock(mutex);
        if (bytes != block_bytes)
            drop_free(), block_bytes = bytes;
        if (!free_blocks.empty()) {
            void* block = free_blocks.back();
            free_blocks.pop_back();
            return block;
        }
        const auto more = static_cast<std::int64_t>(bytes);
        const std::int64_t from_common = beyond_own(held + more) - beyond_own(held);
        void* block = from_common == 0 || take_from_common(from_common) ? std::aligned_alloc(line_bytes, bytes) : nullptr;
        if (block) {
            held += more;
        } else {
            is_refused = true;
        }
        return block;
    }

    void give_back(void* block, std::size_t bytes)
    {
        const std::lock_guard lock(mutex);
        if (bytes == block_bytes)
            free_blocks.push_back(block);
        else
            release(block, bytes);
    }

    std::mutex mutex;
    bool is_refused = false; // guarded by mutex

private:
    void drop_free()
    {
        for (void* block : std::exchange(free_blocks, {}))
            release(block, block_bytes);
    }
    void release(void* block, std::size_t bytes)
    {
        std::free(block);
        const std::int64_t before = held;
        held -= static_cast<std::int64_t>(bytes);
        common() -= beyond_own(before) - beyond_own(held);
    }

    std::vector<void*> free_blocks; // guarded by mutex
    std::size_t block_bytes = 0;    // guarded by mutex
    std::int64_t held = 0;          // guarded by mutex; bytes, those that wait included
};

namespace {

struct Ticket {
    std::shared_ptr<PictureMemory::Account> account;
    std::size_t bytes;
};

void give_back(void* opaque, std::uint8_t* block) noexcept
{
    const std::unique_ptr<Ticket> ticket(static_cast<Ticket*>(opaque));
    ticket->account->give_back(block, ticket->bytes);
}

int get_picture(AVCodecContext* decoder, AVFrame* picture, int flags) noexcept
{
    try {
        const auto& account = *static_cast<std::shared_ptr<PictureMemory::Account>*>(decoder->opaque);
        if (decoder->codec_type != AVMEDIA_TYPE_VIDEO || !(decoder->codec->capabilities & AV_CODEC_CAP_DR1))
            return avcodec_default_get_buffer2(decoder, picture, flags);
        const Planes planes = lay_out(*decoder, *picture);
        if (planes.bytes == 0)
            return avcodec_default_get_buffer2(decoder, picture, flags);
        auto ticket = std::make_unique<Ticket>(Ticket{account, planes.bytes});
        auto* block = static_cast<std::uint8_t*>(account->take(planes.bytes));
        if (!block)
            return AVERROR(ENOMEM);
        picture->buf[0] = av_buffer_create(block, planes.bytes, give_back, ticket.get(), 0);
        if (!picture->buf[0]) {
            account->give_back(block, planes.bytes);
            return AVERROR(ENOMEM);
        }
        ticket.release(); // give_back has it
        for (std::size_t i = 0; i < planes.lines.size(); ++i) {
            picture->linesize[i] = planes.lines[i];
            picture->data[i] = planes.lines[i] != 0 || i == 0 ? block + planes.begin[i] : nullptr;
        }
        if (picture->format == AV_PIX_FMT_PAL8)
            picture->data[1] = block + planes.begin[1];
        picture->extended_data = picture->data;
        return 0;
    } catch (...) {
        return AVERROR(ENOMEM);
    }
}

}

PictureMemory::PictureMemory() : account_(std::make_shared<Account>()) {}
PictureMemory::~PictureMemory() = default;

void PictureMemory::serve(AVCodecContext& decoder)
{
    decoder.opaque = &account_;
    decoder.get_buffer2 = get_picture;
}

bool PictureMemory::take_refusal()
{
    const std::lock_guard lock(account_->mutex);
    return std::exchange(account_->is_refused, false);
}

std::int64_t pictures_in_common() { return common(); }

}
