// Evidence lies in the folder of the day on which the operator saw it, whole or not at all.

#include "console/services/evidence_service.h"
#include "data/records/time.h"
#include "geo/new_file.h"
#include "tests/data/fresh_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

namespace {

TEST(EvidenceMoment, names_are_of_the_workspaces_zone)
{
    using namespace std::chrono_literals;
    const data::TimePoint late = *data::parse_time("2026-11-29T16:15:00Z");
    EXPECT_EQ(console::evidence_moment(late, 8h), "20261130T001500.000000+0800");
    EXPECT_EQ(console::evidence_moment(late, -(3h + 30min)), "20261129T124500.000000-0330");
    EXPECT_EQ(console::evidence_moment(late, 0min), "20261129T161500.000000+0000");
}

TEST(EvidenceFolder, what_a_killed_console_left_is_cleared_and_what_is_being_written_stays)
{
    namespace fs = std::filesystem;
    const FreshFolder folder;
    const fs::path day = folder / "20261130";
    fs::create_directories(day);
    std::ofstream(day / "0001_20261130T001500.000000+0800.mp4") << "kept";
    const auto begin_clip = [&](const char* name) {
        auto fresh = std::make_unique<geo::NewFile>(day / (std::string(name) + ".json"));
        std::ofstream(fresh->path().parent_path() / (std::string(name) + ".mp4")) << "half";
        return fresh;
    };
    const pid_t killed = fork();
    if (killed == 0) {
        begin_clip("0002").release();
        _exit(0);
    }
    waitpid(killed, nullptr, 0);
    {
        const auto mine = begin_clip("0003");
        const pid_t other = fork();
        if (other == 0) {
            console::clear_unfinished_evidence(folder.path);
            _exit(0);
        }
        waitpid(other, nullptr, 0);
        EXPECT_TRUE(fs::exists(mine->path().parent_path() / "0003.mp4"));
        EXPECT_EQ(std::distance(fs::directory_iterator(day), {}), 2) << "the clip that was there and the folder of the one being written";
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(day), {}), 1);
    console::clear_unfinished_evidence(folder / "none");
}

}
