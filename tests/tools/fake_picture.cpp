#include "fake_picture.h"

#include <algorithm>
#include <cstring>

namespace {

struct Glyph {
    char character;
    const char* rows; // 5 columns × 7 rows
};

constexpr Glyph glyphs[] = {
    {'0', " ### "
          "#   #"
          "#  ##"
          "# # #"
          "##  #"
          "#   #"
          " ### "},
    {'1', "  #  "
          " ##  "
          "  #  "
          "  #  "
          "  #  "
          "  #  "
          " ### "},
    {'2', " ### "
          "#   #"
          "    #"
          "  ## "
          " #   "
          "#    "
          "#####"},
    {'3', " ### "
          "#   #"
          "    #"
          "  ## "
          "    #"
          "#   #"
          " ### "},
    {'4', "   # "
          "  ## "
          " # # "
          "#  # "
          "#####"
          "   # "
          "   # "},
    {'5', "#####"
          "#    "
          "#### "
          "    #"
          "    #"
          "#   #"
          " ### "},
    {'6', " ### "
          "#    "
          "#    "
          "#### "
          "#   #"
          "#   #"
          " ### "},
    {'7', "#####"
          "    #"
          "   # "
          "  #  "
          "  #  "
          " #   "
          " #   "},
    {'8', " ### "
          "#   #"
          "#   #"
          " ### "
          "#   #"
          "#   #"
          " ### "},
    {'9', " ### "
          "#   #"
          "#   #"
          " ####"
          "    #"
          "    #"
          " ### "},
    {':', "     "
          "  #  "
          "  #  "
          "     "
          "  #  "
          "  #  "
          "     "},
    {'.', "     "
          "     "
          "     "
          "     "
          "     "
          "  #  "
          "  #  "},
    {'#', " # # "
          " # # "
          "#####"
          " # # "
          "#####"
          " # # "
          " # # "},
};

void fill(const FakePlanes& planes, int left, int top, int width, int height, std::uint8_t luma)
{
    const int right = std::min(left + width, planes.width), bottom = std::min(top + height, planes.height);
    left = std::max(left, 0);
    for (int y = std::max(top, 0); y < bottom && left < right; ++y)
        std::memset(planes.y + static_cast<std::ptrdiff_t>(y) * planes.y_stride + left, luma, right - left);
}

void write(const FakePlanes& planes, int left, int top, int dot, const std::string& text)
{
    fill(planes, left - dot, top - dot, (static_cast<int>(text.size()) * 6 + 1) * dot, 9 * dot, 24);
    for (const char character : text) {
        const auto* glyph = std::find_if(std::begin(glyphs), std::end(glyphs),
                                         [&](const Glyph& one) { return one.character == character; });
        for (int i = 0; glyph != std::end(glyphs) && i < 35; ++i)
            if (glyph->rows[i] == '#')
                fill(planes, left + i % 5 * dot, top + i / 5 * dot, dot, dot, 235);
        left += 6 * dot;
    }
}

void fill_chroma(const FakePlanes& planes, std::uint8_t u, std::uint8_t v)
{
    for (int y = 0; y < (planes.height + 1) / 2; ++y) {
        std::memset(planes.u + static_cast<std::ptrdiff_t>(y) * planes.u_stride, u, (planes.width + 1) / 2);
        std::memset(planes.v + static_cast<std::ptrdiff_t>(y) * planes.v_stride, v, (planes.width + 1) / 2);
    }
}

}

void draw_stamp(const FakePlanes& planes, std::uint32_t stamp)
{
    const int blocks = 40, height = planes.height / 12;
    std::uint64_t bits = 0b10;
    bits = bits << 32 | stamp;
    for (int byte = 3; byte >= 0; --byte)
        bits = bits << 1 | (((stamp >> (byte * 8 + 4) & 15) + (stamp >> (byte * 8) & 15)) & 1);
    bits = bits << 2 | 0b01;
    for (int i = 0; i < blocks; ++i) {
        const int left = planes.width * i / blocks;
        fill(planes, left, 0, planes.width * (i + 1) / blocks - left, height, bits >> (blocks - 1 - i) & 1 ? 235 : 16);
    }
    for (int y = 0; y < (height + 1) / 2; ++y) {
        std::memset(planes.u + static_cast<std::ptrdiff_t>(y) * planes.u_stride, 128, (planes.width + 1) / 2);
        std::memset(planes.v + static_cast<std::ptrdiff_t>(y) * planes.v_stride, 128, (planes.width + 1) / 2);
    }
}

void draw_black(const FakePlanes& planes)
{
    fill(planes, 0, 0, planes.width, planes.height, 16);
    fill_chroma(planes, 128, 128);
}

void draw_blue(const FakePlanes& planes)
{
    fill(planes, 0, 0, planes.width, planes.height, 41);
    fill_chroma(planes, 240, 110);
}

void draw_bars(const FakePlanes& planes)
{
    struct Bar {
        std::uint8_t y, u, v;
    };
    // ITU-R BT.601 values of 75 % bars: white, yellow, cyan, green, magenta, red, blue.
    constexpr Bar bars[] = {{180, 128, 128}, {162, 44, 142}, {131, 156, 44}, {112, 72, 58}, {84, 184, 198}, {65, 100, 212}, {35, 212, 114}};
    for (int row = 0; row < planes.height; ++row)
        for (int x = 0; x < planes.width; ++x) {
            const Bar& bar = bars[x * 7 / planes.width];
            planes.y[row * planes.y_stride + x] = bar.y;
            planes.u[row / 2 * planes.u_stride + x / 2] = bar.u;
            planes.v[row / 2 * planes.v_stride + x / 2] = bar.v;
        }
}

void darken(const FakePlanes& planes)
{
    for (int row = 0; row < planes.height; ++row)
        for (int x = 0; x < planes.width; ++x) {
            std::uint8_t& luma = planes.y[row * planes.y_stride + x];
            luma = static_cast<std::uint8_t>(16 + (std::max<int>(luma, 16) - 16) / 12);
        }
    fill_chroma(planes, 128, 128);
}

void draw_fake_picture(const FakePlanes& planes, int camera, std::uint64_t frame, const std::string& caption)
{
    // Sky over road, lane marks passing by, one vehicle crossing: cheap to draw and to encode, and never twice the
    // same.
    const int horizon = planes.height / 3;
    fill(planes, 0, 0, planes.width, horizon, 170);
    fill(planes, 0, horizon, planes.width, planes.height - horizon, static_cast<std::uint8_t>(80 + camera * 7 % 30));
    fill_chroma(planes, static_cast<std::uint8_t>(118 + camera * 5 % 24),
                static_cast<std::uint8_t>(118 + camera * 11 % 24));
    const int gap = std::max(16, planes.width / 6);
    const int shift = static_cast<int>(frame * 3 % gap);
    for (int x = -gap; x < planes.width + gap; x += gap)
        fill(planes, x + shift, planes.height * 2 / 3, gap / 2, std::max(2, planes.height / 60), 210);
    const int car = planes.width / 6;
    fill(planes, static_cast<int>(frame * 4 % (planes.width + car)) - car, planes.height / 2, car, planes.height / 8,
         40);
    const int dot = std::max(1, planes.width / 160);
    write(planes, 4 * dot, 4 * dot, 2 * dot, "#" + std::to_string(camera));
    write(planes, 4 * dot, planes.height - 14 * dot, dot, caption);
}
