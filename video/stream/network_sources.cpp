#include "video/stream/network_sources.h"

#include "video/dial/rtsp_session.h"
#include "video/error.h"
#include "video/stream/http_pictures.h"
#include "video/stream/library_source.h"

namespace video {
namespace {

LibraryOpening opening_of(SourceOrder& order)
{
    return {.url = order.address.url_with_credentials(order.dialled.numeric_host),
            .protocols = "tcp,tls,udp,rtp,srt",
            .options = network_options(),
            .of = family_of(order.address.url()),
            .plays = order.plays,
            .with_sound = order.with_sound,
            .interrupted = std::move(order.interrupted)};
}

}

namespace {

/// Of the session that was dialled; null: it gives RTP in no line of RTSP. Throws Error; let go of: no_answer.
std::shared_ptr<RtspSession> playing(SourceOrder& order)
{
    try {
        if (!order.dialled.session)
            order.dialled = dial_rtsp(order.address, {.interrupted = order.interrupted});
        order.dialled.session->ask(order.interrupted);
        if (order.dialled.session->play(order.with_sound))
            return std::move(order.dialled.session);
    } catch (const Error& error) {
        throw Error(error.cause == Cause::stopped ? Cause::no_answer : error.cause, std::string("open: ") + error.what());
    }
    order.dialled.session.reset(); // hung up before another line is dialled
    return nullptr;
}

}

std::unique_ptr<PacketSource> open_rtsp(SourceOrder order)
{
    std::shared_ptr<RtspSession> session = playing(order);
    LibraryOpening opening = opening_of(order);
    if (session) {
        opening.protocols = "rtp";
        opening.options = {{"fflags", "nobuffer"}};
        opening.session = std::move(session);
        return std::make_unique<LibrarySource>(std::move(opening));
    }
    opening.protocols = "rtsp,rtsps,rtp,udp,tcp,tls";
    opening.options.emplace_back("rtsp_flags", "prefer_tcp");
    opening.options.emplace_back("allowed_media_types", order.with_sound ? "video+audio" : "video");
    opening.options.emplace_back("buffer_size", std::to_string(1 << 20)); // UDP: one key frame of a 4K camera fits
    return std::make_unique<LibrarySource>(std::move(opening));
}

namespace {

/// Says so, and whether one has to sign in on it.
[[noreturn]] void refuse_page(HttpBody& body)
{
    constexpr std::size_t enough = 64 << 10;
    if (is_login_page(body.peek(enough)))
        throw Error(Cause::login_page, "open: what comes is a web page to sign in on");
    throw Error(Cause::web_page, "open: what comes is a web page");
}

}

std::unique_ptr<PacketSource> open_http(SourceOrder order)
{
    HttpAccess access{order.address, order.dialled.numeric_host};
    try {
        auto body = std::make_unique<HttpBody>(HttpOrder{.address = access.address,
                                                         .own = access.address,
                                                         .numeric_host = access.numeric_host,
                                                         .silence = std::chrono::seconds(150), // the stream's own patience knows better
                                                         .interrupted = order.interrupted});
        constexpr std::size_t telling = 16;
        switch (body_kind(body->type(), body->peek(telling))) {
        case BodyKind::parts:
        case BodyKind::picture: return std::make_unique<HttpPictures>(std::move(body), std::move(access), std::move(order.interrupted));
        case BodyKind::page: refuse_page(*body);
        case BodyKind::list:
        case BodyKind::other: access.opened = std::move(body);
        }
    } catch (const Error& error) {
        if (error.cause == Cause::web_page || error.cause == Cause::login_page)
            throw;
        throw Error(error.cause == Cause::stopped ? Cause::no_answer : error.cause, std::string("open: ") + error.what());
    }
    LibraryOpening opening = opening_of(order);
    opening.url = access.address.url();
    opening.protocols = "udp,rtp"; // what is not HTTP: a description of a stream leads there
    opening.http = std::move(access);
    return std::make_unique<LibrarySource>(std::move(opening));
}

/// `timeout` would open a port and wait for whoever comes; to how long nothing may come the guard sees.
std::unique_ptr<PacketSource> open_rtmp(SourceOrder order)
{
    LibraryOpening opening = opening_of(order);
    opening.protocols = "rtmp,rtmps,tcp,tls";
    opening.options = {{"rw_timeout", std::to_string(microseconds(std::chrono::seconds(20)).count())}, {"fflags", "nobuffer"}};
    return std::make_unique<LibrarySource>(std::move(opening));
}

std::unique_ptr<PacketSource> open_unknown(SourceOrder order) { dial_unknown(order.address, {}); return {}; }

std::unique_ptr<PacketSource> open_other(SourceOrder order) { return std::make_unique<LibrarySource>(opening_of(order)); }

}
