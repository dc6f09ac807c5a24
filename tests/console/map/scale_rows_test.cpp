#include "console/map/scale_rows.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace console {
namespace {

TEST(ScaleRows, give_the_same_pixels_on_every_processor)
{
    std::mt19937 random(3);
    std::vector<std::uint32_t> source(600), other(600);
    for (std::size_t i = 0; i < source.size(); ++i)
        source[i] = random(), other[i] = random();
    // What overflows first.
    source[0] = source[1] = 0xffffffff, source[2] = source[3] = 0, source[4] = 0xffffffff, source[5] = 0;
    other[0] = other[4] = 0, other[1] = other[5] = 0xffffffff;
    for (std::size_t count : {0u, 1u, 3u, 4u, 5u, 511u}) {
        std::vector<std::uint32_t> columns(count), plain(count), fast(count);
        std::vector<std::uint8_t> shares(count);
        for (int share = 1; share < 256; ++share) {
            for (std::size_t x = 0; x < count; ++x) {
                columns[x] = static_cast<std::uint32_t>(x);
                shares[x] = static_cast<std::uint8_t>(x < 6 ? share : 1 + random() % 255);
            }
            const RowPlaces places{columns.data(), shares.data(), count};
            plain_row_scaling.across(source.data(), places, plain.data());
            row_scaling().across(source.data(), places, fast.data());
            ASSERT_EQ(fast, plain) << count << ' ' << share;
            plain_row_scaling.between(source.data(), other.data(), count, static_cast<std::uint8_t>(share), plain.data());
            row_scaling().between(source.data(), other.data(), count, static_cast<std::uint8_t>(share), fast.data());
            ASSERT_EQ(fast, plain) << count << ' ' << share;
        }
    }
}

TEST(ScaleRows, mix_each_byte_by_its_share)
{
    const std::uint32_t source[] = {0x00ff8040, 0xff000080};
    const std::uint32_t column = 0;
    for (const int share : {1, 64, 128, 255}) {
        std::uint32_t out = 0;
        const auto byte = static_cast<std::uint8_t>(share);
        row_scaling().across(source, {&column, &byte, 1}, &out);
        for (int shift = 0; shift < 32; shift += 8) {
            const int first = static_cast<int>(source[0] >> shift & 0xff), second = static_cast<int>(source[1] >> shift & 0xff);
            EXPECT_EQ(static_cast<int>(out >> shift & 0xff), (first * (256 - share) + second * share) / 256);
        }
    }
}

}
}
