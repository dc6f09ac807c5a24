// Real cameras at a console in memory: one goes and comes back while somebody watches, never live while it is away; those of an incident
// are ready before they are asked for.

#include "tests/console/console_run.h"
#include "tests/video/camera_process.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>

namespace {

namespace fs = std::filesystem;

TEST(RealWall, LosesAndRegainsACamera)
{
    ConsoleRun run;
    std::optional<video_test::CameraProcess> camera(std::in_place, std::vector<std::string>{"1"});
    ASSERT_FALSE(camera->url().empty());
    const std::string port = camera->port(), workspace = run.make_one_camera(camera->url()), file = run.folder() + "/lost.drive";
    std::ofstream(file) << "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\nrun wall.layout 4\ntype 901\nkey Enter\nwait wall.1.state = live within 60\n"
                           "expect pictures.not_live = 0\nshot there.png\n"
                           "wait wall.1.state != live within 60\nexpect pictures.not_live = 1\nwait wall.1.state = retrying within 60\nwait conditions.901 = retrying\nshot away.png\n"
                           "wait wall.1.state = live within 90\nwait conditions.901 = live\nexpect pictures.not_live = 0\n";
    const pid_t child = run.start({"console", workspace, "--drive", file, "--offscreen", "1280x800", "--lang", "en"});
    const auto is_there = [&](const char* picture) {
        video_test::until([&] { return fs::exists(run.folder() + "/" + picture) || !run.is_running(child); }, std::chrono::minutes(2));
        return fs::exists(run.folder() + "/" + picture);
    };
    if (is_there("there.png"))
        camera.reset();
    if (is_there("away.png"))
        camera.emplace(std::vector<std::string>{"1", "--port", port});
    const auto played = run.wait(child);
    EXPECT_EQ(played.status, 0) << played.errors;
}

TEST(RealWall, TheCamerasOfAnIncidentAreReadyBeforeTheyAreAskedFor)
{
    ConsoleRun run;
    video_test::CameraProcess camera({"1"});
    ASSERT_FALSE(camera.url().empty());
    run.play(run.make_one_camera(camera.url()), "wait workspace.loaded = yes within 60\nkey F1\nwait layout = desk\n"
                                                "run report.start\nrun report.set title gas\nrun report.position 114.3 30.6002\nrun report.save\n"
                                                "wait intake.open = no\nwait cameras.901.state = live within 60\nwait cameras.901.pictures >= 1\n"
                                                // Nobody sees it yet: neither counted nor called wrong.
                                                "expect case.open = no\nexpect pictures.live = 0\n"
                                                "key C\nexpect case.1.camera = 901\nexpect case.1.state = live\nexpect case.1.pictures >= 1\n"
                                                "wait pictures.live = 1\n"
                                                // Looked at no longer: let go.
                                                "run incident.deselect\nwait streams.running = 0 within 20\nwait save.waiting = 0\n");
}

}
