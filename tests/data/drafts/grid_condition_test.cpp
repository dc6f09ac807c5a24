#include "data/drafts/grid_condition.h"

#include <gtest/gtest.h>

namespace {

using namespace data;

struct Values {
    std::string code, name, kind = "base", community, community_code, unit, households, estimated;
};

GridValue read(const Values& values, GridField field)
{
    const auto number = [](const std::string& text) { return text.empty() ? GridValue{} : GridValue{text, "", std::stod(text)}; };
    switch (field) {
    case GridField::code: return {values.code};
    case GridField::name: return {values.name};
    case GridField::kind: return {values.kind};
    case GridField::community: return {values.community, values.community_code};
    case GridField::unit: return {values.unit};
    case GridField::households: return number(values.households);
    case GridField::estimated: return {values.estimated};
    default: return {};
    }
}

const Values gas_lane{"340104003002007", "East 7", "base", "Spring Road", "340104003002", "East Gas", "120", ""};
const Values river_side{"340104003002008", "河西 八号", "dedicated", "河西社区", "340104003003", "", "", "yes"};

bool holds(std::string_view text, const Values& values)
{
    const auto parsed = parse_condition(text);
    EXPECT_TRUE(std::holds_alternative<GridCondition>(parsed)) << text;
    return std::holds_alternative<GridCondition>(parsed) && std::get<GridCondition>(parsed).matches([&](GridField field) { return read(values, field); });
}

TEST(GridConditions, TellWhichGridsTheyMean)
{
    const struct {
        const char* text;
        bool of_gas_lane, of_river_side;
    } rows[] = {
        {"households < 150", true, false},
        {"households>=120", true, false},
        {"households != 5", true, false}, // what is not known is no number
        {"no households", false, true},
        {"households", true, false},
        {"户数 < 150", true, false},
        {"no unit", false, true},
        {"unit = none", false, true},
        {"无责任单位", false, true},
        {"unit != none", true, false},
        {"community = Spring Road", true, false},
        {"community = \"spring road\"", true, false},
        {"community = 340104003003", false, true},
        {"社区 = 河西社区", false, true},
        {"名称 含 河西", false, true},
        {"name ~ east", true, false},
        {"kind = 专属", false, true},
        {"estimated", false, true},
        {"not estimated", true, false},
        {"estimated and no unit", false, true},
        {"households < 150 or no unit", true, true},
        {"not (households < 150 or no unit)", false, false},
        {"no unit, households < 150", false, false},
        {"name = east 7 and households < 150", true, false},
        {"户数＜150 或 无 单位", true, true},
        {"name ~ and or households = 120", true, false},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(holds(row.text, gas_lane), row.of_gas_lane) << row.text;
        EXPECT_EQ(holds(row.text, river_side), row.of_river_side) << row.text;
    }
}

TEST(GridConditions, SayWhatTheyDoNotUnderstandAndWhere)
{
    const struct {
        const char* text;
        ConditionFault fault;
        std::size_t at;
    } rows[] = {
        {"", ConditionFault::empty, 0},
        {"   ", ConditionFault::empty, 0},
        {"flats < 3", ConditionFault::unknown_field, 0},
        {"households <", ConditionFault::no_value, 12},
        {"households < many", ConditionFault::not_a_number, 13},
        {"(households < 3", ConditionFault::open_bracket, 15},
        {"households < 3 )", ConditionFault::left_over, 15},
        {"households < 3 and", ConditionFault::order_of_words, 18},
        {"name < 3", ConditionFault::order_of_words, 7},
        {"= 3", ConditionFault::unknown_field, 0},
    };
    for (const auto& row : rows) {
        const auto parsed = parse_condition(row.text);
        ASSERT_TRUE(std::holds_alternative<ConditionRefused>(parsed)) << row.text;
        EXPECT_EQ(std::get<ConditionRefused>(parsed).fault, row.fault) << row.text;
        EXPECT_EQ(std::get<ConditionRefused>(parsed).at, row.at) << row.text;
    }
    EXPECT_TRUE(std::holds_alternative<ConditionRefused>(parse_condition(std::string(100'000, '('))));
}

}
