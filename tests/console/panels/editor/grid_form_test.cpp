#include "console/panels/editor/grid_form.h"

#include "console/panels/editor/grid_rows.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

struct Form : testing::Test {
    data::DraftHead head;
    std::vector<DraftStep> steps;
    std::unique_ptr<data::Draft> draft;
    std::optional<DraftView> open;

    Form()
    {
        auto ground = std::make_shared<data::DraftGround>();
        ground->units = {{{1}, "East Gas", "8123 0456"}, {{2}, "River Homes", ""}};
        data::Grid community = sample::grid(data::Level::community, "340104003002", sample::square(114, 30, 0.02));
        community.id = {1}, community.unit = {2};
        ground->areas = {community};
        for (int i = 0; i < 2; ++i) {
            data::Grid grid = sample::grid(data::Level::grid, "34010400300200" + std::to_string(i + 1),
                                           {{{{114 + 0.01 * i, 30}, {114.01 + 0.01 * i, 30}, {114.01 + 0.01 * i, 30.02}, {114 + 0.01 * i, 30.02}}, {}}}, {1});
            grid.id = {10 + i}, grid.name = i == 0 ? "East 7" : "East 8", grid.households = 200, grid.remark = "by the river";
            if (i == 0)
                grid.unit = {1};
            ground->areas.push_back(grid);
        }
        draft = std::make_unique<data::Draft>(ground);
        open.emplace(DraftView{.draft = *draft, .head = head, .steps = steps});
    }
    const FormField& field(const GridForm& form, data::GridField which) const { return form.fields[static_cast<std::size_t>(which)]; }
    const char* problem(data::GridField which, const std::string& value) const { return problem_of(*open, {0}, which, value).value_or(""); }
};

TEST_F(Form, OfOneGridHasItsFieldsAndItsPhone)
{
    const GridForm form = make_grid_form(*open, {0});
    ASSERT_TRUE(form.only);
    EXPECT_EQ(field(form, data::GridField::name).value, "East 7");
    EXPECT_EQ(field(form, data::GridField::households).value, "200");
    EXPECT_EQ(field(form, data::GridField::unit).value, "East Gas");
    EXPECT_TRUE(field(form, data::GridField::code).is_editable);
    EXPECT_FALSE(field(form, data::GridField::community).is_editable);
    EXPECT_EQ(form.phone, "8123 0456");
    EXPECT_EQ(form.inherited_unit, "");
    EXPECT_EQ(make_grid_form(*open, {1}).inherited_unit, "River Homes");
}

TEST_F(Form, OfSeveralSaysWhatDiffers)
{
    const GridForm form = make_grid_form(*open, {0, 1, 99});
    EXPECT_EQ(form.count, 2U);
    EXPECT_FALSE(form.only);
    EXPECT_TRUE(field(form, data::GridField::name).is_mixed);
    EXPECT_EQ(field(form, data::GridField::name).value, "");
    EXPECT_FALSE(field(form, data::GridField::remark).is_mixed);
    EXPECT_EQ(field(form, data::GridField::remark).value, "by the river");
    EXPECT_FALSE(field(form, data::GridField::code).is_editable) << "each has a code of its own";
    EXPECT_EQ(make_grid_form(*open, {}).count, 0U);
}

TEST_F(Form, SaysAtTheFieldWhatIsWrong)
{
    const struct {
        data::GridField field;
        const char *value, *problem;
    } rows[] = {
        {data::GridField::code, "340104003002001", ""}, {data::GridField::code, "", "grid.wrong.code_stays"}, {data::GridField::code, "340104003002009", "grid.wrong.code_stays"},
        {data::GridField::households, "0", ""}, {data::GridField::households, "", ""}, {data::GridField::households, "-1", "grid.wrong.count"},
        {data::GridField::households, "12.5", "grid.wrong.count"}, {data::GridField::residents, "many", "grid.wrong.count"},
        {data::GridField::residents, "99999999999999999999", "grid.wrong.count"}, {data::GridField::unit, "East Gas", ""}, {data::GridField::unit, "", ""},
        {data::GridField::unit, "Nobody", "grid.wrong.unit"}, {data::GridField::kind, "base", ""}, {data::GridField::kind, "other", "grid.wrong.kind"},
        {data::GridField::name, "x", ""}, {data::GridField::area, "5", "grid.wrong.fixed"},
    };
    for (const auto& row : rows)
        EXPECT_STREQ(problem(row.field, row.value), row.problem) << data::grid_field_names[static_cast<std::size_t>(row.field)] << " " << row.value;
    EXPECT_STREQ(problem(data::GridField::name, std::string(300, 'x')), "grid.wrong.long");
}

/// A code that is wrong may be mended: by a free one of its community.
TEST_F(Form, AWrongCodeIsMendedByAFreeOne)
{
    auto ground = std::make_shared<data::DraftGround>(*draft->ground_ptr());
    ground->areas[1].code = "12";
    const data::Draft wrong(ground);
    const DraftView view{.draft = wrong, .head = head, .steps = steps};
    const std::pair<const char*, const char*> rows[] = {{"12", ""}, {"", ""}, {"34010400300200", "grid.wrong.code"}, {"34010400300200x", "grid.wrong.code"},
                                                        {"340104003009001", "grid.wrong.code"}, {"340104003002002", "grid.wrong.code_taken"}, {"340104003002009", ""}};
    for (const auto& [code, expected] : rows)
        EXPECT_STREQ(problem_of(view, {0}, data::GridField::code, code).value_or(""), expected) << code;
}

TEST_F(Form, RowsOfTheTableSayTheSame)
{
    Texts text;
    text.set_language(Language::en);
    const std::vector<geo::FaceId> faces = grid_faces(open->draft.version());
    const GridRows rows(*open, text, faces);
    const auto columns = make_grid_columns(text);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(columns.size(), data::grid_field_names.size());
    EXPECT_EQ(rows.text(0, static_cast<std::size_t>(data::GridField::name)), "East 7");
    EXPECT_EQ(rows.text(0, static_cast<std::size_t>(data::GridField::kind)), "base");
    EXPECT_EQ(rows.number(0, static_cast<std::size_t>(data::GridField::households)), 200);
    EXPECT_EQ(rows.text(0, static_cast<std::size_t>(data::GridField::area)), "") << "not worked out yet";
    EXPECT_EQ(rows.key(1), 1U);
    EXPECT_FALSE(columns[0].is_editable);
    EXPECT_TRUE(columns[static_cast<std::size_t>(data::GridField::unit)].is_editable);
    EXPECT_TRUE(columns[static_cast<std::size_t>(data::GridField::community)].is_editable) << "by assigning";
}

}
