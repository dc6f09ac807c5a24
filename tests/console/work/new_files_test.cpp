// What the console writes by itself is its user's alone; what somebody asked for is as his new files are.

#include "console/work/new_files.h"

#include "tests/data/fresh_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include <sys/stat.h>

namespace {

unsigned mode_of(const std::filesystem::path& path)
{
    struct stat about {};
    stat(path.c_str(), &about);
    return about.st_mode & 0777;
}

TEST(NewFiles, ArePrivateButThoseThatWereAskedFor)
{
    const mode_t before = umask(0027);
    const FreshFolder folder;
    console::keep_new_files_private();
    console::keep_new_files_private(); // once is enough
    std::filesystem::create_directory(folder / "evidence");
    std::ofstream(folder / "evidence/1.png") << "x";
    std::ofstream(folder / "map.png") << "x";
    console::as_new_files_are((folder / "map.png").string());
    EXPECT_EQ(mode_of(folder / "evidence"), 0700u);
    EXPECT_EQ(mode_of(folder / "evidence/1.png"), 0600u);
    EXPECT_EQ(mode_of(folder / "map.png"), 0640u);
    umask(before);
}

}
