// The contact sheet: which cameras in which order, steps of the keys, and what a cell says of its still.

#include "console/wall/sheet_model.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

using namespace std::chrono_literals;
using console::make_sheet, console::make_sheet_cell, console::make_sheet_order, console::Sign, console::Still;
using data::PictureState;

namespace {

const data::TimePoint sheet_noon = data::TimePoint{} + std::chrono::hours(500000);

struct SheetTest : testing::Test {
    data::World world;
    console::Texts text;

    SheetTest()
    {
        text.set_language(console::Language::en);
        std::vector<data::Camera> cameras;
        for (const int number : {30, 10, 20, 40}) {
            data::Camera camera;
            camera.id = {number};
            camera.number = number;
            camera.name = "Gate";
            camera.position = {114.0 + number / 100.0, 30};
            camera.status = number == 40 ? data::CameraStatus::removed : data::CameraStatus::in_use;
            cameras.push_back(camera);
        }
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::move(cameras));
    }
    std::vector<int> numbers(const std::string& filter, const std::vector<geo::LonLat>& area = {})
    {
        std::vector<int> found;
        const console::Sheet sheet = make_sheet(world, make_sheet_order(*world.cameras), filter, area);
        for (const std::uint32_t row : sheet.rows)
            found.push_back(world.cameras->rows[row].number);
        return found;
    }
    console::SheetCell cell(data::CameraCondition condition, const Still* still)
    {
        world.conditions[{10}] = std::move(condition);
        return make_sheet_cell(world, *world.cameras->find({10}), still, text, sheet_noon, [](data::TimePoint t) { return fmt::format("-{} s", (sheet_noon - t) / 1s); });
    }
};

TEST_F(SheetTest, filters_and_counts_by_number)
{
    world.conditions[{10}] = {.state = PictureState::retrying, .asked = sheet_noon};
    world.conditions[{20}] = {.state = PictureState::answered, .asked = sheet_noon};
    EXPECT_EQ(numbers("all"), (std::vector{10, 20, 30})) << "without what is removed";
    EXPECT_EQ(numbers("faulty"), std::vector{10});
    EXPECT_EQ(numbers("unasked"), std::vector{30});
    EXPECT_EQ(numbers("area"), std::vector<int>{});
    const std::vector<geo::LonLat> area{{114.15, 29}, {114.35, 29}, {114.35, 31}, {114.15, 31}};
    EXPECT_EQ(numbers("area", area), (std::vector{20, 30}));
    const console::Sheet sheet = make_sheet(world, make_sheet_order(*world.cameras), "faulty", area);
    EXPECT_EQ(sheet.counts, (std::array<std::size_t, 4>{3, 1, 1, 2}));
}

TEST_F(SheetTest, keys_step_and_stay_at_the_ends)
{
    using console::step_on_sheet;
    EXPECT_EQ(step_on_sheet(10, 4, 5, 1, 0), 6U);
    EXPECT_EQ(step_on_sheet(10, 4, 5, 0, -1), 1U);
    EXPECT_EQ(step_on_sheet(10, 4, 5, 0, 1), 9U);
    EXPECT_EQ(step_on_sheet(10, 4, 6, 0, 1), 6U) << "there is none below";
    EXPECT_EQ(step_on_sheet(10, 4, 0, -1, 0), 0U);
    EXPECT_EQ(step_on_sheet(10, 4, 9, 1, 0), 9U);
    EXPECT_EQ(step_on_sheet(10, 4, 10, 1, 0), 0U) << "nothing was selected";
    EXPECT_EQ(step_on_sheet(0, 4, 0, 1, 0), 0U);
}

TEST_F(SheetTest, says_what_the_still_is_worth)
{
    const Still still{.width = 160, .height = 90, .rgb = {}, .taken = sheet_noon - 240s, .serial = 1};
    const auto answered = cell({.state = PictureState::answered, .asked = sheet_noon - 240s}, &still);
    EXPECT_EQ(answered.number, "0010");
    EXPECT_EQ(answered.words, "answered 4 min ago");
    EXPECT_FALSE(answered.is_old);
    EXPECT_FALSE(answered.sign);
    EXPECT_EQ(answered.time, "") << "the words have it";

    const auto failed = cell({.state = PictureState::retrying, .since = sheet_noon - 60s, .asked = sheet_noon - 60s}, &still);
    EXPECT_EQ(failed.words, "retrying, asked 1 min ago");
    EXPECT_TRUE(failed.is_old);
    EXPECT_EQ(failed.sign, Sign::retrying);
    EXPECT_EQ(failed.time, "-240 s");

    const auto frozen = cell({.state = PictureState::frozen, .since = sheet_noon - 90s}, &still);
    EXPECT_EQ(frozen.words, "frozen since -90 s");
    EXPECT_TRUE(frozen.is_old);

    const auto black = cell({.state = PictureState::black, .since = sheet_noon - 240s, .asked = sheet_noon - 240s}, &still);
    EXPECT_FALSE(black.is_old) << "this is what it showed then";
    EXPECT_EQ(black.sign, Sign::black);

    const auto never = cell({}, nullptr);
    EXPECT_EQ(never.words, "never asked");
    EXPECT_EQ(never.sign, Sign::never_asked);
}

TEST_F(SheetTest, a_still_is_never_called_live)
{
    const Still still{.width = 160, .height = 90, .rgb = {}, .taken = sheet_noon - 240s, .serial = 1};
    for (int state = 0; state <= static_cast<int>(PictureState::answered); ++state)
        for (const auto language : {console::Language::en, console::Language::zh}) {
            text.set_language(language);
            const auto shown = cell({.state = static_cast<PictureState>(state), .since = sheet_noon}, &still);
            EXPECT_EQ(shown.words.find("live"), std::string::npos) << state;
            EXPECT_EQ(shown.words.find("实时"), std::string::npos) << state;
            EXPECT_FALSE(shown.time.empty()) << state << ": the picture's own time";
        }
}

}
