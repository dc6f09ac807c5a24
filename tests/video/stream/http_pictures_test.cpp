// Pictures over HTTP in every way that was met: in parts, one after the other, one at a time, in pieces of a list; and pages that are none.

#include "video/stream/http_pictures.h"

#include "video/error.h"
#include "video/stream/playlist.h"
#include "video/stream/source_table.h"

#include "tests/video/local_server.h"
#include "tests/video/test_clip.h"

extern "C" {
#include <libavcodec/packet.h>
}

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <atomic>
#include <fstream>
#include <functional>
#include <mutex>
#include <sstream>

namespace {

using namespace video;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using video_test::Client;
using video_test::Folder;
using video_test::LocalServer;

std::string jpeg_of(int grey)
{
    std::vector<unsigned char> coded;
    cv::Mat picture(48, 64, CV_8UC3, cv::Scalar(grey, grey, grey));
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            picture.at<cv::Vec3b>(y, x)[0] = static_cast<unsigned char>((x * 37 + y * 91) % 256); // so that coded bytes hold stuffed ones
    cv::imencode(".jpg", picture, coded, {cv::IMWRITE_JPEG_QUALITY, 98, cv::IMWRITE_JPEG_RST_INTERVAL, 2});
    return {coded.begin(), coded.end()};
}

std::vector<std::string> taken(std::string_view bytes, std::size_t step)
{
    JpegParts parts;
    std::vector<std::string> pictures;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        parts.put(bytes.substr(at, step));
        while (auto picture = parts.take())
            pictures.push_back(std::move(*picture));
    }
    return pictures;
}

TEST(JpegParts, FindsPicturesWhateverStandsAroundThem)
{
    const std::string one = jpeg_of(60), two = jpeg_of(160);
    ASSERT_NE(one.find(std::string("\xff\0", 2)), std::string::npos) << "stuffed bytes are among them";
    const auto body = [&](const std::string& before, const std::string& between, const std::string& after) { return before + one + between + two + after; };
    const std::pair<const char*, std::string> table[] = {
        {"with lengths", body("--b\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\n", "\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n", "\r\n")},
        {"image/jpg", body("--b\r\nContent-Type: image/jpg\r\n\r\n", "\r\n--b\r\nContent-Type: image/jpg\r\n\r\n", "\r\n")},
        {"size in its type", body("--b\r\nContent-Type: image/jpeg; size=99\r\n\r\n", "\r\n--b\r\nContent-Type: image/jpeg; size=99\r\n\r\n", "\r\n")},
        {"no first boundary", body("Content-Type: image/jpeg\r\n\r\n", "\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n", "\r\n")},
        {"line feeds, no lengths", body("--b\nContent-Type: image/jpeg\n\n", "\n--b\nContent-Type: image/jpeg\n\n", "\n")},
        {"nothing between", body("", "", "")},
        {"filled with zeros", body(std::string(300, '\0'), std::string(300, '\0'), "")},
    };
    for (const auto& [what, bytes] : table)
        for (const std::size_t step : {std::size_t{1}, std::size_t{5}, std::size_t{1460}, bytes.size()})
            EXPECT_EQ(taken(bytes, step), (std::vector{one, two})) << what << ", " << step;
}

TEST(JpegParts, APictureThatIsCutEndsWhereTheNextBegins)
{
    const std::string one = jpeg_of(60), two = jpeg_of(160), cut = one.substr(0, one.size() - 40);
    EXPECT_EQ(taken(cut + two, 3), (std::vector{cut, two}));
    EXPECT_TRUE(taken("no picture at all", 3).empty());
    EXPECT_TRUE(taken(std::string("\xff\xd8\xff\xe0\xff\xff", 6) + one.substr(20), 3).size() <= 1U);
}

TEST(HttpPictures, AnAnswerIsKnownByTypeAndFirstBytes)
{
    struct Row {
        const char *type, *begin;
        BodyKind kind;
    };
    for (const Row& row : {Row{"multipart/x-mixed-replace; boundary=b", "--b", BodyKind::parts}, {"Multipart/Mixed", "", BodyKind::parts}, {"image/jpeg", "\xff\xd8\xff\xe0", BodyKind::picture},
                           {"application/octet-stream", "\xff\xd8\xff\xe0", BodyKind::picture}, {"text/plain", "#EXTM3U\n", BodyKind::list}, {"text/html; charset=utf-8", "x", BodyKind::page},
                           {"", " \r\n<!DOCTYPE html>", BodyKind::page}, {"application/octet-stream", "<HTML>", BodyKind::page}, {"application/mp4", "\0\0\0\x18 ftyp", BodyKind::other}})
        EXPECT_EQ(body_kind(row.type, row.begin), row.kind) << row.type << " " << row.begin;
    EXPECT_TRUE(is_login_page("<form><input TYPE=\"password\"></form>"));
    EXPECT_TRUE(is_login_page("<title>用户登录</title>"));
    EXPECT_FALSE(is_login_page("<h1>Traffic cameras</h1>"));
}

TEST(HttpPictures, HeadsTellHowOldAStillIsAndHowOftenToAsk)
{
    const auto times = [](std::vector<std::pair<std::string, std::string>> headers) { return still_times({.status = 200, .headers = std::move(headers)}); };
    const char* const now = "Sun, 06 Nov 1994 08:49:37 GMT";
    EXPECT_EQ(times({}).age, 0ms);
    EXPECT_FALSE(times({}).keep);
    EXPECT_EQ(times({{"date", now}, {"last-modified", "Sun, 06 Nov 1994 08:49:07 GMT"}}).age, 30s);
    EXPECT_EQ(times({{"date", now}, {"last-modified", "Sat, 06 Nov 1993 08:49:07 GMT"}}).age, 0ms) << "of a file, not of a picture";
    EXPECT_EQ(times({{"date", now}, {"last-modified", "Sun, 06 Nov 1994 09:00:00 GMT"}}).age, 0ms);
    EXPECT_EQ(times({{"age", "12"}}).age, 12s);
    EXPECT_EQ(times({{"cache-control", "public, Max-Age=20"}}).keep, 20s);
    EXPECT_EQ(times({{"cache-control", "no-store"}}).keep, 0s);
    EXPECT_EQ(times({{"date", now}, {"expires", "Sun, 06 Nov 1994 08:50:07 GMT"}}).keep, 30s);
    EXPECT_EQ(times({{"date", "yesterday"}, {"last-modified", "Xxx, 06 Yyy 1994 08:49:07 GMT"}}).age, 0ms);
    EXPECT_EQ(still_pace(std::nullopt), 10s);
    EXPECT_EQ(still_pace(0ms), 5s);
    EXPECT_EQ(still_pace(20s), 20s);
    EXPECT_EQ(still_pace(3600s), 60s);
}

/// Answers by a function of how often it was asked.
class Server {
public:
    explicit Server(std::function<std::string(const std::string& path, int asked)> answer) : answer_(std::move(answer)) {}
    std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(server_.port()) + path; }
    std::string asked() const
    {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    void talk(Client& client)
    {
        const std::string request = client.receive_until("\r\n\r\n");
        std::istringstream words(request);
        std::string method, path;
        words >> method >> path;
        {
            const std::lock_guard lock(mutex_);
            asked_ += request;
        }
        client.send(answer_(path, ++count_));
    }

    const std::function<std::string(const std::string&, int)> answer_;
    mutable std::mutex mutex_;
    std::string asked_; // guarded by mutex_
    std::atomic<int> count_ = 0;
    LocalServer server_{[this](Client& client) { talk(client); }};
};

std::string ok(const std::string& type, const std::string& body, const std::string& more = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more + "Connection: close\r\n\r\n" + body;
}

std::unique_ptr<PacketSource> opened(const std::string& url)
{
    const Address address = parse_address(url);
    return open_source({.address = address, .dialled = dial(address, {})});
}

TEST(HttpPictures, AStillIsAskedForAgainAndGivenWhenItIsNew)
{
    const std::string one = jpeg_of(60), two = jpeg_of(160);
    Server server([&](const std::string&, int asked) {
        switch (asked) {
        case 1: return ok("image/jpeg", one, "ETag: \"a\"\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
        case 2: return std::string("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n");
        case 3: return ok("image/jpeg", one);
        case 4: return std::string("HTTP/1.1 500 Broken\r\n\r\n"); // one that fails is passed over
        case 5: return ok("image/jpeg", two);
        default: return std::string("HTTP/1.1 500 Broken\r\n\r\n");
        }
    });
    const Address address = parse_address(server.url("/snapshot"));
    auto body = std::make_unique<HttpBody>(HttpOrder{.address = address, .own = address});
    HttpPictures pictures(std::move(body), {.address = address, .numeric_host = "127.0.0.1"}, [] { return false; }, {.least = 1ms, .most = 5ms, .usual = 2ms});
    const PacketHandle packet = make_packet();
    ASSERT_TRUE(pictures.read(*packet));
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)), one);
    EXPECT_EQ(pictures.delivery(), Delivery::still);
    const auto first = pictures.freshness();
    ASSERT_TRUE(first);
    ASSERT_TRUE(pictures.read(*packet));
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)), two);
    EXPECT_NE(pictures.freshness()->mark, first->mark);
    EXPECT_GE(pictures.freshness()->patience, 2min);
    EXPECT_THAT(server.asked(), HasSubstr("If-None-Match: \"a\"\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
    try {
        pictures.read(*packet);
        ADD_FAILURE() << "its server fails for good";
    } catch (const Error& error) {
        EXPECT_EQ(error.cause, Cause::device_error) << error.what();
    }
}

TEST(HttpPictures, EachKindOfAnswerIsDeliveredAsWhatItIs)
{
    const std::string one = jpeg_of(60), two = jpeg_of(160);
    Server server([&](const std::string& path, int) {
        if (path == "/parts")
            return "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n--b\r\nContent-Type: image/jpg\r\n\r\n" + one + "\r\n--b\r\n\r\n" + two + "\r\n";
        if (path == "/flow")
            return "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + one + two;
        if (path == "/login")
            return ok("text/html", "<html>Please log in</html>");
        if (path == "/page")
            return ok("text/html", "<html>Our cameras</html>");
        return ok("image/jpeg", one);
    });
    const PacketHandle packet = make_packet();
    for (const char* path : {"/parts", "/flow"}) {
        const auto source = opened(server.url(path));
        EXPECT_TRUE(source->read(*packet)) << path;
        EXPECT_TRUE(source->read(*packet)) << path;
        EXPECT_EQ(source->delivery(), Delivery::multipart) << path;
        EXPECT_FALSE(source->freshness()) << path;
        EXPECT_FALSE(source->read(*packet)) << path << ": it ended";
        EXPECT_EQ(source->plays(), Plays::live);
    }
    EXPECT_EQ(opened(server.url("/still.jpg"))->delivery(), Delivery::still);
    for (const auto& [path, cause] : {std::pair{"/login", Cause::login_page}, {"/page", Cause::web_page}})
        try {
            opened(server.url(path));
            ADD_FAILURE() << path;
        } catch (const Error& error) {
            EXPECT_EQ(error.cause, cause) << path;
        }
}

TEST(Playlist, SaysHowFarItGoesAndWhetherItIsOver)
{
    const auto news = parse_playlist("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:100\n#EXTINF:6.0,\na.ts\n#EXTINF:5.5,\nb.ts\n#EXTINF:6,\nc.ts\n#EXTINF:6,\nd.ts\n");
    ASSERT_TRUE(news);
    EXPECT_EQ(news->end, 104);
    EXPECT_FALSE(news->is_over);
    EXPECT_EQ(news->piece_s, 6);
    EXPECT_EQ(news->tail_s, 17.5);
    EXPECT_TRUE(parse_playlist("#EXTM3U\r\n#EXTINF:2,\r\na.ts\r\n#EXT-X-ENDLIST\r\n")->is_over);
    EXPECT_FALSE(parse_playlist("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n")) << "it names other lists";
    EXPECT_FALSE(parse_playlist("<html>"));
}

TEST(Playlist, IsDeliveredAsOneAndItsEndMakesItARecording)
{
    const Folder folder;
    video_test::make_clip(folder / "piece.ts", 48, 24);
    std::ostringstream piece;
    piece << std::ifstream(folder / "piece.ts", std::ios::binary).rdbuf();
    Server server([&](const std::string& path, int) {
        if (path.ends_with(".ts"))
            return ok("video/MP2T", piece.str());
        const std::string list = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts\n#EXTINF:2,\nc.ts\n";
        return ok("application/vnd.apple.mpegurl", list + (path == "/over.m3u8" ? "#EXT-X-ENDLIST\n" : ""));
    });
    const auto live = opened(server.url("/live.m3u8")), over = opened(server.url("/over.m3u8"));
    EXPECT_EQ(live->delivery(), Delivery::playlist);
    EXPECT_EQ(live->plays(), Plays::live);
    const auto fresh = live->freshness();
    ASSERT_TRUE(fresh);
    EXPECT_EQ(fresh->behind, 6s);
    EXPECT_EQ(fresh->patience, 6s);
    EXPECT_EQ(fresh->mark, opened(server.url("/live.m3u8"))->freshness()->mark) << "dialled anew it is no newer";
    EXPECT_EQ(over->plays(), Plays::once);
    EXPECT_FALSE(over->freshness());
}

}
