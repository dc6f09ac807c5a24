#include "data/drafts/finding_rules.h"

#include <charconv>

namespace data {
namespace {

template <class Number> void take(const std::map<std::string, std::string>& settings, const char* key, Number least, Number most, Number& to)
{
    const auto at = settings.find(key);
    if (at == settings.end())
        return;
    Number value{};
    const char* const end = at->second.data() + at->second.size();
    if (const auto [stop, error] = std::from_chars(at->second.data(), end, value); error == std::errc{} && stop == end && value >= least && value <= most)
        to = value;
}

} // namespace

FindingRules finding_rules(const std::map<std::string, std::string>& settings)
{
    constexpr int most_households = 100'000;
    FindingRules rules, asked;
    take(settings, "draft.households_target", 1, most_households, asked.target);
    take(settings, "draft.households_least", 1, most_households, asked.least);
    take(settings, "draft.households_most", 1, most_households, asked.most);
    if (asked.least <= asked.target && asked.target <= asked.most)
        rules = asked;
    take(settings, "draft.least_width_m", 0.1, 100.0, rules.least_width_m);
    return rules;
}

} // namespace data
