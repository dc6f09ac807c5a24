// What is to be looked at in a draft, found edit by edit as by a whole run.

#include "data/drafts/findings.h"
#include "tests/data/drafts/raster.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace {

using namespace data;
using raster::area;
using raster::face_of;
using raster::Picture;
using raster::Raster;

constexpr GridId community{50}, other_community{51};

/// A version whose grids have nothing to complain of.
DraftVersion sound(const Raster& cells, const Picture& picture)
{
    DraftVersion out = cells.version(picture);
    for (geo::FaceId face = 0; face < out.grids.size(); ++face)
        if (out.grid(face))
            raster::edit_record(out, static_cast<char>('a' + face), [&](DraftGrid& grid) {
                grid.parent = community, grid.households = 300, grid.unit = UnitId{1};
                grid.code = "42010600100200" + std::to_string(face + 1);
            });
    return out;
}

DraftGround ground_of(geo::MultiPolygon outline = {})
{
    DraftGround out;
    out.areas = {area(community, Level::community, "420106001002", std::move(outline)), area(other_community, Level::community, "420106001003"),
                 area(GridId{1}, Level::grid, "420106001002001", {}, community)};
    return out;
}

std::vector<Finding> all(const DraftVersion& version, const DraftGround& ground = ground_of(), FindingRules rules = {})
{
    DraftFindings findings(std::make_shared<const DraftGround>(ground), rules);
    findings.run(version);
    return findings.list();
}

std::vector<std::string> kinds(const std::vector<Finding>& list)
{
    std::vector<std::string> out;
    for (const Finding& finding : list)
        out.emplace_back(finding_kind_names[static_cast<std::size_t>(finding.kind)]);
    return out;
}

using Names = std::vector<std::string>;

// Cells of about 100 m by 110 m.
const Picture four{"aabb", "aabb", "ccdd", "ccdd"};

TEST(Findings, AreNoneWhereAllIsWell)
{
    EXPECT_EQ(kinds(all(sound(Raster(four), four))), Names{});
}

TEST(Findings, LookAtRecords)
{
    struct Case {
        std::function<void(DraftGrid&)> change;
        Names expected;
        const char* text;
    };
    const std::vector<Case> cases{
        {[](DraftGrid& grid) { grid.code = ""; }, {"code_missing"}, "A has no code"},
        {[](DraftGrid& grid) { grid.code = "7"; }, {"code_wrong"}, "7 A: a unit grid's code has 15 digits"},
        {[](DraftGrid& grid) { grid.parent = other_community; }, {"code_wrong"}, "420106001002001 A: the code does not begin with 420106001003, that of 420106001003"},
        {[](DraftGrid& grid) { grid.code = "420106001002002"; }, {"code_twice", "code_twice"}, "420106001002002 A and 420106001002002 B have the same code"},
        {[](DraftGrid& grid) { grid.unit = UnitId{}; }, {"unit"}, "420106001002001 A has no responsible unit, and no area above it has one"},
        {[](DraftGrid& grid) { grid.parent = GridId{}; }, {"orphan"}, "420106001002001 A belongs to no community"},
        {[](DraftGrid& grid) { grid.households = 149; }, {"households"}, "420106001002001 A: 149 households, fewer than 150"},
        {[](DraftGrid& grid) { grid.households = 501; }, {"households"}, "420106001002001 A: 501 households, more than 500"},
        {[](DraftGrid& grid) { grid.households = 0, grid.kind = GridKind::dedicated; }, {}, ""},
        {[](DraftGrid& grid) { grid.households = std::nullopt; }, {}, ""},
    };
    for (const Case& one : cases) {
        DraftVersion version = sound(Raster(four), four);
        raster::edit_record(version, 'a', one.change);
        const std::vector<Finding> found = all(version);
        EXPECT_EQ(kinds(found), one.expected) << one.text;
        if (!found.empty()) {
            EXPECT_EQ(found.front().text, one.text);
            EXPECT_EQ(found.front().faces.front(), face_of('a'));
            EXPECT_EQ(version.map.face_at(geo::fixed_from_lonlat(found.front().at)), face_of('a'));
            EXPECT_FALSE(found.front().fixes.empty());
        }
    }
}

TEST(Findings, TakeTheUnitOfAnAreaAbove)
{
    DraftVersion version = sound(Raster(four), four);
    raster::edit_record(version, 'a', [](DraftGrid& grid) { grid.unit = UnitId{}; });
    DraftGround ground = ground_of();
    ground.areas.push_back(area(GridId{40}, Level::street, "420106001", {}, {}, UnitId{3}));
    ground.areas[0].parent = GridId{40};
    EXPECT_EQ(kinds(all(version, ground)), Names{});
}

TEST(Findings, AskLessOfAreasThatAreNoUnitGrids)
{
    DraftVersion version = sound(Raster(four), four);
    raster::edit_record(version, 'a', [](DraftGrid& grid) { grid.code = "17", grid.households = 9000, grid.parent = GridId{}; });
    DraftGround ground;
    ground.areas = {area(GridId{1}, Level::community, "17")};
    EXPECT_EQ(kinds(all(version, ground)), Names{});
}

TEST(Findings, LookAtShapes)
{
    const Picture parts{"aabb", "aacc", "cccd", "aadd"};
    std::vector<Finding> found = all(sound(Raster(parts), parts));
    ASSERT_EQ(kinds(found), Names{"parts"});
    EXPECT_EQ(found[0].text, "420106001002001 A has 2 parts");
    EXPECT_EQ(Raster(parts).map(parts).face_at(geo::fixed_from_lonlat(found[0].at)), face_of('a'));

    // Cells of 1.0 m by 1.1 m: a corridor is narrow, a row of cells a sliver.
    const std::string beside = "aaaaabbbbbbbbaaaaa", across(beside.size(), 'a');
    const Picture narrow{beside, beside, beside, beside, across, beside, beside, beside, beside};
    const Raster small(narrow.front().size(), narrow.size(), 10'000);
    found = all(sound(small, narrow));
    ASSERT_EQ(kinds(found), (Names{"narrow", "parts"}));
    EXPECT_NEAR(found[0].value, 1.11, 0.01);
    EXPECT_EQ(small.map(narrow).face_at(geo::fixed_from_lonlat(found[0].at)), face_of('a'));
    const Picture sliver{"aaaaaaaaaaaa", "bbbbbbbbbbbb", "aaaaaaaaaaaa"};
    EXPECT_EQ(kinds(all(sound(Raster(12, 3, 10'000), sliver))), (Names{"sliver", "sliver", "parts"}));
}

TEST(Findings, TellGapsFromUnassignedLand)
{
    const Picture holes{"aaaaaa", "a..bb.", "a.cbb.", "aaabbb"};
    std::vector<Finding> found = all(sound(Raster(holes), holes));
    ASSERT_EQ(kinds(found), Names{"unassigned"}) << "land at the rim is nobody's business";
    EXPECT_EQ(found[0].faces, (std::vector<geo::FaceId>{0, 1, 2}));
    EXPECT_EQ(Raster(holes).map(holes).face_at(geo::fixed_from_lonlat(found[0].at)), geo::no_face);
    const Raster small(6, 4, 20'000);
    found = all(sound(small, holes), ground_of(), {.least_width_m = 0});
    ASSERT_EQ(kinds(found), Names{"gap"});
    EXPECT_NEAR(found[0].value, 3 * 1.917 * 2.217, 0.05);

    // A grid that stands alone in it.
    const Picture island{"aaaaa", "a...a", "a.b.a", "a...a", "aaaaa"};
    found = all(sound(Raster(island), island));
    ASSERT_EQ(kinds(found), Names{"unassigned"});
    EXPECT_EQ(found[0].faces, (std::vector<geo::FaceId>{0, 1}));
    EXPECT_NEAR(found[0].value, 8 * 95.85 * 110.85, 300);
}

TEST(Findings, SayWhatTwoClaim)
{
    const Picture picture{"aacbb", "aacbb"};
    const Raster cells(picture);
    geo::Edited made = cells.edited({}, picture);
    for (auto& change : made.edit.faces)
        if (change.id == face_of('c'))
            change.owners = {face_of('a'), face_of('b')};
    geo::FixedBox box;
    box.add(cells.corner(0, 0)), box.add(cells.corner(5, 2));
    DraftVersion version = sound(cells, picture);
    version.map = geo::Tessellation(box, 10);
    version.map.apply(made.edit);
    version.grids.set(face_of('c'), nullptr);
    const std::vector<Finding> found = all(version);
    ASSERT_EQ(kinds(found), Names{"overlap"});
    EXPECT_EQ(found[0].faces, (std::vector<geo::FaceId>{2, 0, 1}));
    EXPECT_TRUE(found[0].text.starts_with("420106001002001 A and 420106001002002 B overlap by 212")) << found[0].text;
    EXPECT_NEAR(found[0].value, 2 * 95.85 * 110.85, 30);
}

TEST(Findings, SayWhatLiesOutsideItsCommunity)
{
    const Raster cells(four);
    DraftVersion version = sound(cells, four);
    const auto rectangle = [&](std::size_t west, std::size_t south, std::size_t east, std::size_t north) {
        geo::Polygon out;
        for (const geo::FixedPoint p : {cells.corner(west, south), cells.corner(east, south), cells.corner(east, north), cells.corner(west, north)})
            out.outer.push_back(geo::lonlat_from_fixed(p));
        return geo::MultiPolygon{out};
    };
    EXPECT_EQ(kinds(all(version, ground_of(rectangle(0, 0, 4, 4)))), Names{});
    std::vector<Finding> found = all(version, ground_of(rectangle(0, 0, 4, 3)));
    ASSERT_EQ(kinds(found), (Names{"outside", "outside"}));
    EXPECT_EQ(found[0].faces, (std::vector<geo::FaceId>{0}));
    EXPECT_NEAR(found[0].value, 2 * 95.85 * 110.85, 30);
    EXPECT_EQ(kinds(all(version, ground_of(rectangle(2, 0, 4, 4)))), (Names{"outside", "outside"}));
}

TEST(Findings, AreSetAsideWithAReason)
{
    DraftVersion version = sound(Raster(four), four);
    raster::set_households(version, 'b', 20);
    DraftFindings findings(std::make_shared<const DraftGround>(ground_of()));
    findings.run(version);
    ASSERT_EQ(findings.list().size(), 1u);
    EXPECT_EQ(findings.list()[0].key, "households #2");
    EXPECT_EQ(findings.list()[0].ignored, "");
    version.ignored = std::make_shared<const std::map<std::string, std::string>>(std::map<std::string, std::string>{{"households #2", "a park"}});
    findings.update(version, std::span<const geo::FaceId>());
    EXPECT_EQ(findings.list()[0].ignored, "a park");
    EXPECT_EQ(findings.count(FindingKind::households), 1u);
}

/// Edit by edit as by a whole run: borders, records, holes, islands, codes given twice, communities.
TEST(Findings, FollowEditsAsAWholeRunWould)
{
    std::mt19937 random(5);
    const std::string letters = "abcdefghij....";
    for (int round = 0; round < 40; ++round) {
        constexpr std::size_t columns = 9, rows = 7;
        const Raster cells(columns, rows, round % 2 ? 10'000 : 1'000'000);
        Picture picture(rows, std::string(columns, 'a'));
        for (std::string& row : picture)
            for (char& cell : row)
                cell = letters[random() % letters.size()];
        DraftVersion version = sound(cells, picture);
        geo::Polygon outline;
        for (const geo::FixedPoint p : {cells.corner(0, 0), cells.corner(7, 0), cells.corner(7, 6), cells.corner(0, 6)})
            outline.outer.push_back(geo::lonlat_from_fixed(p));
        const auto ground = std::make_shared<const DraftGround>(ground_of({outline}));
        DraftFindings followed(ground);
        followed.run(version);
        for (int step = 0; step < 25; ++step) {
            DraftEdit edit;
            if (random() % 3) {
                Picture to = picture;
                const char paint = letters[random() % letters.size()];
                const std::size_t west = random() % columns, north = random() % rows;
                for (std::size_t row = north; row < std::min(rows, north + 1 + random() % 3); ++row)
                    for (std::size_t column = west; column < std::min(columns, west + 1 + random() % 3); ++column)
                        to[row][column] = paint;
                const geo::Edited edited = cells.edited(picture, to);
                edit.map = edited.edit;
                for (const geo::FaceId face : edited.removed)
                    edit.grids.push_back({face, version.grids[face], nullptr});
                for (const geo::FaceId face : edited.created) {
                    DraftGrid grid;
                    grid.id = GridId{-1 - static_cast<int>(face)}, grid.parent = community, grid.name = "new";
                    edit.grids.push_back({face, nullptr, std::make_shared<const DraftGrid>(grid)});
                }
                picture = to;
            } else {
                const geo::FaceId face = static_cast<geo::FaceId>(random() % version.grids.size());
                if (!version.grid(face))
                    continue;
                DraftGrid grid = *version.grid(face);
                switch (random() % 4) {
                case 0: grid.code = "42010600100200" + std::to_string(random() % 4); break;
                case 1: grid.households = static_cast<int>(random() % 600); break;
                case 2: grid.parent = random() % 2 ? community : other_community; break;
                default: grid.name = "renamed"; break;
                }
                edit.grids.push_back({face, version.grids[face], std::make_shared<const DraftGrid>(grid)});
            }
            version = raster::with(version, version.map.after(edit.map), edit.grids);
            followed.update(version, edit);
            DraftFindings fresh(ground);
            fresh.run(version);
            const std::vector<Finding> expected = fresh.list(), found = followed.list();
            ASSERT_EQ(found.size(), expected.size());
            for (std::size_t i = 0; i < found.size(); ++i)
                ASSERT_TRUE(found[i] == expected[i]) << found[i].text << " instead of " << expected[i].text;
            for (std::size_t kind = 0; kind < finding_kind_names.size(); ++kind)
                ASSERT_EQ(followed.count(static_cast<FindingKind>(kind)), fresh.count(static_cast<FindingKind>(kind)));
        }
    }
}

TEST(Findings, TheBandAndTheLeastWidthAreSettings)
{
    EXPECT_EQ(finding_rules({}), FindingRules());
    const FindingRules rules = finding_rules({{"draft.households_target", "200"}, {"draft.households_least", "100"}, {"draft.households_most", "250"}, {"draft.least_width_m", "5.5"}});
    EXPECT_EQ(rules.target, 200);
    EXPECT_EQ(rules.least, 100);
    EXPECT_EQ(rules.most, 250);
    EXPECT_EQ(rules.least_width_m, 5.5);
    EXPECT_EQ(finding_rules({{"draft.households_least", "400"}}), FindingRules()) << "more than the target";
    EXPECT_EQ(finding_rules({{"draft.least_width_m", "x"}}), FindingRules());
    DraftGround ground = ground_of();
    ground.rules = rules;
    DraftFindings findings(std::make_shared<const DraftGround>(ground));
    findings.run(sound(Raster(four), four));
    EXPECT_EQ(findings.count(FindingKind::households), 4u) << "300 are too many here";
}

} // namespace
