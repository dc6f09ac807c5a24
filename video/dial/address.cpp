#include "video/dial/address.h"

#include "video/error.h"
#include "video/percent.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace video {
namespace {

int default_port(std::string_view scheme)
{
    return scheme == "rtsp" ? 554 : scheme == "rtsps" ? 322 : scheme == "http" ? 80 : scheme == "https" ? 443 : scheme == "rtmp" ? 1935 : scheme == "rtmps" ? 443 : 0;
}

bool is_host_character(unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == '_' || c >= 0x80; }

/// Between brackets: IPv6, perhaps with the name of an interface.
bool is_bracketed_character(unsigned char c) { return is_host_character(c) || c == ':' || c == '%'; }

bool is_digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// "name", "name:554", "[::1]:554": nothing that only a password would hold.
bool is_host_and_port(std::string_view text)
{
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        return close != std::string_view::npos &&
               (close + 1 == text.size() || (text[close + 1] == ':' && is_digits(text.substr(close + 2))));
    }
    const auto colon = text.find(':');
    const std::string_view host = text.substr(0, colon);
    const bool plain = !host.empty() && std::ranges::all_of(host, is_host_character);
    return plain && (colon == std::string_view::npos || is_digits(text.substr(colon + 1)));
}

/// Where the userinfo ends, npos if there is none.
std::size_t find_userinfo_end(std::string_view rest)
{
    const auto slash = rest.find_first_of("/?#");
    const auto in_authority = rest.substr(0, slash).rfind('@');
    if (in_authority != std::string_view::npos &&
        (slash == std::string_view::npos || is_host_and_port(rest.substr(in_authority + 1, slash - in_authority - 1))))
        return in_authority;
    if (is_host_and_port(rest.substr(0, slash)))
        return std::string_view::npos;
    // A password with a '/' in it that was not percent-encoded: the first '@' that a host follows.
    for (auto at = rest.find('@'); at != std::string_view::npos; at = rest.find('@', at + 1)) {
        const std::string_view after = rest.substr(at + 1);
        if (is_host_and_port(after.substr(0, after.find_first_of("/?#"))))
            return at;
    }
    return in_authority;
}

[[noreturn]] void no_host() { throw Error(Cause::bad_address, "The address names no host"); }

void split_host(std::string_view authority, Address& address)
{
    std::string_view port;
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        address.host = authority.substr(1, close - 1);
        const std::string_view after = close == std::string_view::npos ? std::string_view() : authority.substr(close + 1);
        if (close == std::string_view::npos || !(after.empty() || after.starts_with(':')))
            no_host();
        port = after.substr(after.empty() ? 0 : 1);
    } else {
        const auto colon = authority.rfind(':');
        address.host = authority.substr(0, colon);
        if (colon != std::string_view::npos)
            port = authority.substr(colon + 1);
    }
    // What else stands there belongs to a sign-in that came apart, and is shown nowhere.
    if (!std::ranges::all_of(address.host, authority.starts_with('[') ? is_bracketed_character : is_host_character))
        no_host();
    address.port = default_port(address.scheme);
    if (!port.empty()) {
        const auto parsed = std::from_chars(port.data(), port.data() + port.size(), address.port);
        if (parsed.ec != std::errc() || parsed.ptr != port.data() + port.size() || address.port < 1 ||
            address.port > 65535)
            throw Error(Cause::bad_port, "The address has no valid port number");
    }
}

std::string join(const Address& address, std::string_view userinfo, std::string_view host)
{
    // A path with "://" in it would be read as another address.
    if (address.is_file())
        return address.target.find("://") == std::string::npos ? address.target : "file://" + address.target;
    const std::string shown(host.empty() ? std::string_view(address.host) : host);
    std::string url = address.scheme + "://" + std::string(userinfo);
    url += shown.find_first_of(":%") != std::string::npos ? "[" + shown + "]" : shown;
    if (address.port != 0)
        url += ":" + std::to_string(address.port);
    return url + address.target;
}

}

std::string Address::url(std::string_view numeric_host) const
{
    return join(*this, "", numeric_host);
}

std::string Address::url_with_credentials(std::string_view numeric_host) const
{
    std::string userinfo;
    if (!user.empty() || !password.empty())
        userinfo = percent_encoded(user) + ":" + percent_encoded(password) + "@";
    return join(*this, userinfo, numeric_host);
}

void Address::use(const SignIn& sign_in)
{
    user = sign_in.user;
    password = sign_in.password;
    fingerprint = sign_in.fingerprint;
}

Address file_address(std::string path) { return {.scheme = "file", .target = std::move(path)}; }

Address Address::looped() const
{
    Address same = *this;
    if (same.is_file())
        same.scheme = "loop";
    return same;
}

bool lacks_scheme(std::string_view path)
{
    const std::string_view start = path.substr(0, path.find_first_of("/?"));
    const std::string_view authority = start.substr(start.rfind('@') == std::string_view::npos ? 0 : start.rfind('@') + 1);
    if (!is_host_and_port(authority) || authority.starts_with('.'))
        return false;
    const std::string_view host = authority.substr(0, authority.rfind(':'));
    const bool has_port = host.size() != authority.size();
    const bool is_number = std::ranges::count(host, '.') == 3 && std::ranges::all_of(host, [](unsigned char c) { return std::isdigit(c) || c == '.'; });
    return has_port || is_number || authority.starts_with('[');
}

Address parse_address(std::string_view url)
{
    const auto colon = url.find("://");
    if (colon == std::string_view::npos)
        return file_address(std::string(url));
    Address address;
    address.scheme = url.substr(0, colon);
    std::transform(address.scheme.begin(), address.scheme.end(), address.scheme.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string_view rest = url.substr(colon + 3);
    if (address.scheme == "loop")
        throw Error(Cause::bad_scheme, "No address can ask for being looped");
    if (address.is_file()) {
        address.target = rest;
        return address;
    }
    if (std::ranges::any_of(url, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        throw Error(Cause::bad_address, "The address holds a line break, or another character that none has"); // it would go on as a header of ours
    if (const auto end = find_userinfo_end(rest); end != std::string_view::npos) {
        const std::string_view userinfo = rest.substr(0, end);
        const auto split = userinfo.find(':');
        address.user = percent_decoded(userinfo.substr(0, split));
        if (split != std::string_view::npos)
            address.password = percent_decoded(userinfo.substr(split + 1));
        rest.remove_prefix(end + 1);
    }
    const auto slash = rest.find_first_of("/?#");
    split_host(rest.substr(0, slash), address);
    if (address.host.empty())
        no_host();
    address.target = slash == std::string_view::npos ? "/" : std::string(rest.substr(slash));
    if (!address.target.starts_with('/'))
        address.target.insert(0, "/");
    return address;
}

}
