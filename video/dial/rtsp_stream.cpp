#include "video/dial/rtsp_stream.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace video {
namespace {

constexpr std::array<std::string_view, 9> words{"RTSP/1.", "OPTIONS ", "GET_PARAMETER ", "SET_PARAMETER ", "ANNOUNCE ", "REDIRECT ", "DESCRIBE ", "TEARDOWN ", "PLAY "};
constexpr std::size_t longest_head = 64 << 10;

/// Whether they begin a message, as far as they have come.
bool may_be_message(std::string_view bytes)
{
    return std::ranges::any_of(words, [&](std::string_view word) {
        const std::size_t count = std::min(word.size(), bytes.size());
        return bytes.substr(0, count) == word.substr(0, count);
    });
}

std::string_view line_of(std::string_view& text)
{
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

}

std::optional<RtspPart> RtspStream::take()
{
    constexpr int most_channels = 8;
    constexpr std::size_t packet_head = 4;
    if (at_ > (64 << 10) || at_ == bytes_.size()) {
        bytes_.erase(0, at_);
        at_ = 0;
    }
    while (at_ < bytes_.size()) {
        const std::string_view bytes = rest();
        if (bytes[0] == '$') {
            if (bytes.size() < 2)
                return std::nullopt;
            const int channel = static_cast<unsigned char>(bytes[1]);
            if (channel < most_channels) {
                if (bytes.size() < packet_head)
                    return std::nullopt;
                const std::size_t length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[2]) << 8 | static_cast<unsigned char>(bytes[3]));
                if (bytes.size() < packet_head + length)
                    return std::nullopt;
                at_ += packet_head + length;
                return RtspPacket{channel, std::string(bytes.substr(packet_head, length))};
            }
        } else if (may_be_message(bytes)) {
            if (const auto length = rtsp_message_length(bytes)) {
                at_ += *length;
                const std::string_view message = bytes.substr(0, *length);
                if (looks_like_rtsp(message)) {
                    if (auto answer = parse_rtsp_answer(message))
                        return std::move(*answer);
                } else if (auto answer = parse_rtsp_answer(message)) {
                    return RtspDemand{std::string(message.substr(0, message.find(' '))), answer->header("cseq")};
                }
                continue;
            }
            if (bytes.size() < longest_head)
                return std::nullopt;
        }
        ++at_;
    }
    return std::nullopt;
}

RtspDescription parse_description(std::string_view sdp)
{
    RtspDescription description;
    constexpr std::string_view control = "a=control:";
    while (!sdp.empty()) {
        const std::string_view line = line_of(sdp);
        if (line.starts_with("m=")) {
            RtspMedia media;
            media.kind = line.substr(2, line.find(' ') == std::string_view::npos ? line.size() : line.find(' ') - 2);
            std::string_view rest = line;
            for (int i = 0; i < 3 && !rest.empty(); ++i) {
                const auto blank = rest.find(' ');
                rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
            }
            std::from_chars(rest.data(), rest.data() + rest.size(), media.payload_type);
            description.media.push_back(std::move(media));
        }
        if (line.starts_with(control))
            (description.media.empty() ? description.control : description.media.back().control) = line.substr(control.size());
        (description.media.empty() ? description.head : description.media.back().text) += std::string(line) + "\r\n";
    }
    return description;
}

std::string control_url(const std::string& base, const std::string& control)
{
    if (control.empty() || control == "*")
        return base;
    if (control.find("://") != std::string::npos)
        return control;
    return base + (base.ends_with('/') || control.starts_with('/') ? "" : "/") + control;
}

}
