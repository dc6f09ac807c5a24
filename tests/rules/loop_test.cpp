// What a loop walks lives as long as the loop. Before C++23 a range-for keeps what its expression ends with, and lets go of the temporary
// in its middle: of `store.load().layers->rows` the tables are gone when the first row is read.

#include "tests/rules/tree.h"

#include <gmock/gmock.h>

namespace {

/// The loops of a text that walk what a table of a temporary workspace owns.
std::vector<std::string> dangling(const std::string& code)
{
    static const std::regex walks(R"(for \([^;{}]* : (\*[^;{}]*\bload\(\)\.\w+|[^;{}]*\bload\(\)\.\w+->[^;{}]*)\))");
    std::vector<std::string> found;
    for (std::sregex_iterator at(code.begin(), code.end(), walks), end; at != end; ++at)
        found.push_back(at->str());
    return found;
}

TEST(Loops, WalkNothingThatIsGone)
{
    std::vector<std::string> all = tree::sources();
    for (std::string& file : tree::files("tests", {".cpp", ".h"}))
        all.push_back(std::move(file));
    std::erase(all, "tests/rules/loop_test.cpp");
    for (const std::string& file : all)
        EXPECT_THAT(dangling(tree::text(file)), testing::IsEmpty()) << file << ": keep what load() returns in a variable first";
}

TEST(Loops, TheRuleSeesWhatItForbids)
{
    EXPECT_EQ(dangling("for (const Layer& layer : Store::open(path, mode).load().layers->rows)\n").size(), 1u);
    EXPECT_EQ(dangling("for (const Incident& incident : *store_.load().incidents)\n").size(), 1u);
    EXPECT_THAT(dangling("for (const Layer& layer : loaded.layers->rows)\n"), testing::IsEmpty());
    EXPECT_THAT(dangling("for (const Accepted& one : store.load().accepted)\n"), testing::IsEmpty());
}

}
