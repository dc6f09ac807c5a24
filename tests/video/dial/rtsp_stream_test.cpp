#include "video/dial/rtsp_stream.h"

#include <gtest/gtest.h>

using namespace video;

namespace {

std::string packet(int channel, const std::string& bytes)
{
    return std::string{'$', static_cast<char>(channel), static_cast<char>(bytes.size() >> 8), static_cast<char>(bytes.size() & 0xff)} + bytes;
}

TEST(RtspStream, TakesTheSamePartsHoweverTheyAreCut)
{
    const std::string all = packet(0, "one") + "RTSP/1.0 200 OK\r\nCSeq: 7\r\nContent-Length: 2\r\n\r\nok" + packet(1, std::string(300, 'x')) + "OPTIONS * RTSP/1.0\r\nCSeq: 77\r\n\r\n" +
                            "RTSP/1.0 401 Unauthorized\nCSeq: 8\n\n" + packet(2, "");
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{100}, all.size()}) {
        RtspStream stream;
        std::string said;
        for (std::size_t at = 0; at < all.size(); at += piece) {
            stream.put(std::string_view(all).substr(at, piece));
            while (const auto part = stream.take()) {
                if (const auto* got = std::get_if<RtspPacket>(&*part))
                    said += std::to_string(got->channel) + ":" + std::to_string(got->bytes.size()) + " ";
                else if (const auto* answer = std::get_if<RtspAnswer>(&*part))
                    said += std::to_string(answer->status) + answer->body + " ";
                else
                    said += std::get<RtspDemand>(*part).method + std::get<RtspDemand>(*part).sequence + " ";
            }
        }
        EXPECT_EQ(said, "0:3 200ok 1:300 OPTIONS77 401 2:0 ") << piece;
        EXPECT_EQ(stream.size(), 0U);
    }
}

TEST(RtspStream, PassesOverWhatIsNoPart)
{
    RtspStream stream;
    stream.put("\x01\x02 noise $\x7f" + packet(0, "one") + "RTxx" + packet(0, "two"));
    EXPECT_EQ(std::get<RtspPacket>(*stream.take()).bytes, "one");
    EXPECT_EQ(std::get<RtspPacket>(*stream.take()).bytes, "two");
    EXPECT_FALSE(stream.take());
}

TEST(RtspDescription, IsTakenApart)
{
    const RtspDescription description = parse_description("v=0\r\ns=x\r\na=control:*\r\nm=audio 0 RTP/AVP 8\r\na=control:a\r\nm=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=control:trackID=1\n");
    ASSERT_EQ(description.media.size(), 2U);
    EXPECT_EQ(description.control, "*");
    EXPECT_EQ(description.head, "v=0\r\ns=x\r\na=control:*\r\n");
    EXPECT_EQ(description.media[0].kind, "audio");
    EXPECT_EQ(description.media[0].payload_type, 8);
    EXPECT_EQ(description.media[1].control, "trackID=1");
    EXPECT_EQ(description.media[1].payload_type, 96);
    EXPECT_EQ(description.media[1].text, "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n");
    EXPECT_TRUE(parse_description("").media.empty());
    EXPECT_EQ(parse_description("m=video").media.front().payload_type, -1);
}

TEST(RtspDescription, AStreamHasTheAddressThatClientsMakeOfIt)
{
    EXPECT_EQ(control_url("rtsp://h/x/", "trackID=1"), "rtsp://h/x/trackID=1");
    EXPECT_EQ(control_url("rtsp://h/x", "trackID=1"), "rtsp://h/x/trackID=1");
    EXPECT_EQ(control_url("rtsp://h/x?c=1", "trackID=1"), "rtsp://h/x?c=1/trackID=1");
    EXPECT_EQ(control_url("rtsp://h/x", "rtsp://k/y/1"), "rtsp://k/y/1");
    EXPECT_EQ(control_url("rtsp://h/x", "*"), "rtsp://h/x");
    EXPECT_EQ(control_url("rtsp://h/x", ""), "rtsp://h/x");
}

TEST(RtspMessage, lines_may_end_with_a_line_feed_alone)
{
    const std::string text = "RTSP/1.0 200 OK\nCSeq: 3\nContent-Length: 4\n\nv=0\n";
    const auto answer = parse_rtsp_answer(text);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->reason, "OK");
    EXPECT_EQ(answer->body, "v=0\n");
    EXPECT_EQ(rtsp_message_length(text + "more"), text.size());
    EXPECT_FALSE(rtsp_message_length(text.substr(0, text.size() - 1)));
}

TEST(RtspMessage, several_challenges_may_stand_in_one_header)
{
    RtspAnswer answer;
    answer.headers = {{"www-authenticate", "Digest realm=\"a, Digest b\", nonce=\"n1\", algorithm=SHA-512, Digest realm=\"c\", nonce=\"n2\", Basic realm=\"d\""}};
    EXPECT_TRUE(sign_in(answer, {.method = "DESCRIBE", .url = "rtsp://h/"}, "u", "p", "c").starts_with("Digest username=\"u\", realm=\"c\", nonce=\"n2\""));
    answer.headers = {{"www-authenticate", "Digest realm=\"a\", nonce=\"n1\", qop=\"auth\""}};
    EXPECT_NE(sign_in(answer, {.method = "PLAY", .url = "rtsp://h/", .uses = 18}, "u", "p", "c").find("nc=00000012"), std::string::npos) << "each use of a nonce has its number";
}

}
