// RTMP and SRT from a real server, where this machine has one: Debian's ffmpeg, which serves one client. Nothing of ours ever listens.

#include "video/stream/stream.h"

#include "tests/video/local_server.h"
#include "tests/video/states.h"
#include "tests/video/test_clip.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace video;
using namespace std::chrono_literals;

/// ffmpeg ARGUMENTS, ended with the object.
class ServerProcess {
public:
    explicit ServerProcess(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), {"ffmpeg", "-v", "error", "-nostdin"});
        std::vector<char*> words;
        for (std::string& argument : arguments)
            words.push_back(argument.data());
        words.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, 2);
            ::execv("/usr/bin/ffmpeg", words.data());
            ::_exit(127);
        }
    }
    ~ServerProcess()
    {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

private:
    pid_t child_ = -1;
};

TEST(RealServers, PlayOverRtmpAndSrt)
{
    if (!std::filesystem::exists("/usr/bin/ffmpeg"))
        GTEST_SKIP() << "no ffmpeg here";
    const video_test::Folder folder;
    const std::string clip = (folder / "clip.mp4").string();
    video_test::make_clip(clip, 480, 24);
    const std::string rtmp = "rtmp://127.0.0.1:" + std::to_string(video_test::closed_port()) + "/live/1", srt = "srt://127.0.0.1:" + std::to_string(video_test::closed_port());
    const ServerProcess of_rtmp({"-re", "-stream_loop", "-1", "-i", clip, "-c", "copy", "-f", "flv", "-listen", "1", rtmp});
    const ServerProcess of_srt({"-re", "-stream_loop", "-1", "-i", clip, "-c", "copy", "-f", "mpegts", srt + "?mode=listener"});
    for (const std::string& url : {rtmp, srt}) {
        Stream stream({.name = "1", .url = url});
        stream.want({.width = 160, .height = 90});
        EXPECT_TRUE(video_test::reaches(stream, State::live)) << url;
    }
    EXPECT_TRUE(wait_for_reaper(30s));
}

TEST(RealServers, AnAddressOfRtmpIsDialledAndNotListenedAt)
{
    const int port = video_test::closed_port();
    const Stream stream({.name = "1", .url = "rtmp://127.0.0.1:" + std::to_string(port) + "/live/1"});
    EXPECT_TRUE(video_test::until([&] { return stream.status().cause == Cause::refused_connection; })) << video_test::describe(stream.status());
    EXPECT_TRUE(wait_for_reaper(30s));
}

}
