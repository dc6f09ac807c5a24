#include "console/text/text.h"

#include "embedded/embedded_texts.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace {

/// {0}, {1} … that occur in a text, and {0:one|many}.
std::set<std::string> slots_of(const std::string& text)
{
    std::set<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
        found.insert(text.substr(at, 2));
    return found;
}

TEST(Texts, every_key_has_both_languages_with_the_same_slots)
{
    std::set<std::string> keys;
    for (const auto& file : embedded::embedded_texts()) {
        const auto texts = nlohmann::json::parse(file.bytes);
        for (const auto& [key, both] : texts.items()) {
            EXPECT_TRUE(keys.insert(key).second) << key << " stands in two files";
            ASSERT_TRUE(both.contains("zh") && both.contains("en")) << key;
            const auto zh = slots_of(both["zh"]), en = slots_of(both["en"]);
            // What a library or the system says of an error is English: Chinese words leave it out.
            EXPECT_TRUE(key.starts_with("error.") ? std::ranges::includes(en, zh) : zh == en) << key;
        }
    }
}

TEST(Texts, a_missing_key_shows_as_itself)
{
    const console::Texts text;
    EXPECT_STREQ(text(std::string_view("no.such.key and more", 11)), "no.such.key");
}

TEST(Texts, slots_are_replaced)
{
    const console::Texts text;
    EXPECT_EQ(text.format("a {1} b {0} {2}", {"x", "y"}), "a y b x {2}");
    EXPECT_EQ(text.format("{0} {0:tile|tiles}, {1} {1:camera|cameras}", {"16", "1"}), "16 tiles, 1 camera");
    EXPECT_EQ(text.format("{0} {0:tile|tiles} {2:a|b} {0:a} {x|y}", {"0"}), "0 tiles {2:a|b} {0:a} {x|y}");
}

}
