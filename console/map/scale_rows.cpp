#include "console/map/scale_rows.h"

#if defined(__x86_64__)
#include <tmmintrin.h>
#endif

namespace console {

namespace {

/// Byte by byte; four of them two at a time.
std::uint32_t mixed(std::uint32_t first, std::uint32_t second, std::uint32_t share)
{
    constexpr std::uint32_t even_bytes = 0x00ff00ff;
    const std::uint32_t rest = 256 - share;
    return (((first & even_bytes) * rest + (second & even_bytes) * share) >> 8 & even_bytes) |
           (((first >> 8 & even_bytes) * rest + (second >> 8 & even_bytes) * share) & ~even_bytes);
}

void across_plain(const std::uint32_t* source, const RowPlaces& places, std::uint32_t* out)
{
    for (std::size_t x = 0; x < places.count; ++x)
        out[x] = mixed(source[places.columns[x]], source[places.columns[x] + 1], places.shares[x]);
}

void between_plain(const std::uint32_t* upper, const std::uint32_t* lower, std::size_t count, std::uint8_t share, std::uint32_t* out)
{
    for (std::size_t x = 0; x < count; ++x)
        out[x] = mixed(upper[x], lower[x], share);
}

#if defined(__x86_64__)

// _mm_maddubs_epi16 multiplies unsigned bytes (the shares) by signed ones (the pixels, 128 less) and adds neighbours up: at most
// 255 · 127 + 127, at least -256 · 128, which is just what 16 bits hold.

/// Sixteen sums of two products, 32768 less than they are: divided by 256 and put side by side.
__attribute__((target("ssse3"))) inline __m128i narrowed(__m128i first, __m128i second)
{
    const __m128i half = _mm_set1_epi16(static_cast<short>(0x8000));
    return _mm_packus_epi16(_mm_srli_epi16(_mm_add_epi16(first, half), 8), _mm_srli_epi16(_mm_add_epi16(second, half), 8));
}

__attribute__((target("ssse3"))) inline __m128i two_pairs(const std::uint32_t* first, const std::uint32_t* second)
{
    // Each byte beside the same byte of the pixel's neighbour.
    const __m128i order = _mm_setr_epi8(0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15);
    const __m128i pairs = _mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(first)), _mm_loadl_epi64(reinterpret_cast<const __m128i*>(second)));
    return _mm_shuffle_epi8(_mm_xor_si128(pairs, _mm_set1_epi8(static_cast<char>(0x80))), order);
}

__attribute__((target("ssse3"))) void across_ssse3(const std::uint32_t* source, const RowPlaces& places, std::uint32_t* out)
{
    const __m128i first_two = _mm_setr_epi8(0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3);
    const __m128i last_two = _mm_setr_epi8(4, 5, 4, 5, 4, 5, 4, 5, 6, 7, 6, 7, 6, 7, 6, 7);
    std::size_t x = 0;
    for (; x + 4 <= places.count; x += 4) {
        const std::uint32_t* columns = places.columns + x;
        const __m128i shares = _mm_loadu_si32(places.shares + x);
        const __m128i weights = _mm_unpacklo_epi8(_mm_sub_epi8(_mm_setzero_si128(), shares), shares);
        const __m128i first = _mm_maddubs_epi16(_mm_shuffle_epi8(weights, first_two), two_pairs(source + columns[0], source + columns[1]));
        const __m128i second = _mm_maddubs_epi16(_mm_shuffle_epi8(weights, last_two), two_pairs(source + columns[2], source + columns[3]));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + x), narrowed(first, second));
    }
    across_plain(source, {places.columns + x, places.shares + x, places.count - x}, out + x);
}

__attribute__((target("ssse3"))) void between_ssse3(const std::uint32_t* upper, const std::uint32_t* lower, std::size_t count, std::uint8_t share,
                                                    std::uint32_t* out)
{
    const __m128i sign = _mm_set1_epi8(static_cast<char>(0x80));
    const __m128i weights = _mm_set1_epi16(static_cast<short>(static_cast<std::uint8_t>(256 - share) | share << 8));
    std::size_t x = 0;
    for (; x + 4 <= count; x += 4) {
        const __m128i a = _mm_xor_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(upper + x)), sign);
        const __m128i b = _mm_xor_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(lower + x)), sign);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + x), narrowed(_mm_maddubs_epi16(weights, _mm_unpacklo_epi8(a, b)),
                                                                      _mm_maddubs_epi16(weights, _mm_unpackhi_epi8(a, b))));
    }
    between_plain(upper + x, lower + x, count - x, share, out + x);
}

constexpr RowScaling ssse3_row_scaling{across_ssse3, between_ssse3};

#endif

}

const RowScaling plain_row_scaling{across_plain, between_plain};

const RowScaling& row_scaling()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("ssse3"))
        return ssse3_row_scaling;
#endif
    return plain_row_scaling;
}

}
