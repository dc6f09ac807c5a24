// How big files may grow: docs/TESTING.md, "Rules".

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

namespace {

TEST(Sizes, FilesStaySmall)
{
    // A file over 600 lines is listed here with its reason.
    const std::vector<std::pair<std::string, std::string>> excused{};
    std::vector<std::size_t> sizes;
    for (const std::string& file : tree::sources()) {
        const std::size_t count = tree::lines(file).size();
        sizes.push_back(count);
        const bool listed = std::any_of(excused.begin(), excused.end(), [&](const auto& row) { return row.first == file; });
        EXPECT_TRUE(count <= 600 || listed) << file << " has " << count << " lines";
    }
    ASSERT_FALSE(sizes.empty());
    std::sort(sizes.begin(), sizes.end());
    EXPECT_LE(sizes[sizes.size() / 2], 150u) << "median";
    EXPECT_LE(sizes[sizes.size() * 95 / 100], 400u) << "95th percentile";
}

TEST(Sizes, NothingIsLeftUnfinished)
{
    for (const std::string& file : tree::sources()) {
        const std::string all = tree::text(file);
        for (const char* word : {"TO" "DO", "FIX" "ME", "not imple" "mented"})
            EXPECT_EQ(all.find(word), std::string::npos) << file << " says " << word;
    }
}

TEST(Sizes, TopLevelHoldsWhatTheDesignNames)
{
    const std::vector<std::string> folders{"console", "geo", "video", "data", "shaders", "tests", "cmake", "docs", "findings", "build"};
    for (const auto& entry : tree::fs::directory_iterator(SOURCE_DIR)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_directory() && name[0] != '.') {
            EXPECT_NE(std::find(folders.begin(), folders.end(), name), folders.end()) << name;
        }
    }
}

}
