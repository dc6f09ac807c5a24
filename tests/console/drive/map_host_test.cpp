// A workspace names a base map from a server: nobody dials it before somebody of the seat has said so, and the seat remembers. `shot` has no one to ask.

#include "tests/console/console_run.h"
#include "tests/video/local_server.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

struct MapHost : testing::Test {
    ConsoleRun run;
    std::string tile = [] {
        std::vector<unsigned char> bytes;
        cv::imencode(".png", cv::Mat(256, 256, CV_8UC3, cv::Scalar(60, 120, 180)), bytes);
        return std::string(bytes.begin(), bytes.end());
    }();
    video_test::LocalServer server{[this](video_test::Client& client) {
        client.receive_until("\r\n\r\n");
        client.send(fmt::format("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", tile.size()) + tile);
    }};
    std::string workspace;

    std::string host() const { return fmt::format("127.0.0.1:{}", server.port()); }

    void SetUp() override
    {
        workspace = run.make_one_camera("rtsp://127.0.0.1:9/1");
        const std::string description = run.folder() + "/tiles.xml";
        std::ofstream(description) << fmt::format(
            R"(<GDAL_WMS><Service name="TMS"><ServerUrl>http://{}/${{z}}/${{x}}/${{y}}.png</ServerUrl></Service><DataWindow><UpperLeftX>-20037508.34</UpperLeftX>
<UpperLeftY>20037508.34</UpperLeftY><LowerRightX>20037508.34</LowerRightX><LowerRightY>-20037508.34</LowerRightY><TileLevel>17</TileLevel><TileCountX>1</TileCountX>
<TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow><Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>3</BandsCount></GDAL_WMS>)",
            host());
        const auto imported = run.gridwatch({"import", workspace, description, "--as", "basemap"});
        ASSERT_EQ(imported.status, 0) << imported.errors;
        ASSERT_EQ(server.clients(), 0) << "reading a description dials nobody";
    }
    std::string picture() const { return run.folder() + "/map.png"; }
};

TEST_F(MapHost, IsAskedForOnceAndRemembered)
{
    const std::string open = "wait workspace.loaded = yes within 60\nrun layout.desk\nrun map.layers\nwait shown.layers.allow.1 = yes within 30\n";
    run.play(workspace, open + "expect shown.layers.deny.1 = yes\nclick layers.deny.1\nwait shown.layers.deny.1 = no\n");
    EXPECT_EQ(server.clients(), 0);
    run.play(workspace, open + "expect shown.layers.deny.1 = no\n");
    EXPECT_EQ(server.clients(), 0) << "no is remembered";
    run.play(workspace, open + "click layers.allow.1\nwait shown.layers.allow.1 = no\nwait shown.map.settled = yes within 60\n");
    const int allowed = server.clients();
    EXPECT_GT(allowed, 0);
    run.play(workspace, "wait workspace.loaded = yes within 60\nrun layout.desk\nrun map.layers\nwait shown.map.settled = yes within 60\nexpect shown.layers.allow.1 = no\n");
}

TEST_F(MapHost, AShotIsToldWhichItMayDial)
{
    const auto without = run.gridwatch({"shot", workspace, picture(), "--size", "400x300", "--bbox", "114,30,114.1,30.1"});
    EXPECT_EQ(without.status, 1);
    EXPECT_THAT(without.errors, HasSubstr(host()));
    EXPECT_TRUE(fs::exists(picture()));
    EXPECT_EQ(server.clients(), 0);
    const auto with = run.gridwatch({"shot", workspace, picture(), "--size", "400x300", "--bbox", "114,30,114.1,30.1", "--allow-host", host()});
    EXPECT_EQ(with.status, 0) << with.errors;
    EXPECT_GT(server.clients(), 0);
}

/// A base map that is gone, cut or damaged is settled: the picture is made without it, and says so.
TEST(ShotWithoutALayer, MakesThePictureAndSaysWhatIsMissing)
{
    ConsoleRun run;
    const std::string workspace = run.make_one_camera("rtsp://127.0.0.1:9/1"), plan = run.folder() + "/plan.geojson", picture = run.folder() + "/map.png";
    std::ofstream(plan) << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[114,30],[114.1,30.1]]}}]})";
    ASSERT_EQ(run.gridwatch({"import", workspace, plan, "--as", "basemap"}).status, 0);
    for (const char* left : {"", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\"", "nothing of the kind"}) {
        std::ofstream(plan, std::ios::trunc) << left;
        fs::remove(picture);
        const auto result = run.gridwatch({"shot", workspace, picture, "--size", "400x300"});
        EXPECT_EQ(result.status, 1) << left;
        EXPECT_THAT(result.errors, HasSubstr("gridwatch shot: without the layer plan")) << left;
        EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
        EXPECT_TRUE(fs::exists(picture)) << left;
    }
    fs::remove(plan);
    const auto result = run.gridwatch({"shot", workspace, picture, "--size", "400x300"});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.errors, HasSubstr("is not there"));
}

}
