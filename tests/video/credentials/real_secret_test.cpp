// Dials with a password into every fault there is and searches all that was said, logged and printed for it.

#include "video/log.h"
#include "video/percent.h"
#include "video/stream/dialling.h"
#include "video/stream/stream.h"

#include "fault_proxy.h"
#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"
#include "tests/video/printed.h"
#include "tests/video/states.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>

using namespace video;
using namespace std::chrono_literals;
using video_test::CameraProcess;
using video_test::Client;
using video_test::LocalServer;

namespace {

const std::string user = "gw-operator-7391", password = "Zq7@kX/9wp: %41v#n?m";
// The password, its pieces between what programs split at, percent-encoded and in base64 (alone, and after "user:").
const char* const tell_tales[] = {"Zq7", "kX/9wp", "kX%2F9wp", "9wp", "%41v", "gw-operator-7391", "WnE3QGtYLzl3", "Z3ctb3BlcmF0b3I", "NzM5MTpacTdA"};

struct Fault {
    std::string name, url; // without a sign-in
    std::string user = ::user, password = ::password;
};

/// The user and password in the address, as people paste them, or beside it.
std::string pasted(const Fault& fault, bool encoded)
{
    const auto at = fault.url.find("://") + 3;
    const auto put = [&](const std::string& text) { return encoded ? percent_encoded(text) : text; };
    return fault.url.substr(0, at) + put(fault.user) + ":" + put(fault.password) + "@" + fault.url.substr(at);
}

void answer_http(Client& client, const char* status)
{
    const std::string asked = client.receive_until("\r\n\r\n");
    client.send(std::string("HTTP/1.1 ") + status + "\r\nX-You-Said: " + asked.substr(0, 200) +
                "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

/// Repeats to the client what the client said, as careless devices do in their error messages.
void echo_rtsp(Client& client)
{
    for (;;) {
        const std::string asked = client.receive_until("\r\n\r\n");
        if (asked.empty())
            return;
        if (asked.starts_with("OPTIONS"))
            client.send("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
        else if (asked.find("Authorization") == std::string::npos)
            client.send("RTSP/1.0 401 Unauthorized\r\nCSeq: 2\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n");
        else
            client.send("RTSP/1.0 455 " + asked.substr(asked.find("Authorization:"), 80) + "\r\nCSeq: 3\r\n\r\n");
    }
}

TEST(RealSecret, a_password_dialled_into_every_fault_is_never_said_logged_or_printed)
{
    const CameraProcess cameras({"1", "--user", user, "--password", password, "--size", "160x90"});
    CameraProcess dying({"1", "--user", user, "--password", password, "--size", "160x90"});
    ASSERT_FALSE(cameras.url().empty());
    ASSERT_FALSE(dying.url().empty());
    const LocalServer mute([](Client& client) { client.keep_silent(); });
    const LocalServer echo(echo_rtsp);
    const LocalServer forbidden([](Client& client) { answer_http(client, "403 Forbidden"); });
    const LocalServer asks([](Client& client) { answer_http(client, "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\""); });
    const auto at = [](const std::string& scheme, int port, const char* path) {
        return scheme + "://127.0.0.1:" + std::to_string(port) + path;
    };
    std::vector<Fault> faults{
        {"well", cameras.url()},
        {"wrong password", cameras.url(), user, password + "x"},
        {"killed", dying.url()},
        {"no such stream", at("rtsp", std::stoi(cameras.port()), "/cam9")},
        {"closed port", at("rtsp", video_test::closed_port(), "/cam1")},
        {"silent port", at("rtsp", mute.port(), "/cam1")},
        {"device that echoes", at("rtsp", echo.port(), "/cam1")},
        {"web server", at("rtsp", forbidden.port(), "/cam1")},
        {"web refuses", at("http", forbidden.port(), "/x.mjpg")},
        {"web asks", at("http", asks.port(), "/x.mjpg")},
        {"closed web port", at("http", video_test::closed_port(), "/x.mjpg")},
        {"no TLS", at("rtsps", mute.port(), "/cam1")},
        {"no name", "rtsp://camera.invalid/cam1"},
        {"not a scheme", at("nonsense", mute.port(), "/cam1")},
        {"no port", "rtsp://127.0.0.1:99999/cam1"},
    };
    std::vector<std::unique_ptr<::fault::Proxy>> proxies;
    for (const char* spoiled : {"loss=10", "garbage", "noise", "half", "cut", "stall", "standing", "jump"}) {
        auto kind = ::fault::fault_from(spoiled);
        ASSERT_TRUE(kind);
        kind->after_s = 0.5;
        proxies.push_back(std::make_unique<::fault::Proxy>(std::stoi(cameras.port()), *kind));
        faults.push_back({spoiled, at("rtsp", proxies.back()->port(), "/cam1")});
    }

    std::mutex mutex;
    std::vector<std::string> said; // guarded by mutex
    const auto say = [&](const std::string& text) {
        std::lock_guard lock(mutex);
        said.push_back(text);
    };
    set_log_sink([&](LogLevel, const std::string& line) { say("log: " + line); });
    std::string printed;
    int lively = 0;
    {
        video_test::Printed catching;
        std::vector<std::unique_ptr<Stream>> streams;
        for (std::size_t i = 0; i < faults.size(); ++i) {
            const Fault& one = faults[i];
            StreamOptions options{.name = std::to_string(i)};
            if (i % 3 == 0) {
                options.url = pasted(one, i % 2 == 0);
            } else if (i % 3 == 1) {
                options.url = one.url;
                options.user = one.user, options.password = one.password;
            } else {
                options.url = one.url;
                options.sign_in = [one] { return SignIn{one.user, one.password, ""}; };
            }
            streams.push_back(std::make_unique<Stream>(std::move(options)));
            streams.back()->want({.width = 80, .height = 45});
        }
        // Until each of them is frozen or refused, was tried once more, or plays through it.
        struct Told {
            SystemTime faulty_since;
            bool is_all = false;
        };
        std::vector<Told> told(streams.size());
        const auto look = [&](std::size_t i) {
            const Status status = streams[i]->status();
            const std::string& name = faults[i].name;
            if (!status.detail.empty())
                say(name + ": " + status.detail);
            if (status.state == State::live) {
                ++lively;
                if (name == "killed")
                    dying.end();
                told[i].is_all = told[i].is_all || name == "well" || name == "loss=10" || name == "jump";
            }
            if (status.state == State::retrying && told[i].faulty_since == SystemTime{})
                told[i].faulty_since = status.since;
            const bool is_again = told[i].faulty_since != SystemTime{} && status.since != told[i].faulty_since;
            told[i].is_all = told[i].is_all || is_again || status.state == State::frozen || status.state == State::refused;
        };
        const bool are_told = video_test::until(
            [&] {
                for (std::size_t i = 0; i < streams.size(); ++i)
                    look(i);
                return std::ranges::all_of(told, &Told::is_all);
            },
            60s);
        for (std::size_t i = 0; i < streams.size() && !are_told; ++i)
            EXPECT_TRUE(told[i].is_all) << faults[i].name << " stands at " << video_test::describe(streams[i]->status());
        streams.clear();
        // The diary dials in its own way.
        for (const Fault& one : faults) {
            if (one.name == "silent port" || one.name == "no TLS")
                continue; // 8 s each, and nothing is said
            const Diary diary = keep_diary({.url = pasted(one, false)}, {.wait = 2s});
            for (const std::string& text : {diary.url, diary.detail, diary.dialled, diary.codec})
                say("diary of " + one.name + ": " + text);
        }
        EXPECT_TRUE(wait_for_reaper(30s));
        printed = catching.take();
    }
    set_log_sink(nullptr);
    EXPECT_GT(lively, 0) << "the password was right and nothing played";
    EXPECT_GT(said.size(), faults.size()) << "nothing was said: this proves nothing";
    said.push_back("printed: " + printed);
    for (const std::string& text : said)
        for (const char* tale : tell_tales)
            ASSERT_EQ(text.find(tale), std::string::npos) << text;
}

}
