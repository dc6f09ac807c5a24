// Temporary folders go with their program, however it ended.

#include "data/temporary_folder.h"

#include "tests/data/fresh_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

TEST(TemporaryFolders, WhatAKilledProgramLeftIsClearedByTheNextOne)
{
    const FreshFolder temporary;
    const char* before = std::getenv("TMPDIR");
    const std::string restored = before ? before : "";
    setenv("TMPDIR", temporary.path.c_str(), 1);
    const auto count = [&] { return std::distance(fs::directory_iterator(temporary.path), {}); };
    const pid_t killed = fork();
    if (killed == 0) {
        const data::TemporaryFolder left("trial");
        std::ofstream(left.path() / "large") << "rows";
        _exit(0);
    }
    waitpid(killed, nullptr, 0);
    EXPECT_EQ(count(), 1);
    {
        const data::TemporaryFolder first("trial"), second("trial");
        EXPECT_NE(first.path(), second.path());
        std::ofstream(first.path() / "x") << "x";
        EXPECT_EQ(count(), 2) << "what was left went, what lives stays";
    }
    EXPECT_EQ(count(), 0);
    before ? setenv("TMPDIR", restored.c_str(), 1) : unsetenv("TMPDIR");
}

}
