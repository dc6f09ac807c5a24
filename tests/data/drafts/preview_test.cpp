// What moves when a draft is published, from old codes to new ones, zones that are no unions of grids, and the balance of households.

#include "data/drafts/balance.h"
#include "data/drafts/crosswalk.h"
#include "data/drafts/edition_difference.h"
#include "data/drafts/unions.h"
#include "data/error.h"
#include "geo/shapes/geos_shapes.h"
#include "tests/data/drafts/raster.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using namespace data;
using raster::area;
using raster::face_of;
using raster::Picture;
using raster::Raster;

const double cell_m2 = 95.85 * 110.85;

Incident incident_at(geo::LonLat position, IncidentState state = IncidentState::opened)
{
    Incident out;
    out.position = position, out.state = state;
    return out;
}

Camera camera_at(geo::LonLat position, CameraStatus status = CameraStatus::in_use)
{
    Camera out;
    out.position = position, out.status = status;
    return out;
}

/// The draft's version: another picture, records of new faces by letter with negative ids.
DraftVersion drawn(const Raster& cells, const DraftVersion& base, const Picture& from, const Picture& to)
{
    const geo::Edited edited = cells.edited(from, to);
    std::vector<DraftEdit::GridChange> changes;
    for (const geo::FaceId face : edited.removed)
        changes.push_back({face, base.grids[face], nullptr});
    for (const geo::FaceId face : edited.created) {
        DraftGrid grid;
        grid.id = GridId{-static_cast<int>(face)}, grid.name = std::string(1, static_cast<char>('A' + face));
        changes.push_back({face, nullptr, std::make_shared<const DraftGrid>(grid)});
    }
    return raster::with(base, base.map.after(edited.edit), changes);
}

std::string told(const std::vector<Flow>& flows)
{
    std::string out;
    for (const Flow& flow : flows)
        out += (flow.from.id ? flow.from.name : "-") + ">" + (flow.to.id ? flow.to.name : "-") + " " + std::to_string(static_cast<int>(flow.households)) + "hh " +
               std::to_string(flow.incidents) + "i " + std::to_string(flow.cameras) + "c " + std::to_string(static_cast<int>(flow.area_m2 / cell_m2 + 0.5)) + "\n";
    return out;
}

const Picture before{"aabb.", "aabb.", "ccdd."}, after{"aabbb", "aeeb.", "..dd."};

struct Published : testing::Test {
    Raster cells{before};
    DraftVersion base = [&] {
        DraftVersion out = cells.version(before);
        raster::set_households(out, 'a', 100);
        raster::set_households(out, 'b', 40);
        raster::set_households(out, 'c', 7);
        raster::edit_record(out, 'd', [](DraftGrid& grid) { grid.code = "4", grid.unit = UnitId{1}; });
        return out;
    }();
    DraftVersion draft = drawn(cells, base, before, after);
    DraftGround ground = [&] {
        DraftGround out;
        out.places = {{cells.middle(0, 0), 10}, {cells.middle(1, 1), 30}};
        out.units = {{UnitId{1}, "Office 1", "", ""}, {UnitId{2}, "Office 2", "", ""}};
        return out;
    }();
    std::vector<Incident> incidents{incident_at(cells.middle(1, 1)), incident_at(cells.middle(1, 1), IncidentState::closed), incident_at(cells.middle(0, 2)),
                                    incident_at(cells.middle(3, 2)), incident_at(cells.middle(4, 0)), incident_at(cells.middle(0, 0))};
    std::vector<Camera> cameras{camera_at(cells.middle(2, 1)), camera_at(cells.middle(2, 1), CameraStatus::removed), camera_at(cells.middle(3, 0))};

    Preview preview() const { return make_preview(base, draft, ground, incidents, cameras); }
};

TEST_F(Published, MovesLandHouseholdsIncidentsAndCameras)
{
    const Preview found = preview();
    EXPECT_EQ(told(found.moves), "->B 0hh 1i 0c 1\n"
                                 "A>E 75hh 1i 0c 1\n"
                                 "B>E 10hh 0i 1c 1\n"
                                 "C>- 7hh 1i 0c 2\n");
    EXPECT_EQ(told(found.flows), "->B 0hh 1i 0c 1\n"
                                 "A>E 75hh 1i 0c 1\n"
                                 "A>A 25hh 1i 0c 3\n"
                                 "B>E 10hh 0i 1c 1\n"
                                 "B>B 30hh 0i 1c 3\n"
                                 "C>- 7hh 1i 0c 2\n");
    EXPECT_EQ(found.before.grids, 4u);
    EXPECT_EQ(found.after.grids, 4u);
    EXPECT_EQ(found.before.incidents, 5u);
    EXPECT_EQ(found.after.cameras, 2u);
    EXPECT_EQ(found.before.households, 147);
    EXPECT_NEAR(found.before.area_m2 / cell_m2, 11, 0.01) << "a, b, c and what was nobody's";
    EXPECT_NEAR(found.after.area_m2 / cell_m2, 11, 0.01) << "a, b, e and what is nobody's now";
    EXPECT_EQ(found.changed, (std::vector<geo::FaceId>{0, 1, 2, 4}));
}

TEST_F(Published, ShowsOldAndNewBordersAndTheLandThatMoves)
{
    const Preview found = preview();
    // Both columns of the new grid, the cell that b takes and the two that c leaves.
    EXPECT_EQ(found.moved.size(), 4u);
    double area = 0;
    for (const geo::MultiPolygon& part : found.moved)
        area += geo::area_m2(part);
    EXPECT_NEAR(area / cell_m2, 5, 0.01);
    const auto cells_of = [](const geo::MultiLine& lines) {
        double length = 0;
        for (const geo::Line& line : lines)
            for (std::size_t i = 1; i < line.size(); ++i)
                length += std::abs(line[i].lon - line[i - 1].lon) + std::abs(line[i].lat - line[i - 1].lat);
        return length * 1000;
    };
    // Gone: between a and b where the new grid lies, b's old right edge, c's left and lower ones.
    EXPECT_NEAR(cells_of(found.borders.before), 5, 1e-6);
    // New: around e but for its lower edge, where a border was; around the cell that b takes.
    EXPECT_NEAR(cells_of(found.borders.after), 7, 1e-6);
}

TEST(MovedBorders, AVertexOnALineMovesNothing)
{
    const std::vector<FixedLine> plain{{{0, 0}, {1000, 0}, {1000, 1000}}}, divided{{{0, 0}, {400, 1}, {700, 0}, {1000, 0}}, {{1000, 1000}, {1000, 0}}};
    EXPECT_TRUE(moved_borders(plain, divided).before.empty());
    EXPECT_TRUE(moved_borders(plain, divided).after.empty());
    EXPECT_TRUE(moved_borders(divided, plain).before.empty());
    EXPECT_TRUE(moved_borders(divided, plain).after.empty());
    // A node that went along the line.
    const std::vector<FixedLine> early{{{0, 0}, {300, 0}, {1000, 0}}}, late{{{0, 0}, {800, 0}, {1000, 0}}};
    EXPECT_TRUE(moved_borders(early, late).before.empty());
    EXPECT_TRUE(moved_borders(early, late).after.empty());
    const std::vector<FixedLine> bent{{{0, 0}, {400, 50}, {1000, 0}, {1000, 1000}}};
    const MovedBorders found = moved_borders(plain, bent);
    ASSERT_EQ(found.before.size(), 1u);
    EXPECT_EQ(found.before[0].size(), 2u);
    ASSERT_EQ(found.after.size(), 1u);
    EXPECT_EQ(found.after[0].size(), 3u);
}

TEST(MovedBorders, ARingHangsTogether)
{
    const std::vector<FixedLine> ring{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {0, 0}}};
    const MovedBorders found = moved_borders({}, ring);
    ASSERT_EQ(found.after.size(), 1u);
    EXPECT_EQ(found.after[0].size(), 5u);
}

TEST_F(Published, MovesNothingWhereAllIsUndone)
{
    draft = drawn(cells, draft, after, before);
    for (const char letter : {'a', 'b', 'c', 'd'})
        draft.grids.set(face_of(letter), base.grids[face_of(letter)]);
    EXPECT_TRUE(preview().flows.empty());
    EXPECT_TRUE(preview().changed.empty());
}

TEST_F(Published, MovesFromUnitToUnit)
{
    draft = base;
    raster::edit_record(draft, 'd', [](DraftGrid& grid) { grid.unit = UnitId{2}; });
    const Preview found = preview();
    EXPECT_EQ(told(found.moves), "D>D 0hh 1i 0c 2\n");
    const std::vector<Flow> units = moves_between_units(found, ground.units);
    ASSERT_EQ(units.size(), 1u);
    EXPECT_EQ(units[0].from.name, "Office 1");
    EXPECT_EQ(units[0].to.name, "Office 2");
    EXPECT_EQ(units[0].incidents, 1u);
}

TEST_F(Published, HasACrosswalkWhoseSharesAddUp)
{
    raster::edit_record(draft, 'd', [](DraftGrid& grid) { grid.code = "5", grid.name = "D, \"new\""; });
    const std::vector<CrosswalkRow> rows = make_crosswalk(preview());
    std::map<std::string, std::array<double, 3>> sums;
    for (const CrosswalkRow& row : rows) {
        auto& sum = sums[row.old_name];
        sum[0] += row.area_share, sum[1] += row.households_share, sum[2] += row.incidents_share;
    }
    EXPECT_NEAR(sums["A"][0], 1, 1e-9);
    EXPECT_NEAR(sums["A"][1], 1, 1e-9);
    EXPECT_NEAR(sums["A"][2], 1, 1e-9);
    EXPECT_NEAR(sums["C"][0], 1, 1e-9);
    EXPECT_EQ(sums[""][0], 0);
    const std::string csv = csv_of(rows);
    EXPECT_TRUE(csv.starts_with("old_code,old_name,new_code,new_name,area_m2,area_share,households,households_share,open_incidents,open_incidents_share\r\n"));
    EXPECT_NE(csv.find("4,D,5,\"D, \"\"new\"\"\",2126"), std::string::npos) << csv;
    EXPECT_EQ(csv_of(crosswalk_from_csv(csv)), csv);
    EXPECT_THROW(crosswalk_from_csv("a,b\r\n"), Error);
    EXPECT_THROW(crosswalk_from_csv(csv + "1,2,3\r\n"), Error);
    EXPECT_NE(csv.find(",1.000000,0,0.000000,1,1.000000\r\n"), std::string::npos) << csv;
}

TEST(Unions, SayWhichGridsAZoneCuts)
{
    const Picture picture{"aabb", "aabb", "ccdd", "ccdd"};
    const Raster cells(picture);
    const DraftVersion version = cells.version(picture);
    const auto zone = [&](std::string name, double west, double south, double east, double north) {
        const auto at = [&](double column, double row) {
            const geo::LonLat origin = geo::lonlat_from_fixed(cells.corner(0, 0));
            return geo::LonLat{origin.lon + column * 1e-3, origin.lat + row * 1e-3};
        };
        return Zone{std::move(name), {{{at(west, south), at(east, south), at(east, north), at(west, north)}, {}}}};
    };
    const std::vector<Zone> zones{zone("north", 0, 2, 4, 4), zone("a and a quarter of b", 0, 2, 2.5, 4), zone("a, drawn again", 0, 2.000001, 2.000002, 4),
                                  zone("beyond", 3, -1, 5, 1), Zone{"nothing", {}}};
    const std::vector<ZoneReport> reports = check_unions(version, zones);
    ASSERT_EQ(reports.size(), 5u);
    EXPECT_TRUE(reports[0].is_union());
    EXPECT_EQ(reports[0].whole, (std::vector<geo::FaceId>{0, 1}));
    EXPECT_EQ(reports[0].hairlines, 0u);
    EXPECT_FALSE(reports[1].is_union());
    ASSERT_EQ(reports[1].cuts.size(), 1u);
    EXPECT_EQ(reports[1].cuts[0].grid, GridId{2});
    EXPECT_NEAR(reports[1].cuts[0].inside_m2, cell_m2, 30);
    EXPECT_NEAR(reports[1].cuts[0].outside_m2, 3 * cell_m2, 60);
    EXPECT_TRUE(reports[2].is_union());
    EXPECT_EQ(reports[2].whole, (std::vector<geo::FaceId>{0}));
    EXPECT_EQ(reports[2].hairlines, 2u) << "a lacks one in the south, b is touched in the east";
    EXPECT_EQ(reports[3].cuts.size(), 1u);
    EXPECT_NEAR(reports[3].in_no_grid_m2, 3 * cell_m2, 60);
    EXPECT_EQ(reports[4].area_m2, 0);
}

/// Only what lies around a grid is cut from a zone: the areas must be those of all of it.
TEST(Unions, AreasAreThoseOfTheWholeZone)
{
    const Picture picture{"aabbcc", "aabbcc", "ddeeff", "ddeeff", "gghhii", "gghhii"};
    const Raster cells(picture);
    const DraftVersion version = cells.version(picture);
    const geo::LonLat origin = geo::lonlat_from_fixed(cells.corner(0, 0));
    const geo::GeosShapes geos;
    std::mt19937 random(11);
    std::uniform_real_distribution<double> part(0.15, 1);
    std::size_t cuts = 0;
    for (int round = 0; round < 60; ++round) {
        // A star with a hole like it, of many vertices.
        const double x = 6 * part(random), y = 6 * part(random);
        const int corners = 400;
        const auto star = [&](double wide, bool is_hole) {
            geo::Ring ring;
            for (int i = 0; i < corners; ++i) {
                const double turn = (is_hole ? -1 : 1) * 2 * 3.14159265358979 * i / corners, r = wide * (0.6 + 0.4 * part(random));
                ring.push_back({origin.lon + (x + r * std::cos(turn)) * 1e-3, origin.lat + (y + r * std::sin(turn)) * 1e-3});
            }
            return ring;
        };
        const Zone zone{"star", {{star(4 * part(random), false), {}}}};
        Zone holed = zone;
        if (round % 2 == 0)
            holed.shape[0].holes.push_back(star(0.08, true));
        const ZoneReport report = check_unions(version, std::span(&holed, 1))[0];
        for (const ZoneCut& cut : report.cuts) {
            EXPECT_NEAR(cut.inside_m2, geo::area_m2(geos.intersection(version.map.shape(cut.face), holed.shape)), 0.02);
            EXPECT_NEAR(cut.outside_m2, geo::area_m2(geos.difference(version.map.shape(cut.face), holed.shape)), 0.02);
            ++cuts;
        }
    }
    EXPECT_GT(cuts, 150u);
}

TEST(Balance, PutsOutliersFirst)
{
    const Picture picture{"abcdefg"};
    DraftVersion version = Raster(picture).version(picture);
    const std::vector<std::optional<int>> households{300, 100, 900, std::nullopt, 450, 5};
    for (std::size_t i = 0; i < households.size(); ++i)
        raster::set_households(version, static_cast<char>('a' + i), households[i]);
    raster::edit_record(version, 'g', [](DraftGrid& grid) { grid.kind = GridKind::dedicated, grid.households = 0; });
    const Balance balance = make_balance(version, {});
    std::string order;
    for (const BalanceRow& row : balance.rows)
        order += row.title;
    EXPECT_EQ(order, "CFBEAD");
    EXPECT_EQ(balance.below, 2u);
    EXPECT_EQ(balance.above, 1u);
    EXPECT_EQ(balance.within, 2u);
    EXPECT_EQ(balance.unknown, 1u);
    EXPECT_DOUBLE_EQ(balance.rows[0].bar, 1);
    EXPECT_DOUBLE_EQ(balance.rows[0].off, 3);
    EXPECT_DOUBLE_EQ(balance.target, 300.0 / 900);
    EXPECT_EQ(balance.median, 300);
    EXPECT_EQ(balance.rows.back().state, BalanceState::unknown);
}

} // namespace
