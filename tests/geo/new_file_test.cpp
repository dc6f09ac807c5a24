// What is written gets its name when it is whole, and not before; what others left is cleared.

#include "geo/new_file.h"

#include "geo/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace geo {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

struct NewFiles : testing::Test {
    fs::path folder;

    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "gridwatch_new_XXXXXX").string();
        folder = mkdtemp(pattern.data());
    }
    void TearDown() override { fs::remove_all(folder); }

    static void write(const fs::path& path, const std::string& text)
    {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    std::string read(const std::string& name) const
    {
        std::ifstream in(folder / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::set<std::string> names() const
    {
        std::set<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder))
            all.insert(entry.path().filename().string());
        return all;
    }
};

TEST_F(NewFiles, NothingHasTheNameBeforeItIsPlaced)
{
    {
        NewFile fresh(folder / "a.txt");
        write(fresh.path(), "half");
        EXPECT_FALSE(fs::exists(folder / "a.txt"));
        EXPECT_EQ(fs::status(fresh.path().parent_path()).permissions(), fs::perms::owner_all);
    }
    EXPECT_THAT(names(), ElementsAre());
    NewFile fresh(folder / "a.txt");
    write(fresh.path(), "whole");
    fresh.place();
    EXPECT_EQ(read("a.txt"), "whole");
}

TEST_F(NewFiles, ReplaceOnlyWhatMayBeReplaced)
{
    write(folder / "a.txt", "before");
    {
        NewFile fresh(folder / "a.txt");
        write(fresh.path(), "after");
        EXPECT_THROW(fresh.place(), Error);
        EXPECT_EQ(read("a.txt"), "before");
        fresh.place({.replaces = true});
    }
    EXPECT_EQ(read("a.txt"), "after");
    EXPECT_THAT(names(), ElementsAre("a.txt"));
}

TEST_F(NewFiles, TakeAlongWhatLiesBeside)
{
    write(folder / "a.db", "1");
    write(folder / "a.db.files/x", "1x");
    {
        NewFile fresh(folder / "a.db");
        write(fresh.path(), "2");
        write(fresh.path().string() + ".files/y", "2y");
        fresh.place({.replaces = true, .kept = folder / "a.db.old", .beside = ".files"});
    }
    EXPECT_THAT(names(), ElementsAre("a.db", "a.db.files", "a.db.old", "a.db.old.files"));
    EXPECT_EQ(read("a.db"), "2");
    EXPECT_EQ(read("a.db.files/y"), "2y");
    EXPECT_EQ(read("a.db.old"), "1");
    EXPECT_EQ(read("a.db.old.files/x"), "1x");
    {
        NewFile fresh(folder / "a.db");
        write(fresh.path(), "3"); // with nothing beside it
        fresh.place({.replaces = true, .kept = folder / "a.db.old.2", .beside = ".files"});
    }
    EXPECT_THAT(names(), ElementsAre("a.db", "a.db.old", "a.db.old.2", "a.db.old.2.files", "a.db.old.files"));
}

TEST_F(NewFiles, WhatADeadProgramLeftIsCleared)
{
    const pid_t child = fork();
    if (child == 0) {
        NewFile left(folder / "b.txt");
        write(left.path(), "half");
        _exit(0);
    }
    waitpid(child, nullptr, 0);
    ASSERT_EQ(names().size(), 1u);
    clear_unfinished(folder);
    EXPECT_THAT(names(), ElementsAre());
}

TEST_F(NewFiles, WhatIsBeingWrittenStays)
{
    NewFile mine(folder / "a.txt");
    write(mine.path(), "half");
    const pid_t child = fork();
    if (child == 0) {
        clear_unfinished(folder);
        _exit(0);
    }
    waitpid(child, nullptr, 0);
    mine.place();
    EXPECT_EQ(read("a.txt"), "half");
}

/// A folder of that name that somebody else made, or a link, is none of ours.
TEST_F(NewFiles, NothingElseIsCleared)
{
    write(folder / "elsewhere/x", "x");
    fs::create_directory_symlink(folder / "elsewhere", folder / ".gridwatch-part-link");
    write(folder / ".gridwatch-part-file", "a file");
    write(folder / ".gridwatch-part-plan/.placing", "no plan of ours");
    clear_unfinished(folder);
    EXPECT_EQ(read("elsewhere/x"), "x");
    EXPECT_TRUE(fs::exists(folder / ".gridwatch-part-file"));
    EXPECT_TRUE(fs::exists(folder / ".gridwatch-part-plan/.placing"));
    EXPECT_TRUE(fs::is_symlink(folder / ".gridwatch-part-link"));
}

TEST_F(NewFiles, AFolderThatTakesNothingIsSaid)
{
    EXPECT_THROW(NewFile(folder / "none" / "a.txt"), Error);
}

}
}
