#include "video/stream/probe_file.h"

#include "video/stream/decoder.h"
#include "video/stream/source_table.h"

extern "C" {
#include <libavutil/frame.h>
}

namespace video {
namespace {

void count_all(PacketSource& source, FileCount& count, const std::stop_token& stop)
{
    Decoder decoder(source.codec());
    count.codec = decoder.codec_name();
    count.quarter_turns = source.quarter_turns();
    int width = 0, height = 0;
    const auto on_picture = [&](const AVFrame& picture) {
        if (++count.pictures == 1) {
            count.width = picture.width;
            count.height = picture.height;
        } else if (picture.width != width || picture.height != height) {
            ++count.size_changes;
        }
        width = picture.width;
        height = picture.height;
    };
    const PacketHandle packet = make_packet();
    while (source.read(*packet)) {
        if (stop.stop_requested())
            throw Error(Cause::stopped, "stopped");
        if (!decoder.feed(packet.get(), on_picture))
            ++count.damaged_packets;
    }
    decoder.feed(nullptr, on_picture);
    if (count.pictures == 0)
        throw Error(Cause::broken_data, "no picture in it could be decoded");
}

}

FileCount count_frames(const std::string& path, const std::stop_token& stop)
{
    FileCount count;
    try {
        const auto source = open_source({.address = file_address(path), .interrupted = [&stop] { return stop.stop_requested(); }});
        count_all(*source, count, stop);
    } catch (const Error& error) {
        count.cause = stop.stop_requested() ? Cause::stopped : error.cause;
        count.reason = error.what();
    }
    return count;
}

}
