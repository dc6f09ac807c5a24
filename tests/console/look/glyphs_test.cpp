#include "console/look/glyph_page.h"
#include "console/look/glyphs.h"
#include "console/look/private_characters.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <cmath>

using console::GlyphPage, console::Glyphs, console::PrivateCharacters;

namespace {

std::vector<char32_t> characters(std::string_view text)
{
    std::vector<char32_t> all;
    for (std::size_t at = 0; at < text.size();)
        all.push_back(console::next_character(text, at));
    return all;
}

TEST(Utf8, reads_and_writes_every_length_and_marks_broken_bytes)
{
    const struct {
        std::string_view bytes;
        std::vector<char32_t> expected;
    } rows[] = {
        {"a", {'a'}},
        {"\xC3\xA9", {0xE9}},
        {"\xE7\xBD\x91", {0x7F51}},                       // 网
        {"\xF0\xA0\xAE\xB7", {0x20BB7}},                  // 𠮷
        {"\xC3", {0xFFFD}},                               // cut short
        {"\xE7\xBD" "a", {0xFFFD, 0xFFFD, 'a'}},
        {"\xC0\xAF", {0xFFFD, 0xFFFD}},                   // overlong
        {"\xED\xA0\x80", {0xFFFD, 0xFFFD, 0xFFFD}},       // a surrogate
        {"\xF5\x80\x80\x80", {0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(characters(row.bytes), row.expected);
    for (const char32_t c : {U'a', U'é', U'网', char32_t{0x20BB7}, char32_t{0x10FFFF}}) {
        std::string text;
        console::append_utf8(text, c);
        EXPECT_EQ(characters(text), std::vector{c});
    }
}

TEST(PrivateCharacters, carries_what_lies_beyond_16_bits_and_gives_it_back_whole)
{
    PrivateCharacters table;
    EXPECT_EQ(table.carried(U'网'), U'网');
    const char32_t first = table.carried(0x20BB7), second = table.carried(0x2A6D6);
    EXPECT_LE(first, 0xFFFFU);
    EXPECT_NE(first, second);
    EXPECT_EQ(table.carried(0x20BB7), first);
    EXPECT_EQ(table.whole(first), 0x20BB7U);
    EXPECT_EQ(table.whole(second), 0x2A6D6U);
    EXPECT_EQ(table.whole(char32_t{0xE000}), 0xE000U) << "a private character of the data stays itself";
    for (char32_t c = 0x20000; c < 0x20000 + 5000; ++c)
        table.carried(c);
    EXPECT_EQ(table.carried(0x2FFFF), 0xFFFDU) << "no slot is given twice";
    EXPECT_EQ(table.whole(first), 0x20BB7U);
}

TEST(Glyphs, a_string_comes_back_whole)
{
    Glyphs glyphs;
    for (const std::string text : {"plain", "吉林路与解放大道", "𠮷野家 𪛖 路", "naïve, 12 m²", ""}) {
        const std::string shown = glyphs.shown(text);
        EXPECT_EQ(glyphs.whole(shown), text);
        for (const char32_t c : characters(shown))
            EXPECT_LE(c, 0xFFFFU);
        EXPECT_EQ(glyphs.whole(glyphs.shown(shown)), text) << "passing twice does no harm";
    }
    EXPECT_TRUE(glyphs.has_unseen());
}

TEST(Glyphs, strings_of_a_frame_stay_until_the_next)
{
    Glyphs glyphs;
    std::vector<std::pair<std::string, const char*>> all;
    for (int i = 0; i < 20000; ++i) {
        std::string text = "街道 " + std::to_string(i);
        const char* shown = glyphs.shown(text);
        all.emplace_back(std::move(text), shown);
    }
    const std::string long_text(200000, 'x');
    EXPECT_EQ(glyphs.shown(long_text), long_text);
    for (const auto& [text, shown] : all)
        ASSERT_EQ(text, shown);
}

class Page : public testing::Test {
protected:
    ImFontAtlas atlas;
    GlyphPage page{atlas};
};

TEST_F(Page, sizes_are_those_of_the_em)
{
    for (const float scale : {1.F, 1.25F, 2.F}) {
        page.build(scale);
        const float em[] = {14, 16, 20, 28};
        ASSERT_EQ(atlas.Fonts.Size, 4);
        for (int i = 0; i < 4; ++i) {
            const ImFont& font = *atlas.Fonts[i];
            EXPECT_NEAR(font.FontSize, em[i] * scale * 1.375F, 0.51F);
            const ImFontGlyph* eight = font.FindGlyphNoFallback('8');
            ASSERT_TRUE(eight);
            EXPECT_NEAR(eight->Y1 - eight->Y0, em[i] * scale * 0.75F, 2.1F) << "figures are about 0.733 em high";
            for (const char digit : std::string("0123456789"))
                EXPECT_EQ(font.FindGlyphNoFallback(digit)->AdvanceX, eight->AdvanceX) << "tabular";
        }
    }
}

TEST_F(Page, grows_in_place_and_keeps_what_is_there)
{
    page.build(1);
    const int height = page.height();
    const ImFont& body = *atlas.Fonts[1];
    const float v = body.FindGlyphNoFallback('A')->V0 * static_cast<float>(height);
    page.bake({{U'网', U'网'}, {U'格', U'格'}});
    EXPECT_TRUE(page.has(U'网'));
    ASSERT_TRUE(body.FindGlyphNoFallback(0x7F51));
    EXPECT_NEAR(body.FindGlyphNoFallback(0x7F51)->AdvanceX, 16, 1);
    std::vector<GlyphPage::Wanted> many;
    for (char32_t c = 0x4E00; c < 0x4E00 + 6000; ++c)
        many.push_back({c, c});
    EXPECT_TRUE(page.bake(many).whole);
    EXPECT_GT(page.height(), height);
    EXPECT_NEAR(body.FindGlyphNoFallback('A')->V0 * static_cast<float>(page.height()), v, 0.01F);
    EXPECT_TRUE(body.FindGlyphNoFallback(0x4E00 + 5999));
    EXPECT_EQ(body.FindGlyph(0xABCD), body.FindGlyphNoFallback(0x3000)) << "not yet baked: a blank, never '?'";
}

TEST_F(Page, a_character_no_font_has_shows_as_its_code_point)
{
    page.build(1);
    for (const char32_t c : {char32_t{0xE123}, char32_t{0xFFFD}})
        EXPECT_FALSE(page.is_covered(c));
    page.bake({{0xE123, 0xE123}, {0xE124, 0xE124}, {0xF8FF, 0x10FFF0}});
    const ImFont& body = *atlas.Fonts[1];
    const auto picture = [&](ImWchar c) {
        const ImFontGlyph& glyph = *body.FindGlyphNoFallback(c);
        std::vector<unsigned char> all;
        const int x0 = std::lround(glyph.U0 * page.width()), x1 = std::lround(glyph.U1 * page.width());
        for (int y = std::lround(glyph.V0 * page.height()); y < std::lround(glyph.V1 * page.height()); ++y)
            all.insert(all.end(), page.pixels() + y * page.width() + x0, page.pixels() + y * page.width() + x1);
        return all;
    };
    EXPECT_NE(picture(0xE123), picture(0xE124)) << "the figures tell them apart";
    EXPECT_GT(body.FindGlyphNoFallback(0xF8FF)->AdvanceX, body.FindGlyphNoFallback(0xE123)->AdvanceX) << "six figures";
}

TEST_F(Page, invisible_characters_take_no_room)
{
    page.build(1);
    page.bake({{0x200B, 0x200B}, {0xFEFF, 0xFEFF}});
    EXPECT_EQ(atlas.Fonts[1]->FindGlyphNoFallback(0x200B)->AdvanceX, 0);
    EXPECT_EQ(atlas.Fonts[1]->FindGlyphNoFallback(0xFEFF)->AdvanceX, 0);
}

}
