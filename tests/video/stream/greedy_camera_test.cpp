// Cameras that send more than any camera would, on loopback: what the program takes of it, and where it lets itself be sent.

#include "video/ceilings.h"
#include "video/error.h"
#include "video/stream/decoder.h"
#include "video/stream/picture_memory.h"
#include "video/stream/source_table.h"

#include "tests/video/local_server.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/frame.h>
}

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <mutex>
#include <set>

namespace {

using namespace video;
using testing::HasSubstr;
using video_test::Client;
using video_test::LocalServer;

std::string http_answer(const std::string& body, const std::string& type)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

/// A list of pieces with so many bytes.
std::string long_list(std::int64_t bytes)
{
    std::string list = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n";
    while (static_cast<std::int64_t>(list.size()) < bytes)
        list += "#EXTINF:2,\npiece.ts\n";
    return list + "#EXT-X-ENDLIST\n";
}

/// Why it could not be opened and read to a first packet; empty: it could.
std::string why_not(const std::string& url)
{
    try {
        const auto source = open_source({.address = parse_address(url), .dialled = {.numeric_host = "127.0.0.1"}});
        const PacketHandle packet = make_packet();
        for (int i = 0; i < 3; ++i)
            if (!source->read(*packet))
                return "the end";
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

std::string http_url(const LocalServer& server, const std::string& path) { return "http://127.0.0.1:" + std::to_string(server.port()) + path; }

TEST(GreedyCamera, AListOfPiecesEndsAtAMebibyte)
{
    LocalServer server([](Client& client) {
        client.receive_until("\r\n\r\n");
        client.send(http_answer(long_list(3 * ceiling::playlist), "application/vnd.apple.mpegurl"));
    });
    EXPECT_THAT(why_not(http_url(server, "/live.m3u8")), HasSubstr("list of pieces"));
}

TEST(GreedyCamera, SoDoesTheListThatAListNames)
{
    LocalServer server([](Client& client) {
        const std::string asked = client.receive_until("\r\n\r\n");
        const bool is_first = asked.find("/live.m3u8") != std::string::npos;
        client.send(http_answer(is_first ? "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\npieces\n" : long_list(3 * ceiling::playlist), "application/vnd.apple.mpegurl"));
    });
    EXPECT_THAT(why_not(http_url(server, "/live.m3u8")), HasSubstr("list of pieces"));
    EXPECT_GE(server.clients(), 2);
}

TEST(GreedyCamera, ACodedPictureIsAtMost32Mebibytes)
{
    LocalServer server([](Client& client) {
        client.receive_until("\r\n\r\n");
        client.send("HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=part\r\nConnection: close\r\n\r\n");
        const std::int64_t size = ceiling::packet + (std::int64_t{1} << 20);
        for (int i = 0; i < 4; ++i)
            if (!client.send("--part\r\nContent-Type: image/jpeg\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n\xff\xd8\xff\xe0" +
                             std::string(static_cast<std::size_t>(size), '\x55') + "\r\n"))
                return;
    });
    EXPECT_THAT(why_not(http_url(server, "/video.mjpg")), HasSubstr("larger than any camera's"));
}

/// Answers DESCRIBE by sending on to `to`; keeps what it was asked.
struct Redirector {
    std::mutex mutex;
    std::string asked; // guarded by mutex
    std::string to;    // guarded by mutex
    LocalServer server{[this](Client& client) {
        for (int number = 1;; ++number) {
            const std::string request = client.receive_until("\r\n\r\n");
            if (request.empty())
                return;
            const std::lock_guard lock(mutex);
            asked += request;
            const std::string head = "RTSP/1.0 " + std::string(request.starts_with("DESCRIBE") ? "302 Moved" : "200 OK") + "\r\nCSeq: " + std::to_string(number) + "\r\n";
            client.send(head + (request.starts_with("DESCRIBE") ? "Location: " + to + "\r\n\r\n" : "Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\n\r\n"));
        }
    }};

    std::string url(const std::string& sign_in = {}) const { return "rtsp://" + sign_in + "127.0.0.1:" + std::to_string(server.port()) + "/1"; }
    void send_to(const std::string& address)
    {
        const std::lock_guard lock(mutex);
        to = address;
    }
    std::string all_asked()
    {
        const std::lock_guard lock(mutex);
        return asked;
    }
};

TEST(GreedyCamera, IsFollowedThreeTimesAndNoMore)
{
    Redirector camera;
    camera.send_to(camera.url());
    EXPECT_THAT(why_not(camera.url()), HasSubstr("again and again"));
    EXPECT_LE(camera.server.clients(), 1 + ceiling::redirects + 1) << "the first dial, those that were followed, and the one that was let go of";
}

TEST(GreedyCamera, TakesASignInToNoOtherHostOrPort)
{
    Redirector other, camera;
    camera.send_to(other.url());
    EXPECT_THAT(why_not(camera.url("viewer:not-for-others@")), HasSubstr("a sign-in is for one host"));
    EXPECT_EQ(other.all_asked(), "");
}

/// A grey JPEG of that size, decoded again and again while each picture is held.
struct HeldPictures {
    explicit HeldPictures(int side)
    {
        cv::imencode(".jpg", cv::Mat(side, side, CV_8UC3, cv::Scalar(90, 90, 90)), coded);
        parameters = avcodec_parameters_alloc();
        parameters->codec_type = AVMEDIA_TYPE_VIDEO;
        parameters->codec_id = AV_CODEC_ID_MJPEG;
    }
    ~HeldPictures() { avcodec_parameters_free(&parameters); }

    /// How many there are when one more finds no room, or `most`.
    int fill(Decoder& decoder, int most)
    {
        const PacketHandle packet = make_packet();
        av_new_packet(packet.get(), static_cast<int>(coded.size()));
        std::copy(coded.begin(), coded.end(), packet->data);
        int held = 0;
        try {
            while (held < most)
                decoder.feed(packet.get(), [&](const AVFrame& picture) {
                    pictures.push_back(make_frame());
                    av_frame_ref(pictures.back().get(), &picture);
                    ++held;
                });
        } catch (const Error& error) {
            cause = error.cause;
        }
        return held;
    }

    std::vector<unsigned char> coded;
    AVCodecParameters* parameters = nullptr;
    std::vector<FrameHandle> pictures;
    Cause cause = Cause::none;
};

TEST(PicturesTogether, AreBoundedBesideWhatEachDecoderHasForItself)
{
    ASSERT_EQ(pictures_in_common(), 0);
    HeldPictures large(4096); // 24 MiB and more each
    {
        Decoder first(*large.parameters), second(*large.parameters);
        const int of_first = large.fill(first, 100);
        EXPECT_EQ(large.cause, Cause::no_room);
        EXPECT_GT(of_first, 5);
        EXPECT_LT(of_first, 13);
        EXPECT_LE(pictures_in_common(), ceiling::pictures_together);
        // Nothing in common is left, but an ordinary camera beside it has its own.
        HeldPictures ordinary(1000);
        Decoder third(*ordinary.parameters);
        EXPECT_EQ(ordinary.fill(third, 5), 5);
        large.pictures.clear();
        EXPECT_EQ(ordinary.cause, Cause::none);
    }
    EXPECT_EQ(pictures_in_common(), 0) << "what was held is given back with its decoder";
}

TEST(PicturesTogether, OutliveTheirDecoder)
{
    HeldPictures some(64);
    {
        Decoder decoder(*some.parameters);
        EXPECT_EQ(some.fill(decoder, 2), 2);
    }
    EXPECT_EQ(some.pictures[0]->width, 64);
    EXPECT_NEAR(some.pictures[1]->data[0][0], 90, 8);
}

TEST(Ceilings, EachHasANameOfItsOwn)
{
    std::set<std::string> names;
    for (const Ceiling& one : ceilings()) {
        EXPECT_GT(one.most, 0) << one.name;
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
    }
    EXPECT_EQ(names.size(), 8u);
}

}
