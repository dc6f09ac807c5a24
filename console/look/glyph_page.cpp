#include "console/look/glyph_page.h"

#include "console/error.h"
#include "console/look/font_files.h"

#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H
#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

namespace console {
namespace {

// For what Noto Sans CJK has no shape for; none of them is required.
constexpr std::array more_paths{"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"};

constexpr std::array<float, 4> em_px{14, 16, 20, 28};
constexpr std::size_t text_sizes = 3; // the fourth holds figures only
constexpr int page_width = 2048;
constexpr int largest_height = 8192;
constexpr int gap = 1; // between glyphs: bilinear filtering must not see the neighbour

/// Line height and baseline in em, so that both 国 (0.88 above, 0.12 below the baseline) and 0.73 high capitals stand in the middle.
constexpr float line_em = 1.375F, baseline_em = 1.06F;

/// One font file, read once; face of the wanted family.
struct FontFile {
    std::string bytes;
    int face_index = 0;
    FT_Face face = nullptr;
};

std::string read(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Alpha of one glyph and where it stands: offsets from the pen on the baseline, y down.
struct Bitmap {
    int width = 0, height = 0, left = 0, top = 0;
    float advance = 0;
    std::vector<unsigned char> alpha;
};

/// Zero-width and steering characters: nothing to draw, no room taken.
bool is_invisible(char32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

}

struct GlyphPage::Impl {
    ImFontAtlas& atlas;
    FT_Library library = nullptr;
    std::vector<FontFile> files; // the first is Noto Sans CJK SC
    float scale = 1;
    int shelf_x = 0, shelf_y = 0, shelf_height = 0;
    std::bitset<0x10000> baked;

    explicit Impl(ImFontAtlas& a) : atlas(a) {}
    ~Impl()
    {
        for (const FontFile& file : files)
            FT_Done_Face(file.face);
        FT_Done_FreeType(library);
    }

    bool load(const std::string& path, const char* family);
    void request_size(FT_Face face, float em) const;
    Bitmap rendered(FT_Face face, char32_t real, float em) const;
    Bitmap code_point(char32_t real, float em) const;
    Bitmap bitmap(char32_t real, std::size_t size) const;
    bool place(int width, int height, int& x, int& y);
    void double_height();
    const FontFile* file_with(char32_t real) const;
};

/// Opens the face whose family has this name (any, when null); false when the file is not there or not a font.
bool GlyphPage::Impl::load(const std::string& path, const char* family)
{
    if (!std::filesystem::exists(path))
        return false;
    FontFile file{read(path), 0, nullptr};
    const auto* bytes = reinterpret_cast<const FT_Byte*>(file.bytes.data());
    const auto size = static_cast<FT_Long>(file.bytes.size());
    for (FT_Long i = 0, count = 1; i < count; ++i) {
        FT_Face face = nullptr;
        if (FT_New_Memory_Face(library, bytes, size, i, &face) != 0)
            return false;
        count = face->num_faces;
        if (!family || std::strcmp(face->family_name, family) == 0) {
            file.face_index = static_cast<int>(i);
            file.face = face;
            files.push_back(std::move(file)); // moving keeps the bytes where the face reads them: they are on the heap
            return true;
        }
        FT_Done_Face(face);
    }
    return false;
}

void GlyphPage::Impl::request_size(FT_Face face, float em) const
{
    FT_Size_RequestRec request{FT_SIZE_REQUEST_TYPE_NOMINAL, 0, static_cast<FT_Long>(std::lround(em * 64)), 0, 0};
    FT_Request_Size(face, &request);
}

Bitmap GlyphPage::Impl::rendered(FT_Face face, char32_t real, float em) const
{
    request_size(face, em);
    Bitmap out;
    if (FT_Load_Char(face, real, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) != 0)
        return out;
    const FT_GlyphSlot slot = face->glyph;
    out.advance = std::ceil(static_cast<float>(slot->advance.x) / 64);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0)
        return out;
    out.width = static_cast<int>(slot->bitmap.width);
    out.height = static_cast<int>(slot->bitmap.rows);
    out.left = slot->bitmap_left;
    out.top = -slot->bitmap_top;
    out.alpha.resize(static_cast<std::size_t>(out.width) * out.height);
    for (int row = 0; row < out.height; ++row)
        std::copy_n(slot->bitmap.buffer + row * slot->bitmap.pitch, out.width, out.alpha.data() + row * out.width);
    return out;
}

/// The code point in two rows of small figures within a frame: never an empty box, never a question mark.
Bitmap GlyphPage::Impl::code_point(char32_t real, float em) const
{
    const std::string digits = real > 0xFFFF ? fmt::format("{:06X}", static_cast<unsigned>(real)) : fmt::format("{:04X}", static_cast<unsigned>(real));
    const int columns = static_cast<int>(digits.size()) / 2;
    const float digit_em = std::max(7.F, em * 0.5F);
    const int cell_width = static_cast<int>(std::ceil(digit_em * 0.6F)), cap = static_cast<int>(std::ceil(digit_em * 0.75F));
    Bitmap out;
    out.width = columns * cell_width + 5;
    out.height = 2 * cap + 6;
    out.left = 1;
    out.top = -static_cast<int>(std::lround(em * 0.37F)) - out.height / 2;
    out.advance = static_cast<float>(out.width + 2);
    out.alpha.assign(static_cast<std::size_t>(out.width) * out.height, 0);
    const auto put = [&](int x, int y, unsigned char alpha) {
        if (x >= 0 && y >= 0 && x < out.width && y < out.height) {
            unsigned char& at = out.alpha[static_cast<std::size_t>(y) * out.width + x];
            at = std::max(at, alpha);
        }
    };
    for (int x = 0; x < out.width; ++x)
        put(x, 0, 140), put(x, out.height - 1, 140);
    for (int y = 0; y < out.height; ++y)
        put(0, y, 140), put(out.width - 1, y, 140);
    for (int i = 0; i < static_cast<int>(digits.size()); ++i) {
        const Bitmap digit = rendered(files.front().face, static_cast<char32_t>(digits[i]), digit_em);
        const int left = 3 + i % columns * cell_width, baseline = 2 + cap + i / columns * (cap + 2);
        for (int y = 0; y < digit.height; ++y)
            for (int x = 0; x < digit.width; ++x)
                put(left + std::max(0, digit.left) + x, baseline + digit.top + y, digit.alpha[static_cast<std::size_t>(y) * digit.width + x]);
    }
    return out;
}

const FontFile* GlyphPage::Impl::file_with(char32_t real) const
{
    if (real == 0xFFFD) // fonts draw it as a question mark
        return nullptr;
    for (const FontFile& file : files)
        if (FT_Get_Char_Index(file.face, real) != 0)
            return &file;
    return nullptr;
}

Bitmap GlyphPage::Impl::bitmap(char32_t real, std::size_t size) const
{
    if (is_invisible(real))
        return {};
    const float em = em_px[size] * scale;
    const FontFile* file = file_with(real);
    return file ? rendered(file->face, real, em) : code_point(real, em);
}

/// Room on the page for a glyph; false when the page is full.
bool GlyphPage::Impl::place(int width, int height, int& x, int& y)
{
    if (shelf_x + width + gap > atlas.TexWidth) {
        shelf_y += shelf_height + gap;
        shelf_x = gap;
        shelf_height = 0;
    }
    if (shelf_y + height + gap > atlas.TexHeight)
        return false;
    x = shelf_x;
    y = shelf_y;
    shelf_x += width + gap;
    shelf_height = std::max(shelf_height, height);
    return true;
}

/// The same page, twice as high: nothing is baked again, texture coordinates are halved.
void GlyphPage::Impl::double_height()
{
    const auto old_bytes = static_cast<std::size_t>(atlas.TexWidth) * atlas.TexHeight;
    auto* larger = static_cast<unsigned char*>(IM_ALLOC(old_bytes * 2));
    std::memcpy(larger, atlas.TexPixelsAlpha8, old_bytes);
    std::memset(larger + old_bytes, 0, old_bytes);
    IM_FREE(atlas.TexPixelsAlpha8);
    atlas.TexPixelsAlpha8 = larger;
    atlas.TexHeight *= 2;
    atlas.TexUvScale.y /= 2;
    atlas.TexUvWhitePixel.y /= 2;
    for (ImVec4& line : atlas.TexUvLines)
        line.y /= 2, line.w /= 2;
    for (ImFont* font : atlas.Fonts)
        for (ImFontGlyph& glyph : font->Glyphs)
            glyph.V0 /= 2, glyph.V1 /= 2;
}

GlyphPage::GlyphPage(ImFontAtlas& atlas) : impl_(std::make_unique<Impl>(atlas))
{
    if (FT_Init_FreeType(&impl_->library) != 0)
        throw Error("Cannot start FreeType, which draws the letters.");
    const bool found = std::any_of(cjk_font_paths.begin(), cjk_font_paths.end(), [&](const char* path) {
        return impl_->load(path, "Noto Sans CJK SC") || (std::string_view(path).ends_with(".otf") && impl_->load(path, nullptr));
    });
    if (!found)
        throw Error(fmt::format("The font Noto Sans CJK was not found ({}). Install the Debian package fonts-noto-cjk.", cjk_font_paths.front()));
    for (const char* path : more_paths)
        impl_->load(path, nullptr);
}

GlyphPage::~GlyphPage() = default;

void GlyphPage::build(float scale)
{
    Impl& impl = *impl_;
    ImFontAtlas& atlas = impl.atlas;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    atlas.TexDesiredWidth = page_width;
    atlas.TexGlyphPadding = gap;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    impl.scale = scale;
    impl.baked.reset();
    FontFile& file = impl.files.front();
    // ImGui sizes a font by ascender minus descender; ours are sizes of the em.
    const float height_per_em = static_cast<float>(file.face->ascender - file.face->descender) / file.face->units_per_EM;
    static const ImWchar latin[] = {0x20, 0x7E, 0xA0, 0xFF, 0x3000, 0x3000, 0};
    static const ImWchar figures[] = {0x20, 0x20, 0x25, 0x25, 0x2B, 0x3A, 0};
    for (std::size_t i = 0; i < em_px.size(); ++i) {
        ImFontConfig config;
        config.FontNo = file.face_index;
        config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
        atlas.AddFontFromMemoryTTF(file.bytes.data(), static_cast<int>(file.bytes.size()), em_px[i] * scale * height_per_em, &config,
                                   i < text_sizes ? latin : figures);
        atlas.ConfigData.back().FontDataOwnedByAtlas = false; // afterwards: said beforehand it makes ImGui copy the 19 MB
    }
    if (!atlas.Build())
        throw Error("The letters of the font Noto Sans CJK could not be drawn.");

    // Our own line box, and a blank instead of ImGui's '?' for the one frame before a new character is baked.
    float used = 0;
    for (std::size_t i = 0; i < em_px.size(); ++i) {
        ImFont& font = *atlas.Fonts[static_cast<int>(i)];
        const float ascent = std::round(em_px[i] * scale * baseline_em);
        for (ImFontGlyph& glyph : font.Glyphs) {
            glyph.Y0 += ascent - std::round(font.Ascent);
            glyph.Y1 += ascent - std::round(font.Ascent);
            used = std::max(used, glyph.V1);
        }
        font.FontSize = std::round(em_px[i] * scale * line_em);
        font.Ascent = ascent;
        font.Descent = ascent - font.FontSize;
        font.FallbackChar = i < text_sizes ? 0x3000 : ' ';
        font.BuildLookupTable();
    }
    for (const ImFontAtlasCustomRect& rect : atlas.CustomRects)
        used = std::max(used, static_cast<float>(rect.Y + rect.Height) / static_cast<float>(atlas.TexHeight));
    impl.shelf_y = static_cast<int>(std::ceil(used * static_cast<float>(atlas.TexHeight))) + gap;
    impl.shelf_x = gap;
    impl.shelf_height = 0;
    for (const ImWchar* range = latin; *range; range += 2)
        for (unsigned c = range[0]; c <= range[1]; ++c)
            impl.baked.set(c);
}

GlyphPage::Change GlyphPage::bake(const std::vector<Wanted>& characters)
{
    Impl& impl = *impl_;
    ImFontAtlas& atlas = impl.atlas;
    Change change;
    int top = atlas.TexHeight, bottom = 0;
    for (const auto [carried, real] : characters) {
        if (carried > 0xFFFF || impl.baked.test(carried))
            continue;
        for (std::size_t i = 0; i < text_sizes; ++i) {
            const Bitmap glyph = impl.bitmap(real, i);
            int x = 0, y = 0;
            while (glyph.width > 0 && !impl.place(glyph.width, glyph.height, x, y)) {
                if (atlas.TexHeight >= largest_height) {
                    build(impl.scale); // full for good: start again; what is on the screen is noted anew
                    return {true, 0, 0, 0, 0};
                }
                impl.double_height();
                change.whole = true;
            }
            for (int row = 0; row < glyph.height; ++row)
                std::copy_n(glyph.alpha.data() + static_cast<std::size_t>(row) * glyph.width, glyph.width,
                            atlas.TexPixelsAlpha8 + static_cast<std::size_t>(y + row) * atlas.TexWidth + x);
            top = std::min(top, y);
            bottom = std::max(bottom, y + glyph.height);
            ImFont& font = *atlas.Fonts[static_cast<int>(i)];
            const float x0 = static_cast<float>(glyph.left), y0 = static_cast<float>(glyph.top) + font.Ascent;
            const ImVec2 unit = atlas.TexUvScale;
            font.AddGlyph(nullptr, static_cast<ImWchar>(carried), x0, y0, x0 + static_cast<float>(glyph.width),
                          y0 + static_cast<float>(glyph.height), static_cast<float>(x) * unit.x, static_cast<float>(y) * unit.y,
                          static_cast<float>(x + glyph.width) * unit.x, static_cast<float>(y + glyph.height) * unit.y, glyph.advance);
        }
        impl.baked.set(carried);
    }
    for (std::size_t i = 0; i < text_sizes; ++i)
        if (atlas.Fonts[static_cast<int>(i)]->DirtyLookupTables)
            atlas.Fonts[static_cast<int>(i)]->BuildLookupTable();
    if (!change.whole && bottom > top)
        change = {false, 0, top, atlas.TexWidth, bottom - top};
    return change;
}

const unsigned char* GlyphPage::pixels() const { return impl_->atlas.TexPixelsAlpha8; }
int GlyphPage::width() const { return impl_->atlas.TexWidth; }
int GlyphPage::height() const { return impl_->atlas.TexHeight; }
bool GlyphPage::has(char32_t carried) const { return carried <= 0xFFFF && impl_->baked.test(carried); }
bool GlyphPage::is_covered(char32_t character) const { return is_invisible(character) || impl_->file_with(character) != nullptr; }

}
