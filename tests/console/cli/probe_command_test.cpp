#include "console/cli/probe_command.h"

#include "fault_proxy.h"
#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace {

using console::ProbeArguments;
using video_test::CameraProcess;
using video_test::Client;
using video_test::LocalServer;

struct Probed {
    int status = 0;
    std::string out, err;
    nlohmann::json json;
};

Probed probe(const std::string& url, double measure_s = 3, double wait_s = 5)
{
    Probed result;
    std::ostringstream out, err;
    result.status = console::run_probe({.url = url, .wait_s = wait_s, .measure_s = measure_s, .json = true}, out, err);
    result.out = out.str();
    result.err = err.str();
    result.json = nlohmann::json::parse(result.out, nullptr, false);
    EXPECT_FALSE(result.json.is_discarded()) << result.out;
    return result;
}

std::string at(const std::string& scheme, int port) { return scheme + "://127.0.0.1:" + std::to_string(port) + "/cam1"; }

/// Hangs up in the middle of the talk, as a server does that is killed.
void die(Client& client)
{
    client.receive_until("\r\n\r\n");
    client.send("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
    client.receive_until("\r\n\r\n");
}

TEST(RealProbe, of_a_good_camera_has_every_step_in_order)
{
    const CameraProcess cameras({"1", "--user", "u", "--password", "s3cret!word", "--size", "320x180"});
    const std::string url = "rtsp://u:s3cret!word@" + cameras.url().substr(7);
    const Probed probed = probe(url);
    EXPECT_EQ(probed.status, 0) << probed.err;
    EXPECT_TRUE(probed.err.empty()) << probed.err;
    EXPECT_EQ(probed.json["result"], "picture");
    EXPECT_EQ(probed.json["state"], "live");
    EXPECT_EQ(probed.json["codec"], "h264");
    EXPECT_EQ(probed.json["width"], 320);
    EXPECT_EQ(probed.json["damaged"], 0);
    EXPECT_GT(probed.json["frames_per_s"], 5);
    std::vector<std::string> steps;
    int last = 0;
    for (const auto& step : probed.json["steps"]) {
        steps.push_back(step["step"]);
        EXPECT_GE(step["at_ms"], last);
        last = step["at_ms"];
    }
    EXPECT_EQ(steps, (std::vector<std::string>{"resolved", "connected", "answered", "signed_in", "described", "opened", "packet", "key_frame",
                                               "picture", "measured"}));
    EXPECT_EQ(probed.out.find("s3cret"), std::string::npos);

    std::ostringstream out, err;
    EXPECT_EQ(console::run_probe({.url = url, .measure_s = 1}, out, err), 0);
    EXPECT_NE(out.str().find("first key frame"), std::string::npos) << out.str();
    EXPECT_EQ(out.str().find("s3cret"), std::string::npos);
}

TEST(RealProbe, names_the_step_the_cause_and_the_remedy)
{
    const CameraProcess guarded({"1", "--user", "u", "--password", "right"});
    const LocalServer web([](Client& client) {
        client.receive_until("\r\n\r\n");
        client.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    });
    const LocalServer mute([](Client& client) { client.keep_silent(); });
    const LocalServer killed(die);
    struct Row {
        std::string url, stalled_at, cause;
    };
    const Row table[] = {
        {"rtsp://u:wr0ng-one@" + guarded.url().substr(7), "sign_in", "wrong_password"},
        {at("rtsp", video_test::closed_port()), "connect", "refused_connection"},
        {at("rtsp", web.port()), "sign_in", "not_rtsp"},
        {at("rtsp", mute.port()), "sign_in", "no_answer"},
        {at("rtsp", killed.port()), "sign_in", "ended"},
        {"rtsp://camera.invalid/cam1", "name", "name_not_found"},
        {at("rtsps", std::stoi(guarded.port())), "connect", "not_rtsp"},
        {"rtsp://", "", "bad_address"},
        {at("http", video_test::closed_port()), "connect", "refused_connection"},
        {"rtspt://127.0.0.1/cam1", "", "bad_scheme"},
        {"127.0.0.1:554/cam1", "describe", "no_scheme"},
        {"/nowhere/none.mp4", "describe", "no_file"},
    };
    for (const Row& row : table) {
        const Probed probed = probe(row.url);
        EXPECT_EQ(probed.status, 1) << row.url;
        EXPECT_EQ(probed.json["result"], "fault");
        EXPECT_EQ(probed.json["stalled_at"], row.stalled_at) << row.url;
        EXPECT_EQ(probed.json["cause"], row.cause) << row.url;
        EXPECT_FALSE(probed.json["remedy"].get<std::string>().empty()) << row.url;
        EXPECT_EQ(std::ranges::count(probed.err, '\n'), 1) << probed.err;
        EXPECT_EQ((probed.out + probed.err).find("wr0ng"), std::string::npos) << probed.out << probed.err;
    }
}

TEST(RealProbe, says_what_is_wrong_with_pictures_that_come)
{
    const CameraProcess plain({"1", "--size", "320x180"}), black({"1", "--fault", "black", "--size", "320x180"}),
        frozen({"1", "--fault", "frozen", "--after", "0", "--size", "320x180"});
    const int port = std::stoi(plain.port());
    const fault::Proxy garbage(port, {.kind = fault::Fault::Kind::garbage, .after_s = 0.5}), stalled(port, {fault::Fault::Kind::stall}),
        stalls(port, {.kind = fault::Fault::Kind::stall, .after_s = 0.3}), cut(port, {fault::Fault::Kind::cut});
    struct Row {
        const char* what;
        std::string url;
        int status;
        const char *state, *cause; // or one of several, between bars
    };
    const Row table[] = {
        {"black", black.url(), 0, "black", "none"},
        {"one coded picture again and again", frozen.url(), 0, "frozen", "repeated_picture"},
        {"stalls", at("rtsp", stalls.port()), 0, "frozen", "no_packets"},
        {"nothing at all", at("rtsp", stalled.port()), 1, "retrying", "no_packets"},
        {"garbage", at("rtsp", garbage.port()), 0, "frozen", "broken_data|no_packets"}, // what of it still looks like a packet is chance
        {"cut", at("rtsp", cut.port()), 1, "retrying", "ended"},
    };
    for (const Row& row : table) {
        const Probed probed = probe(row.url, 4);
        EXPECT_EQ(probed.status, row.status) << row.what << ": " << probed.out << probed.err;
        EXPECT_EQ(probed.json["state"], row.state) << row.what << ": " << probed.out;
        const std::string causes = std::string("|") + row.cause + "|", cause = "|" + probed.json["cause"].get<std::string>() + "|";
        EXPECT_NE(causes.find(cause), std::string::npos) << row.what << ": " << probed.out;
        EXPECT_FALSE(probed.json["remedy"].get<std::string>().empty()) << row.what;
    }
}

TEST(RealProbe, of_a_recording_gives_its_own_rate)
{
    const std::string file = SHARED_DATA "/video/derived/vtest_rot90.mp4";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "no recordings at " << file;
    const Probed probed = probe(file);
    EXPECT_EQ(probed.status, 0);
    EXPECT_EQ(probed.json["recording"], true);
    EXPECT_EQ(probed.json["height"], 768);
    EXPECT_GT(probed.json["frames_per_s"], 1);
}

}
