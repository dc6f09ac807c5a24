// What a camera says before there is a picture: answers, challenges, descriptions, parameter sets, fingerprints.

#include "tests/fuzz/targets.h"

#include "video/dial/rtsp_message.h"
#include "video/dial/rtsp_stream.h"
#include "video/dial/tls.h"
#include "video/past/parameter_sets.h"

#include <algorithm>
#include <string>

namespace {

/// Requests end where we end them, whatever a camera puts into its challenge.
void sign_in_as_asked(const video::RtspAnswer& answer)
{
    video::RtspRequest request{.method = "DESCRIBE", .url = "rtsp://10.1.2.3:554/live", .sequence = 2};
    const std::string plain = video::text_of(request);
    request.authorization = video::sign_in(answer, request, "operator", "word", "0a4f113b");
    if (request.authorization.empty())
        return;
    const auto lines = [](const std::string& text) { return std::ranges::count(text, '\n'); };
    const std::string text = video::text_of(request);
    fuzz::require(lines(text) == lines(plain) + 1, "a sign-in is one header");
    fuzz::require(std::ranges::count(text, '\r') == lines(text), "a sign-in holds no half line end");
}

}

void fuzz::rtsp(std::string_view bytes)
{
    video::looks_like_rtsp(bytes);
    if (const auto answer = video::parse_rtsp_answer(bytes)) {
        require(answer->body.size() <= bytes.size(), "a body comes out of the bytes");
        sign_in_as_asked(*answer);
        video::describes_sound(answer->body);
    }
    sign_in_as_asked({.status = 401, .headers = {{"www-authenticate", std::string(bytes)}}});
    video::describes_sound(bytes);
    video::RtspStream stream;
    stream.put(bytes);
    std::size_t taken = 0;
    while (const auto part = stream.take())
        if (const auto* packet = std::get_if<video::RtspPacket>(&*part))
            taken += packet->bytes.size();
    require(taken <= bytes.size(), "packets come out of the bytes");
    for (const video::RtspMedia& media : video::parse_description(bytes).media)
        video::control_url("rtsp://10.1.2.3:554/live", media.control);
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    for (const video::SetCodec codec : {video::SetCodec::h264, video::SetCodec::h265})
        require(video::find_parameter_sets(codec, data, bytes.size()).size() <= 2 * bytes.size() + 8, "parameter sets come out of the bytes");
    const std::string fingerprint = video::tidy_fingerprint(std::string(bytes));
    require(fingerprint.empty() || fingerprint.size() == 7 + 64, "a fingerprint has 64 digits");
}
