// Lists of JSON: a record at a time, within ceilings.

#include "geo/error.h"
#include "geo/formats/json_ceilings.h"
#include "geo/formats/vector_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace geo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::string& text)
{
    try {
        json_table_from(text, "list.json");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(JsonList, RecordsComeFromTheDocumentOrFromAMember)
{
    const struct {
        const char* text;
        std::vector<std::string> fields;
        std::vector<std::vector<std::string>> rows;
    } cases[] = {
        {R"([{"b":1,"a":"x"},{"a":"y","c":null}])", {"a", "b", "c"}, {{"x", "1", ""}, {"y", "", ""}}},
        {R"({"total":2,"more":[1,2],"data":[{"a":[1,{"k":2}]},{"a":{"n":{"m":[]}}}]})", {"a", "a.n.m"}, {{R"([1,{"k":2}])", ""}, {"", "[]"}}},
        // The first of the usual names, not the first in the text; a list of numbers is none.
        {R"({"rows":[{"a":1}],"items":[{"a":2}],"features":[1,2]})", {"a"}, {{"2"}}},
        {R"({"features":[{"type":"Feature","properties":{"name":"门"},"geometry":{"type":"Point","coordinates":["114.5","30.5"]}}]})", {"name"}, {{"门"}}},
        {R"([{"a":1},7,{"a":2}])", {"a"}, {{"1"}, {""}, {"2"}}},
        // Wherever the list lies: the longest, where none has a usual name.
        {R"({"code":200,"result":{"fields":[{"id":"a"}],"records":[{"a":1},{"a":2}]}})", {"a"}, {{"1"}, {"2"}}},
        {R"({"markers":[{"geo":{"lat":30.5,"lng":114}}]})", {"geo.lat", "geo.lng"}, {{"30.5", "114"}}},
        // A post with its cameras is so many cameras; a report with its remarks is one report.
        {R"([{"at":[30,114],"cams":[{"id":"1","name":"x"},{"id":"2","name":"y"}]}])", {"at", "id", "name"}, {{"[30,114]", "1", "x"}, {"[30,114]", "2", "y"}}},
        {R"([{"id":7,"kind":"k","words":[{"by":"z"}]}])", {"id", "kind", "words"}, {{"7", "k", R"([{"by":"z"}])"}}},
    };
    for (const auto& one : cases) {
        const auto table = json_table_from(one.text, "t").table;
        ASSERT_TRUE(table) << one.text;
        EXPECT_EQ(table->fields, one.fields) << one.text;
        EXPECT_EQ(table->rows, one.rows) << one.text;
    }
    const auto placed = json_table_from(cases[3].text, "t").table;
    ASSERT_TRUE(placed->points[0]);
    EXPECT_DOUBLE_EQ(placed->points[0]->lon, 114.5);
}

TEST(JsonList, IsNoneWhereItIsBrokenOrHoldsNoObjects)
{
    for (const char* text : {"", "[", "[{\"a\":1}", "[{\"a\":1}]x", "[1,2]", "{}", "[]", R"({"data":[[{"a":1}]]})", R"({"data":{"a":1}})"})
        EXPECT_FALSE(json_table_from(text, "t").table) << text;
}

TEST(JsonList, WhyThereIsNoneIsSaid)
{
    EXPECT_EQ(json_table_from(R"({"a":1,"b":{"c":[1]}})", "t").remark, remark("json_no_list", "t", "a, b"));
    EXPECT_TRUE(json_table_from("{", "t").remark.empty());
}

TEST(JsonList, OneObjectALine)
{
    const auto table = json_lines_from("{\"a\":1}\r\n\n{\"a\":2,\"b\":{\"c\":3}}", "t").table;
    ASSERT_TRUE(table);
    EXPECT_THAT(table->fields, ElementsAre("a", "b.c"));
    EXPECT_THAT(table->rows, ElementsAre(ElementsAre("1", ""), ElementsAre("2", "3")));
    EXPECT_THROW(json_lines_from("{\"a\":1}\n{\"a\":", "t"), Error);
    EXPECT_FALSE(json_lines_from("no", "t").table);
}

TEST(JsonList, StaysBelowItsCeilings)
{
    std::string columns = "[{";
    for (std::int64_t i = 0; i <= json_ceiling::columns; ++i)
        columns += (i ? ",\"" : "\"") + std::to_string(i) + "\":1";
    EXPECT_THAT(refusal(columns + "}]"), HasSubstr("columns"));
    const std::string deep(json_ceiling::depth, '['), close(json_ceiling::depth, ']');
    EXPECT_THAT(refusal("[{\"a\":" + deep + close + "}]"), HasSubstr("levels"));
    std::string large = "[{\"a\":[0";
    for (std::int64_t i = 0; i <= json_ceiling::record_values; ++i)
        large += ",0";
    EXPECT_THAT(refusal(large + "]}]"), HasSubstr("values in one record"));
    // Each record brings a column: rows times columns, and not their text, is what would grow.
    std::string wide = "[";
    constexpr int rows = 1'900;
    for (int i = 0; i < rows; ++i)
        wide += (i ? ",{\"" : "{\"") + std::to_string(i) + "\":1}";
    EXPECT_EQ(refusal(wide + "]"), "") << "3.6 million cells are few enough";
}

}
}
