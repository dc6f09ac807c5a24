#include "video/redact.h"

#include "video/percent.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace video {
namespace {

constexpr std::string_view hidden = "***";

bool starts_with_folded(std::string_view text, std::string_view lower)
{
    return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
               return a == std::tolower(static_cast<unsigned char>(b));
           });
}

bool is_port(std::string_view text)
{
    return text.size() <= 5 && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// The last '@' that a host could follow; FFmpeg's "[rtsp @ 0x55d0]" has a blank there.
std::size_t find_last_at(std::string_view text)
{
    for (auto at = text.rfind('@'); at != std::string_view::npos && at > 0; at = text.rfind('@', at - 1))
        if (at + 1 < text.size() && (std::isalnum(static_cast<unsigned char>(text[at + 1])) || text[at + 1] == '['))
            return at;
    return std::string_view::npos;
}

/// Where the next URL of the line begins; "://" alone may stand in a password.
std::size_t find_next_url(std::string_view text)
{
    for (auto at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 1))
        for (const std::string_view scheme : {"rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "srt", "file", "tcp", "udp"})
            if (text.substr(0, at).ends_with(scheme))
                return at;
    return std::string_view::npos;
}

/// `rest` is what follows "://": what to show in place of its userinfo, and how much of it that replaces. A password
/// may hold blanks, quotes and '@', so everything up to the last '@' of the line or of the next URL goes.
std::pair<std::string, std::size_t> hide_userinfo(std::string_view rest)
{
    const std::string_view line = rest.substr(0, std::min(rest.find_first_of("\r\n"), find_next_url(rest)));
    if (const auto at = find_last_at(line); at != std::string_view::npos)
        return {std::string(hidden) + "@", at + 1};
    const std::string_view authority = line.substr(0, line.find_first_of("/?# \t\"'<>`"));
    const auto colon = authority.rfind(':');
    const bool cut_short =
        colon != std::string_view::npos && !authority.ends_with(']') && !is_port(authority.substr(colon + 1));
    return cut_short ? std::pair{std::string(hidden), line.size()} : std::pair{std::string(), std::size_t{0}};
}

constexpr std::array<std::string_view, 14> secret_fields{"password=", "passwd=", "passw=",   "pass=",       "pwd=", "token=", "secret=",
                                                         "auth=",     "user=",   "apikey=", "api_key=", "access_key=", "tk=",  "ak="};
constexpr std::array<std::string_view, 2> secret_headers{"authorization:", "response="};

}

std::string without_credentials(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    std::size_t at = 0;
    const auto skip_to = [&](std::string_view stops) {
        while (at < text.size() && stops.find(text[at]) == std::string_view::npos)
            ++at;
    };
    while (at < text.size()) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("://")) {
            result += "://";
            at += 3;
            auto [shown, read] = hide_userinfo(text.substr(at));
            result += shown;
            at += read;
            continue;
        }
        const bool word_start = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
        const auto matches = [&](std::string_view name) { return word_start && starts_with_folded(rest, name); };
        if (auto found = std::find_if(secret_headers.begin(), secret_headers.end(), matches);
            found != secret_headers.end()) {
            result.append(rest.substr(0, found->size())).append(" ").append(hidden);
            at += found->size();
            skip_to("\r\n");
        } else if (auto field = std::find_if(secret_fields.begin(), secret_fields.end(), matches);
                   field != secret_fields.end()) {
            result.append(rest.substr(0, field->size())).append(hidden);
            at += field->size();
            skip_to("&;, \t\r\n\"'");
        } else {
            result += text[at++];
        }
    }
    return result;
}

std::string without_secret(std::string_view text, std::string_view secret)
{
    std::string result = without_credentials(text);
    if (secret.size() < 3)
        return result;
    for (const std::string& form : {std::string(secret), percent_encoded(secret)})
        for (auto at = result.find(form); at != std::string::npos; at = result.find(form, at + hidden.size()))
            result.replace(at, form.size(), hidden);
    return result;
}

}
