// The console dials cameras whose passwords are in this machine's credentials, through faults too; then every file it wrote
// and every line it printed is searched for them.

#include "tests/console/console_run.h"

#include "fault_proxy.h"
#include "tests/video/camera_process.h"
#include "tests/video/until.h"
#include "video/credentials/credential_file.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const std::string user = "gw-operator-7391", password = "Zq7@kX/9wp: %41v";
// Plain, percent-encoded, in base64 alone and after "user:", and the wrong one that is tried first.
const char* const tell_tales[] = {"Zq7", "kX/9wp", "kX%2F9wp", "WnE3QGtYLzl3", "NzM5MTpacTdA", "gw-operator-7391", "wr0ng-Secret"};

std::string text_of(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

void write_cameras(const std::string& file, const std::vector<std::string>& urls)
{
    std::ofstream out(file);
    out << "number,name,lon,lat,main_url,credential\n";
    for (std::size_t i = 0; i < urls.size(); ++i)
        out << i + 1 << ",Camera " << i + 1 << ",114.3" << i << ",30.6,\"" << urls[i] << "\"," << (i + 1 == urls.size() ? "" : i == 1 ? "stale" : i == 2 ? "nowhere" : "recorder") << "\n";
}

TEST(RealSecretConsole, NothingItWritesOrPrintsHoldsAPassword)
{
    const video_test::CameraProcess cameras({"1", "--user", user, "--password", password, "--size", "160x90"});
    ASSERT_FALSE(cameras.url().empty());
    const int port = std::stoi(cameras.port());
    const fault::Proxy stall(port, {.kind = fault::Fault::Kind::stall, .after_s = 1}), cut(port, {fault::Fault::Kind::cut});
    const auto at = [](int to) { return "rtsp://127.0.0.1:" + std::to_string(to) + "/cam1"; };
    ConsoleRun run;
    const std::string credentials = run.folder() + "/config/gridwatch/credentials", list = run.folder() + "/cameras.csv";
    write_cameras(list, {cameras.url(), cameras.url(), cameras.url(), at(stall.port()), at(cut.port()),
                         "rtsp://" + user + ":" + password + "@127.0.0.1:" + std::to_string(port) + "/cam1"});
    video::set_credential(credentials, false, "recorder", {user, password, ""});
    video::set_credential(credentials, false, "stale", {user, "wr0ng-Secret", ""});
    const auto imported = run.gridwatch({"import", run.workspace(), list, "--as", "cameras"});
    ASSERT_EQ(imported.status, 0) << imported.errors;

    const std::string script = run.folder() + "/secret.drive";
    {
        std::ofstream out(script);
        out << "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\nrun wall.layout 9\n";
        for (int tile = 1; tile <= 6; ++tile)
            out << "run wall.focus " << tile << "\ntype " << tile << "\nwait wall.typed = " << tile << "\nkey Enter\nwait wall." << tile
                << ".camera = " << tile << "\n";
        out << "wait wall.1.state = live within 60\n"
               "wait wall.3.state = refused within 60\n"
               "expect cameras.3.cause = no_credential\n"
               "wait wall.6.state = refused within 60\n"
               "wait wall.4.state = frozen within 60\n"
               "wait wall.5.state = retrying within 60\n"
               // The password of 2 is mended meanwhile.
               "wait wall.2.state = live within 60\n"
               "wait wall.4.state = retrying within 60\n";
    }
    // Mends the stale credential once the console has been refused with it.
    std::atomic<bool> over = false;
    std::thread mender([&] {
        const fs::path log = run.folder() + "/state/gridwatch/gridwatch.log";
        const bool is_refused = video_test::until([&] { return over || text_of(log).find("camera 2; state=refused cause=wrong_password") != std::string::npos; },
                                                  std::chrono::minutes(10));
        if (is_refused && !over)
            video::set_credential(credentials, false, "stale", {user, password, ""});
    });
    const auto result = run.console({run.workspace(), "--drive", script, "--offscreen", "1280x720"});
    over = true;
    mender.join();
    EXPECT_EQ(result.status, 0) << result.errors;

    const auto probed = run.gridwatch({"probe", cameras.url(), "--credential", "recorder", "--measure", "0"});
    EXPECT_EQ(probed.status, 0) << probed.errors;
    const auto refused = run.gridwatch({"probe", "rtsp://" + user + ":wr0ng-Secret@" + cameras.url().substr(7)});
    EXPECT_EQ(refused.status, 1);
    const auto tested = run.gridwatch({"credential", "test", "recorder", cameras.url()});
    EXPECT_EQ(tested.status, 0) << tested.errors;
    const auto listed = run.gridwatch({"credential", "list", "--json"});
    EXPECT_NE(listed.output.find("recorder"), std::string::npos);

    std::vector<std::pair<std::string, std::string>> written;
    for (const auto& run_result : {imported, result, probed, refused, tested, listed})
        written.emplace_back("printed", run_result.output + run_result.errors);
    bool has_log = false, has_workspace = false;
    for (const auto& entry : fs::recursive_directory_iterator(run.folder()))
        if (entry.is_regular_file() && entry.path() != credentials && entry.path() != list) {
            written.emplace_back(entry.path().string(), text_of(entry.path()));
            has_log = has_log || entry.path().filename() == "gridwatch.log";
            has_workspace = has_workspace || entry.path() == run.workspace();
        }
    EXPECT_TRUE(has_log && has_workspace);
    for (const auto& [what, text] : written)
        for (const char* tale : tell_tales)
            EXPECT_EQ(text.find(tale), std::string::npos) << what << " holds " << tale;
}

}
