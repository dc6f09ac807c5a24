#include "video/dial/tls.h"
#include "video/stream/dialling.h"

#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"
#include "tests/video/states.h"
#include "tests/video/tls_front.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

using namespace video;
using namespace std::chrono_literals;
using video_test::reaches;

namespace {

class RealTls : public testing::Test {
protected:
    static void SetUpTestSuite() { cameras = new video_test::CameraProcess({"1", "--size", "160x90", "--user", "u", "--password", "p w"}); }
    static void TearDownTestSuite()
    {
        delete cameras;
        cameras = nullptr;
    }
    void TearDown() override
    {
        ::unsetenv("SSL_CERT_FILE");
        EXPECT_TRUE(wait_for_reaper(30s));
    }
    static int camera_port() { return std::stoi(cameras->port()); }
    static StreamOptions options_for(const video_test::TlsFront& front, const std::string& fingerprint = "", const std::string& host = "127.0.0.1")
    {
        return {.name = "1",
                .url = "rtsps://" + host + ":" + std::to_string(front.port()) + "/cam1",
                .sign_in = [fingerprint] { return SignIn{"u", "p w", fingerprint}; }};
    }

    static inline video_test::CameraProcess* cameras = nullptr;
};

TEST_F(RealTls, a_certificate_of_nobody_we_know_is_not_taken)
{
    const video_test::TlsFront front(camera_port(), "127.0.0.1");
    Stream stream(options_for(front));
    ASSERT_TRUE(reaches(stream, State::retrying, Cause::certificate));
    EXPECT_NE(stream.status().detail.find(front.fingerprint()), std::string::npos) << "what to write down: " << stream.status().detail;
}

TEST_F(RealTls, the_fingerprint_written_down_is_taken_and_another_is_not)
{
    const video_test::TlsFront front(camera_port(), "somewhere.example");
    Stream good(options_for(front, front.fingerprint()));
    EXPECT_TRUE(reaches(good, State::live));
    std::string other = front.fingerprint();
    other.back() = other.back() == '0' ? '1' : '0';
    for (const std::string& wrong : {other, std::string("sha256:12"), std::string("x")}) {
        Stream bad(options_for(front, wrong));
        EXPECT_TRUE(reaches(bad, State::retrying, Cause::certificate)) << wrong;
    }
}

TEST_F(RealTls, a_certificate_of_a_trusted_authority_must_be_for_the_host)
{
    const video_test::TlsFront front(camera_port(), "127.0.0.1"), elsewhere(camera_port(), "camera.example");
    std::string folder = (std::filesystem::temp_directory_path() / "gridwatch-tls-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    std::ofstream(folder + "/authorities.pem") << front.pem() << elsewhere.pem();
    ::setenv("SSL_CERT_FILE", (folder + "/authorities.pem").c_str(), 1);
    {
        Stream good(options_for(front));
        EXPECT_TRUE(reaches(good, State::live));
        Stream wrong_host(options_for(elsewhere));
        EXPECT_TRUE(reaches(wrong_host, State::retrying, Cause::certificate));
    }
    EXPECT_TRUE(wait_for_reaper(30s));
    std::filesystem::remove_all(folder);
}

TEST_F(RealTls, a_port_that_speaks_no_tls_is_not_a_video_device)
{
    Stream stream({.name = "1", .url = "rtsps://127.0.0.1:" + cameras->port() + "/cam1"});
    EXPECT_TRUE(reaches(stream, State::retrying, Cause::not_rtsp));
    const auto keep_silent = [](video_test::Client& client) { client.keep_silent(); };
    const video_test::LocalServer mute(keep_silent), other(keep_silent);
    const auto at = [](const video_test::LocalServer& server) { return "rtsps://127.0.0.1:" + std::to_string(server.port()) + "/cam1"; };
    std::optional<Stream> dropped(std::in_place, StreamOptions{.name = "2", .url = at(mute)});
    const Stream waits({.name = "3", .url = at(other)});
    ASSERT_TRUE(video_test::until([&] { return mute.clients() > 0 && other.clients() > 0; }));
    dropped.reset();
    EXPECT_TRUE(wait_for_reaper(30s));
    EXPECT_EQ(waits.status().state, State::connecting) << "a handshake is waited for 8 s, the stop was not";
}

TEST_F(RealTls, https_is_checked_too)
{
    const video_test::LocalServer web([](video_test::Client& client) { client.receive_until("\r\n\r\n"); });
    const video_test::TlsFront front(web.port(), "127.0.0.1");
    Stream stream({.name = "1", .url = "https://127.0.0.1:" + std::to_string(front.port()) + "/x.mjpg"});
    EXPECT_TRUE(reaches(stream, State::retrying, Cause::certificate));
}

TEST_F(RealTls, the_diary_says_when_the_certificate_was_checked)
{
    const video_test::TlsFront front(camera_port(), "127.0.0.1");
    const Diary diary = keep_diary(options_for(front, front.fingerprint()));
    EXPECT_EQ(diary.cause, Cause::none) << diary.detail;
    std::vector<Mark> marks;
    for (const DiaryMark& mark : diary.marks)
        marks.push_back(mark.mark);
    EXPECT_EQ(marks, (std::vector{Mark::resolved, Mark::connected, Mark::secured, Mark::answered, Mark::signed_in, Mark::described, Mark::opened,
                                  Mark::packet, Mark::key_frame, Mark::picture}));
}

TEST(Tls, fingerprints_are_read_as_people_paste_them)
{
    const std::string digits(64, 'a');
    std::string colons;
    for (int i = 0; i < 32; ++i)
        colons += i ? ":AA" : "AA";
    EXPECT_EQ(tidy_fingerprint(digits), "sha256:" + digits);
    EXPECT_EQ(tidy_fingerprint("sha256:" + digits), "sha256:" + digits);
    EXPECT_EQ(tidy_fingerprint("SHA256:" + colons), "sha256:" + digits);
    for (const char* wrong : {"", "sha256:", "abc", "sha1:aaaa", "no fingerprint"})
        EXPECT_EQ(tidy_fingerprint(wrong), "") << wrong;
}

}
