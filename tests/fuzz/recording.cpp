#include "tests/fuzz/recording.h"

#include "tests/fuzz/one_file.h"
#include "tests/fuzz/targets.h"

#include "video/ceilings.h"
#include "video/error.h"
#include "video/ffmpeg.h"
#include "video/stream/decoder.h"
#include "video/stream/source_table.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/frame.h>
}

void fuzz::play(const std::string& name, std::string_view bytes)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
    try {
        const auto source = video::open_source(
            {.address = video::file_address(file_of(name, bytes).string()), .interrupted = [&] { return std::chrono::steady_clock::now() > end; }});
        video::Decoder decoder(source->codec());
        const video::PacketHandle packet = video::make_packet();
        for (int packets = 0; packets < 20 && source->read(*packet); ++packets)
            decoder.feed(packet.get(), [](const AVFrame& picture) {
                require(std::int64_t{picture.width} * picture.height <= video::ceiling::picture_pixels, "a picture is no larger than its ceiling");
            });
    } catch (const video::Error&) {
        // Refused.
    }
}
