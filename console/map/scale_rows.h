#pragma once
// The two steps of scaling a picture bilinearly, a row at a time: across, then between two rows. This is most of a frame while
// the map zooms, so it comes in two ways, which give the same pixels: for any processor, and for those with SSSE3. Pure; any thread.

#include <cstddef>
#include <cstdint>

namespace console {

/// Where the pixels of a row come from: out[x] is source[column[x]] and its right neighbour, mixed. Shares of the neighbour are
/// 1 to 255 of 256: what is less or more than that nobody sees.
struct RowPlaces {
    const std::uint32_t* columns = nullptr;
    const std::uint8_t* shares = nullptr;
    std::size_t count = 0;
};

struct RowScaling {
    void (*across)(const std::uint32_t* source, const RowPlaces& places, std::uint32_t* out);
    /// `share` of the lower row, 1 to 255 of 256.
    void (*between)(const std::uint32_t* upper, const std::uint32_t* lower, std::size_t count, std::uint8_t share, std::uint32_t* out);
};

/// For any processor.
extern const RowScaling plain_row_scaling;
/// The fastest one that this machine can do.
const RowScaling& row_scaling();

}
