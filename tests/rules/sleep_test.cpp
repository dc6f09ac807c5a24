// Tests wait for what they want to see, with a bound (tests/video/until.h), and never for time; nor do they judge the time they took.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace {

/// Without comments, so that a line may speak of sleeping.
std::string code_of(const std::string& file)
{
    static const std::regex comment(R"((^|\s)//.*)");
    std::string code;
    for (const std::string& line : tree::lines(file))
        code += std::regex_replace(line, comment, "") + "\n";
    return code;
}

std::vector<std::string> test_sources()
{
    std::vector<std::string> all = tree::files("tests", {".cpp", ".h"});
    std::erase(all, "tests/rules/sleep_test.cpp");
    return all;
}

/// The statements of the code that begin with a macro of GoogleTest's, with all their lines.
std::vector<std::string> expectations(const std::string& code)
{
    std::vector<std::string> found;
    for (const char* word : {"EXPECT_", "ASSERT_"})
        for (auto at = code.find(word); at != std::string::npos; at = code.find(word, at + 1))
            found.push_back(code.substr(at, code.find(';', at) - at));
    return found;
}

/// What is wrong with a test's code: an expectation on a time that was measured. As far as a search can say so.
std::vector<std::string> timed(const std::string& code)
{
    // A name that takes what a clock says less than it did before.
    static const std::regex measured(R"((\w+)\s*=[^;=]*\bnow\(\)(\.time_since_epoch\(\))?\s*-)");
    static const std::regex compared(R"(\bnow\(\)\s*[-<>]|[-<>]=?\s*[\w:]*\bnow\(\)|_(LT|LE|GT|GE|NEAR)\([^<]*\bnow\(\)|\b(elapsed|stopwatch|took)\w*\b)");
    std::set<std::string> names;
    for (std::sregex_iterator at(code.begin(), code.end(), measured), end; at != end; ++at)
        names.insert((*at)[1]);
    std::vector<std::string> found;
    for (const std::string& expectation : expectations(code)) {
        const bool names_one = std::ranges::any_of(names, [&](const std::string& name) { return std::regex_search(expectation, std::regex("\\b" + name + "\\b")); });
        if (names_one || std::regex_search(expectation, compared))
            found.push_back(expectation);
    }
    return found;
}

TEST(Sleep, NoTestSleepsButThoseThatSayWhy)
{
    const std::map<std::string, std::string> excused{
        {"tests/video/until.h", "the pause between two looks at a condition"},
        {"tests/data/store/kill_test.cpp", "the moment of the kill is at random: that is the test"},
        {"tests/console/cli/verb_kill_test.cpp", "the moment of the kill is at random: that is the test"},
        {"tests/data/store/draft_kill_test.cpp", "the moment of the kill is at random: that is the test"},
        {"tests/data/store/drafts_test.cpp", "the moment of the kill is at random: that is the test"},
        {"tests/video/stream/real_stress_test.cpp", "the pace of what is done at random: without it no stream gets far enough to be disturbed"},
        {"tests/video/dial/real_dial_test.cpp", "a camera that sends 25 pictures a second"},
        {"tests/tools/bench_latency.cpp", "measures; no test"},
        {"tests/tools/bench_outage.cpp", "measures; no test"},
    };
    const std::regex sleeps(R"(\bsleep_(for|until)\b|\b(u|nano)sleep\s*\(|\bsleep\s*\(\s*\d|\bpoll\s*\(\s*(nullptr|NULL|0)\s*,)");
    std::set<std::string> found;
    for (const std::string& file : test_sources())
        if (std::regex_search(code_of(file), sleeps)) {
            found.insert(file);
            EXPECT_TRUE(excused.contains(file)) << file << " sleeps: wait for what is to be seen (tests/video/until.h)";
        }
    for (const auto& [file, reason] : excused)
        EXPECT_TRUE(found.contains(file)) << file << " sleeps no more: its line can go (" << reason << ")";
}

TEST(Sleep, NoTestJudgesTheTimeItTook)
{
    for (const std::string& file : test_sources())
        for (const std::string& expectation : timed(code_of(file)))
            ADD_FAILURE() << file << " judges a time that it measured: " << expectation;
}

TEST(Sleep, ATimeThatWasMeasuredIsFound)
{
    for (const char* wrong : {"EXPECT_GT(std::chrono::steady_clock::now() - begin, 600ms);", "const auto passed = Clock::now() - begin;\nEXPECT_LT(passed, 1s) << 1;",
                              "EXPECT_LE(since, std::chrono::system_clock::now() - 2s);", "ASSERT_TRUE(steady_clock::now() < end);", "EXPECT_LT(elapsed_ms, 20);"})
        EXPECT_EQ(timed(wrong).size(), 1u) << wrong;
    for (const char* right : {"EXPECT_EQ(budget.take(start), start + 100ms);", "EXPECT_FALSE(reader.take(steady_clock::now(), sight));", "EXPECT_EQ(model.age, \"3 s\");",
                              "EXPECT_LE(view.from, first_hour + 140s);"})
        EXPECT_TRUE(timed(right).empty()) << right;
}

TEST(Sleep, NoFailedTestIsRunAgain)
{
    for (const char* file : {"dev", "CMakeLists.txt", "CMakePresets.json", "tests/CMakeLists.txt", "tests/tools/CMakeLists.txt", ".ci/run"})
        for (const char* word : {"until-pass", "after-timeout", "\"repeat\"", "gtest_repeat", "rerun-failed"})
            EXPECT_EQ(tree::text(file).find(word), std::string::npos) << file << " has " << word;
}

}
