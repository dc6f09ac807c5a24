#include "console/wall/hot_tiles.h"

#include "tests/console/no_services.h"

#include "console/frame/command.h"

#include <gtest/gtest.h>

namespace {

using console::HotCandidate, console::Session;
using namespace std::chrono_literals;

struct HotTiles : testing::Test {
    data::World world;
    Session session;
    console::Texts text;
    data::TimePoint now = *data::parse_time("2026-11-23T18:14:37Z");

    HotTiles()
    {
        std::vector<data::Camera> cameras;
        for (int i = 1; i <= 4; ++i) {
            data::Camera camera;
            camera.id = {i};
            camera.number = i;
            camera.main_url = "rtsp://192.0.2.1/" + std::to_string(i);
            camera.position = {117.28 + 0.01 * i, 31.86}; // near the incident of its number alone
            cameras.push_back(camera);
        }
        world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
        world.loaded = true;
        session.layout = console::Layout::wall;
        session.wall.tiles_shown = 4;
    }
    void add(std::int64_t id, int near, data::Severity severity = data::Severity::grave)
    {
        data::Incident incident;
        incident.id = {id};
        incident.number = std::to_string(id);
        incident.severity = severity;
        incident.position = {117.28 + 0.01 * near, 31.8601};
        incident.reported = now - 1h + id * 1s;
        data::apply(world, data::IncidentSaved{incident});
    }
    std::vector<HotCandidate> waiting() const { return console::hot_waiting(console::make_hot_candidates(world, nullptr), session); }
    /// As the wall does in its frame.
    bool step()
    {
        const auto candidates = console::make_hot_candidates(world, nullptr);
        const auto next = console::next_hot_step(candidates, waiting(), world, session, now);
        if (next)
            run("wall.hot_step", next->is_further ? std::vector<std::string>{std::to_string(next->tile + 1), std::to_string(next->incident.value), std::to_string(next->camera.value), "further"}
                                                  : std::vector<std::string>{std::to_string(next->tile + 1), std::to_string(next->incident.value), std::to_string(next->camera.value)});
        return next.has_value();
    }
    void run(const std::string& name, std::vector<std::string> arguments = {})
    {
        console::NoServices services;
        console::CommandContext context{world, session, services, text, now};
        ASSERT_TRUE(console::run_command(context, {name, std::move(arguments)})) << name;
    }
};

TEST_F(HotTiles, only_grave_incidents_nobody_acknowledged_come_and_only_where_they_may)
{
    add(11, 1);
    add(12, 2, data::Severity::serious);
    EXPECT_FALSE(step()) << "no tile was given away";
    run("wall.hot", {"3"});
    EXPECT_TRUE(step());
    EXPECT_EQ(session.wall.tiles[2].camera, data::CameraId{1});
    EXPECT_EQ(session.wall.tiles[2].why, "incident 11");
    EXPECT_FALSE(step()) << "the serious one is the queue's";
}

TEST_F(HotTiles, the_newest_first_each_twenty_seconds_the_others_wait)
{
    add(11, 1), add(12, 2), add(13, 3);
    run("wall.hot", {"1"});
    run("wall.hot", {"2"});
    EXPECT_TRUE(step());
    EXPECT_TRUE(step());
    EXPECT_EQ(session.wall.tiles[0].hot->incident.value, 13);
    EXPECT_EQ(session.wall.tiles[1].hot->incident.value, 12);
    EXPECT_FALSE(step());
    EXPECT_EQ(waiting().size(), 1u);
    EXPECT_EQ(console::next_hot_time(waiting(), session.wall), now + 20s);
    now += 19s;
    EXPECT_FALSE(step());
    now += 1s;
    EXPECT_TRUE(step());
    EXPECT_EQ(session.wall.tiles[0].hot->incident.value, 11) << "the tile that was taken first";
    EXPECT_TRUE(step()) << "and the other tile to the one that gave its place up, while nobody has it in hand";
    EXPECT_EQ(session.wall.tiles[1].hot->incident.value, 13);
    EXPECT_FALSE(step()) << "each of them twenty seconds again";
}

TEST_F(HotTiles, two_incidents_at_one_place_show_two_cameras)
{
    std::vector<data::Camera> cameras = world.cameras->rows;
    cameras[1].position = {117.2901, 31.8602}; // near the first one
    world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
    add(11, 1);
    for (const char* tile : {"1", "2", "3"})
        run("wall.hot", {tile});
    EXPECT_TRUE(step());
    EXPECT_TRUE(step()) << "a further camera of the same";
    EXPECT_FALSE(step());
    const data::CameraId best = session.wall.tiles[0].camera, second = session.wall.tiles[1].camera;
    EXPECT_NE(best, second);
    add(12, 1);
    EXPECT_TRUE(step()) << "the further one gives way";
    EXPECT_EQ(session.wall.tiles[1].hot->incident.value, 12);
    EXPECT_EQ(session.wall.tiles[1].camera, second);
    EXPECT_EQ(session.wall.tiles[0].camera, best);
    add(13, 1);
    EXPECT_TRUE(step()) << "and where there is no other, the same, with its own band";
    EXPECT_EQ(session.wall.tiles[2].hot->incident.value, 13);
}

TEST_F(HotTiles, what_somebody_has_in_hand_gives_way_first)
{
    add(11, 1), add(12, 2), add(13, 3);
    run("wall.hot", {"1"});
    run("wall.hot", {"2"});
    step(), step();
    data::Incident in_hand = *world.incidents.find({12});
    in_hand.attention = data::Attention::in_hand;
    data::apply(world, data::IncidentSaved{in_hand});
    now += 25s;
    EXPECT_TRUE(step());
    EXPECT_EQ(session.wall.tiles[1].hot->incident.value, 11);
    EXPECT_EQ(session.wall.tiles[0].hot->incident.value, 13);
}

TEST_F(HotTiles, one_key_puts_back_what_was_there)
{
    add(11, 1), add(12, 2);
    session.wall.tiles[0] = {.camera = {4}, .is_hot = true, .why = "number"};
    step();
    now += 30s;
    step(); // the other one in its turn
    ASSERT_EQ(session.wall.tiles[0].hot->incident.value, 11);
    run("wall.hot_back");
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{4});
    EXPECT_EQ(session.wall.tiles[0].why, "number");
    EXPECT_TRUE(session.wall.tiles[0].earlier.empty()) << "the operator's own history is untouched";
    // 12 has not been put back by hand: it comes again; 11 does not.
    EXPECT_TRUE(step());
    EXPECT_EQ(session.wall.tiles[0].hot->incident.value, 12);
    run("wall.back");
    EXPECT_FALSE(step());
}

TEST_F(HotTiles, locked_tiles_and_walls_are_replaced_by_nobody)
{
    add(11, 1);
    session.wall.tiles[0] = {.camera = {4}, .locked = true, .is_hot = true};
    EXPECT_FALSE(step());
    session.wall.tiles[0].locked = false;
    session.wall.locked = true;
    EXPECT_FALSE(step());
    session.wall.locked = false;
    EXPECT_TRUE(step());
}

TEST_F(HotTiles, one_incident_shows_in_one_window_of_the_seat)
{
    add(11, 1);
    session.wall.tiles[0].is_hot = true;
    session.windows.resize(2);
    session.windows[1].layout = console::Layout::wall;
    session.windows[1].wall.tiles[0].is_hot = true;
    EXPECT_TRUE(step());
    const console::InWindow entered(session, 1);
    EXPECT_FALSE(step());
}

TEST_F(HotTiles, a_picture_the_operator_moves_is_the_operators)
{
    add(11, 1);
    session.wall.tiles[0].is_hot = true;
    step();
    run("wall.swap", {"1", "2"});
    EXPECT_EQ(session.wall.tiles[1].camera, data::CameraId{1});
    EXPECT_FALSE(session.wall.tiles[1].hot);
    EXPECT_TRUE(session.wall.tiles[0].is_hot);
    EXPECT_FALSE(session.wall.tiles[1].is_hot);
}

TEST_F(HotTiles, one_incident_fills_several_while_nobody_waits)
{
    std::vector<data::Camera> cameras = world.cameras->rows;
    for (int id = 9; id <= 10; ++id) {
        cameras.push_back(cameras[0]);
        cameras.back().id = {id}, cameras.back().number = id;
        cameras.back().position.lat += 0.0005 * (id - 8);
    }
    world.cameras = data::frozen(cameras);
    add(11, 1);
    session.wall.tiles[0].is_hot = session.wall.tiles[1].is_hot = session.wall.tiles[2].is_hot = true;
    session.wall.tiles[2].camera = {4}; // somebody's picture: it gives way to an incident, not to one more camera of it
    EXPECT_TRUE(step());
    EXPECT_TRUE(step());
    EXPECT_FALSE(step());
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{1});
    EXPECT_EQ(session.wall.tiles[1].camera, data::CameraId{9});
    EXPECT_TRUE(session.wall.tiles[1].hot->is_further);
    EXPECT_EQ(session.wall.tiles[2].camera, data::CameraId{4});
    // Another incident takes the further picture's place at once, and 11 keeps its tile.
    add(12, 2);
    EXPECT_TRUE(step());
    EXPECT_EQ(session.wall.tiles[1].hot->incident.value, 12);
    EXPECT_EQ(session.wall.tiles[0].hot->incident.value, 11);
    EXPECT_FALSE(step());
}

TEST_F(HotTiles, who_takes_a_tile_away_gets_no_further_camera_there)
{
    std::vector<data::Camera> cameras = world.cameras->rows;
    cameras.push_back(cameras[0]);
    cameras.back().id = {9}, cameras.back().number = 9;
    world.cameras = data::frozen(cameras);
    add(11, 1);
    session.wall.tiles[0].is_hot = session.wall.tiles[1].is_hot = true;
    step(), step();
    ASSERT_TRUE(session.wall.tiles[1].hot);
    run("wall.clear", {"2"});
    EXPECT_FALSE(step());
    EXPECT_FALSE(session.wall.tiles[1].camera);
}

TEST_F(HotTiles, a_camera_that_failed_gives_way_to_the_next_that_sees_the_place)
{
    std::vector<data::Camera> cameras = world.cameras->rows;
    cameras.push_back(cameras[0]);
    cameras.back().id = {9}, cameras.back().number = 9;
    cameras.back().position.lat += 0.0005;
    cameras.push_back(cameras[0]);
    cameras.back().id = {10}, cameras.back().number = 10;
    cameras.back().main_url.clear(); // nothing to show
    world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
    add(11, 1);
    session.wall.tiles[0] = {.camera = {4}, .is_hot = true};
    step();
    ASSERT_EQ(session.wall.tiles[0].camera, data::CameraId{1});
    world.conditions[{1}] = {.state = data::PictureState::retrying};
    EXPECT_TRUE(step()) << "at once, not after its turn";
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{9});
    world.conditions[{9}] = {.state = data::PictureState::frozen};
    EXPECT_FALSE(step()) << "none is better";
    run("wall.hot_back");
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{4});
}

}
