#include "video/dial/rtsp_message.h"

#include "video/dial/encoding.h"
#include "video/dial/head_lines.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdio>

namespace video {
namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.remove_suffix(1);
    return text;
}

std::string hex_digest(gnutls_digest_algorithm_t algorithm, const std::string& text)
{
    unsigned char digest[64];
    gnutls_hash_fast(algorithm, text.data(), text.size(), digest);
    return hex({digest, gnutls_hash_get_len(algorithm)});
}

/// What a camera says goes into one header of ours, and ends it nowhere.
std::string one_line(std::string text)
{
    std::erase_if(text, [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '"'; });
    return text;
}

std::string digest_value(std::map<std::string, std::string> challenge, const RtspRequest& request,
                         std::string_view user, std::string_view password, std::string_view client_nonce)
{
    const std::string algorithm = one_line(challenge["algorithm"]);
    const bool sha256 = lower(algorithm).starts_with("sha-256");
    const auto hash = [&](const std::string& text) {
        return hex_digest(sha256 ? GNUTLS_DIG_SHA256 : GNUTLS_DIG_MD5, text);
    };
    const std::string realm = one_line(challenge["realm"]), nonce = one_line(challenge["nonce"]), opaque = one_line(challenge["opaque"]);
    std::string secret = hash(std::string(user) + ":" + realm + ":" + std::string(password));
    if (lower(algorithm).ends_with("-sess"))
        secret = hash(secret + ":" + nonce + ":" + std::string(client_nonce));
    const std::string action = hash(request.method + ":" + request.url);
    const bool with_quality = lower(challenge["qop"]).find("auth") != std::string::npos;
    char count[9];
    std::snprintf(count, sizeof count, "%08x", request.uses);
    const std::string middle = with_quality ? ":" + std::string(count) + ":" + std::string(client_nonce) + ":auth:" : ":";
    std::string value = "Digest username=\"" + std::string(user) + "\", realm=\"" + realm + "\", nonce=\"" + nonce +
                        "\", uri=\"" + request.url + "\", response=\"" + hash(secret + ":" + nonce + middle + action) +
                        "\"";
    if (!algorithm.empty())
        value += ", algorithm=" + algorithm;
    if (!opaque.empty())
        value += ", opaque=\"" + opaque + "\"";
    if (with_quality)
        value += ", qop=auth, nc=" + std::string(count) + ", cnonce=\"" + std::string(client_nonce) + "\"";
    return value;
}

}

std::string text_of(const RtspRequest& request)
{
    std::string text = request.method + " " + request.url + " RTSP/1.0\r\nCSeq: " + std::to_string(request.sequence) +
                       "\r\nUser-Agent: Gridwatch\r\n";
    if (request.method == "DESCRIBE")
        text += "Accept: application/sdp\r\n";
    if (!request.authorization.empty())
        text += "Authorization: " + request.authorization + "\r\n";
    return text + request.more + "\r\n";
}

std::string RtspAnswer::header(std::string_view name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& one) { return one.first == name; });
    return found == headers.end() ? std::string() : found->second;
}

bool looks_like_rtsp(std::string_view bytes)
{
    constexpr std::string_view start = "RTSP/1.";
    const std::size_t count = std::min(bytes.size(), start.size());
    return bytes.substr(0, count) == start.substr(0, count);
}

namespace {

/// Where the head ends, and its lines.
struct Head {
    std::vector<std::string_view> lines;
    std::size_t bytes = 0;
};

std::optional<Head> head_of(std::string_view bytes)
{
    Head head;
    for (std::size_t at = 0;;) {
        const auto taken = take_line(bytes, at);
        if (!taken)
            return std::nullopt;
        const std::string_view line = *taken;
        if (line.empty()) {
            head.bytes = at;
            return head;
        }
        head.lines.push_back(line);
    }
}

void take_headers(const Head& head, RtspAnswer& answer)
{
    for (std::size_t i = 1; i < head.lines.size(); ++i)
        if (const auto colon = head.lines[i].find(':'); colon != std::string_view::npos)
            answer.headers.emplace_back(lower(trimmed(head.lines[i].substr(0, colon))), trimmed(head.lines[i].substr(colon + 1)));
}

std::size_t length_of_body(const RtspAnswer& answer)
{
    const std::string text = answer.header("content-length");
    std::size_t length = 0;
    std::from_chars(text.data(), text.data() + text.size(), length);
    return length;
}

}

std::optional<std::size_t> rtsp_message_length(std::string_view bytes)
{
    const auto head = head_of(bytes);
    if (!head)
        return std::nullopt;
    RtspAnswer answer;
    take_headers(*head, answer);
    const std::size_t length = length_of_body(answer);
    return bytes.size() - head->bytes < length ? std::nullopt : std::optional(head->bytes + length);
}

std::optional<RtspAnswer> parse_rtsp_answer(std::string_view bytes)
{
    const auto head = head_of(bytes);
    if (!head)
        return std::nullopt;
    RtspAnswer answer;
    const std::string_view first = head->lines.empty() ? std::string_view() : head->lines.front();
    const auto blank = first.find(' ');
    if (blank != std::string_view::npos) {
        const std::string_view rest = trimmed(first.substr(blank));
        const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), answer.status);
        answer.reason = trimmed(rest.substr(static_cast<std::size_t>(parsed.ptr - rest.data())));
    }
    take_headers(*head, answer);
    const std::size_t length = length_of_body(answer);
    const std::string_view body = bytes.substr(head->bytes);
    if (body.size() < length)
        return std::nullopt;
    answer.body = body.substr(0, length);
    return answer;
}

std::map<std::string, std::string> parse_challenge(std::string_view text)
{
    std::map<std::string, std::string> fields;
    while (!text.empty()) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos)
            break;
        const std::string name = lower(trimmed(text.substr(0, equals)));
        text = trimmed(text.substr(equals + 1));
        std::size_t end;
        if (text.starts_with('"')) {
            end = text.find('"', 1);
            fields[name] = text.substr(1, end == std::string_view::npos ? end : end - 1);
            end = text.find(',', end == std::string_view::npos ? text.size() : end);
        } else {
            end = text.find(',');
            fields[name] = trimmed(text.substr(0, end));
        }
        text = end == std::string_view::npos ? std::string_view() : trimmed(text.substr(end + 1));
    }
    return fields;
}

bool is_stale(const RtspAnswer& challenge)
{
    const std::string text = lower(challenge.header("www-authenticate"));
    return text.find("stale=true") != std::string::npos || text.find("stale=\"true\"") != std::string::npos;
}

bool describes_sound(std::string_view description)
{
    constexpr std::string_view line = "m=audio ";
    return description.starts_with(line) || description.find("\n" + std::string(line)) != std::string_view::npos;
}

namespace {

/// One each, where a camera puts several into one header: a scheme stands behind a comma and before a blank.
std::vector<std::string> challenges_of(const RtspAnswer& answer)
{
    std::vector<std::string> all;
    for (const auto& [name, value] : answer.headers) {
        if (name != "www-authenticate")
            continue;
        std::size_t begin = 0;
        bool is_quoted = false;
        for (std::size_t i = 0; i < value.size(); ++i) {
            is_quoted = is_quoted != (value[i] == '"');
            if (is_quoted || value[i] != ',')
                continue;
            const std::string next = lower(trimmed(std::string_view(value).substr(i + 1)));
            if (!next.starts_with("digest ") && !next.starts_with("basic "))
                continue;
            all.emplace_back(trimmed(std::string_view(value).substr(begin, i - begin)));
            begin = i + 1;
        }
        all.emplace_back(trimmed(std::string_view(value).substr(begin)));
    }
    return all;
}

}

std::string sign_in(const RtspAnswer& challenge, const RtspRequest& request, std::string_view user,
                    std::string_view password, std::string_view client_nonce)
{
    std::string md5, basic;
    for (const std::string& value : challenges_of(challenge)) {
        const std::string scheme = lower(value.substr(0, value.find(' ')));
        if (scheme == "basic")
            basic = "Basic " + base64(std::string(user) + ":" + std::string(password));
        if (scheme != "digest")
            continue;
        auto fields = parse_challenge(std::string_view(value).substr(6));
        const std::string algorithm = lower(fields["algorithm"]);
        if (algorithm.starts_with("sha-256"))
            return digest_value(fields, request, user, password, client_nonce);
        if (algorithm.empty() || algorithm.starts_with("md5"))
            md5 = digest_value(fields, request, user, password, client_nonce);
    }
    return md5.empty() ? basic : md5;
}

}
