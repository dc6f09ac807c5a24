// What the import desk says of a dry run, in both languages.

#include "console/panels/workspace/import_model.h"
#include "data/import/columns.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

TEST(ImportModel, RefusedSystemsSayWhyInWords)
{
    Texts text;
    data::CrsCandidate xian{.crs = "EPSG:2383", .name = "Xian 1980 / 3-degree Gauss-Kruger CM 114E"};
    xian.why = {"crs_no_way", {xian.name}}, xian.refusal = "No sound way";
    data::CrsCandidate beijing{.crs = "EPSG:4214", .name = "Beijing 1954"};
    beijing.why = {"crs_borrowed", {"Beijing 1954", "China - Ordos basin"}};
    for (const auto& [language, words] : {std::pair(Language::zh, "须控制点"), {Language::en, "needs point pairs"}}) {
        text.set_language(language);
        EXPECT_NE(refusal_words(text, xian).find(words), std::string::npos) << refusal_words(text, xian);
        EXPECT_NE(refusal_words(text, xian).find(language == Language::zh ? "西安 1980" : "Xian 1980"), std::string::npos);
        EXPECT_NE(refusal_words(text, beijing).find(language == Language::zh ? "鄂尔多斯" : "Ordos"), std::string::npos);
        EXPECT_EQ(refusal_words(text, {.crs = "EPSG:4547"}), "");
    }
}

TEST(ImportModel, TheButtonSaysHowManyRecordsItChanges)
{
    Texts text;
    text.set_language(Language::en);
    data::ImportReport report;
    report.imported = 10;
    EXPECT_EQ(start_words(text, report, data::MissingPolicy::close), "Import 10 rows");
    report.updated = 3, report.missing = 2;
    EXPECT_EQ(start_words(text, report, data::MissingPolicy::keep), "Import 10 rows, changing 3 that are there");
    EXPECT_EQ(start_words(text, report, data::MissingPolicy::close), "Import 10 rows, changing 5 that are there");
    text.set_language(Language::zh);
    EXPECT_EQ(start_words(text, report, data::MissingPolicy::keep), "导入 10 行，更改现有 3 条");
    report.imported = 1, report.updated = 0;
    text.set_language(Language::en);
    EXPECT_EQ(start_words(text, report, data::MissingPolicy::keep), "Import 1 row");
}

TEST(ImportModel, ChangesNameTheirFieldOldAndNew)
{
    data::ImportReport report;
    report.rejected = {{17, {geo::Remark("zero_position")}}};
    report.updates = {{"东苑1栋", {{"households", "48", "50"}, {"remark", "", "新"}}}};
    Texts text;
    text.set_language(Language::zh);
    const auto rows = make_finding_rows(text, report);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].row, "第 17 行");
    EXPECT_FALSE(rows[0].proposal.empty()) << "what to do";
    EXPECT_EQ(rows[1].words, "东苑1栋: 户数 48 → 50, 备注 – → 新");
    text.set_language(Language::en);
    EXPECT_EQ(make_finding_rows(text, report)[1].words, "东苑1栋: households 48 → 50, remark – → 新");
}

/// Every field that columns may be taken for, and that reports name, has words.
TEST(ImportModel, FieldsHaveWordsInBothLanguages)
{
    Texts text;
    text.set_language(Language::zh);
    const auto has_words = [&](const std::string& field) { EXPECT_NE(field_words(text, field), field) << field; };
    for (std::size_t kind = 0; kind < data::import_kind_names.size(); ++kind)
        for (const std::string& field : data::field_names(static_cast<data::ImportKind>(kind)))
            has_words(field);
    const auto all = [&](const std::vector<data::FieldText>& fields) {
        for (const data::FieldText& field : fields)
            has_words(field.field);
    };
    all(data::fields_of(data::Grid{})), all(data::fields_of(data::Camera{})), all(data::fields_of(data::Incident{})), all(data::fields_of(data::Place{})), all(data::fields_of(data::Unit{}));
}

}
