#include "video/dial/http_message.h"

#include "video/dial/head_lines.h"
#include "video/error.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace video {
namespace {

constexpr std::string_view begins[] = {"HTTP/1.", "ICY "};

std::string in_lower_case(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view without_blanks(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto begin = text.find_first_not_of(blanks);
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// "HTTP/1.1 404 Not Found"
void read_status(std::string_view line, RtspAnswer& answer)
{
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos)
        return;
    const std::string_view rest = without_blanks(line.substr(blank));
    const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), answer.status);
    answer.reason = without_blanks(rest.substr(static_cast<std::size_t>(parsed.ptr - rest.data())));
}

[[noreturn]] void broken(const char* what) { throw Error(Cause::broken_data, what); }

}

bool looks_like_http(std::string_view bytes)
{
    return std::ranges::any_of(begins, [&](std::string_view begin) {
        const std::size_t count = std::min(bytes.size(), begin.size());
        return bytes.substr(0, count) == begin.substr(0, count);
    });
}

std::optional<HttpHead> parse_http_head(std::string_view bytes)
{
    HttpHead head;
    bool is_first = true;
    for (std::size_t at = 0;;) {
        const auto taken = take_line(bytes, at);
        if (!taken)
            return std::nullopt;
        const std::string_view line = *taken;
        if (is_first) {
            read_status(line, head.answer);
            is_first = false;
        } else if (line.empty()) {
            head.bytes = at;
            return head;
        } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
            head.answer.headers.emplace_back(in_lower_case(without_blanks(line.substr(0, colon))), without_blanks(line.substr(colon + 1)));
        }
    }
}

void ChunkedBody::take_line()
{
    const std::string_view line = without_blanks(line_);
    if (at_ == At::trailer) {
        if (line.empty())
            at_ = At::over;
        return;
    }
    const auto parsed = std::from_chars(line.data(), line.data() + line.size(), left_, 16);
    if (parsed.ec != std::errc() || (parsed.ptr != line.data() + line.size() && *parsed.ptr != ';' && *parsed.ptr != ' '))
        broken("HTTP: a chunk without a size");
    at_ = left_ == 0 ? At::trailer : At::data;
}

std::string ChunkedBody::feed(std::string_view bytes)
{
    constexpr std::size_t longest_line = 4096;
    std::string body;
    while (!bytes.empty() && at_ != At::over) {
        if (at_ == At::data) {
            const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
            body.append(bytes.substr(0, count));
            bytes.remove_prefix(count);
            left_ -= count;
            if (left_ == 0)
                at_ = At::after_data;
            continue;
        }
        const auto end = bytes.find('\n');
        line_.append(bytes.substr(0, end));
        if (line_.size() > longest_line)
            broken("HTTP: a chunk without a size");
        if (end == std::string_view::npos)
            break;
        bytes.remove_prefix(end + 1);
        if (at_ == At::after_data)
            at_ = At::size;
        else
            take_line();
        line_.clear();
    }
    return body;
}

std::int64_t whole_of_range(const std::string& content_range)
{
    const auto slash = content_range.rfind('/');
    std::int64_t whole = -1;
    if (slash != std::string::npos)
        std::from_chars(content_range.data() + slash + 1, content_range.data() + content_range.size(), whole);
    return whole;
}

bool is_same_place(const Address& a, const Address& b) { return a.scheme == b.scheme && in_lower_case(a.host) == in_lower_case(b.host) && a.port == b.port; }

Address sent_on(const Address& from, const std::string& location)
{
    const std::string to(without_blanks(location));
    std::string url;
    if (to.empty())
        broken("it sends us on, and does not say where to");
    if (const auto colon = to.find(':'); colon != std::string::npos && colon < to.find_first_of("/?#")) {
        url = to; // has a scheme
    } else if (to.starts_with("//")) {
        url = from.scheme + ":" + to;
    } else {
        Address there = from;
        const std::string path = from.target.substr(0, from.target.find_first_of("?#"));
        there.target = to.starts_with('/') ? to : path.substr(0, path.rfind('/') + 1) + to;
        url = there.url();
    }
    Address address;
    try {
        address = parse_address(url);
    } catch (const Error&) {
        broken("it sends us on to what is no address");
    }
    if (address.scheme != "http" && address.scheme != "https")
        broken("it sends us on to what is no address of HTTP");
    if (from.scheme == "https" && address.scheme != "https")
        broken("it sends us on from a secured line to an open one");
    address.user.clear(), address.password.clear(), address.fingerprint.clear();
    return address;
}

std::string request_target(const Address& address)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string target;
    for (const unsigned char c : std::string_view(address.target).substr(0, address.target.find('#'))) {
        if (c > 0x20 && c < 0x7f) {
            target += static_cast<char>(c);
            continue;
        }
        target += '%';
        target += digits[c >> 4];
        target += digits[c & 15];
    }
    return target.empty() ? "/" : target;
}

}
