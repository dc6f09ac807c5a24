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
    const Address& address = order.address;
    // HTTPS is dialled by name: the certificate is for the name. HTTP is dialled by number and asked by name.
    const bool is_secured = address.scheme == "https";
    if (is_secured)
        order.dialled.numeric_host.clear();
    LibraryOpening opening = opening_of(order);
    if (!is_secured) {
        const std::string host = address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
        opening.options.emplace_back("headers", "Host: " + host + ":" + std::to_string(address.port) + "\r\n");
    }
    return std::make_unique<LibrarySource>(std::move(opening));
}

std::unique_ptr<PacketSource> open_other(SourceOrder order) { return std::make_unique<LibrarySource>(opening_of(order)); }

}
