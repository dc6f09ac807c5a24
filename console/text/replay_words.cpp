#include "console/text/replay_words.h"

#include <algorithm>

namespace console {

std::string gap_words(const video::PastGap& gap, const Texts& text, const TimeWords& clock)
{
    std::string words;
    std::vector<video::Missing> said;
    for (const auto& [place, why] : gap.why) {
        if (std::ranges::find(said, why) != said.end())
            continue;
        said.push_back(why);
        const std::string key = std::string("missing.") + video::missing_names[static_cast<std::size_t>(why)];
        if (!words.empty())
            words += " · ";
        words += text.format(key, {clock(gap.time.from), clock(gap.time.to)});
    }
    return words;
}

std::string first_gap_words(const video::PastView& view, const Texts& text, const TimeWords& clock)
{
    return view.gaps.empty() ? std::string() : gap_words(view.gaps.front(), text, clock);
}

}
