#include "video/stream/network_sources.h"

#include "video/stream/library_source.h"

namespace video {
namespace {

LibraryOpening opening_of(SourceOrder& order)
{
    return {.url = order.address.url_with_credentials(order.dialled.numeric_host),
            .protocols = "http,https,tcp,tls,crypto,udp,rtp,rtmp",
            .options = network_options(),
            .plays = order.plays,
            .with_sound = order.with_sound,
            .interrupted = std::move(order.interrupted)};
}

}

std::unique_ptr<PacketSource> open_rtsp(SourceOrder order)
{
    LibraryOpening opening = opening_of(order);
    opening.protocols = "rtsp,rtsps,rtp,udp,tcp,tls";
    opening.options.emplace_back("rtsp_flags", "prefer_tcp");
    opening.options.emplace_back("allowed_media_types", order.with_sound ? "video+audio" : "video");
    opening.options.emplace_back("buffer_size", std::to_string(1 << 20)); // UDP: one key frame of a 4K camera fits
    return std::make_unique<LibrarySource>(std::move(opening));
}

std::unique_ptr<PacketSource> open_http(SourceOrder order)
{
    HttpAccess access{order.address, order.dialled.numeric_host};
    LibraryOpening opening = opening_of(order);
    opening.url = access.address.url();
    opening.protocols = "udp,rtp"; // what is not HTTP: a description of a stream leads there
    opening.http = std::move(access);
    return std::make_unique<LibrarySource>(std::move(opening));
}

std::unique_ptr<PacketSource> open_other(SourceOrder order) { return std::make_unique<LibrarySource>(opening_of(order)); }

}
