// The whole table of what an answer means: every kind of address by every code.

#include "video/answer_cause.h"

#include <gtest/gtest.h>

extern "C" {
#include <libavutil/error.h>
}

#include <cerrno>
#include <map>

using namespace video;

namespace {

constexpr Family all_families[] = {Family::file, Family::rtsp, Family::http, Family::list, Family::rtmp, Family::other};

TEST(AnswerCause, AnAddressHasItsFamily)
{
    const std::pair<const char*, Family> table[] = {
        {"/tmp/a.mp4", Family::file},       {"file:///tmp/a.mp4", Family::file},         {"a.m3u8", Family::file},          {"rtsp://h/x", Family::rtsp},
        {"RTSPS://h/x", Family::rtsp},      {"http://h/x.jpg", Family::http},            {"https://h/x", Family::http},     {"https://h/a.m3u8?x=1", Family::list},
        {"http://h/x?a.m3u8", Family::http}, {"rtmp://h/a/b", Family::rtmp},             {"rtmps://h/a/b", Family::rtmp},   {"srt://h:1", Family::other},
        {"udp://239.0.0.1:5000", Family::other},
    };
    for (const auto& [url, family] : table)
        EXPECT_EQ(family_of(url), family) << url;
}

TEST(AnswerCause, EachStatusOfEachFamilyHasItsCause)
{
    const std::map<int, std::pair<Cause, Cause>> own{ // RTSP, HTTP; all others are an error of the device's
        {401, {Cause::wrong_password, Cause::wrong_password}}, {403, {Cause::wrong_password, Cause::wrong_password}}, {404, {Cause::not_found, Cause::not_found}},
        {408, {Cause::no_answer, Cause::no_answer}},           {410, {Cause::not_found, Cause::not_found}},           {415, {Cause::unsupported, Cause::device_error}},
        {429, {Cause::busy, Cause::busy}},                     {453, {Cause::busy, Cause::device_error}},             {461, {Cause::unsupported, Cause::device_error}},
        {503, {Cause::busy, Cause::busy}},                     {504, {Cause::no_answer, Cause::no_answer}},
    };
    for (int status = 400; status < 600; ++status) {
        const auto at = own.find(status);
        const auto [rtsp, http] = at == own.end() ? std::pair{Cause::device_error, Cause::device_error} : at->second;
        EXPECT_EQ(cause_of_status(Family::rtsp, status), rtsp) << status;
        for (const Family family : {Family::http, Family::list})
            EXPECT_EQ(cause_of_status(family, status), http) << status;
    }
    for (const int strange : {0, 99, 302, 700})
        EXPECT_EQ(cause_of_status(Family::rtsp, strange), Cause::other);
}

TEST(AnswerCause, EachErrorOfTheLibraryHasItsCauseInEachFamily)
{
    const std::map<int, std::pair<Cause, Cause>> table{ // over a network, of a file
        {AVERROR_HTTP_UNAUTHORIZED, {Cause::wrong_password, Cause::other}}, {AVERROR_HTTP_FORBIDDEN, {Cause::wrong_password, Cause::other}},
        {AVERROR_HTTP_NOT_FOUND, {Cause::not_found, Cause::other}},         {AVERROR_HTTP_BAD_REQUEST, {Cause::device_error, Cause::other}},
        {AVERROR_HTTP_OTHER_4XX, {Cause::device_error, Cause::other}},      {AVERROR_HTTP_SERVER_ERROR, {Cause::device_error, Cause::other}},
        {AVERROR_INVALIDDATA, {Cause::broken_data, Cause::broken_data}},    {AVERROR_EXIT, {Cause::no_answer, Cause::no_answer}},
        {AVERROR(ETIMEDOUT), {Cause::no_answer, Cause::no_answer}},         {AVERROR(ECONNREFUSED), {Cause::refused_connection, Cause::other}},
        {AVERROR(EHOSTUNREACH), {Cause::unreachable, Cause::other}},        {AVERROR(ENETUNREACH), {Cause::unreachable, Cause::other}},
        {AVERROR(EACCES), {Cause::unreachable, Cause::no_file}},            {AVERROR(ENOENT), {Cause::not_found, Cause::no_file}},
        {AVERROR(EISDIR), {Cause::not_found, Cause::no_file}},              {AVERROR(ENOTDIR), {Cause::not_found, Cause::no_file}},
        {AVERROR_EOF, {Cause::ended, Cause::broken_data}},                  {AVERROR(ECONNRESET), {Cause::ended, Cause::other}},
        {AVERROR(EPIPE), {Cause::ended, Cause::other}},                     {AVERROR(EIO), {Cause::ended, Cause::broken_data}},
        {AVERROR_DECODER_NOT_FOUND, {Cause::unsupported, Cause::unsupported}}, {AVERROR_DEMUXER_NOT_FOUND, {Cause::unsupported, Cause::unsupported}},
        {AVERROR_STREAM_NOT_FOUND, {Cause::unsupported, Cause::unsupported}},  {AVERROR_PATCHWELCOME, {Cause::unsupported, Cause::unsupported}},
        {AVERROR_PROTOCOL_NOT_FOUND, {Cause::bad_scheme, Cause::bad_scheme}},  {AVERROR(EINVAL), {Cause::other, Cause::other}},
        {AVERROR(EADDRINUSE), {Cause::other, Cause::other}},
    };
    for (const auto& [error, causes] : table)
        for (const Family family : all_families)
            EXPECT_EQ(cause_of_library(family, error), family == Family::file ? causes.second : causes.first) << error << " " << static_cast<int>(family);
}

}
