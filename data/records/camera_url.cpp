#include "data/records/camera_url.h"

#include "data/records/demo_url.h"
#include "data/records/plain_text.h"

#include <algorithm>
#include <cctype>

namespace data {
namespace {

/// Whether a text begins with a host as addresses have them: letters, digits, dots and dashes, with a dot in it,
/// perhaps a port.
bool begins_with_host(std::string_view text)
{
    text = text.substr(0, text.find_first_of("/?#"));
    const auto colon = text.find(':');
    const std::string_view host = text.substr(0, colon),
                           port = colon == std::string_view::npos ? "" : text.substr(colon + 1);
    const auto is_host = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return host.find('.') != std::string_view::npos && std::all_of(host.begin(), host.end(), is_host) &&
           std::all_of(port.begin(), port.end(), is_digit);
}

/// Bytes of "user:password@" at the head of an address without its scheme; 0: none. Passwords that are not
/// percent-encoded may hold @, slashes and question marks: the last @ before what looks like a host ends them.
std::size_t credentials_length(std::string_view rest)
{
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    if (authority.starts_with('[') && authority.find(']') != std::string_view::npos && authority.find('@') == std::string_view::npos)
        return 0; // an IPv6 address: its colons part no password
    const auto colon = authority.find(':');
    const std::string_view after = colon == std::string_view::npos ? "" : authority.substr(colon + 1);
    const bool has_word =
        after.find_first_not_of("0123456789") != std::string_view::npos; // "user:word", not "host:554"
    if (authority.find('@') == std::string_view::npos && !has_word)
        return 0;
    std::size_t end = 0;
    for (std::size_t at = rest.find('@'); at != std::string_view::npos; at = rest.find('@', at + 1))
        if (begins_with_host(rest.substr(at + 1)))
            end = at + 1;
    if (end == 0 && authority.find('@') != std::string_view::npos)
        end = authority.rfind('@') + 1;
    if (end == 0 && rest.find('@') != std::string_view::npos)
        end = rest.rfind('@') + 1;
    return end;
}

bool is_secret_key(std::string_view key)
{
    const std::string plain = letters(key);
    for (const char* secret : {"user", "username", "usr", "login", "pwd", "pass", "passwd", "password", "psw", "token",
                               "auth", "key", "apikey", "secret"})
        if (plain == secret)
            return true;
    return false;
}

} // namespace

const std::string& least_url(const Camera& camera) { return camera.sub_url.empty() ? camera.main_url : camera.sub_url; }

bool is_dialled(const Camera& camera)
{
    const std::string& url = least_url(camera);
    return camera.status == CameraStatus::in_use && !host_of_url(url).empty() && !url.starts_with("file:") && !parse_demo_url(url);
}

bool is_asked(const Camera& camera)
{
    return is_dialled(camera) || (camera.status == CameraStatus::in_use && parse_demo_url(least_url(camera)));
}

std::string host_of_url(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos)
        return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const std::size_t at = url.rfind('@'); at != std::string_view::npos)
        url.remove_prefix(at + 1);
    std::string host(url.starts_with('[') ? url.substr(0, url.find(']') + 1) : url.substr(0, url.find(':')));
    std::ranges::transform(host, host.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return host;
}

std::string subnet_of_host(std::string_view host)
{
    const bool is_number = std::ranges::all_of(host, [](unsigned char c) { return std::isdigit(c) || c == '.'; });
    if (!is_number || std::ranges::count(host, '.') != 3)
        return {};
    return std::string(host.substr(0, host.rfind('.'))) + ".0/24";
}

StreamAddress without_credentials(std::string_view url)
{
    StreamAddress address{.url = std::string(trimmed(url))};
    if (const auto scheme = address.url.find("://"); scheme != std::string::npos) {
        const auto start = scheme + 3;
        if (const std::size_t length = credentials_length(std::string_view(address.url).substr(start)); length > 0) {
            address.url.erase(start, length);
            address.had_credentials = true;
        }
    }
    if (const auto query = address.url.find('?'); query != std::string::npos) {
        std::string kept;
        std::string_view rest = std::string_view(address.url).substr(query + 1);
        while (!rest.empty()) {
            const auto next = rest.find('&');
            const std::string_view pair = rest.substr(0, next);
            rest = next == std::string_view::npos ? std::string_view{} : rest.substr(next + 1);
            if (is_secret_key(pair.substr(0, pair.find('='))))
                address.had_credentials = true;
            else
                kept += (kept.empty() ? "" : "&") + std::string(pair);
        }
        address.url = address.url.substr(0, query) + (kept.empty() ? "" : "?" + kept);
    }
    return address;
}

} // namespace data
