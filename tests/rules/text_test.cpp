// Everything on screen is in Chinese and English: one table of keys, no key missing, no key unused.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace {

std::map<std::string, nlohmann::json> all_texts(std::vector<std::string>* doubles = nullptr)
{
    std::map<std::string, nlohmann::json> all;
    for (const std::string& file : tree::files("data/i18n", {".json"})) {
        const nlohmann::json table = nlohmann::json::parse(tree::text(file));
        for (const auto& [key, value] : table.items())
            if (!all.emplace(key, value).second && doubles)
                doubles->push_back(key);
    }
    return all;
}

std::set<std::string> marks(const std::string& text)
{
    static const std::regex pattern(R"(\{\d+\})");
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        found.insert(at->str());
    return found;
}

TEST(Texts, EveryKeyHasBothLanguagesWithTheSameMarks)
{
    std::vector<std::string> doubles;
    const auto all = all_texts(&doubles);
    EXPECT_TRUE(doubles.empty()) << "twice: " << doubles.front();
    for (const auto& [key, value] : all) {
        ASSERT_TRUE(value.contains("zh") && value.contains("en")) << key;
        EXPECT_FALSE(value["zh"].get<std::string>().empty()) << key;
        EXPECT_FALSE(value["en"].get<std::string>().empty()) << key;
        // What a library or the system says of an error is English: Chinese words leave it out.
        const auto zh = marks(value["zh"]), en = marks(value["en"]);
        EXPECT_TRUE(key.starts_with("error.") ? std::ranges::includes(en, zh) : zh == en) << key;
        EXPECT_EQ(value.size(), 2u) << key;
    }
}

TEST(Texts, EveryStepOfAnUpgradeIsSaidInBothLanguages)
{
    const auto all = all_texts();
    int number = 0;
    for (const std::string& file : tree::files("data/schema", {".sql"})) {
        number = std::stoi(file.substr(file.rfind('/') + 1, 4));
        const std::string source = tree::text(file), start = "-- Upgrade: ";
        if (!source.starts_with(start))
            continue;
        const std::string key = "upgrade.step." + std::to_string(number);
        ASSERT_TRUE(all.contains(key)) << file;
        EXPECT_EQ(all.at(key)["en"], source.substr(start.size(), source.find('\n') - start.size())) << file;
    }
    EXPECT_GE(number, 5);
}

TEST(Texts, EveryKeyTheSourceNamesIsInTheTable)
{
    const auto all = all_texts();
    if (all.empty())
        GTEST_SKIP() << "no texts yet";
    // tr("key"), text("key"), text.format("key", …)
    const std::regex use(R"re((?:\btr|\btext|\btexts|text\.format|texts?\(\)\.format|\.text\.format)\(\s*"([a-z0-9_]+(?:\.[a-z0-9_]+)+)")re");
    for (const std::string& file : tree::files("console", {".cpp", ".h"})) {
        const std::string source = tree::text(file);
        for (std::sregex_iterator at(source.begin(), source.end(), use), end; at != end; ++at)
            EXPECT_TRUE(all.contains((*at)[1])) << file << " uses " << (*at)[1];
    }
}

TEST(Texts, NoKeyIsUnused)
{
    // A key stands in the source whole, or as a beginning ("state.", "map.days.{}") with its last part elsewhere as a name or a number.
    std::set<std::string> literals, beginnings;
    const std::regex literal(R"re("((?:[^"\\\n]|\\.)*)")re"), beginning(R"re(^([a-z0-9_.]+\.)(\{.*)?$)re"), number("^[0-9]+$");
    for (const std::string& file : tree::sources()) {
        const std::string source = tree::text(file);
        for (std::sregex_iterator at(source.begin(), source.end(), literal), end; at != end; ++at) {
            const std::string text = (*at)[1];
            literals.insert(text);
            if (std::smatch match; std::regex_match(text, match, beginning))
                beginnings.insert(match[1]);
        }
    }
    for (const auto& [key, value] : all_texts()) {
        const bool is_used = literals.contains(key) || std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& start) {
            const std::string rest = key.starts_with(start) ? key.substr(start.size()) : std::string();
            return !rest.empty() && (literals.contains(rest) || std::regex_match(rest, number));
        });
        EXPECT_TRUE(is_used) << key << " is not used: take it out of data/i18n";
    }
}

}
