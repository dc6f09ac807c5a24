#include "console/text/counts.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace console {
namespace {

struct CountStep {
    double size;
    const char* word;
};
constexpr std::array chinese_steps{CountStep{1e4, "万"}, CountStep{1e8, "亿"}};
constexpr std::array english_steps{CountStep{1e3, "k"}, CountStep{1e6, "M"}, CountStep{1e9, "G"}};
constexpr double least_shortened = 10'000;

template <class Steps> std::string shortened(double count, const Steps& steps)
{
    std::size_t at = 0;
    // 999,999 is a million, not a thousand thousands.
    while (at + 1 < steps.size() && std::round(count / steps[at].size) * steps[at].size >= steps[at + 1].size)
        ++at;
    // Below ten of a step one figure behind the point: 1.0万 and 1.4万 are not the same.
    const double units = count / steps[at].size;
    return std::round(units * 10) < 100 ? fmt::format("{:.1f}{}", units, steps[at].word) : fmt::format("{:.0f}{}", units, steps[at].word);
}

}

std::string count_text(std::int64_t count, Language language)
{
    if (count < 0)
        return "-" + count_text(-count, language);
    const auto value = static_cast<double>(count);
    if (value < least_shortened)
        return fmt::format("{}", count);
    return language == Language::zh ? shortened(value, chinese_steps) : shortened(value, english_steps);
}

std::string amount_text(double amount, Language language)
{
    if (std::abs(amount) >= 100 || amount == std::floor(amount))
        return count_text(std::llround(amount), language);
    return fmt::format("{:.1f}", amount);
}

}
