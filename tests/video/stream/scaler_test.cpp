#include "video/stream/scaler.h"

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
}

#include <gtest/gtest.h>

#include <cstring>

using namespace video;

namespace {

TEST(FitIntoBox, keeps_the_shape)
{
    struct Row {
        PictureSize coded;
        double aspect;
        int turns;
        PictureSize box, shown;
    };
    const Row table[] = {
        {{640, 360}, 0, 0, {640, 360}, {640, 360}},
        {{640, 360}, 0, 0, {4000, 4000}, {640, 360}}, // never larger than it is
        {{1920, 1080}, 1, 0, {640, 640}, {640, 360}},
        {{1920, 1080}, 1, 1, {640, 640}, {360, 640}},
        {{704, 576}, 16.0 / 11, 0, {2000, 2000}, {1024, 576}}, // PAL wide screen
        {{352, 576}, 24.0 / 11, 0, {384, 288}, {384, 288}},
        {{5000, 1}, 0, 0, {100, 100}, {100, 1}},
        {{1, 5000}, 0, 0, {100, 100}, {1, 100}},
    };
    for (const Row& row : table)
        EXPECT_EQ(fit_into_box(row.coded, row.aspect, row.turns, row.box), row.shown)
            << row.coded.width << "x" << row.coded.height << " turned " << row.turns;
}

FrameHandle make_picture(int format, int width, int height)
{
    FrameHandle picture = make_frame();
    picture->format = format;
    picture->width = width;
    picture->height = height;
    check(av_frame_get_buffer(picture.get(), 0), "make a test picture");
    for (int plane = 0; plane < 4 && picture->data[plane]; ++plane)
        std::memset(picture->data[plane], 128, picture->buf[plane] ? picture->buf[plane]->size - 64 : 0);
    return picture;
}

/// RGBA as a decoder would give it: red top left, green top right, blue bottom left, white bottom right; 40×20.
FrameHandle make_quadrants()
{
    FrameHandle picture = make_picture(AV_PIX_FMT_RGBA, 40, 20);
    const std::uint8_t colours[4][4] = {{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 255}};
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 40; ++x)
            std::memcpy(picture->data[0] + y * picture->linesize[0] + x * 4, colours[(y >= 10) * 2 + (x >= 20)], 4);
    return picture;
}

/// Letters of the corners' colours: top left, top right, bottom left, bottom right.
std::string corners(const Frame& frame)
{
    std::string result;
    for (const auto& [x, y] :
         {std::pair{0, 0}, {frame.width - 1, 0}, {0, frame.height - 1}, {frame.width - 1, frame.height - 1}}) {
        const std::uint8_t* pixel = &frame.rgba[(static_cast<std::size_t>(y) * frame.width + x) * 4];
        const bool red = pixel[0] > 128, green = pixel[1] > 128, blue = pixel[2] > 128;
        result += red && green && blue ? 'w' : red ? 'r' : green ? 'g' : blue ? 'b' : '?';
    }
    return result;
}

TEST(Scaler, turns_clockwise)
{
    const FrameHandle picture = make_quadrants();
    struct Row {
        int turns;
        const char* corners;
        int width, height;
    };
    for (const Row& row : {Row{0, "rgbw", 40, 20}, {1, "brwg", 20, 40}, {2, "wbgr", 40, 20}, {3, "gwrb", 20, 40}}) {
        Scaler scaler(1, row.turns);
        const auto frame = scaler.scale(*picture, {1000, 1000});
        EXPECT_EQ(corners(*frame), row.corners) << row.turns;
        EXPECT_EQ(frame->width, row.width);
        EXPECT_EQ(frame->height, row.height);
        EXPECT_EQ(frame->rgba.size(), 40u * 20 * 4);
    }
}

TEST(Scaler, takes_every_pixel_format_swscale_reads_at_odd_sizes)
{
    for (const int format : {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUV422P,
                             AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_NV12, AV_PIX_FMT_RGB24,
                             AV_PIX_FMT_GRAY8, AV_PIX_FMT_PAL8, AV_PIX_FMT_GBRP}) {
        const FrameHandle picture = make_picture(format, 99, 51);
        Scaler scaler(0, 0);
        for (const PictureSize box : {PictureSize{99, 51}, {98, 50}, {33, 17}, {7, 3}, {1, 1}}) {
            const auto frame = scaler.scale(*picture, {box.width, box.height});
            EXPECT_LE(frame->width, box.width);
            EXPECT_LE(frame->height, box.height);
            EXPECT_EQ(frame->rgba.size(), static_cast<std::size_t>(frame->width) * frame->height * 4);
        }
        measure(*picture, Time{});
    }
}

TEST(Scaler, full_and_limited_range_give_the_same_white_and_black)
{
    for (const auto& [format, black, white] : {std::tuple{AV_PIX_FMT_YUV420P, 16, 235}, {AV_PIX_FMT_YUVJ420P, 0, 255}})
        for (const auto& [luma, wanted] : {std::pair{black, 0}, {white, 255}}) {
            const FrameHandle picture = make_picture(format, 64, 32);
            for (int y = 0; y < 32; ++y)
                std::memset(picture->data[0] + y * picture->linesize[0], luma, 64);
            const auto frame = Scaler(0, 0).scale(*picture, {64, 32});
            EXPECT_NEAR(frame->rgba[0], wanted, 2) << av_get_pix_fmt_name(static_cast<AVPixelFormat>(format));
            EXPECT_EQ(frame->rgba[3], 255);
        }
}

TEST(Measure, knows_black_from_a_street_at_night)
{
    const FrameHandle picture = make_picture(AV_PIX_FMT_YUV420P, 640, 360);
    for (int y = 0; y < 360; ++y)
        std::memset(picture->data[0] + y * picture->linesize[0], 17, 640);
    EXPECT_TRUE(measure(*picture, Time{}).dark);
    const auto hash = measure(*picture, Time{}).luma_hash;
    for (int y = 160; y < 176; ++y)
        std::memset(picture->data[0] + y * picture->linesize[0] + 320, 200, 16); // one lamp
    EXPECT_FALSE(measure(*picture, Time{}).dark);
    EXPECT_NE(measure(*picture, Time{}).luma_hash, hash);
}

TEST(FramePool, gives_back_what_was_dropped)
{
    FramePool pool;
    const auto first = pool.take(640, 360);
    const void* memory = first->rgba.data();
    auto second = pool.take(640, 360);
    EXPECT_NE(second->rgba.data(), memory);
    const void* again = second->rgba.data();
    second.reset();
    EXPECT_EQ(pool.take(640, 360)->rgba.data(), again);
}

}
