// When all records of a workspace can be found: not before, and again not before when another workspace is opened.

#include "console/services/place_service.h"

#include "tests/video/until.h"

#include <gtest/gtest.h>

using namespace console;

namespace {

struct Prepared : testing::Test {
    Scheduler scheduler{[] {}};
    PlaceService service{scheduler};
    data::World world;

    void open(const std::string& path, std::size_t incidents)
    {
        world.workspace.path = path;
        world.grids = std::make_shared<const data::Table<data::Grid>>();
        world.incidents = data::Table<data::Incident>(incidents_of(incidents));
    }
    static std::vector<data::Incident> incidents_of(std::size_t count)
    {
        std::vector<data::Incident> rows(count);
        for (std::size_t i = 0; i < count; ++i)
            rows[i].id = {static_cast<std::int64_t>(i + 1)}, rows[i].number = std::to_string(4171 + i);
        return rows;
    }
    bool become_prepared()
    {
        return video_test::until([&] {
            scheduler.deliver();
            service.follow(world, {});
            return service.places().are_prepared();
        });
    }
};

TEST_F(Prepared, WithIncidentsAndWithout)
{
    for (const std::size_t incidents : {std::size_t{3}, std::size_t{0}, std::size_t{2}}) {
        open(std::to_string(incidents) + ".sqlite", incidents);
        service.follow(world, {});
        EXPECT_FALSE(service.places().are_prepared()) << incidents << ": what was kept of another workspace is no answer";
        const std::uint64_t edition = service.places().edition;
        ASSERT_TRUE(become_prepared()) << incidents;
        EXPECT_GT(service.places().edition, edition) << "who asked too early asks again";
        EXPECT_EQ(service.places().incidents.size(), incidents ? 1u : 0u);
    }
}

TEST_F(Prepared, ItStaysWhenATableIsReplacedOrAnIncidentComes)
{
    open("city.sqlite", 3);
    ASSERT_TRUE(become_prepared());
    world.cameras = std::make_shared<const data::Table<data::Camera>>();
    world.incidents = data::Table<data::Incident>(incidents_of(4));
    service.follow(world, {});
    EXPECT_TRUE(service.places().are_prepared()) << "the old answers stand until the new ones are there";
    world.incidents = data::Table<data::Incident>(incidents_of(2)); // fewer: another table of the same workspace
    service.follow(world, {});
    EXPECT_TRUE(service.places().are_prepared()) << "the old answers stand until the new ones are there";
}

}
