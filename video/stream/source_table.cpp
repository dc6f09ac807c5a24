#include "video/stream/source_table.h"

#include "video/dial/rtsp_session.h"
#include "video/stream/file_source.h"
#include "video/stream/network_sources.h"

#include <algorithm>

namespace video {
namespace {

// A looped file counts as live: the demo's cameras play their footage so (StreamOptions::loop); "demo:NUMBER" itself stays in the console.
constexpr SourceKind kinds[] = {
    {"file", Plays::once, dial_nobody, open_file},
    {"loop", Plays::endlessly, dial_nobody, open_file},
    {"rtsp", Plays::live, dial_rtsp, open_rtsp},
    {"rtsps", Plays::live, dial_rtsp, open_rtsp},
    {"http", std::nullopt, dial_http, open_http},
    {"https", std::nullopt, dial_http, open_http},
    {"rtmp", Plays::live, dial_name, open_rtmp},
    {"rtmps", Plays::live, dial_name, open_rtmp},
    {"srt", Plays::live, dial_name, open_other},
    {"udp", Plays::live, dial_name, open_other},
    {"rtp", Plays::live, dial_name, open_other},
    {"", std::nullopt, dial_unknown, open_unknown},
};

}

std::span<const SourceKind> source_kinds() { return kinds; }

const SourceKind& source_kind(const Address& address)
{
    return *std::ranges::find_if(kinds, [&](const SourceKind& kind) { return kind.scheme == address.scheme || kind.scheme.empty(); });
}

Dialled dial(const Address& address, const DialOrder& order) { return source_kind(address).dial(address, order); }

std::unique_ptr<PacketSource> open_source(SourceOrder order)
{
    const SourceKind& kind = source_kind(order.address);
    order.plays = kind.plays;
    return kind.open(std::move(order));
}

}
