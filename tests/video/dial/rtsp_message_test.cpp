#include "video/dial/rtsp_message.h"

#include <gtest/gtest.h>

using namespace video;

namespace {

const char* const challenge = "RTSP/1.0 401 Unauthorized\r\nCSeq: 2\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                              "WWW-Authenticate: Digest realm=\"a, b\", nonce=\"n1\"\r\n\r\n";

TEST(RtspMessage, an_answer_is_read_once_it_is_whole)
{
    const std::string whole =
        "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 4\r\nPublic:  OPTIONS, DESCRIBE \r\n\r\nv=0\n";
    for (std::size_t i = 0; i < whole.size(); ++i) {
        EXPECT_TRUE(looks_like_rtsp(whole.substr(0, i)));
        EXPECT_FALSE(parse_rtsp_answer(whole.substr(0, i)));
    }
    const auto answer = parse_rtsp_answer(whole);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->reason, "OK");
    EXPECT_EQ(answer->header("public"), "OPTIONS, DESCRIBE");
    EXPECT_EQ(answer->body, "v=0\n");
    EXPECT_FALSE(looks_like_rtsp("HTTP/1.1 400 Bad Request"));
    EXPECT_FALSE(looks_like_rtsp("SSH-2.0"));
}

TEST(RtspMessage, odd_answers_do_no_harm)
{
    for (const char* text :
         {"RTSP/1.0\r\n\r\n", "RTSP/1.0 abc\r\n\r\n", "RTSP/1.0 200\r\nno colon\r\n: empty\r\n\r\n", "\r\n\r\n"})
        EXPECT_TRUE(parse_rtsp_answer(text)) << text;
}

TEST(RtspMessage, a_challenge_is_taken_apart)
{
    const auto fields =
        parse_challenge(" realm=\"a, b\", Nonce=\"n=1\",algorithm=MD5, stale=TRUE, qop=\"auth,auth-int\"");
    EXPECT_EQ(fields.at("realm"), "a, b");
    EXPECT_EQ(fields.at("nonce"), "n=1");
    EXPECT_EQ(fields.at("algorithm"), "MD5");
    EXPECT_EQ(fields.at("stale"), "TRUE");
    EXPECT_EQ(fields.at("qop"), "auth,auth-int");
    EXPECT_TRUE(parse_challenge("nothing here").empty());
}

TEST(RtspMessage, digest_agrees_with_the_example_of_rfc_2617)
{
    RtspAnswer answer;
    answer.headers = {{"www-authenticate",
                       "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                       "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""}};
    const RtspRequest request{.method = "GET", .url = "/dir/index.html"};
    const std::string value = sign_in(answer, request, "Mufasa", "Circle Of Life", "0a4f113b");
    EXPECT_NE(value.find("response=\"6629fae49393a05397450978507c4ef1\""), std::string::npos) << value;
    EXPECT_NE(value.find("nc=00000001, cnonce=\"0a4f113b\""), std::string::npos);
    EXPECT_NE(value.find("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""), std::string::npos);
}

TEST(RtspMessage, digest_agrees_with_the_sha_256_example_of_rfc_7616)
{
    RtspAnswer answer;
    answer.headers = {
        {"www-authenticate", "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, "
                             "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\""},
        {"www-authenticate", "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, "
                             "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\""}};
    const RtspRequest request{.method = "GET", .url = "/dir/index.html"};
    const std::string value =
        sign_in(answer, request, "Mufasa", "Circle of Life", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    EXPECT_NE(value.find("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"), std::string::npos)
        << value;
}

TEST(RtspMessage, digest_is_preferred_to_basic)
{
    const auto answer = parse_rtsp_answer(challenge);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(sign_in(*answer, {.method = "DESCRIBE", .url = "rtsp://h/"}, "u", "p", "c")
                    .starts_with("Digest username=\"u\", realm=\"a, b\""));
    RtspAnswer basic;
    basic.headers = {{"www-authenticate", "Basic realm=\"x\""}};
    EXPECT_EQ(sign_in(basic, {}, "Aladdin", "open sesame", ""), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    EXPECT_EQ(sign_in({}, {}, "u", "p", ""), "");
}

/// Found by the fuzz target rtsp.
TEST(RtspMessage, a_challenge_ends_no_header_of_ours)
{
    RtspAnswer answer;
    answer.headers = {{"www-authenticate", "Digest realm=\"a\nX-More: b\", nonce=\"n\r1\", opaque=\"o\x7f\", algorithm=MD5\t"}};
    const std::string value = sign_in(answer, {.method = "DESCRIBE", .url = "rtsp://h/"}, "u", "p", "c");
    EXPECT_TRUE(value.starts_with("Digest username=\"u\", realm=\"aX-More: b\", nonce=\"n1\"")) << value;
    EXPECT_EQ(value.find_first_of("\r\n\t\x7f"), std::string::npos) << value;
}

TEST(RtspDescription, tells_whether_there_is_sound)
{
    EXPECT_TRUE(describes_sound("v=0\r\nm=video 0 RTP/AVP 96\r\nm=audio 0 RTP/AVP 8\r\n"));
    EXPECT_TRUE(describes_sound("m=audio 0 RTP/AVP 0\n"));
    EXPECT_FALSE(describes_sound("v=0\r\ns=m=audio 0\r\nm=video 0 RTP/AVP 96\r\n"));
    EXPECT_FALSE(describes_sound(""));
}

}
