// Names of coordinate systems in the operator's language, as PROJ itself gives them.

#include "console/panels/workspace/import_model.h"
#include "geo/crs/crs.h"

#include <gtest/gtest.h>

namespace {

using console::Language;
using console::system_words;
using console::Texts;

TEST(CrsWords, the_usual_systems_are_told_in_both_languages)
{
    Texts text;
    const struct {
        const char* system;
        const char* zh;
    } rows[] = {
        {"EPSG:4490", "EPSG:4490 2000 国家大地坐标系（CGCS2000）"},
        {"EPSG:4547", "EPSG:4547 CGCS2000 / 高斯-克吕格 3 度带，中央经线 114°E"},
        {"EPSG:4526", "EPSG:4526 CGCS2000 / 高斯-克吕格 3 度带，第 38 带"},
        {"EPSG:4508", "EPSG:4508 CGCS2000 / 高斯-克吕格 6 度带，中央经线 111°E"},
        {"EPSG:4497", "EPSG:4497 CGCS2000 / 高斯-克吕格 6 度带，第 19 带"},
        {"EPSG:4610", "EPSG:4610 西安 1980"},
        {"EPSG:4214", "EPSG:4214 北京 1954"},
        {"EPSG:32650", "EPSG:32650 WGS 84 / UTM 第 50N 带"},
        {"EPSG:3857", "EPSG:3857 WGS 84 / Web 墨卡托"},
        {"EPSG:4326", "EPSG:4326 WGS 84"},
        {"GCJ-02", "GCJ-02（国家测绘局加密坐标）"},
        {"BD-09", "BD-09（百度坐标）"},
        {"EPSG:27700", "EPSG:27700 OSGB36 / British National Grid"}, // nobody worded it: as it is
    };
    for (const auto& row : rows) {
        const std::string name = geo::CrsTransform::make_rough(row.system).name();
        text.set_language(Language::en);
        EXPECT_EQ(system_words(text, name), name);
        text.set_language(Language::zh);
        EXPECT_EQ(system_words(text, name), row.zh);
    }
}

TEST(CrsWords, names_within_remarks_are_worded_and_what_people_typed_is_not)
{
    Texts text;
    text.set_language(Language::zh);
    const geo::Remark borrowed("crs_borrowed", {"Beijing 1954", "\"China - Ordos basin\" (accuracy 1 m)"});
    EXPECT_EQ(console::words_of(text, std::span(&borrowed, 1)), "北京 1954：只有 \"中国鄂尔多斯盆地\" (精度 1 m) 的参数，借用会差几十米；须控制点");
    const geo::Remark used("operation_used", {"Beijing 1954 to WGS 84 (3)", "China - offshore - Pearl River basin", "1 m"});
    EXPECT_EQ(console::words_of(text, std::span(&used, 1)), "转换参数：北京 1954 转 WGS 84 (3)，为“中国珠江口海域”测定，精度 1 m");
    const geo::Remark typed("crs_unknown", {"Beijing 1954"});
    EXPECT_NE(console::words_of(text, std::span(&typed, 1)).find("Beijing 1954"), std::string::npos);
    EXPECT_EQ(system_words(text, "Gauss-Kruger zone"), "Gauss-Kruger zone") << "no number follows";
}

}
