#include "video/stream/picture_check.h"

#include "video/stream/decoder.h"
#include "video/stream/scaler.h"
#include "video/stream/source_table.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/frame.h>
}

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <map>
#include <random>

using namespace video;

namespace {

using Rgb = std::array<int, 3>;

template <typename ColourAt> Frame picture(ColourAt colour_at, int noise = 0, int width = 160, int height = 90)
{
    static std::mt19937 random(1);
    Frame frame{.width = width, .height = height};
    frame.rgba.resize(static_cast<std::size_t>(width * height * 4), 255);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Rgb colour = colour_at(x, y);
            for (int c = 0; c < 3; ++c) {
                const int wobble = noise ? static_cast<int>(random() % static_cast<unsigned>(2 * noise + 1)) - noise : 0;
                frame.rgba[static_cast<std::size_t>((y * width + x) * 4 + c)] = static_cast<std::uint8_t>(std::clamp(colour[c] + wobble, 0, 255));
            }
        }
    return frame;
}

Rgb bar(int x, int bars, int high)
{
    constexpr int bits[] = {7, 6, 3, 2, 5, 4, 1, 0};
    const int i = bits[std::min(x * bars / 160, bars - 1)];
    return {i & 4 ? high : 0, i & 2 ? high : 0, i & 1 ? high : 0};
}

/// A line of white writing at the bottom.
Rgb caption(int x, int y, Rgb under) { return y > 78 && y < 86 && x > 20 && x < 90 && (x / 3 + y / 4) % 2 ? Rgb{255, 255, 255} : under; }

TEST(PictureCheck, knows_what_devices_send_without_a_picture)
{
    struct Row {
        const char* what;
        Frame picture;
        Content content;
    };
    const Row table[] = {
        {"blue", picture([](int, int) { return Rgb{0, 0, 200}; }), Content::flat_colour},
        {"blue with a caption", picture([](int x, int y) { return caption(x, y, {10, 20, 180}); }, 3), Content::flat_colour},
        {"grey", picture([](int, int) { return Rgb{120, 122, 125}; }, 2), Content::flat_grey},
        {"white", picture([](int, int) { return Rgb{235, 235, 235}; }), Content::flat_grey},
        {"black", picture([](int, int) { return Rgb{0, 0, 0}; }), Content::too_dark},
        {"dark", picture([](int x, int y) { return Rgb{x / 8, y / 6, 12}; }, 5), Content::too_dark},
        {"night with lamps", picture([](int x, int y) { return x % 20 < 6 && y % 18 < 4 ? Rgb{220, 200, 150} : Rgb{8, 8, 10}; }, 3), Content::scene},
        {"bars", picture([](int x, int) { return bar(x, 7, 191); }, 2), Content::colour_bars},
        {"bars of eight", picture([](int x, int) { return bar(x, 8, 255); }), Content::colour_bars},
        {"bars with a caption", picture([](int x, int y) { return caption(x, y, bar(x, 7, 191)); }), Content::colour_bars},
        {"a blue sky over a street", picture([](int x, int y) { return y < 60 ? Rgb{60, 120, 220} : Rgb{x, 100, 90}; }), Content::scene},
        {"fog with a lamp post", picture([](int x, int) { return x > 60 && x < 80 ? Rgb{90, 90, 95} : Rgb{160, 160, 160}; }), Content::scene},
        {"stripes in other colours", picture([](int x, int) { return bar(159 - x, 7, 191); }), Content::scene},
        {"a window front", picture([](int x, int) { return x / 23 % 2 ? Rgb{200, 200, 60} : Rgb{40, 40, 40}; }), Content::scene},
    };
    for (const Row& row : table)
        EXPECT_EQ(look_at(row.picture), row.content) << row.what;
    EXPECT_EQ(look_at(Frame{}), Content::scene);
}

TEST(PictureCheck, measures_how_much_two_pictures_differ)
{
    const Frame a = picture([](int, int) { return Rgb{100, 100, 100}; }), b = picture([](int, int) { return Rgb{103, 100, 100}; });
    EXPECT_DOUBLE_EQ(difference(a, a), 0);
    EXPECT_DOUBLE_EQ(difference(a, b), 1);
    EXPECT_DOUBLE_EQ(difference(a, Frame{}), 255);
}

/// Looks at one picture of each 15 and counts what it finds.
std::map<Content, int> contents_of(const std::string& path)
{
    std::map<Content, int> found;
    const auto opened = open_source({.address = file_address(path)});
    PacketSource& source = *opened;
    Decoder decoder(source.codec());
    Scaler scaler(source.pixel_aspect(), source.quarter_turns());
    const PacketHandle packet = make_packet();
    int count = 0;
    while (count < 450 && source.read(*packet))
        decoder.feed(packet.get(), [&](const AVFrame& decoded) {
            if (count++ % 15 == 0)
                ++found[look_at(*scaler.scale(decoded, {160, 90}))];
        });
    return found;
}

TEST(RealPictureCheck, no_real_recording_is_called_without_a_signal)
{
    const std::string folder = SHARED_DATA "/video";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "no recordings at " << folder;
    int looks = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().string().find("conformance") != std::string::npos)
            continue;
        try {
            auto found = contents_of(entry.path());
            for (const auto& [content, count] : found)
                looks += count;
            EXPECT_EQ(found[Content::flat_colour] + found[Content::colour_bars], 0) << entry.path();
            if (found[Content::flat_grey] + found[Content::too_dark] > 0)
                std::printf("%s: %d grey, %d dark of %d\n", entry.path().filename().c_str(), found[Content::flat_grey], found[Content::too_dark],
                            found[Content::scene] + found[Content::flat_grey] + found[Content::too_dark]);
        } catch (const Error&) {
            // Broken on purpose.
        }
    }
    EXPECT_GT(looks, 100);
}

}
