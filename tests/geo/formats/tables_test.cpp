// Tables that people keep: where their headings are, what a cell of a spreadsheet means, what an editor of OpenStreetMap deleted.

#include "geo/formats/osm_text.h"
#include "geo/formats/sheet_values.h"
#include "geo/formats/table_heading.h"
#include "geo/formats/table_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace geo {
namespace {

using testing::ElementsAre;
using Row = std::vector<std::string>;

TEST(TableHeading, IsTheFirstRowUnlessThatIsATitle)
{
    const struct {
        std::vector<Row> rows;
        std::size_t row, above;
        Row names;
    } cases[] = {
        {{{"id", "lon", "lat"}, {"1", "114", "30"}}, 0, 0, {"id", "lon", "lat"}},
        {{{"2010", "2020", "name"}, {"1", "2", "x"}}, 0, 0, {"2010", "2020", "name"}},
        {{{"Cameras of the district", "", "", ""}, {"made by", "x", "", ""}, {"id", "name", "lon", "lat"}, {"1", "a", "114", "30"}}, 2, 2, {"id", "name", "lon", "lat"}},
        // Two storeys: the lower one fills what the upper one spans.
        {{{"id", "place", "", "kind"}, {"", "lon", "lat", ""}, {"1", "114", "30", "x"}}, 1, 0, {"id", "lon", "lat", "kind"}},
        {{{"id", "place", "place"}, {"id", "lon", "lat"}, {"1", "114", "30"}}, 1, 0, {"id", "lon", "lat"}},
        // A table of words alone has one storey.
        {{{"unit", "phone", "remark"}, {"north", "", "x"}, {"south", "12 34", ""}}, 0, 0, {"unit", "phone", "remark"}},
        {{{"a", "", "a"}, {"1", "2", "3"}}, 0, 0, {"a", "column 2", "a 2"}},
        {{{"one"}, {"1"}}, 0, 0, {"one"}},
        {{}, 0, 0, {}},
    };
    for (const auto& one : cases) {
        const TableHeading heading = find_heading(one.rows);
        EXPECT_EQ(heading.row, one.row) << testing::PrintToString(one.names);
        EXPECT_EQ(heading.above, one.above) << testing::PrintToString(one.names);
        EXPECT_EQ(heading.names, one.names);
    }
}

TEST(TableText, IsMendedToOneHeadingAndASeparatorThatIsKnown)
{
    const std::pair<const char*, const char*> cases[] = {
        {"a,b\n1,2\n", "a,b\n1,2\n"},
        {"sep=;\r\na;b\n1;2\n", "a;b\n1;2\n"},
        {"a|b\n1|2\n", "a\tb\n1\t2\n"},
        {"a,b\r1,2\r", "a,b\n1,2\n"},
        {"Title of it,,\nid,\"lon\ndeg\",lat\n1,114,30\n", "\"id\",\"lon deg\",\"lat\"\n1,114,30\n"},
        {"id|geom\n1|POLYGON((0 0,1 0,1 1,0 0))\n2|LINESTRING(0 0,1 1,2 2,3 3,4 4,5 5)\n", "id\tgeom\n1\tPOLYGON((0 0,1 0,1 1,0 0))\n2\tLINESTRING(0 0,1 1,2 2,3 3,4 4,5 5)\n"},
        {"", ""},
    };
    for (const auto& [text, right] : cases) {
        std::string table = text;
        std::vector<Remark> notes;
        mend_table(table, notes);
        EXPECT_EQ(table, right);
    }
}

/// Formats of ECMA-376, also those that East Asian programs write without spelling them out.
TEST(SheetValues, DatesAreKnownByTheirFormats)
{
    for (const int id : {14, 22, 27, 31, 36, 45, 50, 57, 58})
        EXPECT_TRUE(is_date_format(id)) << id;
    for (const int id : {0, 1, 2, 9, 11, 37, 44, 49, 59})
        EXPECT_FALSE(is_date_format(id)) << id;
    for (const char* code : {"yyyy/m/d\\ h:mm", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "h:mm AM/PM", "[h]:mm:ss", "mm:ss.0", "m/d/yy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "上午/下午h\"时\"mm\"分\""})
        EXPECT_TRUE(is_date_format(code)) << code;
    for (const char* code : {"General", "0.00", "#,##0_);[Red]\\(#,##0\\)", "0.00E+00", "@", "\"days\" 0", "G/通用格式", "[Red]0"})
        EXPECT_FALSE(is_date_format(code)) << code;
}

TEST(SheetValues, NumbersOfDaysAreDatesAndTimes)
{
    const std::pair<const char*, const char*> cases[] = {{"45296", "2024-01-05"},   {"45296.375", "2024-01-05T09:00:00"}, {"45296.41966666666", "2024-01-05T10:04:19.200"},
                                                         {"0.5", "12:00:00"},       {"1", "1900-01-01"},                  {"61", "1900-03-01"},
                                                         {"45296.99999999", "2024-01-06"}, {"-1", "-1"},                 {"x", "x"}};
    for (const auto& [number, text] : cases)
        EXPECT_EQ(sheet_time(number, false), text);
    EXPECT_EQ(sheet_time("43834", true), "2024-01-05");
}

TEST(SheetValues, NumbersBeyondWhatADoubleHoldsAreShortened)
{
    const std::pair<const char*, const char*> cases[] = {{"114.3011", "114.3011"},
                                                         {"420106001001001", "420106001001001"},
                                                         {"4.20106001001001E14", "420106001001001"},
                                                         {"42010600001311000001", "4.20106E+19"},
                                                         {"4.2010600001311E+19", "4.20106E+19"},
                                                         {"1.5E-3", "1.5E-3"}};
    for (const auto& [number, text] : cases)
        EXPECT_EQ(sheet_number(number), text);
}

TEST(OsmText, LosesWhatIsMarkedAsDeleted)
{
    std::string text = "<osm>\n<node id='1' action='delete' user='a>b'><tag k='x' v='y'/></node>\n<node id='2' action='modify'/><way id=\"3\" action=\"delete\"/>\n<node id='4'><tag k='action' v='delete'/></node></osm>";
    EXPECT_EQ(drop_deleted(text), 2);
    EXPECT_EQ(text, "<osm>\n\n<node id='2' action='modify'/>\n<node id='4'><tag k='action' v='delete'/></node></osm>");
    EXPECT_EQ(drop_deleted(text), 0);
    std::string cut = "<osm><node id='1' action='delete'><tag";
    EXPECT_EQ(drop_deleted(cut), 1);
    EXPECT_EQ(cut, "<osm>");
}

} // namespace
} // namespace geo
