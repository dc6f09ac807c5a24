// What a web server says before and around pictures: heads, chunks, where it sends us on to.

#include "tests/fuzz/targets.h"

#include "video/dial/http_message.h"
#include "video/error.h"

#include <algorithm>
#include <string>

namespace {

/// The same whole and byte by byte; empty also where it is broken.
std::string body_of(std::string_view bytes, std::size_t step)
{
    video::ChunkedBody body;
    std::string all;
    try {
        for (std::size_t at = 0; at < bytes.size(); at += step)
            all += body.feed(bytes.substr(at, step));
    } catch (const video::Error&) {
        return {};
    }
    return all;
}

void follow(const video::Address& from, const std::string& location)
{
    try {
        const video::Address to = video::sent_on(from, location);
        fuzz::require(to.user.empty() && to.password.empty() && to.fingerprint.empty(), "a sign-in goes nowhere by itself");
        fuzz::require(to.scheme == "https" || (to.scheme == "http" && from.scheme == "http"), "a secured line stays one");
        const std::string target = video::request_target(to);
        fuzz::require(std::ranges::all_of(target, [](unsigned char c) { return c > 0x20 && c < 0x7f; }), "what is asked for is one word");
        fuzz::require(to.url().find_first_of("\r\n") == std::string::npos, "an address ends no line");
    } catch (const video::Error&) {
        // Not followed.
    }
}

}

void fuzz::http(std::string_view bytes)
{
    video::looks_like_http(bytes);
    if (const auto head = video::parse_http_head(bytes)) {
        require(head->bytes <= bytes.size(), "a head comes out of the bytes");
        require(!video::parse_http_head(bytes.substr(0, head->bytes - 1)), "a head is not there before its end");
        video::whole_of_range(head->answer.header("content-range"));
        const std::string body(bytes.substr(head->bytes));
        const std::string whole = body_of(body, std::max<std::size_t>(body.size(), 1));
        require(whole.size() <= body.size(), "a body comes out of the bytes");
        require(whole == body_of(body, 1) && whole == body_of(body, 7), "a body is the same however it is cut");
        for (const char* from : {"http://viewer:word@10.1.2.3:8080/live/list.m3u8?x=1", "https://camera.example/1"})
            follow(video::parse_address(from), head->answer.header("location"));
    }
    follow({.scheme = "http", .host = "10.1.2.3", .port = 80, .target = "/a/b"}, std::string(bytes));
}
