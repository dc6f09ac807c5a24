#include "data/records/camera_url.h"

#include "data/records/demo_url.h"

#include <algorithm>
#include <cctype>

namespace data {

const std::string& least_url(const Camera& camera) { return camera.sub_url.empty() ? camera.main_url : camera.sub_url; }

bool is_dialled(const Camera& camera)
{
    const std::string& url = least_url(camera);
    return camera.status == CameraStatus::in_use && !host_of_url(url).empty() && !url.starts_with("file:") && !parse_demo_url(url);
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

}
