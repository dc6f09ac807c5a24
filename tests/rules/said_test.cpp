// What the console tells is kept as keys and worded where it is drawn: words of one language would stay when the other is chosen.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <regex>

namespace {

/// A message or an error made of words that are worded already.
const std::regex worded(R"((messages\.push_back\(\{[^,]*,|throw (console::)?Error\(|events_\.say\(|answers_?\.message\()\s*(std::string\()?(context\.text|text_)[.(])");

TEST(Said, TheRuleFindsWhatItIsFor)
{
    for (const char* bad : {"session.messages.push_back({context.now, context.text(\"a\"), false});", "throw Error(context.text.format(\"a\", {b}));", "events_.say(text_(\"a\"), true);"})
        EXPECT_TRUE(std::regex_search(bad, worded)) << bad;
    for (const char* good : {"session.messages.push_back({context.now, said(\"a\"), false});", "throw Error(geo::remark(\"a\"));", "events_.say(said(\"a\"), true);"})
        EXPECT_FALSE(std::regex_search(good, worded)) << good;
}

TEST(Said, NothingIsToldInWordsOfOneLanguage)
{
    for (const std::string& file : tree::files("console", {".cpp", ".h"})) {
        std::size_t number = 0;
        for (const std::string& line : tree::lines(file)) {
            ++number;
            EXPECT_FALSE(std::regex_search(line, worded)) << file << ":" << number << ": keep it as said(KEY, …) or a remark";
        }
    }
}

}
