#include "console/wall/demo_label.h"

#include "console/look/font_files.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>

namespace console {
namespace {

constexpr int simplified_face = 2; // in the collection: Japanese, Korean, simplified Chinese, …

struct Closer {
    void operator()(FT_Library library) const noexcept { FT_Done_FreeType(library); }
    void operator()(FT_Face face) const noexcept { FT_Done_Face(face); }
};
using Library = std::unique_ptr<std::remove_pointer_t<FT_Library>, Closer>;
using Face = std::unique_ptr<std::remove_pointer_t<FT_Face>, Closer>;

Face open_face(FT_Library library)
{
    for (const char* path : cjk_font_paths)
        for (const int index : {simplified_face, 0}) {
            FT_Face face = nullptr;
            if (FT_New_Face(library, path, index, &face) == 0)
                return Face(face);
        }
    return {};
}

std::u32string characters(const std::string& utf8)
{
    std::u32string out;
    for (const unsigned char c : utf8) {
        if (c < 0x80)
            out.push_back(c);
        else if (c >= 0xC0)
            out.push_back(c >= 0xF0 ? c & 7 : c >= 0xE0 ? c & 15 : c & 31);
        else if (!out.empty())
            out.back() = out.back() << 6 | (c & 63);
    }
    return out;
}

} // namespace

DemoLabel make_demo_label(const std::string& text, int size_px)
{
    FT_Library raw = nullptr;
    if (FT_Init_FreeType(&raw) != 0)
        return {};
    const Library library(raw);
    const Face face = open_face(raw);
    if (!face || FT_Set_Pixel_Sizes(face.get(), 0, FT_UInt(size_px)) != 0)
        return {};
    const std::u32string all = characters(text);
    DemoLabel label{.width = int(all.size()) * size_px + 2, .height = size_px * 5 / 4};
    label.coverage.resize(std::size_t(label.width) * label.height);
    int pen = 0;
    for (const char32_t c : all) {
        if (FT_Load_Char(face.get(), c, FT_LOAD_RENDER) != 0)
            continue;
        const FT_GlyphSlot glyph = face->glyph;
        for (unsigned y = 0; y < glyph->bitmap.rows; ++y)
            for (unsigned x = 0; x < glyph->bitmap.width; ++x) {
                const int px = pen + glyph->bitmap_left + int(x), py = size_px - glyph->bitmap_top + int(y);
                if (px >= 0 && py >= 0 && px < label.width && py < label.height)
                    label.coverage[std::size_t(py) * label.width + px] = glyph->bitmap.buffer[int(y) * glyph->bitmap.pitch + int(x)];
            }
        pen += int(glyph->advance.x >> 6);
    }
    // Narrow letters leave the right side empty: the caption stands against the right edge.
    const int used = std::min(pen + 1, label.width);
    DemoLabel tight{.width = used, .height = label.height};
    for (int y = 0; y < label.height; ++y)
        tight.coverage.insert(tight.coverage.end(), label.coverage.begin() + std::ptrdiff_t(y) * label.width,
                              label.coverage.begin() + std::ptrdiff_t(y) * label.width + used);
    return tight;
}

}
