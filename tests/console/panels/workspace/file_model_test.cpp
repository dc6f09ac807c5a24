// The file chooser's rows and names.

#include "console/panels/workspace/file_model.h"

#include <gmock/gmock.h>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::SizeIs;

FolderList folder_of_files()
{
    FolderList list{.folder = "/data"};
    list.entries = {{.name = ".cache", .is_folder = true}, {.name = "maps", .is_folder = true}, {.name = ".hidden.csv"}, {.name = "areas.GPKG"},
                    {.name = "cameras.csv"}, {.name = "cameras_april.csv.gz"}, {.name = "notes.odt"}};
    return list;
}

std::vector<std::string> shown(const FolderList& list, const FileFilter& filter)
{
    std::vector<std::string> names;
    for (const std::uint32_t i : make_file_rows(list, filter))
        names.push_back(list.entries[i].name);
    return names;
}

TEST(FileModel, ShowsWhatTheCommandCanTake)
{
    const FolderList list = folder_of_files();
    EXPECT_THAT(shown(list, {.endings = ".csv .gpkg .gz"}), ElementsAre("maps", "areas.GPKG", "cameras.csv", "cameras_april.csv.gz"));
    EXPECT_THAT(shown(list, {.endings = ".csv"}), ElementsAre("maps", "cameras.csv"));
    EXPECT_THAT(shown(list, {.endings = ".csv", .has_hidden = true}), ElementsAre(".cache", "maps", ".hidden.csv", "cameras.csv"));
    EXPECT_THAT(shown(list, {.endings = ".csv", .is_any_kind = true}), SizeIs(5));
    EXPECT_THAT(shown(list, {.endings = ".csv", .use = PathUse::folder}), ElementsAre("maps"));
}

TEST(FileModel, LettersFindTheNextName)
{
    const FolderList list = folder_of_files();
    const auto rows = make_file_rows(list, {});
    EXPECT_EQ(find_typed(list, rows, "cam", 0), 2U);
    EXPECT_EQ(find_typed(list, rows, "CAM", 3), 3U) << "from the one below on";
    EXPECT_EQ(find_typed(list, rows, "cam", 4), 2U) << "and around";
    EXPECT_FALSE(find_typed(list, rows, "x", 0));
    EXPECT_FALSE(find_typed(list, {}, "x", 0));
    EXPECT_EQ(find_row(list, rows, "maps"), 0U);
}

TEST(FileModel, PathsGoUpAndDown)
{
    EXPECT_EQ(folder_above("/home/a"), "/home");
    EXPECT_EQ(folder_above("/home"), "/");
    EXPECT_EQ(folder_above("/"), "/");
    EXPECT_EQ(path_in("/", "home"), "/home");
    EXPECT_EQ(path_in("/home", "a"), "/home/a");
    EXPECT_EQ(last_part("/home/a"), "a");
    EXPECT_EQ(last_part("/"), "/");
    EXPECT_EQ(whole_path("~/a.csv", "/data", "/home/li"), "/home/li/a.csv");
    EXPECT_EQ(whole_path("b.csv", "/data", "/home/li"), "/data/b.csv");
    EXPECT_EQ(whole_path("/c.csv", "/data", "/home/li"), "/c.csv");
}

TEST(FileModel, ANameIsJudgedBeforeAnythingIsWritten)
{
    const FolderList list = folder_of_files();
    EXPECT_EQ(name_to_save("map", ".pdf"), "map.pdf");
    EXPECT_EQ(name_to_save("map.PDF", ".pdf"), "map.PDF");
    EXPECT_EQ(name_to_save("grids.csv", ".xlsx .csv"), "grids.csv");
    EXPECT_EQ(name_to_save("grids", ".xlsx .csv"), "grids.xlsx");
    EXPECT_EQ(judge_name(list, "new.csv"), SaveName::ok);
    EXPECT_EQ(judge_name(list, "cameras.csv"), SaveName::is_there);
    EXPECT_EQ(judge_name(list, "maps"), SaveName::is_folder);
    for (const char* name : {"", " ", "..", "a/b"})
        EXPECT_EQ(judge_name(list, name), SaveName::empty) << name;
}

TEST(FileModel, SizesAreShort)
{
    EXPECT_EQ(size_words(812), "812 B");
    EXPECT_EQ(size_words(4'806'370), "4.8 MB");
    EXPECT_EQ(size_words(120'000'000'000), "120 GB");
}

TEST(FileModel, TwentyThousandFilesAreSifted)
{
    FolderList list{.folder = "/many"};
    for (int i = 0; i < 20'000; ++i)
        list.entries.push_back({.name = "file " + std::to_string(i) + (i % 2 ? ".csv" : ".txt")});
    const auto rows = make_file_rows(list, {.endings = ".csv"});
    EXPECT_THAT(rows, SizeIs(10'000));
    EXPECT_EQ(find_typed(list, rows, "file 19999", 0), 9'999U);
}

}
