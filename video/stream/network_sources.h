#pragma once
// What FFmpeg reads from the network once the dialler has reached it: RTSP, HTTP, and the other protocols that cameras speak.

#include "video/stream/packet_source.h"

#include <memory>

namespace video {

std::unique_ptr<PacketSource> open_rtsp(SourceOrder order);
std::unique_ptr<PacketSource> open_http(SourceOrder order);
std::unique_ptr<PacketSource> open_rtmp(SourceOrder order);
std::unique_ptr<PacketSource> open_other(SourceOrder order);
/// Throws Error(bad_scheme).
std::unique_ptr<PacketSource> open_unknown(SourceOrder order);

}
