// Cameras on loopback that speak RTSP in ways that were met: one client, sessions that last, sign-ins, line ends.

#include "video/dial/rtsp_session.h"

#include "video/error.h"

#include "tests/video/local_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace video;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using video_test::Client;
using video_test::LocalServer;

constexpr const char* sdp = "v=0\r\nm=application 0 RTP/AVP 107\r\na=control:meta\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n";

/// What a camera says to each method, and how it takes leave.
struct Manners {
    std::string eol = "\r\n";
    std::string challenge;             // asked of whoever does not sign in; empty: of nobody
    bool hangs_up_behind_401 = false, hangs_up_at_options = false, refuses_tcp = false, demands = false;
    std::string redirect, redirect_on; // where to, at which method
    int most_sessions = 1000;
};

/// Serves one client at a time: whoever dials while another is served waits.
class ManneredCamera {
public:
    explicit ManneredCamera(Manners manners) : manners_(std::move(manners)) {}

    std::string url(const std::string& sign_in = {}) const { return "rtsp://" + sign_in + "127.0.0.1:" + std::to_string(server_.port()) + "/cam"; }
    int port() const { return server_.port(); }
    int lines() const { return server_.clients(); }
    std::vector<std::string> asked() const
    {
        const std::lock_guard lock(mutex_);
        return methods_;
    }
    std::string text() const
    {
        const std::lock_guard lock(mutex_);
        return text_;
    }
    int sessions() const { return sessions_; }

private:
    void talk(Client& client)
    {
        for (std::string heard;;) {
            if (heard.find("\r\n\r\n") == std::string::npos)
                heard += client.receive_until("\r\n\r\n");
            const auto end = heard.find("\r\n\r\n");
            if (end == std::string::npos)
                return;
            const std::string request = heard.substr(0, end + 4);
            heard.erase(0, end + 4);
            std::istringstream words(request);
            std::string method, url, sequence = request.substr(request.find("CSeq: ") + 6);
            words >> method >> url;
            sequence = sequence.substr(0, sequence.find('\r'));
            {
                const std::lock_guard lock(mutex_);
                methods_.push_back(method);
                text_ += request;
            }
            if (method.starts_with("RTSP/"))
                continue; // an answer to us
            const auto answer = [&](const std::string& status, std::vector<std::string> lines = {}, const std::string& body = {}) {
                std::string text = "RTSP/1.0 " + status + manners_.eol + "CSeq: " + sequence + manners_.eol;
                for (const std::string& line : lines)
                    text += line + manners_.eol;
                if (!body.empty())
                    text += "Content-Length: " + std::to_string(body.size()) + manners_.eol;
                return client.send(text + manners_.eol + body);
            };
            if (method == "OPTIONS" && manners_.hangs_up_at_options)
                return;
            if (method == manners_.redirect_on) {
                answer("302 Moved", {"Location: " + manners_.redirect});
                return;
            }
            if (!manners_.challenge.empty() && method != "OPTIONS" && request.find("Authorization: ") == std::string::npos) {
                answer("401 Unauthorized", {"WWW-Authenticate: " + manners_.challenge});
                if (manners_.hangs_up_behind_401)
                    return;
                continue;
            }
            if (method == "DESCRIBE") {
                answer("200 OK", {}, sdp);
            } else if (method == "SETUP" && manners_.refuses_tcp) {
                answer("461 Unsupported Transport");
            } else if (method == "SETUP") {
                if (sessions_ >= manners_.most_sessions) {
                    answer("453 Not Enough Bandwidth");
                    continue;
                }
                ++sessions_;
                answer("200 OK", {"Session: 12345;timeout=60", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"});
            } else if (method == "PLAY") {
                client.send(rtp(1)); // some begin before they answer
                answer("200 OK", {"Session: 12345"});
                if (manners_.demands)
                    client.send("OPTIONS * RTSP/1.0\r\nCSeq: 4711\r\n\r\n");
                client.send(rtp(2));
            } else if (method == "TEARDOWN") {
                --sessions_;
                answer("200 OK");
                return;
            } else {
                answer("200 OK", {"Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN"});
            }
        }
    }
    static std::string rtp(char number) { return std::string("$\0\0\x0c\x80\x61\0", 7) + number + std::string(8, 'x'); }

    const Manners manners_;
    mutable std::mutex mutex_;
    std::vector<std::string> methods_; // guarded by mutex_
    std::string text_;                 // guarded by mutex_
    std::atomic<int> sessions_ = 0;
    LocalServer server_{[this](Client& client) { talk(client); }};
};

Address address_of(const ManneredCamera& camera, const std::string& user = {}, const std::string& password = {})
{
    Address address = parse_address(camera.url());
    address.user = user, address.password = password;
    return address;
}

/// Two packets, and the leave.
void expect_plays(const Address& address)
{
    RtspSession session(address, {});
    ASSERT_TRUE(session.play(false));
    EXPECT_EQ(session.receive().substr(0, 4), std::string("\x80\x60\0\x01", 4)) << "its type is what the description says";
    EXPECT_EQ(session.receive()[3], 2);
}

TEST(RtspSession, SpeaksOnOneLineFromTheFirstWordToTheLast)
{
    ManneredCamera camera({});
    expect_plays(address_of(camera));
    EXPECT_THAT(camera.asked(), ElementsAre("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN"));
    EXPECT_EQ(camera.lines(), 1) << "a camera for one client is not dialled a second time";
    EXPECT_THAT(camera.text(), HasSubstr("SETUP " + camera.url() + "/trackID=1 RTSP/1.0"));
    EXPECT_THAT(camera.text(), HasSubstr("TEARDOWN " + camera.url() + " RTSP/1.0"));
}

TEST(RtspSession, TakesLeaveEachTimeSoThatAFullRecorderIsNeverMet)
{
    ManneredCamera camera({.most_sessions = 1});
    for (int i = 0; i < 5; ++i)
        expect_plays(address_of(camera));
    EXPECT_EQ(camera.sessions(), 0);
    RtspSession first(address_of(camera), {});
    first.play(false);
    EXPECT_EQ(camera.sessions(), 1);
}

TEST(RtspSession, OneThatStopsTakesLeaveAsWell)
{
    ManneredCamera camera({});
    {
        RtspSession session(address_of(camera), {});
        ASSERT_TRUE(session.play(false));
        session.ask([] { return true; });
        session.receive();
        session.receive();
        EXPECT_THROW(session.receive(), Error);
    }
    EXPECT_EQ(camera.asked().back(), "TEARDOWN");
}

TEST(RtspSession, IsNoStricterThanOthers)
{
    for (const Manners& manners : {Manners{.eol = "\n"}, Manners{.hangs_up_at_options = true}, Manners{.demands = true}})
        expect_plays(address_of(ManneredCamera(manners)));
    ManneredCamera demanding({.demands = true});
    expect_plays(address_of(demanding));
    EXPECT_THAT(demanding.text(), HasSubstr("RTSP/1.0 200 OK\r\nCSeq: 4711\r\n"));
}

TEST(RtspSession, IsSentOnAtOptionsAndAtDescribe)
{
    for (const char* method : {"OPTIONS", "DESCRIBE"}) {
        ManneredCamera there({});
        ManneredCamera here({.redirect = there.url(), .redirect_on = method});
        expect_plays(address_of(here));
        EXPECT_EQ(there.asked().back(), "TEARDOWN") << method;
        try {
            RtspSession(address_of(here, "u", "p"), {});
            ADD_FAILURE() << "a sign-in is for one host";
        } catch (const Error& error) {
            EXPECT_EQ(error.cause, Cause::broken_data);
        }
        EXPECT_THAT(there.text(), Not(HasSubstr("Authorization")));
    }
}

TEST(RtspSession, SignsInAsItIsAsked)
{
    const char* const ways[] = {"Basic realm=\"a\"", "Digest realm=\"a\", nonce=\"n\"", "Digest realm=\"a\", nonce=\"n\", algorithm=MD5, qop=\"auth\"",
                                "Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256", "Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256, Digest realm=\"a\", nonce=\"m\", algorithm=MD5"};
    for (const char* way : ways)
        for (const bool hangs_up : {false, true}) {
            ManneredCamera camera({.challenge = way, .hangs_up_behind_401 = hangs_up});
            expect_plays(address_of(camera, "viewer", "s3cret"));
            EXPECT_THAT(camera.text(), Not(HasSubstr("s3cret"))) << way;
            EXPECT_EQ(camera.lines(), hangs_up ? 2 : 1) << way;
            EXPECT_EQ(camera.asked().back(), "TEARDOWN");
        }
    ManneredCamera strange({.challenge = "Strange realm=\"a\""});
    try {
        RtspSession(address_of(strange, "u", "p"), {});
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.cause, Cause::sign_in_kind);
    }
}

TEST(RtspSession, SaysWhenTcpIsNotTakenAndWhenAllAreServed)
{
    ManneredCamera udp({.refuses_tcp = true}), full({.most_sessions = 0});
    RtspSession session(address_of(udp), {});
    EXPECT_FALSE(session.play(false));
    session.hang_up();
    RtspSession late(address_of(full), {});
    try {
        late.play(false);
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.cause, Cause::busy) << error.what();
    }
}

}
