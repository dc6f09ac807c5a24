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

TEST(CameraUrl, SubnetsAreThoseOfNumbers)
{
    EXPECT_EQ(data::subnet_of_host("10.1.2.3"), "10.1.2.0/24");
    for (const char* host : {"recorder", "10.1.2", "[fd00::1]", "", "a.b.c.d"})
        EXPECT_EQ(data::subnet_of_host(host), "") << host;
}

}
