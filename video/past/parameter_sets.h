#pragma once
// What an H.264 or H.265 decoder has to know before any picture: the parameter sets, which cameras send in the description, before
// each key frame, or once at the beginning. Pure.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace video {

enum class SetCodec { h264, h265 };

/// The sets that stand before the first picture of an access unit in Annex B (ITU-T H.264 and H.265, annex B: 00 00 01 before each
/// unit), in their order, each after 00 00 00 01. Empty unless a sequence and a picture set
/// are among them, or when the bytes are no Annex B.
std::vector<std::uint8_t> find_parameter_sets(SetCodec codec, const std::uint8_t* data, std::size_t size);

}
