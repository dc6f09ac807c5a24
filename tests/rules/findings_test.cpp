// The scripts of findings/: each is listed on its page, says what it shows in its first lines, and runs nothing of ours.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <set>

namespace {

const std::string shared_part = "findings/lib.sh";

std::vector<std::string> scripts()
{
    std::vector<std::string> all = tree::files("findings", {".sh"});
    std::erase(all, shared_part);
    return all;
}

TEST(Findings, EachScriptHasARowOnThePage)
{
    std::set<std::string> listed, there;
    const std::regex row(R"(^\| `(\w+\.sh)` \| .+ \| .+ \|$)");
    for (const std::string& line : tree::lines("findings/README.md")) {
        std::smatch match;
        if (std::regex_match(line, match, row)) {
            EXPECT_TRUE(listed.insert("findings/" + match[1].str()).second) << line << " is listed twice";
        }
    }
    for (const std::string& script : scripts())
        there.insert(script);
    EXPECT_EQ(listed, there);
    EXPECT_FALSE(there.empty());
}

TEST(Findings, EachScriptSaysWhatItShows)
{
    const std::vector<std::string> parts{"# Guess: ", "# Happens: ", "# Versions: ", "# Seen: ", "# Matters: ", "# Download: "};
    for (const std::string& script : scripts()) {
        const std::vector<std::string> lines = tree::lines(script);
        ASSERT_FALSE(lines.empty()) << script;
        EXPECT_EQ(lines[0], "#!/bin/sh") << script;
        std::size_t next = 1, part = 0;
        for (; next < lines.size() && lines[next].starts_with("#"); ++next) {
            if (part < parts.size() && lines[next].starts_with(parts[part]))
                ++part;
            else
                EXPECT_TRUE(part > 0 && lines[next].starts_with("#   ")) << script << ":" << next + 1 << " is no part of the opening, or not in its order";
        }
        EXPECT_EQ(part, parts.size()) << script << " does not say: " << (part < parts.size() ? parts[part] : "");
        EXPECT_TRUE(next < lines.size() && lines[next] == "set -eu") << script << ": what follows the opening is not set -eu";
        const auto permissions = tree::fs::status(tree::fs::path(SOURCE_DIR) / script).permissions();
        EXPECT_NE(permissions & tree::fs::perms::owner_exec, tree::fs::perms::none) << script << " is not executable";
    }
}

TEST(Findings, PackagesArePinnedAndNothingOfOursRuns)
{
    const std::regex packages(R"(^packages_(?:1[23]|npm)='([^']+)'$)"), pinned(R"([a-z0-9.+-]+=\S+)");
    std::vector<std::string> all = scripts();
    all.push_back(shared_part);
    for (const std::string& script : all) {
        bool is_pinned = script == shared_part;
        for (const std::string& line : tree::lines(script)) {
            std::smatch match;
            if (std::regex_match(line, match, packages)) {
                is_pinned = true;
                std::istringstream words(match[1]);
                for (std::string word; words >> word;)
                    EXPECT_TRUE(std::regex_match(word, pinned)) << script << " takes any version of " << word;
            }
            for (const char* word : {"gridwatch", "build/", "./dev", "sudo"})
                EXPECT_EQ(line.find(word), std::string::npos) << script << " says " << word << ": " << line;
            // apt's own sources and the loopback are the only addresses; names of XML are none
            EXPECT_TRUE(line.find("://") == std::string::npos || line.find("://schemas.") != std::string::npos || line.find("://www.opengis.net/kml/") != std::string::npos || line.find("://127.0.0.1:") != std::string::npos)
                << script << " names an address: " << line;
        }
        EXPECT_TRUE(is_pinned) << script << " names no packages";
    }
}

}
