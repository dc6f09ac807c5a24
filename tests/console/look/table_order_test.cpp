#include "console/look/table_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

struct Rows final : TableSource {
    std::vector<std::pair<std::string, std::optional<double>>> rows{{"East 7", 120}, {"west 8", {}}, {"North", 90}, {"East 10", 300}, {"", 90}};
    std::size_t size() const override { return rows.size(); }
    std::uint64_t key(std::size_t row) const override { return 100 + row; }
    std::string text(std::size_t row, std::size_t column) const override
    {
        if (column == 0)
            return rows[row].first;
        return rows[row].second ? std::to_string(static_cast<int>(*rows[row].second)) : "";
    }
    std::optional<double> number(std::size_t row, std::size_t) const override { return rows[row].second; }
};

const std::vector<TableColumn> columns{{"name", "Name"}, {"households", "Households", 80, true}};

TEST(Tables, KeepTheirOrderUntilAColumnIsChosen)
{
    const Rows rows;
    TableState state = make_table_state(columns);
    EXPECT_THAT(make_table_order(rows, columns, state), ElementsAre(0, 1, 2, 3, 4));
    state.sorted = 0;
    EXPECT_THAT(make_table_order(rows, columns, state), ElementsAre(3, 0, 2, 1, 4)); // nothing comes last
    state.ascending = false;
    EXPECT_THAT(make_table_order(rows, columns, state), ElementsAre(1, 2, 0, 3, 4));
    state.sorted = 1;
    EXPECT_THAT(make_table_order(rows, columns, state), ElementsAre(3, 0, 2, 4, 1));
}

TEST(Tables, AreShownAgainAsTheyWere)
{
    const std::vector<TableColumn> three{{"name", "Name"}, {"households", "Households", 80, true}, {"remark", "Remark", 200, false, true}};
    EXPECT_TRUE(words_of_table(make_table_state(three), three).empty());
    TableState state = make_table_state(three);
    state.sorted = 1, state.ascending = false;
    state.hidden = {true, false, false};
    state.widths = {120, 64, 300};
    state.filters = {"", "< 150", "a b"};
    const std::vector<std::string> words = words_of_table(state, three);
    EXPECT_THAT(words, ElementsAre("sorted -households", "hidden name", "width households 64", "filter households < 150", "width remark 300", "shown remark", "filter remark a b"));
    EXPECT_EQ(table_state_from(words, three), state);
    // Of another version of the program, or by a hand in the file.
    EXPECT_EQ(table_state_from(std::vector<std::string>{"", "sorted", "sorted gone", "width name x", "width", "filter", "what name 1"}, three), make_table_state(three));
    EXPECT_EQ(table_state_from(std::vector<std::string>{"width name 1", "width households 99999999"}, three).widths, (std::vector<float>{36, 2000, 200}));
    EXPECT_EQ(table_state_from(std::vector<std::string>{"hidden name", "hidden households"}, three).hidden, make_table_state(three).hidden) << "a column stays";
}

TEST(Tables, PutColumnsInAnotherOrder)
{
    const std::vector<TableColumn> four{{"name", "Name"}, {"code", "Code"}, {"remark", "Remark", 200, false, true}, {"households", "Households", 80, true}};
    TableState state = make_table_state(four);
    const auto names = [&] {
        std::string out;
        for (const std::size_t column : state.order)
            out += four[column].name[0];
        return out;
    };
    EXPECT_EQ(names(), "ncrh");
    move_column(state, 3, 0);
    EXPECT_EQ(names(), "hncr");
    move_column(state, 3, 3);
    EXPECT_EQ(names(), "hncr") << "before itself";
    EXPECT_THAT(words_of_table(state, four), ElementsAre("order households name code remark"));
    EXPECT_EQ(table_state_from(words_of_table(state, four), four), state);
    move_column(state, 0, std::nullopt);
    EXPECT_EQ(names(), "hcrn");
    // A step passes those that are hidden, and ends at the edges.
    EXPECT_EQ(step_column(state, 1, 1), 3u);
    EXPECT_EQ(names(), "hrnc");
    EXPECT_EQ(step_column(state, 1, 1), 3u);
    EXPECT_EQ(step_column(state, 3, -1), 0u);
    EXPECT_EQ(step_column(state, 0, -1), 0u);
    EXPECT_EQ(names(), "nhrc");
    EXPECT_EQ(step_column(state, 2, -1), 1u) << "a hidden one among all";
    EXPECT_EQ(names(), "nrhc");
    // Of another version of the program: what is not named comes last.
    EXPECT_EQ(table_state_from(std::vector<std::string>{"order remark gone remark code"}, four).order, (std::vector<std::size_t>{2, 1, 0, 3}));
    const Rows rows;
    TableState two = make_table_state(columns);
    move_column(two, 1, 0);
    EXPECT_EQ(tab_separated(rows, columns, two, std::vector<std::uint32_t>{0}), "Households\tName\n120\tEast 7\n");
}

TEST(Tables, FilterByWordsAndNumbers)
{
    const struct {
        const char *filter, *text;
        std::optional<double> number;
        bool expected;
    } cases[] = {
        {"", "x", {}, true},          {"EAST", "East 7", {}, true},   {"east", "West", {}, false},  {"=east 7", "East 7", {}, true},
        {"=east", "East 7", {}, false}, {"=", "", {}, true},          {"=", "x", {}, false},        {"<150", "120", 120, true},
        {"<150", "150", 150, false},  {"<= 150", "150", 150, true},   {">100", "", {}, false},      {"100-150", "120", 120, true},
        {"100-150", "151", 151, false}, {"12", "120", 120, false},    {"120", "120", 120, true},    {"!=120", "120", 120, false},
        {"=120", "120", 120, true},   {"a-b", "xa-bx", {}, true},
    };
    for (const auto& row : cases)
        EXPECT_EQ(passes(row.filter, row.text, row.number), row.expected) << row.filter << " on " << row.text;
    const Rows rows;
    TableState state = make_table_state(columns);
    state.filters = {"east", ">200"};
    EXPECT_THAT(make_table_order(rows, columns, state), ElementsAre(3));
}

TEST(Tables, SelectAsAHandExpects)
{
    const std::vector<std::uint64_t> keys{10, 11, 12, 13, 14};
    TableHand hand;
    TableKeys selected = after_click(hand, keys, {}, 1, false, false);
    EXPECT_THAT(selected, UnorderedElementsAre(11));
    selected = after_click(hand, keys, selected, 3, false, true);
    EXPECT_THAT(selected, UnorderedElementsAre(11, 12, 13));
    selected = after_click(hand, keys, selected, 0, false, true); // the other way from where it began
    EXPECT_THAT(selected, UnorderedElementsAre(10, 11));
    selected = after_click(hand, keys, selected, 4, true, false);
    EXPECT_THAT(selected, UnorderedElementsAre(10, 11, 14));
    selected = after_click(hand, keys, selected, 4, true, false);
    EXPECT_THAT(selected, UnorderedElementsAre(10, 11));
    EXPECT_EQ(after_click(hand, keys, selected, 99, false, false), selected);
}

TEST(Tables, GoByKeys)
{
    const std::vector<std::uint64_t> keys{10, 11, 12, 13, 14};
    TableHand hand;
    EXPECT_THAT(after_key(hand, keys, TableKey::down, 3, false), UnorderedElementsAre(11));
    EXPECT_THAT(after_key(hand, keys, TableKey::page_down, 3, true), UnorderedElementsAre(11, 12, 13, 14));
    EXPECT_THAT(after_key(hand, keys, TableKey::home, 3, false), UnorderedElementsAre(10));
    EXPECT_THAT(after_key(hand, keys, TableKey::up, 3, false), UnorderedElementsAre(10));
    EXPECT_THAT(after_key(hand, keys, TableKey::end, 3, true), UnorderedElementsAre(10, 11, 12, 13, 14));
    EXPECT_THAT(after_key(hand, {}, TableKey::down, 3, false), UnorderedElementsAre());
}

TEST(Tables, GoIntoASpreadsheet)
{
    Rows rows;
    rows.rows[0].first = "East\t7\nsouth";
    TableState state = make_table_state(columns);
    EXPECT_EQ(tab_separated(rows, columns, state, std::vector<std::uint32_t>{0, 3}), "Name\tHouseholds\nEast 7 south\t120\nEast 10\t300\n");
    state.hidden[1] = true;
    EXPECT_EQ(tab_separated(rows, columns, state, std::vector<std::uint32_t>{3}), "Name\nEast 10\n");
}

}
