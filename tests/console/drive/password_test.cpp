// A password entered at the tile of a camera that asks for one: the camera comes back, and the word is in one file only.

#include "tests/console/console_run.h"
#include "tests/video/camera_process.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

TEST(RealPassword, IsEnteredAtTheTileAndStandsInOneFileOnly)
{
    const std::string secret = "pelican 17 harbour";
    ConsoleRun run;
    video_test::CameraProcess camera({"1", "--user", "duty", "--password", secret});
    ASSERT_FALSE(camera.url().empty());
    const std::string workspace = run.make_one_camera(camera.url(), ",credential", ",recorder-east");
    run.play(workspace, "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\nrun wall.layout 1\ntype 901\nkey Enter\n"
                        "wait wall.1.state = refused within 60\n"
                        // What was begun and left is forgotten.
                        "key E\nwait password.asked = yes\nwait shown.password.secret = yes\ntype something else\nkey Esc\nkey Esc\nwait password.asked = no\n"
                        "key E\nwait password.asked = yes\nwait shown.password.secret = yes\nclick password.user\ntype duty\nclick password.secret\ntype " +
                            secret +
                            "\nclick password.save\nwait password.asked = no within 30\nwait wall.1.state = live within 60\n"
                            // The key belongs to others again.
                            "key E\nexpect password.asked = no\n");
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(run.folder())) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (bytes.find("pelican") != std::string::npos)
            found.push_back(fs::relative(entry.path(), run.folder()));
    }
    EXPECT_EQ(found, std::vector<std::string>{"config/gridwatch/credentials"});
}

}
