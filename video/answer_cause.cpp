#include "video/answer_cause.h"

extern "C" {
#include <libavutil/error.h>
}

#include <algorithm>
#include <array>
#include <cerrno>
#include <cctype>
#include <string>

namespace video {
namespace {

struct StatusRow {
    int from, to; // both included
    Cause rtsp, http;
};

// The first row that fits.
constexpr StatusRow statuses[] = {
    {401, 401, Cause::wrong_password, Cause::wrong_password},
    {403, 403, Cause::wrong_password, Cause::wrong_password},
    {404, 404, Cause::not_found, Cause::not_found},
    {408, 408, Cause::no_answer, Cause::no_answer},
    {410, 410, Cause::not_found, Cause::not_found},
    {415, 415, Cause::unsupported, Cause::device_error},
    {429, 429, Cause::busy, Cause::busy},
    {453, 453, Cause::busy, Cause::device_error}, // RTSP: not enough bandwidth, said by cameras that have as many clients as they take
    {461, 461, Cause::unsupported, Cause::device_error},
    {503, 503, Cause::busy, Cause::busy},
    {504, 504, Cause::no_answer, Cause::no_answer},
    {400, 599, Cause::device_error, Cause::device_error},
};

struct LibraryRow {
    int error;
    Cause network, file;
};

constexpr LibraryRow library_rows[] = {
    {AVERROR_HTTP_UNAUTHORIZED, Cause::wrong_password, Cause::other},
    {AVERROR_HTTP_FORBIDDEN, Cause::wrong_password, Cause::other},
    {AVERROR_HTTP_NOT_FOUND, Cause::not_found, Cause::other},
    {AVERROR_HTTP_BAD_REQUEST, Cause::device_error, Cause::other},
    {AVERROR_HTTP_OTHER_4XX, Cause::device_error, Cause::other},
    {AVERROR_HTTP_SERVER_ERROR, Cause::device_error, Cause::other},
    {AVERROR_INVALIDDATA, Cause::broken_data, Cause::broken_data},
    {AVERROR_EXIT, Cause::no_answer, Cause::no_answer},
    {AVERROR(ETIMEDOUT), Cause::no_answer, Cause::no_answer},
    {AVERROR(ECONNREFUSED), Cause::refused_connection, Cause::other},
    {AVERROR(EHOSTUNREACH), Cause::unreachable, Cause::other},
    {AVERROR(ENETUNREACH), Cause::unreachable, Cause::other},
    {AVERROR(EACCES), Cause::unreachable, Cause::no_file},
    {AVERROR(ENOENT), Cause::not_found, Cause::no_file},
    {AVERROR(EISDIR), Cause::not_found, Cause::no_file},
    {AVERROR(ENOTDIR), Cause::not_found, Cause::no_file},
    {AVERROR_EOF, Cause::ended, Cause::broken_data},
    {AVERROR(ECONNRESET), Cause::ended, Cause::other},
    {AVERROR(EPIPE), Cause::ended, Cause::other},
    {AVERROR(EIO), Cause::ended, Cause::broken_data}, // what a reader of RTP in RTSP makes of a connection that is cut in a packet
    {AVERROR_DECODER_NOT_FOUND, Cause::unsupported, Cause::unsupported},
    {AVERROR_DEMUXER_NOT_FOUND, Cause::unsupported, Cause::unsupported},
    {AVERROR_STREAM_NOT_FOUND, Cause::unsupported, Cause::unsupported},
    {AVERROR_PATCHWELCOME, Cause::unsupported, Cause::unsupported},
    {AVERROR_PROTOCOL_NOT_FOUND, Cause::bad_scheme, Cause::bad_scheme},
};

}

Family family_of(std::string_view url)
{
    const auto colon = url.find("://");
    if (colon == std::string_view::npos)
        return Family::file;
    std::string scheme(url.substr(0, colon));
    std::ranges::transform(scheme, scheme.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (scheme == "file" || scheme == "loop")
        return Family::file;
    if (scheme == "rtsp" || scheme == "rtsps")
        return Family::rtsp;
    if (scheme == "rtmp" || scheme == "rtmps")
        return Family::rtmp;
    if (scheme != "http" && scheme != "https")
        return Family::other;
    const std::string_view path = url.substr(0, url.find_first_of("?#"));
    return path.ends_with(".m3u8") || path.ends_with(".M3U8") ? Family::list : Family::http;
}

Cause cause_of_status(Family family, int status)
{
    const auto row = std::ranges::find_if(statuses, [&](const StatusRow& one) { return status >= one.from && status <= one.to; });
    return row == std::end(statuses) ? Cause::other : family == Family::rtsp ? row->rtsp : row->http;
}

Cause cause_of_library(Family family, int error) noexcept
{
    const auto row = std::ranges::find(library_rows, error, &LibraryRow::error);
    return row == std::end(library_rows) ? Cause::other : family == Family::file ? row->file : row->network;
}

}
