// Every fault against the real server: what is shown, and after how many seconds. The figures of docs/FAULTS.md are what
// this prints; what is asserted is what is shown.

#include "video/past/packet_ring.h"
#include "video/stream/stream.h"

#include "fault_proxy.h"
#include "tests/video/camera_process.h"
#include "tests/video/fault_rows.h"
#include "tests/video/local_server.h"
#include "tests/video/tls_front.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace video;
using namespace std::chrono_literals;
using video_test::CameraProcess;
using video_test::Client;
using video_test::FaultRow;
using video_test::LocalServer;

namespace {

void print(const std::vector<FaultRow>& rows)
{
    for (const FaultRow& row : rows)
        std::printf("| %s | %s | %s |\n", row.fault.c_str(), state_names[static_cast<std::size_t>(row.expected)],
                    row.expected == State::live && row.other.empty() && row.shown_s == 0 ? "–" : std::to_string(row.shown_s).substr(0, 4).c_str());
}

void expect_shown(const std::vector<FaultRow>& rows)
{
    print(rows);
    for (const FaultRow& row : rows) {
        EXPECT_GE(row.shown_s, 0) << row.fault << " was never called " << state_names[static_cast<std::size_t>(row.expected)] << " but " << row.other;
        if (row.expected == State::live) {
            EXPECT_EQ(row.other, "") << row.fault << ": a live picture was called faulty";
        }
    }
}

/// The name of a fault, and what is to be said of it.
using FaultOf = std::pair<const char*, FaultRow>;

/// Streams that are live first; then `begin` starts all their faults at once.
class Live {
public:
    void add(FaultRow row, const std::string& url)
    {
        rows.push_back(std::move(row));
        rings.push_back(std::make_shared<PacketRing>());
        streams.push_back(std::make_unique<Stream>(StreamOptions{.name = std::to_string(rows.size()), .url = url, .sink = rings.back(), .keep_sound = true}));
        streams.back()->want({.width = 160, .height = 90});
    }
    void run(const std::function<void()>& begin, std::chrono::milliseconds limit)
    {
        for (std::size_t i = 0; i < streams.size(); ++i)
            ASSERT_TRUE(video_test::reaches(*streams[i], State::live)) << rows[i].fault;
        // Two whole intervals: the rhythm of the camera is known then, as it is of any camera that has run for a while.
        for (std::size_t i = 0; i < streams.size(); ++i)
            ASSERT_TRUE(video_test::until([&] { return std::ranges::count_if(rings[i]->packets(), &KeptPacket::key) > 2; })) << rows[i].fault;
        begin();
        const auto now = std::chrono::steady_clock::now();
        std::vector<std::thread> followers;
        for (std::size_t i = 0; i < streams.size(); ++i)
            followers.emplace_back([this, i, now, limit] { video_test::follow(*streams[i], rows[i], now, limit); });
        for (std::thread& follower : followers)
            follower.join();
        streams.clear();
        expect_shown(rows);
        EXPECT_TRUE(wait_for_reaper(30s));
    }
    std::vector<FaultRow> rows;

private:
    std::vector<std::shared_ptr<PacketRing>> rings;
    std::vector<std::unique_ptr<Stream>> streams;
};

TEST(RealFaultTable, of_the_line)
{
    const CameraProcess cameras({"12", "--size", "320x180", "--transport", "tcp"});
    ASSERT_EQ(cameras.urls().size(), 12u);
    const FaultOf table[] = {
        {"loss=1", {"1 % of the packets lost", State::live, Cause::none}},
        {"loss=5", {"5 % of the packets lost", State::live, Cause::none}},
        {"loss=10", {"10 % of the packets lost", State::live, Cause::none}},
        {"jump", {"its clock jumps an hour", State::live, Cause::none}},
        {"stall", {"connection open, no packets", State::frozen, Cause::no_packets}},
        {"standing", {"timestamps stand still, the picture moves", State::live, Cause::none}},
        {"garbage", {"garbage for pictures", State::frozen, Cause::broken_data}},
        {"half", {"half of each picture", State::frozen, Cause::none}},
        {"noise", {"bytes that are no packets", State::frozen, Cause::no_packets}},
        {"cut", {"connection cut in a packet", State::retrying, Cause::none}},
        {"delay", {"everything 3 s later from now on", State::late, Cause::none}},
    };
    std::vector<std::unique_ptr<::fault::Proxy>> proxies;
    Live live;
    int number = 0;
    for (const auto& [name, row] : table) {
        auto fault = ::fault::fault_from(name);
        ASSERT_TRUE(fault) << name;
        fault->after_s = -1;
        proxies.push_back(std::make_unique<::fault::Proxy>(std::stoi(cameras.port()), *fault));
        live.add(row, "rtsp://127.0.0.1:" + std::to_string(proxies.back()->port()) + "/cam" + std::to_string(++number));
    }
    live.run(
        [&] {
            for (auto& proxy : proxies)
                proxy->begin();
        },
        9s);
}

TEST(RealFaultTable, of_the_camera)
{
    const FaultOf table[] = {
        {"frozen", {"one coded picture again and again", State::frozen, Cause::repeated_picture}},
        {"black", {"black pictures", State::black, Cause::none}},
        {"blue", {"one colour", State::no_signal, Cause::one_colour}},
        {"bars", {"colour bars", State::no_signal, Cause::colour_bars}},
        {"dark", {"too dark to see anything", State::too_dark, Cause::none}},
        {"silent", {"server sends nothing more", State::frozen, Cause::no_packets}},
        {"silent", {"picture stops, sound goes on", State::frozen, Cause::no_packets}},
    };
    std::vector<std::unique_ptr<CameraProcess>> cameras;
    CameraProcess dying({"1", "--size", "320x180"});
    Live live;
    for (const auto& [name, row] : table) {
        std::vector<std::string> arguments{"1", "--size", "320x180", "--on-signal", "--fault", name};
        if (row.fault.ends_with("sound goes on"))
            arguments.insert(arguments.end(), {"--sound", "pcma"});
        cameras.push_back(std::make_unique<CameraProcess>(arguments));
        live.add(row, cameras.back()->url());
    }
    live.add({"server killed", State::retrying, Cause::none}, dying.url());
    live.run(
        [&] {
            for (const auto& camera : cameras)
                camera->begin_fault();
            dying.end();
        },
        9s);
}

TEST(RealFaultTable, of_the_dial)
{
    const CameraProcess guarded({"1", "--user", "u", "--password", "right", "--size", "160x90"});
    const LocalServer web([](Client& client) {
        client.receive_until("\r\n\r\n");
        client.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    });
    const LocalServer mute([](Client& client) { client.keep_silent(); });
    const video_test::TlsFront front(std::stoi(guarded.port()), "127.0.0.1");
    const auto at = [](const std::string& scheme, int port) { return scheme + "://127.0.0.1:" + std::to_string(port) + "/cam1"; };
    std::vector<std::pair<FaultRow, std::string>> table{
        {{"wrong password", State::refused, Cause::wrong_password}, "rtsp://u:wrong@" + guarded.url().substr(7)},
        {{"closed port", State::retrying, Cause::refused_connection}, at("rtsp", video_test::closed_port())},
        {{"port open, no RTSP", State::retrying, Cause::not_rtsp}, at("rtsp", web.port())},
        {{"port open, no answer", State::retrying, Cause::no_answer}, at("rtsp", mute.port())},
        {{"no such stream", State::retrying, Cause::not_found}, "rtsp://u:right@127.0.0.1:" + guarded.port() + "/cam7"},
        {{"name not found", State::retrying, Cause::name_not_found}, "rtsp://camera.invalid/cam1"},
        {{"certificate of nobody known", State::retrying, Cause::certificate}, at("rtsps", front.port())},
        {{"file that is not there", State::retrying, Cause::no_file}, "/nowhere/none.mp4"},
    };
    std::vector<FaultRow> rows;
    for (auto& [row, url] : table) {
        const auto begin = std::chrono::steady_clock::now();
        Stream stream({.name = "1", .url = url});
        video_test::follow(stream, row, begin, 20s);
        rows.push_back(row);
    }
    expect_shown(rows);
    EXPECT_TRUE(wait_for_reaper(30s));
}

/// In a network without any way out: 0 it was called unreachable, 1 it was not, 77 no such network here.
int dial_from_nowhere()
{
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return 77;
    FaultRow row{"host unreachable", State::retrying, Cause::unreachable};
    const auto begin = std::chrono::steady_clock::now();
    Stream stream({.name = "1", .url = "rtsp://192.0.2.7/cam1"});
    video_test::follow(stream, row, begin, 15s);
    print({row});
    std::fflush(stdout);
    return row.shown_s >= 0 ? 0 : 1;
}

TEST(RealFaultTable, of_the_network)
{
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer follows no child that starts threads";
#endif
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(dial_from_nowhere());
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77)
        GTEST_SKIP() << "this kernel lets nobody make a network of their own";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(RealFaultTable, a_server_that_comes_back_with_another_codec_plays)
{
    CameraProcess first({"1", "--size", "160x90", "--codec", "h264"});
    const CameraProcess second({"1", "--size", "160x90", "--codec", "h265"});
    ::fault::Proxy proxy(std::stoi(first.port()), {});
    Stream stream({.name = "1", .url = "rtsp://127.0.0.1:" + std::to_string(proxy.port()) + "/cam1"});
    ASSERT_TRUE(video_test::reaches(stream, State::live));
    EXPECT_EQ(stream.status().codec, "h264");
    const auto begin = std::chrono::steady_clock::now();
    proxy.lead_to(std::stoi(second.port()));
    proxy.hang_up();
    ASSERT_TRUE(video_test::until([&] { return stream.status().codec == "hevc" && stream.status().state == State::live; }));
    print({{"another codec (back live)", State::live, Cause::none, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()}});
}

}
