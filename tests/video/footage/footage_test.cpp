#include "video/footage/footage.h"

#include "video/error.h"
#include "video/stream/probe_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <future>

namespace video {
namespace {

namespace fs = std::filesystem;

/// A crossing of an avenue and a street 30 m ahead of a camera that looks north.
FootageScene crossing()
{
    FootageScene scene;
    scene.tilt_deg = 14;
    scene.roads = {{{{4, -200}, {4, 34}, {4, 300}}, 34}, {{{-150, 34}, {4, 34}, {160, 34}}, 18}};
    scene.buildings = {{{{40, 60}, {80, 60}, {80, 90}, {40, 90}}, 30, 7}, {{{-40, 60}, {-40, 90}, {-80, 90}, {-80, 60}}, 18, 8}};
    scene.areas = {{{{30, 0}, {60, 0}, {60, 20}, {30, 20}}, false}, {{{-60, 0}, {-30, 0}, {-30, 20}, {-60, 20}}, true}};
    scene.lamps = {{22, 60}, {-14, 80}};
    return scene;
}

double mean_difference(const Frame& a, const Frame& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.rgba.size(); ++i)
        sum += std::abs(int(a.rgba[i]) - int(b.rgba[i]));
    return sum / double(a.rgba.size());
}

double mean_of(const Frame& frame)
{
    double sum = 0;
    for (std::size_t i = 0; i < frame.rgba.size(); i += 4)
        sum += frame.rgba[i] + frame.rgba[i + 1] + frame.rgba[i + 2];
    return sum / double(frame.rgba.size() / 4 * 3);
}

constexpr FootageOptions small{160, 90, 12, 1};

class FootageFile : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string name = (fs::temp_directory_path() / "gridwatch-footage-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(FootageFile, DecodesToEveryFrame)
{
    double last = 0;
    draw_footage(crossing(), small, folder_ / "clip.mp4", [&](double progress) {
        EXPECT_GE(progress, last);
        last = progress;
    });
    EXPECT_EQ(last, 1);
    const FileCount probe = count_frames((folder_ / "clip.mp4").string());
    EXPECT_EQ(probe.pictures, 12);
    EXPECT_EQ(probe.width, 160);
    EXPECT_EQ(probe.height, 90);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(FootageFile, LeavesNothingWhenStoppedOrRefused)
{
    std::stop_source stop;
    const FootageOptions options{160, 90, 12, 20};
    EXPECT_THROW(draw_footage(crossing(), options, folder_ / "clip.mp4", [&](double progress) {
        if (progress > 0.4)
            stop.request_stop();
    }, stop.get_token()), Error);
    EXPECT_TRUE(fs::is_empty(folder_));
    EXPECT_THROW(draw_footage(crossing(), small, folder_ / "missing" / "clip.mp4"), Error);
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(FootageFile, IsWholeWhenTwoDrawItAtOnce)
{
    auto draw = [&] { draw_footage(crossing(), small, folder_ / "clip.mp4"); };
    auto other = std::async(std::launch::async, draw);
    EXPECT_NO_THROW(draw());
    EXPECT_NO_THROW(other.get());
    EXPECT_EQ(count_frames((folder_ / "clip.mp4").string()).pictures, 12);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST(Footage, PicturesDifferAndRepeatExactly)
{
    const FootageOptions options{320, 180, 12, 20};
    const Frame first = draw_footage_frame(crossing(), options, 0), again = draw_footage_frame(crossing(), options, 0);
    EXPECT_EQ(first.rgba, again.rgba);
    // Half a loop later the vehicles are elsewhere; one frame before the seam they are nearly back.
    const double moved = mean_difference(first, draw_footage_frame(crossing(), options, 120));
    const double back = mean_difference(first, draw_footage_frame(crossing(), options, 239));
    EXPECT_GT(moved, 1.0);
    EXPECT_LT(back, moved);
}

TEST(Footage, TimeOfDayAndWeatherShow)
{
    FootageScene scene = crossing();
    const Frame day = draw_footage_frame(scene, small, 0);
    scene.daylight = Daylight::night;
    EXPECT_LT(mean_of(draw_footage_frame(scene, small, 0)), mean_of(day) / 2);
    scene.daylight = Daylight::day;
    for (const Weather weather : {Weather::rain, Weather::fog}) {
        scene.weather = weather;
        EXPECT_GT(mean_difference(draw_footage_frame(scene, small, 0), day), 5);
    }
}

TEST(Footage, DrawsAnEmptyScene)
{
    const Frame frame = draw_footage_frame({}, small, 0);
    EXPECT_EQ(frame.width, 160);
    EXPECT_EQ(frame.rgba.size(), 160u * 90 * 4);
}

}
}
