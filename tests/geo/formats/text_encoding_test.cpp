#include "geo/crs/coordinate_text.h"
#include "geo/error.h"
#include "geo/formats/text_encoding.h"

#include <gtest/gtest.h>

namespace {

using geo::Encoding;

TEST(TextEncoding, IsRecognised)
{
    struct Case {
        std::string bytes;
        Encoding encoding;
        std::string text;
    };
    const Case cases[] = {
        {"plain", Encoding::utf8, "plain"},
        {"名称", Encoding::utf8, "名称"},
        {"\xef\xbb\xbf名称", Encoding::utf8, "名称"},
        {"\xc3\xfb\xb3\xc6,\xcd\xf8\xb8\xf1", Encoding::gb18030, "名称,网格"},
        {"\xc3\xfb\xb3\xc6\x81\x39\xef\x38", Encoding::gb18030,
         "名称㐉"}, // a character of four bytes, which GBK has not
        {"caf\xe9 cr\xe8me", Encoding::latin1, "café crème"},
        {"This is \xa9", Encoding::latin1, "This is ©"},
        {std::string("\xff\xfe\x0d\x54", 4), Encoding::utf16le, "名"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(geo::guess_encoding(c.bytes), c.encoding) << c.text;
        EXPECT_EQ(geo::utf8_from(c.bytes, geo::guess_encoding(c.bytes)), c.text);
    }
}

TEST(TextEncoding, CutValuesDoNotConfuse)
{
    EXPECT_EQ(geo::guess_encoding("名称网格社\xe5\x8c", true), Encoding::utf8);
    EXPECT_EQ(geo::guess_encoding("\xc3\xfb\xb3\xc6\xcd\xf8\xb8\xf1\xc9 x", true), Encoding::gb18030);
}

TEST(TextEncoding, Names)
{
    EXPECT_EQ(geo::encoding_from_name("gb2312"), Encoding::gb18030);
    EXPECT_EQ(geo::encoding_from_name("UTF-8"), Encoding::utf8);
    EXPECT_EQ(geo::encoding_from_name("ISO-8859-1"), Encoding::latin1);
    EXPECT_THROW(geo::encoding_from_name("klingon"), geo::Error);
}

TEST(CoordinateText, Numbers)
{
    EXPECT_EQ(geo::parse_number(" 25,003 "), 25.003);
    EXPECT_EQ(geo::parse_number("-38.55"), -38.55);
    for (const char* text : {"", "ten", "1,2,3", "1.2,3", "nan", "inf", "1e309", "12 x"})
        EXPECT_FALSE(geo::parse_number(text)) << text;
}

TEST(CoordinateText, Angles)
{
    struct Case {
        const char* text;
        double degrees;
    };
    const Case cases[] = {{"35 51 20", 35 + 51 / 60.0 + 20 / 3600.0},
                          {"1°05'30.6\"N", 1 + 5 / 60.0 + 30.6 / 3600},
                          {"n1 05 30.6", 1 + 5 / 60.0 + 30.6 / 3600},
                          {"121:30:00 W", -121.5},
                          {"东经114°20′", 114 + 20 / 60.0},
                          {"南纬1度30分", -1.5},
                          {"035 51 20-", -(35 + 51 / 60.0 + 20 / 3600.0)},
                          {"-0 30 0", -0.5}};
    for (const Case& c : cases) {
        const auto parsed = geo::parse_angle(c.text);
        ASSERT_TRUE(parsed) << c.text;
        EXPECT_NEAR(*parsed, c.degrees, 1e-12) << c.text;
    }
    for (const char* text : {"", "1 65 30.6", "35 61 20", "35 51 200", "1 2 3 4", "N1 S", "ten"})
        EXPECT_FALSE(geo::parse_angle(text)) << text;
}

} // namespace
