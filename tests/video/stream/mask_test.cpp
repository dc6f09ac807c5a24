#include "video/stream/mask.h"
#include "video/stream/scaler.h"

extern "C" {
#include <libavutil/frame.h>
}

#include <gtest/gtest.h>

#include <cstring>

using namespace video;

namespace {

/// Every pixel 1, 2, 3: a value that no mask has.
Frame secret(int width, int height)
{
    Frame frame;
    frame.width = width;
    frame.height = height;
    for (int i = 0; i < width * height; ++i)
        frame.rgba.insert(frame.rgba.end(), {1, 2, 3, 255});
    return frame;
}

bool is_secret(const Frame& frame, int x, int y)
{
    const std::uint8_t* pixel = &frame.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.width) + static_cast<std::size_t>(x)) * 4];
    return pixel[0] == 1 && pixel[1] == 2 && pixel[2] == 3;
}

TEST(Mask, no_masked_pixel_is_left_and_the_others_are_untouched)
{
    struct Row {
        const char* what;
        MaskPolygon polygon;
        PicturePart part;
        int left, top, right, bottom; // masked at least; nothing is masked 3 pixels and more outside
    };
    const Row table[] = {
        {"a quarter", {{0.25, 0.25}, {0.5, 0.25}, {0.5, 0.5}, {0.25, 0.5}}, {}, 25, 25, 50, 50},
        {"to the corner", {{0.5, 0.5}, {1, 0.5}, {1, 1}, {0.5, 1}}, {}, 50, 50, 99, 99},
        {"beyond the picture", {{-2, -2}, {0.3, -2}, {0.3, 3}, {-2, 3}}, {}, 0, 0, 30, 99},
        {"everything", {{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}, 0, 0, 99, 99},
        {"in a part", {{0.25, 0}, {0.5, 0}, {0.5, 1}, {0.25, 1}}, {.left = 0.25, .top = 0, .width = 0.5, .height = 1}, 0, 0, 50, 99},
    };
    for (const Row& row : table) {
        Frame frame = secret(100, 100);
        cover(frame, {row.polygon}, row.part);
        for (int y = 0; y < 100; ++y)
            for (int x = 0; x < 100; ++x) {
                const bool is_inside = x >= row.left && x <= row.right && y >= row.top && y <= row.bottom;
                const bool is_far = x < row.left - 3 || x > row.right + 3 || y < row.top - 3 || y > row.bottom + 3;
                if (is_inside) {
                    ASSERT_FALSE(is_secret(frame, x, y)) << row.what << " at " << x << "," << y;
                }
                if (is_far) {
                    ASSERT_TRUE(is_secret(frame, x, y)) << row.what << " at " << x << "," << y;
                }
            }
    }
}

TEST(Mask, two_corners_are_no_area)
{
    Frame frame = secret(10, 10);
    cover(frame, {{{0, 0}, {1, 1}}, {}});
    EXPECT_TRUE(is_secret(frame, 5, 5));
}

TEST(Mask, follows_the_picture_at_every_size_and_when_sides_are_cut)
{
    FrameHandle picture = make_frame();
    picture->format = AV_PIX_FMT_YUV420P;
    picture->width = 160;
    picture->height = 120;
    check(av_frame_get_buffer(picture.get(), 0), "make a test picture");
    const int levels[3] = {235, 128, 128}; // white
    for (int plane = 0; plane < 3; ++plane)
        std::memset(picture->data[plane], levels[plane], static_cast<std::size_t>(picture->linesize[plane]) * (plane ? 60 : 120));
    // The left half may not be seen.
    const auto masks = std::make_shared<const std::vector<MaskPolygon>>(std::vector<MaskPolygon>{{{0, 0}, {0.5, 0}, {0.5, 1}, {0, 1}}});
    for (const PictureWish& wanted : {PictureWish{.width = 160, .height = 120}, PictureWish{.width = 90, .height = 90}, PictureWish{.width = 400, .height = 300, .enlarge = true},
                                PictureWish{.width = 60, .height = 90, .fill = true}, PictureWish{.width = 200, .height = 40, .enlarge = true, .fill = true},
                                PictureWish{.width = 101, .height = 77, .order = PixelOrder::bgra}}) {
        PictureWish masked = wanted;
        masked.masks = masks;
        const auto frame = Scaler(0, 0).scale(*picture, masked);
        EXPECT_LE(frame->width, wanted.width);
        for (int y = 0; y < frame->height; ++y)
            for (int x = 0; x < frame->width; ++x) {
                const std::uint8_t* pixel = &frame->rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(frame->width) + static_cast<std::size_t>(x)) * 4];
                if (x <= frame->width / 2) {
                    ASSERT_LT(pixel[1], 200) << wanted.width << "x" << wanted.height << " at " << x << "," << y;
                }
                if (x > frame->width / 2 + 3) {
                    ASSERT_GT(pixel[1], 200) << wanted.width << "x" << wanted.height << " at " << x << "," << y;
                }
            }
    }
}

}
