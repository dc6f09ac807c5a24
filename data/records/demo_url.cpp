#include "data/records/demo_url.h"

#include <array>
#include <charconv>
#include <utility>

namespace data {
namespace {

constexpr std::string_view scheme = "demo:", query = "?fault=", shared = "?view=";
constexpr std::array<std::pair<DemoFault, std::string_view>, 5> faults{{{DemoFault::frozen, "frozen"},
                                                                        {DemoFault::black, "black"},
                                                                        {DemoFault::refused, "refused"},
                                                                        {DemoFault::retry, "retry"},
                                                                        {DemoFault::late, "late"}}};

} // namespace

std::optional<DemoUrl> parse_demo_url(std::string_view url)
{
    if (!url.starts_with(scheme))
        return {};
    url.remove_prefix(scheme.size());
    DemoUrl result;
    const auto [end, error] = std::from_chars(url.data(), url.data() + url.size(), result.number);
    if (error != std::errc{} || result.number < 1 || result.number > 99999)
        return {};
    url.remove_prefix(end - url.data());
    if (url.empty())
        return result;
    if (url.starts_with(shared)) {
        url.remove_prefix(shared.size());
        const auto [rest, wrong] = std::from_chars(url.data(), url.data() + url.size(), result.view);
        if (wrong != std::errc{} || rest != url.data() + url.size() || result.view < 1 || result.view > demo_views)
            return {};
        return result;
    }
    if (!url.starts_with(query))
        return {};
    url.remove_prefix(query.size());
    for (const auto& [fault, name] : faults)
        if (url == name) {
            result.fault = fault;
            return result;
        }
    return {};
}

std::string text_from_demo_url(const DemoUrl& url)
{
    std::string text = std::string(scheme) + std::to_string(url.number);
    for (const auto& [fault, name] : faults)
        if (url.fault == fault)
            text.append(query).append(name);
    if (url.view > 0)
        text.append(shared).append(std::to_string(url.view));
    return text;
}

}
