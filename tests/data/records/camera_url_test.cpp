#include "data/records/camera_url.h"

#include <gtest/gtest.h>

namespace {

TEST(CameraUrl, HostsAreFoundWithoutSignInAndPort)
{
    const std::pair<const char*, const char*> rows[] = {
        {"rtsp://10.1.2.3/live", "10.1.2.3"},
        {"rtsp://admin:p@ss@Recorder-East:8554/ch1?x=y", "recorder-east"},
        {"http://[fd00::1]:80/s", "[fd00::1]"},
        {"rtsp://user@host", "host"},
        {"rtsp://10.1.2.3?at=a@b/c", "10.1.2.3"},
        {"demo:217", ""},
        {"/srv/clip.mp4", ""},
        {"file:///srv/clip.mp4", ""},
        {"", ""},
    };
    for (const auto& [url, host] : rows)
        EXPECT_EQ(data::host_of_url(url), host) << url;
}

/// The forms that cameras and recorders are sold with; WORD is nowhere kept, and what leads to the stream stays.
TEST(CameraUrl, NoPasswordStaysInAnyUsualForm)
{
    const std::pair<const char*, const char*> rows[] = {
        {"rtsp://admin:WORD@10.1.2.3:554/ch1", "rtsp://10.1.2.3:554/ch1"},
        {"rtsp://10.1.2.3/ch1?pwd=WORD&x=1", "rtsp://10.1.2.3/ch1?x=1"},
        {"rtsp://10.1.2.3/ch1?passwd=WORD", "rtsp://10.1.2.3/ch1"},
        {"rtsp://10.1.2.3/ch1?token=WORD", "rtsp://10.1.2.3/ch1"},
        {"rtsp://10.1.2.3/ch1?auth=WORD", "rtsp://10.1.2.3/ch1"},
        {"rtsp://10.1.2.3/ch1?Password=WORD", "rtsp://10.1.2.3/ch1"},
        {"rtsp://10.1.2.3:554/user=admin_password=WORD_channel=1_stream=0.sdp?real_stream", "rtsp://10.1.2.3:554/channel=1_stream=0.sdp?real_stream"},
        {"rtsp://10.1.2.3:554/user=admin_password=WO_RD_channel=1_stream=0.sdp", "rtsp://10.1.2.3:554/channel=1_stream=0.sdp"},
        {"rtsp://10.1.2.3/user=admin&password=WORD&channel=1&stream=0.sdp", "rtsp://10.1.2.3/channel=1&stream=0.sdp"},
        {"rtsp://10.1.2.3/user=admin&password=WORD", "rtsp://10.1.2.3/"},
        {"http://10.1.2.3/videostream.cgi?loginuse=admin&loginpas=WORD", "http://10.1.2.3/videostream.cgi"},
        {"http://10.1.2.3/video.cgi?u=admin&p=WORD", "http://10.1.2.3/video.cgi"},
        {"admin:WORD@10.1.2.3/ch1", "10.1.2.3/ch1"},
        {"rtsp:\\\\admin:WORD@10.1.2.3\\ch1", "rtsp://10.1.2.3/ch1"},
        {"rtsp://10.1.2.3/ch1?authbasic=WORD", "rtsp://10.1.2.3/ch1"},
        {"rtsp://10.1.2.3/admin/WORD/ch1", "rtsp://10.1.2.3/ch1"},
        {"admin:WORD@10.1.2.3\r?", "10.1.2.3"},
        {"rtsp://admin:WORD@[fd00::1#WORD@x", "rtsp://x"}, // came apart: what follows the first looks like a second
    };
    for (const auto& [url, kept] : rows) {
        const data::StreamAddress address = data::without_credentials(url);
        EXPECT_EQ(address.url, kept);
        EXPECT_TRUE(address.had_credentials) << url;
        EXPECT_FALSE(data::without_credentials(address.url).had_credentials) << url << ": once is enough";
    }
}

TEST(CameraUrl, WhatIsNoPasswordStays)
{
    for (const char* url : {"rtsp://10.1.2.3:554/Streaming/Channels/101?transportmode=unicast", "http://10.1.2.3/list?p=2", "rtsp://10.1.2.3/cam/realmonitor?channel=1&subtype=0", "rtsp://[fd00::1]:554/a_b=c",
                            "rtsp://10.1.2.3/admin/ch1", "rtsp://10.1.2.3/a/b/c.sdp?user_id", "/srv/clips/a@b:c.mp4", "demo:217", "gate", "rtsp://10.1.2.3", ""}) {
        const data::StreamAddress address = data::without_credentials(url);
        EXPECT_EQ(address.url, url);
        EXPECT_FALSE(address.had_credentials) << url;
    }
}

TEST(CameraUrl, SubnetsAreThoseOfNumbers)
{
    EXPECT_EQ(data::subnet_of_host("10.1.2.3"), "10.1.2.0/24");
    for (const char* host : {"recorder", "10.1.2", "[fd00::1]", "", "a.b.c.d"})
        EXPECT_EQ(data::subnet_of_host(host), "") << host;
}

}
