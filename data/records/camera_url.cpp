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
    for (const char* secret : {"user", "username", "usr", "login", "loginuse", "loginname", "pwd", "pass", "passwd", "password", "passw", "psw", "pw", "loginpas", "loginpass",
                               "loginpwd", "token", "auth", "authbasic", "authorization", "key", "apikey", "secret"})
        if (plain == secret)
            return true;
    return false;
}

/// The pairs of a query that hold no secret; `has_user_and_password`: nor u and p.
std::string without_secret_pairs(std::string_view rest, bool has_user_and_password, bool& had_any)
{
    std::string kept;
    while (!rest.empty()) {
        const auto next = rest.find('&');
        const std::string_view pair = rest.substr(0, next), key = pair.substr(0, pair.find('='));
        rest = next == std::string_view::npos ? std::string_view{} : rest.substr(next + 1);
        if (is_secret_key(key) || (has_user_and_password && (key == "u" || key == "p")))
            had_any = true;
        else
            kept += (kept.empty() ? "" : "&") + std::string(pair);
    }
    return kept;
}

/// "u=…&p=…": each alone may be anything, a page say.
bool names_user_and_password(std::string_view query)
{
    const auto has = [&](std::string_view key) { return query.starts_with(key) || query.find("&" + std::string(key)) != std::string_view::npos; };
    return has("u=") && has("p=");
}

/// Cheap recorders write them into the path: "/user=admin_password=WORD_channel=1", "/user=admin&password=WORD&channel=1". A value ends before
/// the next "_key=" or "&key=", at a slash or with the path.
std::string without_secrets_in_path(std::string path, bool& had_any)
{
    const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    /// Where the key of the next pair begins, from `from` on; npos: none before the segment ends.
    const auto next_key = [&](std::size_t from) {
        for (std::size_t at = from; at < path.size() && path[at] != '/'; ++at) {
            if (path[at] != '_' && path[at] != '&' && path[at] != ';')
                continue;
            std::size_t end = at + 1;
            while (end < path.size() && is_letter(path[end]))
                ++end;
            if (end > at + 1 && end < path.size() && path[end] == '=')
                return at + 1;
        }
        return std::string::npos;
    };
    for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
        for (std::size_t key = at + 1; key != std::string::npos && key < path.size();) {
            std::size_t equals = key;
            while (equals < path.size() && is_letter(path[equals]))
                ++equals;
            const std::size_t next = next_key(key), end = next == std::string::npos ? std::min(path.find('/', key), path.size()) : next;
            if (equals < path.size() && path[equals] == '=' && is_secret_key(std::string_view(path).substr(key, equals - key))) {
                path.erase(key, end - key);
                had_any = true;
                if (next == std::string::npos)
                    break;
            } else {
                key = next;
            }
        }
    }
    while (path.size() > 1 && (path.back() == '_' || path.back() == '&'))
        path.pop_back();
    return path;
}

/// "/admin/WORD/ch1": a name that cameras come with, a word, and then the stream.
std::string without_sign_in_segments(std::string path, bool& had_any)
{
    for (const char* name : {"admin", "root", "administrator", "888888", "666666"}) {
        const std::string start = std::string("/") + name + "/";
        const std::size_t word = start.size(), stream = path.starts_with(start) ? path.find('/', word) : std::string::npos;
        if (stream != std::string::npos && stream > word && stream + 1 < path.size()) {
            had_any = true;
            return path.substr(stream);
        }
    }
    return path;
}

/// "admin:WORD@10.1.2.3/ch1": begins like an address that lost its scheme.
bool is_sign_in_without_scheme(std::string_view url)
{
    const auto at = url.find('@'), colon = url.find(':');
    return colon != std::string_view::npos && at != std::string_view::npos && colon < at && url.substr(0, at).find('/') == std::string_view::npos &&
           begins_with_host(url.substr(url.substr(0, url.find_first_of("/?#")).rfind('@') + 1));
}

StreamAddress cut_once(std::string_view url)
{
    StreamAddress address{.url = std::string(trimmed(url))};
    // Typed on the other system: "rtsp:\\\\host".
    if (const auto colon = address.url.find(":\\\\"); colon != std::string::npos && colon < address.url.find_first_of("/?#"))
        std::ranges::replace(address.url, '\\', '/');
    std::size_t start = 0;
    if (const auto scheme = address.url.find("://"); scheme != std::string::npos)
        start = scheme + 3;
    if (start > 0 || is_sign_in_without_scheme(address.url))
        if (const std::size_t length = credentials_length(std::string_view(address.url).substr(start)); length > 0) {
            address.url.erase(start, length);
            address.had_credentials = true;
        }
    const auto query = address.url.find('?');
    std::string head = address.url.substr(0, query), asked = query == std::string::npos ? std::string() : address.url.substr(query + 1);
    if (start > 0)
        if (const auto path = head.find('/', start); path != std::string::npos)
            head = head.substr(0, path) + without_sign_in_segments(without_secrets_in_path(head.substr(path), address.had_credentials), address.had_credentials);
    asked = without_secret_pairs(asked, names_user_and_password(asked), address.had_credentials);
    address.url = head + (asked.empty() ? "" : "?" + asked);
    return address;
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

/// Until nothing more goes: of an address that came apart what is left may look like another sign-in, also by its blanks that went.
StreamAddress without_credentials(std::string_view url)
{
    StreamAddress address = cut_once(url);
    for (StreamAddress next = cut_once(address.url); next.url != address.url; next = cut_once(address.url)) {
        address.url = std::move(next.url);
        address.had_credentials |= next.had_credentials;
    }
    return address;
}

} // namespace data
