// The commands of the camera tree and of the saved views.

#include "console/commands/functions.h"
#include "console/wall/views.h"
#include "tests/console/no_services.h"

#include <gmock/gmock.h>

namespace {

using namespace console;
using testing::HasSubstr;

class WallSide : public testing::Test {
protected:
    void SetUp() override
    {
        std::vector<data::Camera> cameras;
        for (int number = 1; number <= 6; ++number) {
            data::Camera camera;
            camera.id = {number + 100}, camera.number = number;
            cameras.push_back(camera);
        }
        world.cameras = data::frozen(cameras);
        world.setup.wall_views = data::frozen(std::vector<data::WallView>{{.id = {1}, .name = "day", .tiles = 4, .numbers = {1, 2}},
                                                                          {.id = {2}, .name = "night north", .tiles = 4, .numbers = {3, 0, 4}}});
        world.loaded = true;
        world.workspace.path = "/city.sqlite";
        session.layout = Layout::wall;
        text.set_language(Language::en);
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, data::TimePoint{}};
        return run_command(context, {name, std::move(arguments)});
    }
    int on_tile(std::size_t tile) const { return static_cast<int>(session.wall.tiles[tile].camera.value - 100); }
    std::string said() const { return session.messages.empty() ? "" : words_of(text, session.messages.back().said); }

    data::World world;
    Session session;
    NoServices services;
    Texts text;
};

TEST_F(WallSide, OneCameraGoesToTheFocusedTileOrTheNextFreeOne)
{
    session.wall.focused = 2;
    run("wall.add", {"1"});
    EXPECT_EQ(on_tile(2), 1);
    run("wall.add", {"2"});
    EXPECT_EQ(on_tile(3), 2) << "the focused tile has a picture in use";
    EXPECT_EQ(session.wall.focused, 3);
    run("wall.add", {"3"}), run("wall.add", {"4"});
    EXPECT_EQ(on_tile(0), 3);
    EXPECT_EQ(on_tile(1), 4);
    run("wall.add", {"5"});
    EXPECT_EQ(on_tile(1), 5) << "a full wall gives its focused tile";
    run("wall.back");
    EXPECT_EQ(on_tile(1), 4);
    run("wall.add", {"3"});
    EXPECT_EQ(session.wall.focused, 0) << "it is there already";
}

TEST_F(WallSide, SeveralFillFreeTilesInTheirOrder)
{
    session.wall.tiles[1].camera = {106};
    run("wall.add", {"3", "1", "2", "4"});
    EXPECT_EQ(on_tile(0), 3);
    EXPECT_EQ(on_tile(1), 6) << "nobody's picture is replaced";
    EXPECT_EQ(on_tile(2), 1);
    EXPECT_EQ(on_tile(3), 2);
    EXPECT_THAT(said(), HasSubstr("3"));
    session.wall.locked = true;
    run("wall.add", {"5", "6"});
    EXPECT_THAT(said(), HasSubstr("locked"));
}

TEST_F(WallSide, FavouritesAreMarkedAndUnmarked)
{
    run("camera.favourite", {"1", "2"});
    EXPECT_EQ(session.remembered["/city.sqlite"].favourites, (std::set<int>{1, 2}));
    run("camera.favourite", {"2", "3"});
    EXPECT_EQ(session.remembered["/city.sqlite"].favourites, (std::set<int>{1, 2, 3})) << "one of them was not";
    run("camera.favourite", {"2", "3"});
    EXPECT_EQ(session.remembered["/city.sqlite"].favourites, (std::set<int>{1}));
}

TEST_F(WallSide, OpensAndClosesAsATab)
{
    run("wall.tree");
    EXPECT_EQ(session.wall.side, "cameras");
    run("wall.views");
    EXPECT_EQ(session.wall.side, "views");
    run("wall.views");
    EXPECT_EQ(session.wall.side, "");
}

TEST_F(WallSide, AViewIsRenamedAndSeatsFindItAgain)
{
    world.setup.seat_plans = data::frozen(std::vector<data::SeatPlan>{{.id = {1}, .seat = "duty", .windows = {{.layout = "wall", .view = "night north"}}}});
    session.wall.view = "night north";
    session.remembered["/city.sqlite"].dwells["night north"] = 20;
    run("wall.rename_view", {"night", "north", "north", "by", "night"}); // as typed
    ASSERT_EQ(services.changes.size(), 2u);
    const auto& renamed = std::get<data::RenameWallView>(services.changes[0]);
    EXPECT_EQ(renamed.name, "night north");
    EXPECT_EQ(renamed.to, "north by night");
    EXPECT_EQ(std::get<data::SaveSeatPlan>(services.changes[1]).plan.windows[0].view, "north by night");
    EXPECT_EQ(session.wall.view, "north by night");
    EXPECT_EQ(session.remembered["/city.sqlite"].dwells["north by night"], 20);
    run("wall.rename_view", {"day", "night north"});
    EXPECT_THAT(said(), HasSubstr("already"));
    run("wall.rename_view", {"dawn", "x"});
    EXPECT_THAT(said(), HasSubstr("no view"));
}

TEST_F(WallSide, ARemovedViewComesBack)
{
    EXPECT_FALSE(run("wall.restore_view"));
    run("wall.remove_view", {"day"});
    ASSERT_TRUE(session.removed_view);
    world.setup.wall_views = data::frozen(std::vector<data::WallView>{world.setup.wall_views->rows[1]});
    run("wall.restore_view");
    const auto& saved = std::get<data::SaveWallView>(services.changes.back());
    EXPECT_EQ(saved.view.name, "day");
    EXPECT_EQ(saved.view.numbers, (std::vector<int>{1, 2}));
    EXPECT_FALSE(session.removed_view);
}

TEST_F(WallSide, ATourOverAViewHasItsOwnSeconds)
{
    run("wall.tour_view", {"night", "north"});
    ASSERT_TRUE(session.wall.tour);
    EXPECT_EQ(session.wall.tour->dwell, std::chrono::seconds(10));
    EXPECT_EQ(session.wall.tour->numbers, (std::vector<int>{3, 4}));
    run("wall.tour_view", {"night north", "25"}); // as the form gives it
    EXPECT_EQ(session.wall.tour->dwell, std::chrono::seconds(25));
    run("wall.tour_stop");
    run("wall.tour_view", {"night north"});
    EXPECT_EQ(session.wall.tour->dwell, std::chrono::seconds(25)) << "remembered";
    EXPECT_EQ(session.remembered["/city.sqlite"].dwells.count("day"), 0u);
}

}
