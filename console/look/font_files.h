#pragma once
// Where Debian and its relatives put Noto Sans CJK, the one font that the console needs.

#include <array>

namespace console {

inline constexpr std::array cjk_font_paths{
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJKsc-Regular.otf",
};

}
