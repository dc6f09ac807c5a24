// What comes over HTTP, on loopback: where a camera may send us, with what, and that what it sends is played.

#include "video/ceilings.h"
#include "video/error.h"
#include "video/stream/source_table.h"

#include "tests/video/local_server.h"
#include "tests/video/test_clip.h"
#include "tests/video/tls_front.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <cstdlib>
#include <fstream>
#include <map>
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

/// A head for each path, and what comes after it; keeps what it was asked.
class Camera {
public:
    struct Answer {
        std::string head, body;
    };

    void answer(const std::string& path, const std::string& head, const std::string& body = {})
    {
        const std::lock_guard lock(mutex_);
        answers_[path] = {head, body};
    }
    void send_on(const std::string& path, const std::string& to) { answer(path, "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n"); }
    /// Three pictures as parts, then the end.
    void give_pictures(const std::string& path)
    {
        std::vector<unsigned char> coded;
        cv::imencode(".jpg", cv::Mat(48, 64, CV_8UC3, cv::Scalar(90, 120, 90)), coded);
        std::string body;
        for (int i = 0; i < 3; ++i)
            body += "--part\r\nContent-Type: image/jpeg\r\nContent-Length: " + std::to_string(coded.size()) + "\r\n\r\n" + std::string(coded.begin(), coded.end()) + "\r\n";
        answer(path, "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=part\r\nConnection: close\r\n\r\n", body);
    }
    std::string asked() const
    {
        const std::lock_guard lock(mutex_);
        return asked_;
    }
    int port() const { return server_.port(); }
    int clients() const { return server_.clients(); }
    std::string url(const std::string& path, const std::string& sign_in = {}) const { return "http://" + sign_in + "127.0.0.1:" + std::to_string(port()) + path; }

private:
    void talk(Client& client)
    {
        const std::string request = client.receive_until("\r\n\r\n");
        if (request.empty())
            return;
        std::istringstream words(request);
        std::string method, path;
        words >> method >> path;
        Answer found{"HTTP/1.1 404 Not Found\r\n\r\n", {}};
        {
            const std::lock_guard lock(mutex_);
            asked_ += request;
            if (const auto at = answers_.find(path); at != answers_.end())
                found = at->second;
            if (request.find("Authorization: ") == std::string::npos && path.starts_with("/guarded"))
                found = {"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"camera\", nonce=\"0a1b\", qop=\"auth\"\r\nContent-Length: 0\r\n\r\n", {}};
        }
        // "bytes=FROM-": a recording can be sought.
        if (const auto range = request.find("Range: bytes="); path.starts_with("/recording") && range != std::string::npos) {
            const auto from = static_cast<std::size_t>(std::strtoull(request.c_str() + range + 13, nullptr, 10));
            found = {"HTTP/1.1 206 Partial Content\r\nContent-Length: " + std::to_string(found.body.size() - from) + "\r\nContent-Range: bytes " + std::to_string(from) + "-" +
                         std::to_string(found.body.size() - 1) + "/" + std::to_string(found.body.size()) + "\r\n\r\n",
                     found.body.substr(from)};
        }
        client.send(found.head + found.body);
    }

    mutable std::mutex mutex_;
    std::map<std::string, Answer> answers_; // guarded by mutex_
    std::string asked_;                     // guarded by mutex_
    LocalServer server_{[this](Client& client) { talk(client); }};
};

std::unique_ptr<PacketSource> opened(const Address& address)
{
    Dialled dialled = dial(address, {});
    return open_source({.address = address, .dialled = std::move(dialled)});
}

int packets_of(PacketSource& source)
{
    const PacketHandle packet = make_packet();
    int packets = 0;
    while (source.read(*packet))
        ++packets;
    return packets;
}

int packets_of(const std::string& url) { return packets_of(*opened(parse_address(url))); }

/// Why it could not be opened; empty: it could.
Error why_not(const Address& address)
{
    try {
        opened(address);
    } catch (const Error& error) {
        return error;
    }
    return {Cause::none, ""};
}

TEST(HttpSource, ThreeRedirectsAreFollowedAndNoMore)
{
    Camera camera;
    for (int i = 0; i <= ceiling::redirects; ++i)
        camera.send_on("/" + std::to_string(i), camera.url("/" + std::to_string(i + 1)));
    camera.give_pictures("/" + std::to_string(ceiling::redirects + 1));
    EXPECT_EQ(packets_of(camera.url("/1")), 3) << "three of them";
    const std::string before = camera.asked();
    const Error error = why_not(parse_address(camera.url("/0")));
    EXPECT_THAT(error.what(), HasSubstr("again and again"));
    EXPECT_EQ(error.cause, Cause::broken_data);
    EXPECT_THAT(camera.asked().substr(before.size()), Not(HasSubstr("GET /4 "))) << "where the fourth leads nobody asks";
}

TEST(HttpSource, ASignInGoesToThePlaceItIsForAlone)
{
    Camera camera, other;
    camera.give_pictures("/guarded");
    camera.send_on("/here", "/guarded");
    camera.send_on("/there", other.url("/guarded"));
    other.give_pictures("/guarded");
    Address address = parse_address(camera.url("/here"));
    address.use({.user = "viewer", .password = "not for others", .fingerprint = {}});
    EXPECT_EQ(packets_of(*opened(address)), 3);
    EXPECT_THAT(camera.asked(), HasSubstr("Authorization: Digest username=\"viewer\""));
    EXPECT_THAT(camera.asked(), Not(HasSubstr("not for others")));

    address.target = "/there";
    EXPECT_EQ(why_not(address).cause, Cause::wrong_password) << "another port: asked without";
    EXPECT_THAT(other.asked(), HasSubstr("GET /guarded "));
    EXPECT_THAT(other.asked(), Not(HasSubstr("Authorization")));
    EXPECT_THAT(other.asked(), Not(HasSubstr("viewer")));
}

TEST(HttpSource, IsSentOnToNothingButHttp)
{
    const Folder folder;
    std::ofstream(folder / "x.mjpg") << "x";
    Camera camera;
    for (const std::string& to : {"file://" + (folder / "x.mjpg").string(), std::string("rtsp://127.0.0.1:9/1"), std::string("no address://")}) {
        camera.send_on("/1", to);
        EXPECT_EQ(why_not(parse_address(camera.url("/1"))).cause, Cause::broken_data) << to;
    }
}

/// Two dials of one address, and the library's own would not look at the certificate: both lines are ours.
TEST(HttpSource, EachSecuredLineIsChecked)
{
    Camera camera;
    camera.give_pictures("/1");
    const video_test::TlsFront front(camera.port(), "127.0.0.1");
    Address address = parse_address("https://127.0.0.1:" + std::to_string(front.port()) + "/1");
    address.fingerprint = front.fingerprint();
    EXPECT_EQ(packets_of(*opened(address)), 3);
    // Dialled, and then there is another device.
    Dialled dialled = dial(address, {});
    address.fingerprint.back() = address.fingerprint.back() == '0' ? '1' : '0';
    try {
        open_source({.address = address, .dialled = std::move(dialled)});
        ADD_FAILURE() << "it was played";
    } catch (const Error& error) {
        EXPECT_EQ(error.cause, Cause::certificate) << error.what();
    }
}

TEST(HttpSource, ChunksMakeTheSamePictures)
{
    Camera plain, chunked;
    plain.give_pictures("/1");
    std::vector<unsigned char> coded;
    cv::imencode(".jpg", cv::Mat(48, 64, CV_8UC3, cv::Scalar(90, 120, 90)), coded);
    const std::string part = "--part\r\nContent-Type: image/jpeg\r\nContent-Length: " + std::to_string(coded.size()) + "\r\n\r\n" + std::string(coded.begin(), coded.end()) + "\r\n";
    std::string body;
    for (const std::string& piece : {part.substr(0, 7), part.substr(7), part, part}) {
        std::ostringstream size;
        size << std::hex << piece.size();
        body += size.str() + "\r\n" + piece + "\r\n";
    }
    chunked.answer("/1", "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=part\r\nTransfer-Encoding: chunked\r\n\r\n", body + "0\r\n\r\n");
    EXPECT_EQ(packets_of(chunked.url("/1")), packets_of(plain.url("/1")));
}

TEST(HttpSource, ARecordingCanBeSought)
{
    const Folder folder;
    video_test::make_clip(folder / "clip.mp4", 48, 24);
    std::ostringstream bytes;
    bytes << std::ifstream(folder / "clip.mp4", std::ios::binary).rdbuf();
    Camera camera;
    camera.answer("/recording.mp4", "", bytes.str());
    const auto source = opened(parse_address(camera.url("/recording.mp4")));
    EXPECT_EQ(source->plays(), Plays::once);
    EXPECT_EQ(packets_of(*source), 48);
    EXPECT_TRUE(source->seek(1s));
    EXPECT_EQ(packets_of(*source), 24) << "a key frame each 24 pictures";
}

/// The list lies where it was found in the end, and so do its pieces and keys.
TEST(HttpSource, PiecesLieBesideTheListThatOneWasSentTo)
{
    Camera camera, other;
    camera.send_on("/live.m3u8", other.url("/deep/list.m3u8"));
    other.answer("/deep/list.m3u8", "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n\r\n",
                 "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\n#EXT-X-BYTERANGE:100@50\n#EXTINF:5,\npiece.ts\n#EXT-X-ENDLIST\n");
    other.answer("/deep/key", "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n", std::string(16, 'k'));
    EXPECT_NE(why_not(parse_address(camera.url("/live.m3u8"))).cause, Cause::none) << "the piece is not there";
    EXPECT_THAT(other.asked(), HasSubstr("GET /deep/key "));
    EXPECT_THAT(other.asked(), HasSubstr("GET /deep/piece.ts "));
    EXPECT_THAT(other.asked(), HasSubstr("Range: bytes=50-149"));
    EXPECT_EQ(camera.clients(), 2) << "the dial, and the one that was sent on";
}

TEST(HttpSource, SaysWhatIsWrong)
{
    Camera camera;
    camera.answer("/403", "HTTP/1.1 403 Forbidden\r\n\r\n");
    camera.answer("/500", "HTTP/1.1 500 Broken\r\n\r\n");
    camera.answer("/other", "SSH-2.0-x\r\n");
    const std::pair<const char*, Cause> table[] = {{"/403", Cause::wrong_password}, {"/nothing", Cause::not_found}, {"/500", Cause::device_error}, {"/other", Cause::not_rtsp}};
    for (const auto& [path, cause] : table)
        EXPECT_EQ(why_not(parse_address(camera.url(path))).cause, cause) << path;
}

TEST(HttpSource, LetsGoWhenToldTo)
{
    const LocalServer mute([](Client& client) { client.keep_silent(); });
    bool asked = false;
    EXPECT_THROW(open_source({.address = parse_address("http://127.0.0.1:" + std::to_string(mute.port()) + "/1"), .interrupted = [&] { return std::exchange(asked, true); }}), Error);
}

}
