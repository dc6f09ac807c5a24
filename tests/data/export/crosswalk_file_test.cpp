// The crosswalk as a file that spreadsheets open.

#include "data/export/crosswalk_file.h"
#include "geo/error.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/vector_file.h"
#include "geo/formats/vsi_bytes.h"
#include "tests/data/fresh_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace data;

const std::vector<CrosswalkRow> rows{{"420106001002003", "东街7", "420106001002003", "东街7", 1200.5, 0.75, 30, 0.6, 2, 1},
                                     {"420106001002003", "东街7", "420106001002012", "东街7b", 400.2, 0.25, 20, 0.4, 0, 0}};

TEST(CrosswalkFile, KeepsCodesAsTexts)
{
    for (const char* name : {"crosswalk.xlsx", "crosswalk.csv"}) {
        const FreshFolder folder;
        save_crosswalk(rows, folder / name);
        const geo::VectorFile file = geo::VectorFile::open((folder / name).string());
        ASSERT_EQ(file.layers().size(), 1u) << name;
        const geo::VectorLayer& layer = file.layers()[0];
        ASSERT_EQ(layer.fields.size(), crosswalk_columns.size()) << name;
        for (std::size_t i = 0; i < crosswalk_columns.size(); ++i)
            EXPECT_EQ(layer.fields[i].name, crosswalk_columns[i]);
        if (std::string(name).ends_with("xlsx")) {
            const geo::GdalSession session;
            const std::string sheet = geo::vsi_bytes("/vsizip/{" + (folder / name).string() + "}/xl/worksheets/sheet1.xml", std::size_t(1) << 20);
            EXPECT_THAT(sheet, testing::ContainsRegex("<c r=\"A2\"[^>]* t=\"")) << "a text";
            EXPECT_THAT(sheet, testing::ContainsRegex("<c r=\"F2\"( s=\"[0-9]+\")?>[^/]*<v>0.75")) << "a number";
        }
    }
}

TEST(CrosswalkFile, RefusesAnUnknownEnding)
{
    const FreshFolder folder;
    EXPECT_THROW(save_crosswalk(rows, folder / "crosswalk.doc"), geo::Error);
}

} // namespace
