#include "video/dial/rtsp_session.h"
#include "video/error.h"
#include "video/ffmpeg.h"
#include "video/log.h"

#include "tests/video/local_server.h"
#include "tests/video/states.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <gtest/gtest.h>

#include <cstring>
#include <mutex>
#include <optional>
#include <vector>

using namespace video;
using namespace std::chrono_literals;
using video_test::Client;
using video_test::LocalServer;
using video_test::reaches;
using video_test::until;

namespace {

std::string url_of(const LocalServer& server, const std::string& scheme = "rtsp")
{
    return scheme + "://127.0.0.1:" + std::to_string(server.port()) + "/cam1";
}

class RealDial : public testing::Test {
protected:
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
};

TEST_F(RealDial, a_closed_port_refuses_the_connection)
{
    for (const char* scheme : {"rtsp", "http"}) {
        Stream stream({.name = "1",
                       .url = std::string(scheme) + "://127.0.0.1:" + std::to_string(video_test::closed_port()) + "/"});
        EXPECT_TRUE(reaches(stream, State::retrying, Cause::refused_connection)) << scheme;
    }
}

TEST_F(RealDial, another_protocol_is_not_rtsp)
{
    const LocalServer web([](Client& client) {
        client.receive_until("\r\n\r\n");
        client.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    });
    const LocalServer greets([](Client& client) { client.send("SSH-2.0-OpenSSH_9.2\r\n"); });
    const LocalServer hangs_up([](Client&) {});
    for (const LocalServer* server : {&web, &greets, &hangs_up}) {
        Stream stream({.name = "1", .url = url_of(*server)});
        EXPECT_TRUE(reaches(stream, State::retrying, Cause::not_rtsp));
    }
}

TEST_F(RealDial, a_port_that_never_answers_gives_no_answer)
{
    const LocalServer server([](Client& client) { client.keep_silent(); });
    Stream stream({.name = "1", .url = url_of(server)});
    EXPECT_TRUE(reaches(stream, State::connecting));
    EXPECT_TRUE(reaches(stream, State::retrying, Cause::no_answer));
}

TEST_F(RealDial, dropping_a_stream_that_waits_for_an_answer_ends_it_soon)
{
    const LocalServer server([](Client& client) { client.keep_silent(); }), other([](Client& client) { client.keep_silent(); });
    std::optional<Stream> dropped(std::in_place, StreamOptions{.name = "1", .url = url_of(server)});
    const Stream waits({.name = "2", .url = url_of(other)});
    ASSERT_TRUE(until([&] { return server.clients() > 0 && other.clients() > 0; }));
    dropped.reset();
    EXPECT_TRUE(wait_for_reaper(30s));
    EXPECT_EQ(waits.status().state, State::connecting) << "an answer is waited for 8 s, the stop was not";
}

TEST_F(RealDial, each_step_is_said_and_each_answer_has_its_cause)
{
    struct Row {
        const char* answer;
        Cause cause;
    };
    for (const Row& row : {Row{"RTSP/1.0 404 Not Found\r\n\r\n", Cause::not_found},
                           {"RTSP/1.0 403 Forbidden\r\n\r\n", Cause::wrong_password},
                           {"RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n\r\n",
                            Cause::wrong_password},
                           {"RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Strange\r\n\r\n", Cause::sign_in_kind},
                           {"RTSP/1.0 453 Not Enough Bandwidth\r\n\r\n", Cause::busy},
                           {"RTSP/1.0 503 Service Unavailable\r\n\r\n", Cause::busy},
                           {"RTSP/1.0 500 Broken\r\n\r\n", Cause::device_error}}) {
        const LocalServer server([&](Client& client) {
            client.receive_until("\r\n\r\n");
            client.send("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
            while (client.receive_until("\r\n\r\n").starts_with("DESCRIBE"))
                client.send(row.answer);
        });
        Address address = parse_address(url_of(server));
        address.user = address.password = "someone";
        std::vector<Step> steps;
        try {
            dial_rtsp(address, {.on_step = [&](Step step) { steps.push_back(step); }});
            FAIL() << row.answer;
        } catch (const Error& error) {
            EXPECT_EQ(error.cause, row.cause) << row.answer;
        }
        EXPECT_EQ(steps, (std::vector{Step::name, Step::connect, Step::sign_in}));
    }
}

/// Grey pictures of 64×32 whose brightness moves, as a camera codes them.
class JpegCamera {
public:
    JpegCamera() : picture_(make_frame()), packet_(make_packet())
    {
        context_.reset(avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_MJPEG)));
        context_->width = picture_->width = 64;
        context_->height = picture_->height = 32;
        context_->pix_fmt = AV_PIX_FMT_YUVJ420P;
        context_->time_base = {1, 25};
        picture_->format = AV_PIX_FMT_YUVJ420P;
        check(avcodec_open2(context_.get(), nullptr, nullptr), "open the encoder");
        check(av_frame_get_buffer(picture_.get(), 0), "make a picture");
    }
    std::string next()
    {
        check(av_frame_make_writable(picture_.get()), "write to the picture");
        for (int plane = 0; plane < 3; ++plane)
            std::memset(picture_->data[plane], plane == 0 ? 60 + index_ % 32 * 4 : 128,
                        static_cast<std::size_t>(picture_->linesize[plane]) * (plane == 0 ? 32 : 16));
        picture_->pts = index_++;
        check(avcodec_send_frame(context_.get(), picture_.get()), "encode");
        check(avcodec_receive_packet(context_.get(), packet_.get()), "encode");
        const std::string bytes(reinterpret_cast<const char*>(packet_->data), static_cast<std::size_t>(packet_->size));
        av_packet_unref(packet_.get());
        return bytes;
    }

private:
    CodecHandle context_;
    FrameHandle picture_;
    PacketHandle packet_;
    int index_ = 0;
};

void serve_mjpeg(Client& client)
{
    client.receive_until("\r\n\r\n");
    client.send("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n");
    JpegCamera camera;
    while (!client.is_over()) {
        const std::string picture = camera.next();
        if (!client.send("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + std::to_string(picture.size()) +
                         "\r\n\r\n" + picture + "\r\n"))
            return;
        std::this_thread::sleep_for(40ms); // the camera's rate
    }
}

TEST_F(RealDial, mjpeg_over_http_is_live)
{
    const LocalServer server(serve_mjpeg);
    Stream stream({.name = "1", .url = url_of(server, "http")});
    EXPECT_TRUE(reaches(stream, State::live));
    EXPECT_EQ(stream.status().codec, "mjpeg");
    EXPECT_EQ(stream.status().width, 64);
    std::shared_ptr<const Frame> frame;
    EXPECT_TRUE(until([&] {
        if (auto next = stream.slot().take())
            frame = std::move(next);
        return frame && frame->serial > 10;
    }));
}

TEST_F(RealDial, http_that_asks_for_a_password_is_refused)
{
    const LocalServer server([](Client& client) {
        client.receive_until("\r\n\r\n");
        client.send("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: "
                    "0\r\nConnection: close\r\n\r\n");
    });
    Stream stream({.name = "1", .url = url_of(server, "http")});
    EXPECT_TRUE(reaches(stream, State::refused, Cause::wrong_password));
}

TEST_F(RealDial, no_log_line_holds_a_credential)
{
    std::mutex mutex;
    std::vector<std::string> lines;
    set_log_sink([&](LogLevel, const std::string& line) {
        std::lock_guard lock(mutex);
        lines.push_back(line);
    });
    const LocalServer server([](Client& client) {
        client.receive_until("\r\n\r\n");
        client.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
    const std::string host = "127.0.0.1:" + std::to_string(server.port());
    for (const std::string& url :
         {"http://admin:top/se@cret@" + host + "/x", "http://" + host + "/x?password=top/se@cret"}) {
        Stream stream({.name = "1", .url = url, .user = "admin", .password = "top/se@cret"});
        EXPECT_TRUE(until([&] { return stream.status().cause != Cause::none; }));
        EXPECT_EQ(stream.status().detail.find("se@cret"), std::string::npos) << stream.status().detail;
    }
    EXPECT_TRUE(wait_for_reaper(30s));
    set_log_sink(nullptr);
    for (const std::string& line : lines)
        for (const char* piece : {"top", "se@cret", "cret", "se%40cret"})
            EXPECT_EQ(line.find(piece), std::string::npos) << line;
}

}
