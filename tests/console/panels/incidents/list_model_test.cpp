#include "console/panels/incidents/list_model.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

data::World small_city()
{
    std::vector<data::Grid> grids(6);
    const struct {
        data::Level level;
        int parent;
        const char* code;
    } rows[] = {{data::Level::district, 0, "420102"}, {data::Level::street, 1, "420102001"}, {data::Level::street, 1, "420102002"},
                {data::Level::community, 2, "420102001001"}, {data::Level::grid, 4, "420102001001001"}, {data::Level::grid, 4, "420102001001002"}};
    for (std::size_t i = 0; i < grids.size(); ++i)
        grids[i].id = {static_cast<std::int64_t>(i) + 1}, grids[i].level = rows[i].level, grids[i].parent = {rows[i].parent}, grids[i].code = rows[i].code;
    grids[5].valid_to = data::TimePoint{};
    grids[4].valid_to = data::TimePoint{} + std::chrono::hours(1); // still to come
    data::World world;
    world.grids = std::make_shared<const data::Table<data::Grid>>(grids);
    return world;
}

TEST(ListModel, TheSameRowsInAnotherOrder)
{
    data::World world = small_city();
    std::vector<data::Incident> incidents;
    for (const auto& [number, severity] : {std::pair("10", 2), {"9", 1}, {"700", 3}}) {
        data::Incident& incident = incidents.emplace_back();
        incident.id = {std::ssize(incidents)};
        incident.number = number, incident.severity = static_cast<data::Severity>(severity);
    }
    world.incidents = data::Table<data::Incident>(incidents);
    for (const ListColumn column : {ListColumn::number, ListColumn::severity, ListColumn::attention, ListColumn::left})
        for (const bool ascending : {true, false}) {
            const std::vector<std::uint32_t> rows = make_list(world, {}, ListColumn::title, true, {}), wanted = make_list(world, {}, column, ascending, {});
            std::vector<std::uint32_t> ordered;
            for (const std::uint32_t place : make_order(world, rows, column, ascending, {}))
                ordered.push_back(rows[place]);
            EXPECT_EQ(ordered, wanted);
        }
    EXPECT_EQ(make_list(world, {}, ListColumn::number, true, {}), (std::vector<std::uint32_t>{1, 0, 2})) << "9 before 10";
}

TEST(ListModel, AreasAreWalkedLevelByLevel)
{
    const data::World world = small_city();
    const struct {
        std::int64_t chosen, selected;
        std::vector<std::int64_t> offered;
    } rows[] = {
        {0, 0, {1}},                 // the top
        {1, 0, {1, 2, 3}},           // a district: its streets
        {2, 0, {1, 2, 4}},           // a street: the way up and its communities
        {4, 0, {1, 2, 4, 5}},        // grids no longer in force are not offered
        {0, 5, {1, 2, 4, 5}},        // the path of what is selected
        {9, 0, {}},                  // an area that is gone
    };
    for (const auto& row : rows) {
        std::vector<std::int64_t> found;
        for (const data::GridId id : make_grid_choices(world, {row.chosen}, {row.selected}, data::TimePoint{}))
            found.push_back(id.value);
        EXPECT_EQ(found, row.offered) << row.chosen << " " << row.selected;
    }
}

}
