// Small files that went wrong elsewhere (../shared/data/cases), with what is right.

#include "data/import/remark_words.h"
#include "tests/data/import/fixture.h"

#include <gmock/gmock.h>

namespace {

using namespace data;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string cases = SHARED_DATA "/cases/";

class ImportCases : public ImportFixture {
protected:
    /// The reasons of all refused rows, in English.
    static std::vector<std::string> reasons(const ImportReport& report)
    {
        std::vector<std::string> out;
        for (const ImportRefusal& row : report.rejected)
            out.push_back(std::to_string(row.row) + ": " + RemarkWords()(row.reasons));
        return out;
    }
};

TEST_F(ImportCases, CodesThatASpreadsheetShortenedAreRefusedWithWhatItDid)
{
    const ImportReport grids = take({.source = file("grids.csv", "WKT,网格编码,网格名称\n"
                                                                 "\"POLYGON((114 30,114.01 30,114.01 30.01,114 30))\",4.20106E+14,东一\n"
                                                                 "\"POLYGON((114 30,114.01 30.01,114 30.01,114 30))\",420106001001002,东二\n"),
                                     .level = Level::grid});
    EXPECT_THAT(reasons(grids), ElementsAre("1: the spreadsheet has shortened the code: 4.20106E+14"));
    EXPECT_EQ(grids.imported, 1);
    const ImportReport cameras = take({.source = file("cameras.csv", "经度,纬度,国标编码,点位名称\n114,30,4.2010600001311E+19,a\n114,30,9223372036854775807,b\n"
                                                                     "114,30,42010600001311000003,c\n114,30,1E+5,d\n"),
                                       .kind = ImportKind::cameras});
    EXPECT_EQ(cameras.rejected.size(), 2u);
    EXPECT_EQ(cameras.imported, 2);
}

TEST_F(ImportCases, MarksThatKeepACodeATextAreNoPartOfIt)
{
    take({.source = file("guard.csv", "经度,纬度,国标编码,点位名称\n114,30,\"=\"\"42010600001311000001\"\"\",东\n114,30,'42010600001311000002,西\n"
                                      "114,30,\"\"\"42010600001311000003\"\"\",'t Hof\n"),
          .kind = ImportKind::cameras});
    const WorkspaceLoaded world = store_.load();
    std::vector<std::string> codes;
    for (const Camera& camera : world.cameras->rows)
        codes.push_back(camera.code);
    EXPECT_THAT(codes, ElementsAre("42010600001311000001", "42010600001311000002", "42010600001311000003"));
    EXPECT_EQ(world.cameras->rows[2].name, "'t Hof");
}

TEST_F(ImportCases, FieldNamesCutInsideACharacterAreKnown)
{
    const std::string source = cases + "utf8_shapefile_chinese_names/utf8plain.shp";
    if (!std::filesystem::exists(source))
        GTEST_SKIP() << "the real files beside the project are absent";
    EXPECT_EQ(take({.source = source, .level = Level::grid}).imported, 3);
    const WorkspaceLoaded world = store_.load();
    const Grid& first = world.grids->rows.front();
    EXPECT_EQ(first.code, "420106001001001");
    EXPECT_EQ(first.name, "示例社区第1网格");
}

} // namespace
