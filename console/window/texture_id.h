#pragma once

#include <cstdint>

namespace console {

/// A GL texture as ImGui's ImTextureID carries it; 0: none.
using TextureId = std::uintptr_t;

}
