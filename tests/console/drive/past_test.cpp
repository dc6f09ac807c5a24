// The past of a real camera on loopback: guarded unseen, written to disk, there again after a restart; files with their sidecars.

#include "tests/console/console_run.h"
#include "tests/video/camera_process.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

struct RealPast : testing::Test {
    ConsoleRun run;
    std::string workspace = run.folder() + "/w.sqlite";

    void make_workspace(const std::string& url)
    {
        const std::string table = run.folder() + "/cameras.csv";
        std::ofstream(table) << "number,code,name,lat,lon,main_url\n901,c901,gate,30.6,114.3," << url << "\n";
        const auto imported = run.gridwatch({"import", workspace, table, "--as", "cameras"});
        ASSERT_EQ(imported.status, 0) << imported.errors;
        fs::create_directories(run.folder() + "/config/gridwatch");
        std::ofstream(run.folder() + "/config/gridwatch/gridwatch.toml") << "[past]\ndisk = \"" << run.folder() << "/ring\"\nevidence = \"" << run.folder() << "/evidence\"\n";
    }
    void play(const std::string& script)
    {
        const std::string file = run.folder() + "/past.drive";
        std::ofstream(file) << "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\nrun wall.layout 1\n" << script;
        const auto result = run.console({workspace, "--drive", file, "--offscreen", "1280x800", "--lang", "en"});
        EXPECT_EQ(result.status, 0) << result.errors;
    }
};

TEST_F(RealPast, AGuardedCameraIsOnDiskAfterARestart)
{
    {
        video_test::CameraProcess cameras({"1"});
        ASSERT_FALSE(cameras.url().empty());
        make_workspace(cameras.url());
        play("run camera.guard 901\nwait guard.count = 1\n"
             "wait streams.running = 1 within 30\nwait guard.disk_kb >= 20 within 60\n"
             "expect pictures.not_live = 0\n"
             // Seen now: what is shown comes with a state that is true.
             "type 901\nkey Enter\nwait wall.1.state = live within 60\nexpect wall.1.pictures >= 1\n");
    }
    EXPECT_FALSE(fs::is_empty(run.folder() + "/ring"));
    // The camera is gone, the console was restarted: what the disk has is shown as recorded.
    play("type 901\nkey Enter\nwait wall.1.state = retrying within 60\n"
         "run replay.start 40\nwait wall.1.state = recorded within 60\nwait cameras.901.replay_at ~ 20 within 60\n"
         "run camera.guard 901\nwait guard.count = 0\n");
}

TEST_F(RealPast, SnapshotAndClipStandBesideWhatTheyAreFor)
{
    video_test::CameraProcess cameras({"1", "--sound", "pcma"});
    ASSERT_FALSE(cameras.url().empty());
    make_workspace(cameras.url());
    play("type 901\nkey Enter\nwait wall.1.state = live within 60\nwait cameras.901.kept_s >= 5 within 60\n"
         "run evidence.snapshot\nwait form.command = evidence.snapshot\nrun form.run\nwait form.error ~ what for\nkey Esc\nwait form.command = none\n"
         "run camera.mask 901 0,0 1,0 1,0.5 0,0.5\nwait cameras.901.masked = yes\nwait wall.1.state = live within 60\n"
         "run evidence.snapshot the gate stands open\nwait messages.last ~ Snapshot within 60\n"
         "run evidence.clip 3 the gate stands open\nwait messages.last ~ Clip within 60\nwait save.waiting = 0 within 30\n");
    std::vector<fs::path> sidecars;
    for (const auto& file : fs::recursive_directory_iterator(run.folder() + "/evidence"))
        if (file.path().extension() == ".json")
            sidecars.push_back(file.path());
    ASSERT_EQ(sidecars.size(), 2u);
    for (const fs::path& path : sidecars) {
        const auto sidecar = nlohmann::json::parse(std::ifstream(path));
        EXPECT_EQ(sidecar["camera"]["number"], 901);
        EXPECT_EQ(sidecar["purpose"], "the gate stands open");
        EXPECT_EQ(sidecar["masked"], true);
        EXPECT_EQ(sidecar["sha256"].get<std::string>().size(), 64u);
        const fs::path file = path.parent_path() / sidecar["file"].get<std::string>();
        EXPECT_EQ(fs::file_size(file), sidecar["bytes"].get<std::uintmax_t>());
        if (sidecar["kind"] == "clip") {
            EXPECT_EQ(sidecar["coded_anew"], true) << "what is masked is not copied";
            EXPECT_EQ(sidecar["sound"], "pcm_alaw");
            EXPECT_EQ(file.extension(), ".mkv") << "MP4 holds no G.711";
        }
    }
    const auto log = run.gridwatch({"log", workspace});
    EXPECT_NE(log.output.find("snapshot"), std::string::npos);
    EXPECT_NE(log.output.find("sha256="), std::string::npos);
}

}
