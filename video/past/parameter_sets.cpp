#include "video/past/parameter_sets.h"

#include <algorithm>
#include <array>

namespace video {
namespace {

constexpr std::array<std::uint8_t, 3> start_code{0, 0, 1};

/// The first byte after the next start code from `at` on; `end` if there is none.
const std::uint8_t* unit_after(const std::uint8_t* at, const std::uint8_t* end)
{
    const auto* found = std::search(at, end, start_code.begin(), start_code.end());
    return found == end ? end : found + start_code.size();
}

enum class Unit { other, slice, video_set, sequence_set, picture_set };

/// Tables 7-1 of H.264 (1 to 5 hold pictures, 7 sequence, 8 picture) and of H.265 (below 32 pictures, 32 video, 33 sequence, 34 picture).
Unit unit_of(SetCodec codec, std::uint8_t head)
{
    const int type = codec == SetCodec::h264 ? head & 0x1F : (head >> 1) & 0x3F;
    if (codec == SetCodec::h264)
        return type >= 1 && type <= 5 ? Unit::slice : type == 7 ? Unit::sequence_set : type == 8 ? Unit::picture_set : Unit::other;
    return type < 32 ? Unit::slice : type == 32 ? Unit::video_set : type == 33 ? Unit::sequence_set : type == 34 ? Unit::picture_set : Unit::other;
}

}

std::vector<std::uint8_t> find_parameter_sets(SetCodec codec, const std::uint8_t* data, std::size_t size)
{
    std::vector<std::uint8_t> sets;
    bool has_sequence = false, has_picture = false;
    const std::uint8_t* const end = data + size;
    const bool is_annex_b = size > 4 && data[0] == 0 && data[1] == 0 && (data[2] == 1 || (data[2] == 0 && data[3] == 1));
    for (const std::uint8_t* unit = is_annex_b ? unit_after(data, end) : end; unit < end;) {
        const Unit kind = unit_of(codec, *unit);
        if (kind == Unit::slice)
            break;
        const std::uint8_t* next = unit_after(unit, end);
        const std::uint8_t* last = next == end ? end : next - start_code.size();
        while (last > unit && last[-1] == 0)
            --last; // zeros belong to the next start code
        has_sequence = has_sequence || kind == Unit::sequence_set;
        has_picture = has_picture || kind == Unit::picture_set;
        if (kind != Unit::other) {
            sets.insert(sets.end(), {0, 0, 0, 1});
            sets.insert(sets.end(), unit, last);
        }
        unit = next;
    }
    return has_sequence && has_picture ? sets : std::vector<std::uint8_t>{};
}

}
