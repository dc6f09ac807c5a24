// Addresses of cameras as people type and files hold them: what is a secret is cut off once and for all, and the rest leads to the same host.

#include "tests/fuzz/targets.h"

#include "data/records/camera_url.h"
#include "video/dial/address.h"
#include "video/error.h"
#include "video/redact.h"

#include <optional>

namespace {

std::optional<video::Address> parsed(std::string_view url)
{
    try {
        return video::parse_address(url);
    } catch (const video::Error&) {
        return std::nullopt;
    }
}

}

void fuzz::addresses(std::string_view bytes)
{
    const data::StreamAddress once = data::without_credentials(bytes);
    require(once.url.size() <= bytes.size(), "nothing is added to an address");
    const data::StreamAddress twice = data::without_credentials(once.url);
    require(!twice.had_credentials, "what was cut off leaves nothing to cut off");
    data::subnet_of_host(data::host_of_url(bytes));
    if (const auto address = parsed(bytes)) {
        const auto again = parsed(address->url());
        require(again && again->host == address->host && again->port == address->port, "an address leads to the same host");
        require(again->user.empty() && again->password.empty(), "an address that is shown has no sign-in");
        const auto whole = parsed(address->url_with_credentials());
        require(whole && whole->user == address->user && whole->password == address->password, "a sign-in is read as it was written");
    }
}
