#include "data/records/filter.h"

#include "data/records/measures.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace data;
using sample::noon;
using std::chrono::hours;
using testing::ElementsAre;

/// street 1 → community 2 → grids 3 and 4; street 5 apart.
Table<Grid> five_grids()
{
    std::vector<Grid> grids{sample::grid(Level::grid, "3", sample::square(114, 30, 0.01), {2}),
                            sample::grid(Level::grid, "4", {}, {2}), sample::grid(Level::community, "2", {}, {1}),
                            sample::grid(Level::street, "1", {}), sample::grid(Level::street, "5", {})};
    const std::int64_t ids[] = {3, 4, 2, 1, 5};
    for (std::size_t i = 0; i < grids.size(); ++i)
        grids[i].id = {ids[i]};
    return Table<Grid>(grids);
}

std::vector<Incident> six_incidents()
{
    std::vector<Incident> rows;
    const auto add = [&](Severity severity, Attention attention, IncidentState state, GridId grid, int due_in_hours,
                         const char* code) {
        Incident i = sample::incident(std::to_string(rows.size()), {}, noon - hours(10) + hours(rows.size()));
        i.severity = severity, i.attention = attention, i.state = state, i.grid = grid, i.class_code = code;
        i.due = noon + hours(due_in_hours);
        i.id = {static_cast<std::int64_t>(rows.size()) + 1};
        rows.push_back(i);
    };
    add(Severity::ordinary, Attention::fresh, IncidentState::reported, {3}, 60, "0403");
    add(Severity::grave, Attention::in_hand, IncidentState::accepted, {4}, -1, "0401");
    add(Severity::serious, Attention::fresh, IncidentState::verified, {1}, 1, "05");
    add(Severity::grave, Attention::seen, IncidentState::closed, {3}, -5, "0401");
    add(Severity::grave, Attention::fresh, IncidentState::reported, {}, 100, "");
    add(Severity::ordinary, Attention::waiting, IncidentState::dispatched, {5}, -2, "0301");
    rows[1].post = {2};
    return rows;
}

TEST(Filter, EachConditionAlone)
{
    const auto rows = six_incidents();
    const Table<Grid> grids = five_grids();
    const auto passing = [&](auto set) {
        IncidentFilter filter;
        set(filter);
        return filter_incidents(rows, grids, filter, noon);
    };
    EXPECT_THAT(passing([](auto&) {}), ElementsAre(0, 1, 2, 4, 5));
    EXPECT_THAT(passing([](auto& f) { f.closed_too = true; }), ElementsAre(0, 1, 2, 3, 4, 5));
    EXPECT_THAT(passing([](auto& f) {
                    f.states = {IncidentState::closed, IncidentState::accepted};
                }),
                ElementsAre(1, 3));
    EXPECT_THAT(passing([](auto& f) { f.severities = {Severity::grave}; }), ElementsAre(1, 4));
    EXPECT_THAT(passing([](auto& f) { f.class_code = "04"; }), ElementsAre(0, 1));
    EXPECT_THAT(passing([](auto& f) { f.class_code = "0403"; }), ElementsAre(0));
    EXPECT_THAT(passing([](auto& f) { f.grid = {1}; }), ElementsAre(0, 1, 2));
    EXPECT_THAT(passing([](auto& f) { f.grid = {2}; }), ElementsAre(0, 1));
    EXPECT_THAT(passing([](auto& f) { f.grid = {4}; }), ElementsAre(1));
    EXPECT_THAT(passing([](auto& f) { f.grid = {77}; }), ElementsAre());
    EXPECT_THAT(passing([](auto& f) { f.from = noon - hours(8); }), ElementsAre(2, 4, 5));
    EXPECT_THAT(passing([](auto& f) { f.to = noon - hours(8); }), ElementsAre(0, 1));
    EXPECT_THAT(passing([](auto& f) { f.share = IncidentShare::fresh; }), ElementsAre(0, 2, 4));
    EXPECT_THAT(passing([](auto& f) { f.share = IncidentShare::late; }), ElementsAre(1, 2, 5));
    EXPECT_THAT(passing([](auto& f) { f.share = IncidentShare::mine, f.mine = {2}; }), ElementsAre(1));
    EXPECT_THAT(passing([](auto& f) { f.share = IncidentShare::mine; }), ElementsAre());
}

TEST(Filter, AreaTakesWhatHasAPlaceInside)
{
    std::vector<Incident> rows = six_incidents();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].has_position = i != 2;
        rows[i].position = {114.001 + 0.002 * static_cast<double>(i), 30.001};
    }
    IncidentFilter filter{.closed_too = true, .area = {{114.0, 30.0}, {114.008, 30.0}, {114.008, 30.002}}};
    const auto found = filter_incidents(rows, five_grids(), filter, noon);
    EXPECT_THAT(found, testing::ElementsAre(3u)); // the first two lie above the slanting side, the third has no place
    filter.area = sample::square(114, 30, 0.01).front().outer;
    EXPECT_EQ(filter_incidents(rows, five_grids(), filter, noon).size(), 4u);
}

TEST(Filter, Orders)
{
    const auto rows = six_incidents();
    const auto order = [&](IncidentSort sort) {
        std::vector<std::uint32_t> indices{0, 1, 2, 3, 4, 5};
        sort_incidents(indices, rows, sort, noon);
        return indices;
    };
    EXPECT_THAT(order(IncidentSort::attention), ElementsAre(2, 4, 0, 1, 5, 3));
    EXPECT_THAT(order(IncidentSort::lateness), ElementsAre(1, 5, 2, 4, 0, 3));
    EXPECT_THAT(order(IncidentSort::severity), ElementsAre(1, 4, 2, 5, 0, 3));
    EXPECT_THAT(order(IncidentSort::reported), ElementsAre(5, 4, 3, 2, 1, 0));
    const IncidentCounts counts = count_incidents(rows, noon);
    EXPECT_THAT(counts.open, ElementsAre(2, 1, 2));
    EXPECT_THAT(counts.fresh, ElementsAre(1, 1, 1));
    EXPECT_EQ(counts.overdue, 2);
}

TEST(Filter, ParentsInARingEnd)
{
    std::vector<Grid> grids{sample::grid(Level::grid, "1", {}, {2}), sample::grid(Level::grid, "2", {}, {1})};
    grids[0].id = {1}, grids[1].id = {2};
    EXPECT_EQ(grids_below(Table<Grid>(grids), {9}), (std::vector<bool>{false, false}));
    EXPECT_EQ(grids_below(Table<Grid>(grids), {1}), (std::vector<bool>{true, true}));
}

TEST(Measures, RoundBreaksAreRoundAndFewEnough)
{
    EXPECT_EQ(round_breaks(0, 10, 5), (std::vector<double>{2, 4, 6, 8}));
    EXPECT_EQ(round_breaks(3, 23, 4), (std::vector<double>{5, 10, 15}));
    EXPECT_TRUE(round_breaks(1, 1, 5).empty());
    EXPECT_TRUE(round_breaks(1, 2, 1).empty());
    for (const double highest : {0.07, 1.0, 3.3, 97.0, 12345.0})
        EXPECT_LE(round_breaks(0, highest, 5).size(), 4u);
}

TEST(Measures, RatesCountTheIncidentsOfATime)
{
    World world;
    Table<Grid> grids = five_grids();
    grids.rows[2].area_m2 = 1'000'000;
    world.grids = std::make_shared<const Table<Grid>>(grids);
    std::vector<Incident> incidents(3);
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        incidents[i].id = {static_cast<std::int64_t>(i) + 1};
        incidents[i].grid = grids.rows[2].id;
        incidents[i].reported = noon - std::chrono::hours(30 * static_cast<int>(i));
    }
    world.incidents = Table<Incident>(incidents);
    const auto rate = [&](int hours) -> double {
        for (const MeasuredGrid& row : make_choropleth(world, Measure::incidents_km2, grids.rows[2].level, noon, {.within = std::chrono::hours(hours)}).grids)
            if (row.grid == grids.rows[2].id)
                return row.value.value_or(-1);
        return -2;
    };
    EXPECT_EQ(rate(0), 3);
    EXPECT_EQ(rate(24), 1);
    EXPECT_EQ(rate(48), 2);
}

TEST(Measures, CountForTheAreaAbove)
{
    World world;
    Table<Grid> grids = five_grids();
    grids.rows[0].area_m2 = 500'000;
    grids.rows[0].households = 300;
    grids.rows[1].households = 200;
    grids.rows[4].households = 7;
    world.grids = std::make_shared<const Table<Grid>>(grids);
    world.incidents = Table<Incident>(six_incidents());
    Camera live, frozen, never;
    live.id = {1}, frozen.id = {2}, never.id = {3};
    live.grid = frozen.grid = never.grid = {3};
    world.cameras = std::make_shared<const Table<Camera>>(std::vector{live, frozen, never});
    world.conditions[{1}].state = PictureState::live;
    world.conditions[{2}].state = PictureState::frozen;

    const auto value = [&](Measure measure, Level level, GridId grid) -> std::optional<double> {
        for (const MeasuredGrid& row : make_choropleth(world, measure, level, noon).grids)
            if (row.grid == grid)
                return row.value;
        return std::nullopt;
    };
    EXPECT_EQ(value(Measure::incidents_km2, Level::grid, {3}), 4);
    EXPECT_EQ(value(Measure::incidents_km2, Level::grid, {4}), std::nullopt) << "no area known";
    EXPECT_EQ(value(Measure::open, Level::grid, {3}), 1);
    EXPECT_EQ(value(Measure::open, Level::street, {1}), 3);
    ASSERT_TRUE(value(Measure::incidents_1000hh, Level::grid, {3}));
    EXPECT_NEAR(*value(Measure::incidents_1000hh, Level::grid, {3}), 2 * 1000.0 / 300, 1e-9);
    EXPECT_EQ(value(Measure::overdue, Level::community, {2}), 1);
    EXPECT_EQ(value(Measure::overdue, Level::street, {5}), 1);
    EXPECT_EQ(value(Measure::households, Level::street, {1}), 500);
    EXPECT_EQ(value(Measure::households, Level::street, {5}), 7);
    EXPECT_EQ(value(Measure::working, Level::street, {1}), 0.5);
    EXPECT_EQ(value(Measure::working, Level::street, {5}), std::nullopt);
    EXPECT_FALSE(measure_from_name("none"));
    EXPECT_EQ(measure_from_name("households"), Measure::households);
}

TEST(Measures, QuantilesNeverPartEqualValues)
{
    EXPECT_THAT(quantile_breaks({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5), ElementsAre(2, 4, 6, 8));
    EXPECT_THAT(quantile_breaks({0, 0, 0, 0, 0, 0, 0, 0, 0, 5}, 5), ElementsAre(0));
    EXPECT_THAT(quantile_breaks({3, 3, 3}, 5), ElementsAre());
    EXPECT_THAT(quantile_breaks({}, 5), ElementsAre());
    EXPECT_THAT(quantile_breaks({1, 2}, 5), ElementsAre(1));
}

} // namespace
