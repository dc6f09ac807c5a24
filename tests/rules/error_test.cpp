// What fails is told in the language of the console: an error that reaches it carries a remark (geo/remark.h), or words from data/i18n.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace {

/// What the console reaches: of the console all but its command line, its checks, its scripts and its start.
bool is_reached(const std::string& file)
{
    constexpr const char* rooms[] = {"console/commands/", "console/services/", "console/wall/", "console/map/",    "console/panels/", "console/seat/", "console/frame/",
                                     "console/layout/",   "data/store/",       "data/import/",  "data/export/",    "geo/",             "data/drafts/",  "data/demo/"};
    return std::ranges::any_of(rooms, [&](const char* room) { return file.starts_with(room); });
}

/// The statements of a source that throw an Error made of words.
std::vector<std::string> bare_errors(const std::string& source)
{
    static const std::regex thrown(R"re(throw (?:geo::|data::|video::)?[A-Za-z:]*(?:Error|OutOfDate|DraftHeld|DiskFull|NoWay)[({][^;]*;)re"), english(R"re("[^"]*[A-Za-z]{2,} [A-Za-z]{2,}[^"]*")re");
    std::vector<std::string> bare;
    for (std::sregex_iterator at(source.begin(), source.end(), thrown), end; at != end; ++at)
        if (const std::string statement = at->str(); std::regex_search(statement, english) && statement.find("emark(") == std::string::npos)
            bare.push_back(statement);
    return bare;
}

TEST(Errors, WhatReachesTheConsoleIsNoBareEnglish)
{
    for (const std::string& file : tree::sources())
        if (is_reached(file))
            for (const std::string& statement : bare_errors(tree::text(file)))
                ADD_FAILURE() << file << ": throw Error(geo::remark(KEY, …)) with words in data/i18n/error.json instead of\n" << statement;
    EXPECT_EQ(bare_errors("throw Error(\"There is no layer.\");").size(), 1u);
    EXPECT_EQ(bare_errors("throw data::Error(fmt::format(\"There is no {}.\", x));").size(), 1u);
    EXPECT_TRUE(bare_errors("throw Error(geo::remark(\"no_layer\", name));").empty());
}

TEST(Errors, EachRemarkHasWordsInOneTable)
{
    const auto errors = nlohmann::json::parse(tree::text("data/i18n/error.json")), findings = nlohmann::json::parse(tree::text("data/i18n/finding.json"));
    const std::regex use(R"re(\b(?:remark|fail)\(\s*"([a-z0-9_]+)")re");
    for (const std::string& file : tree::sources()) {
        const std::string source = tree::text(file);
        for (std::sregex_iterator at(source.begin(), source.end(), use), end; at != end && file != "geo/remark.h"; ++at)
            EXPECT_TRUE(errors.contains("error." + (*at)[1].str())) << file << " uses " << (*at)[1];
    }
    for (const auto& [key, words] : errors.items())
        EXPECT_FALSE(findings.contains("finding." + key.substr(6))) << key << " is a finding, too";
}

}
