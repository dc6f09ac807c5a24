// What the file chooser reads of a folder.

#include "console/work/folder_list.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;
using namespace console;
using testing::ElementsAre;

struct FolderLists : testing::Test {
    fs::path folder;

    FolderLists()
    {
        std::string name = (fs::temp_directory_path() / "gridwatch-test-XXXXXX").string();
        folder = mkdtemp(name.data());
    }
    ~FolderLists() override { fs::remove_all(folder); }
    static std::vector<std::string> names(const FolderList& list)
    {
        std::vector<std::string> out;
        for (const FolderEntry& entry : list.entries)
            out.push_back(entry.name + (entry.is_folder ? "/" : ""));
        return out;
    }
};

TEST(FolderOrder, IsAsPeopleCount)
{
    for (const auto& [a, b] : {std::pair{"tile 2.csv", "tile 10.csv"}, {"a", "B"}, {"2026-1", "2026-02"}, {"grid", "grid1"}, {"网格 9", "网格 11"}}) {
        EXPECT_TRUE(is_before(a, b)) << a << " " << b;
        EXPECT_FALSE(is_before(b, a)) << a << " " << b;
    }
    EXPECT_FALSE(is_before("same", "same"));
}

TEST_F(FolderLists, FoldersComeFirstThenFilesWithTheirSize)
{
    fs::create_directory(folder / "maps");
    std::ofstream(folder / "b.csv") << "12345";
    std::ofstream(folder / "a10.csv");
    std::ofstream(folder / "a9.csv");
    const FolderList list = load_folder(folder.string());
    EXPECT_EQ(list.folder, folder.string());
    EXPECT_THAT(names(list), ElementsAre("maps/", "a9.csv", "a10.csv", "b.csv"));
    EXPECT_EQ(list.entries.back().bytes, 5U);
    EXPECT_NE(list.entries.back().changed, data::TimePoint{});
    EXPECT_EQ(list.fault, FolderFault::none);
    EXPECT_FALSE(list.places.empty());
}

TEST_F(FolderLists, AFolderThatIsGoneLeadsToTheNearestAboveIt)
{
    std::ofstream(folder / "here.csv");
    const FolderList list = load_folder((folder / "gone" / "deeper").string());
    EXPECT_EQ(list.folder, folder.string());
    EXPECT_THAT(names(list), ElementsAre("here.csv"));
    EXPECT_EQ(load_folder((folder / "here.csv").string()).folder, folder.string()) << "a file is no folder";
    EXPECT_EQ(load_folder(folder.string() + "/").folder, folder.string());
}

}
