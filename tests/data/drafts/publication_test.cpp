// What publishing writes: rows that end and begin, who is in conflict, and two drafts on one border.

#include "data/drafts/publication.h"

#include "data/drafts/draft_rows.h"
#include "data/drafts/frame_area.h"
#include "data/drafts/rebase.h"
#include "geo/partition/assemble.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace publication_test {
namespace {

using namespace data;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const TimePoint noon = time_from_micros(1'763'812'800'000'000);

geo::MultiPolygon polygon(geo::Ring ring) { return {{std::move(ring), {}}}; }
geo::MultiPolygon box(double west, double south, double east, double north) { return polygon({{west, south}, {east, south}, {east, north}, {west, north}}); }

Grid area(std::int64_t id, Level level, std::string code, GridId parent, geo::MultiPolygon shape)
{
    Grid out;
    out.id = {id};
    out.level = level;
    out.code = std::move(code);
    out.parent = parent;
    out.name = "Area " + out.code;
    out.households = 300;
    out.shape = std::move(shape);
    out.box = geo::box_of(out.shape);
    return out;
}

/// A street of two communities side by side, each of three by three grids of a hundredth of a degree: ids 1 the street, 2 and 3 the
/// communities, 11 … 19 and 21 … 29 the grids, row by row from the south-west.
std::vector<Grid> two_communities()
{
    std::vector<Grid> out{area(1, Level::street, "340104003", {}, box(114, 30, 114.06, 30.03))};
    for (int c = 0; c < 2; ++c) {
        const std::string code = fmt::format("34010400300{}", c + 1);
        out.push_back(area(2 + c, Level::community, code, {1}, box(114 + c * 0.03, 30, 114.03 + c * 0.03, 30.03)));
        for (int i = 0; i < 9; ++i) {
            const double west = 114 + c * 0.03 + i % 3 * 0.01, south = 30 + i / 3 * 0.01;
            out.push_back(area(10 * (c + 1) + 1 + i, Level::grid, fmt::format("{}{:03}", code, i + 1), {2 + c}, box(west, south, west + 0.01, south + 0.01)));
        }
    }
    return out;
}

Draft draft_on(std::vector<Grid> areas)
{
    auto ground = std::make_shared<DraftGround>();
    ground->areas = std::move(areas);
    return Draft(std::move(ground));
}

void perform(Draft& draft, const std::string& line)
{
    const auto op = parse_draft_op(line);
    ASSERT_EQ(op.index(), 0u) << std::get<RefusedOp>(op).text;
    const OpOutcome outcome = draft.perform(std::get<DraftOp>(op));
    if (const RefusedOp* no = std::get_if<RefusedOp>(&outcome))
        FAIL() << line << ": " << no->text;
}

PublishTarget target(std::string name = "spring") { return {7, 0, std::move(name), noon, {}, {}, {}, ""}; }

Publication plan(const Draft& draft, const PublishTarget& target)
{
    PublicationOutcome outcome = plan_publication(draft, target);
    if (const RefusedPublication* no = std::get_if<RefusedPublication>(&outcome)) {
        ADD_FAILURE() << no->text;
        return {};
    }
    return std::get<Publication>(std::move(outcome));
}

RefusedPublication refusal(const Draft& draft, const PublishTarget& target)
{
    PublicationOutcome outcome = plan_publication(draft, target);
    if (const RefusedPublication* no = std::get_if<RefusedPublication>(&outcome))
        return *no;
    ADD_FAILURE() << "was not refused";
    return {};
}

std::vector<std::int64_t> ids(const std::vector<GridId>& grids)
{
    std::vector<std::int64_t> out;
    for (const GridId id : grids)
        out.push_back(id.value);
    return out;
}

std::vector<std::string> codes(const std::vector<Grid>& grids)
{
    std::vector<std::string> out;
    for (const Grid& grid : grids)
        out.push_back(grid.code);
    std::sort(out.begin(), out.end());
    return out;
}

/// What the store makes of it, but that nothing below an area is made anew.
std::vector<Grid> published(std::vector<Grid> areas, const Publication& publication)
{
    std::erase_if(areas, [&](const Grid& area) { return std::find(publication.closes.begin(), publication.closes.end(), area.id) != publication.closes.end(); });
    std::int64_t next = 1000;
    for (Grid opened : publication.opens) {
        opened.id = {next++};
        areas.push_back(std::move(opened));
    }
    return areas;
}

geo::Tessellation grids_of(const std::vector<Grid>& areas)
{
    std::vector<geo::MultiPolygon> shapes;
    for (const Grid& area : areas)
        if (area.level == Level::grid)
            shapes.push_back(area.shape);
    return geo::assemble(shapes).map;
}

bool is_partition(const std::vector<Grid>& areas)
{
    const geo::Tessellation map = grids_of(areas);
    for (geo::FaceId face = 0; face < map.face_slots(); ++face)
        if (map.face(face) && map.face(face)->is_overlap())
            return false;
    UnownedLand land;
    land.rebuild(map);
    return land.size() == 0;
}

PublishTarget after_edition(const Draft& draft, const Publication& first, const std::vector<Grid>& newest)
{
    PublishTarget out = target("summer");
    out.editions = {{1, first.name, noon - 24h, noon - 24h, {}, true, first.communities, ""}};
    out.newest = newest;
    for (const std::vector<Grid>* areas : {&draft.ground().areas, &newest})
        for (const Grid& area : *areas)
            out.codes.emplace(area.id, area.code);
    return out;
}

TEST(Publication, ASplitGridEndsAndTwoBegin)
{
    Draft draft = draft_on(two_communities());
    perform(draft, R"({"op":"split","line":[[114.005,30.01],[114.005,30.02]],"grids":["340104003001004"]})");
    const Publication publication = plan(draft, target());
    EXPECT_EQ(publication.draft, 7);
    EXPECT_EQ(publication.newest, 0);
    EXPECT_EQ(publication.name, "spring");
    EXPECT_THAT(ids(publication.communities), ElementsAre(2));
    EXPECT_THAT(ids(publication.closes), ElementsAre(11, 14, 17)) << "the neighbours to the south and north got a vertex";
    EXPECT_THAT(codes(publication.opens), ElementsAre("340104003001001", "340104003001004", "340104003001007", "340104003001010"));
    EXPECT_EQ(std::count_if(publication.opens.begin(), publication.opens.end(), [](const Grid& g) { return g.id.value < 0; }), 1);
    EXPECT_TRUE(is_partition(published(two_communities(), publication)));
}

TEST(Publication, ARecordAloneIsARowOfItsOwn)
{
    Draft draft = draft_on(two_communities());
    perform(draft, R"({"op":"set","grid":"340104003002005","fields":{"name":"Harbour","households":"412"}})");
    const Publication publication = plan(draft, target());
    EXPECT_THAT(ids(publication.closes), ElementsAre(25));
    ASSERT_EQ(publication.opens.size(), 1u);
    EXPECT_EQ(publication.opens[0].name, "Harbour");
    EXPECT_EQ(publication.opens[0].households, 412);
    EXPECT_EQ(publication.opens[0].parent, GridId{3});
    EXPECT_THAT(ids(publication.communities), ElementsAre(3));
    const auto rows = published(two_communities(), publication);
    const Draft again = draft_on(rows);
    EXPECT_EQ(digest_of(again.version()), digest_of(draft.version()));
}

TEST(Publication, ANodeOnTheBorderOfAnotherCommunityIsNoConflictAndNoNewOutline)
{
    Draft draft = draft_on(two_communities());
    perform(draft, R"({"op":"split","line":[[114.02,30.015],[114.03,30.015]],"grids":["340104003001006"]})");
    const Publication publication = plan(draft, target());
    EXPECT_THAT(ids(publication.communities), ElementsAre(2));
    EXPECT_THAT(ids(publication.closes), ElementsAre(15, 16, 24)) << "both neighbours, one of them of the other community, and no outline";
}

TEST(Publication, AMovedOutlineBecomesTheUnionOfItsGrids)
{
    Draft draft = draft_on(two_communities());
    for (const char* code : {"340104003001", "340104003002"})
        perform(draft, fmt::format(R"({{"op":"unlock","level":"community","code":"{}","reason":"agreed"}})", code));
    perform(draft, R"({"op":"assign","grids":["340104003001006"],"community":"340104003002"})");
    const Publication publication = plan(draft, target());
    EXPECT_THAT(ids(publication.closes), ElementsAre(2, 3, 16)) << "not the street";
    EXPECT_THAT(ids(publication.communities), ElementsAre(2, 3));
    for (const Grid& opened : publication.opens)
        if (opened.level == Level::community) {
            EXPECT_NEAR(geo::area_m2(opened.shape) / geo::area_m2(box(114, 30, 114.01, 30.01)), opened.code == "340104003001" ? 8 : 10, 0.01);
        }
    const std::vector<Grid> rows = rows_of(draft);
    EXPECT_EQ(rows.size(), 21u);
    const auto community = std::find_if(rows.begin(), rows.end(), [](const Grid& g) { return g.code == "340104003002" && g.level == Level::community; });
    EXPECT_NEAR(geo::area_m2(community->shape) / geo::area_m2(box(114, 30, 114.01, 30.01)), 10, 0.01);
}

/// What an area says after the publication, or else before.
std::optional<int> households(const std::vector<Grid>& areas, const std::string& code)
{
    for (const Grid& area : areas)
        if (area.code == code)
            return area.households;
    ADD_FAILURE() << "no area " << code;
    return {};
}

TEST(Publication, AnAreaWhoseOutlineMovesCountsWhatItsGridsWonAndLost)
{
    std::vector<Grid> areas = two_communities();
    areas[0].households = 5400, areas[1].households = 2700, areas[11].households = 2650; // the second community counted otherwise
    ASSERT_EQ(areas[11].level, Level::community);
    Draft draft = draft_on(areas);
    for (const char* code : {"340104003001", "340104003002"})
        perform(draft, fmt::format(R"({{"op":"unlock","level":"community","code":"{}","reason":"agreed"}})", code));
    perform(draft, R"({"op":"assign","grids":["340104003001006"],"community":"340104003002"})");
    for (const std::vector<Grid>& after : {published(areas, plan(draft, target())), rows_of(draft)}) {
        EXPECT_EQ(households(after, "340104003001"), 2400);
        EXPECT_EQ(households(after, "340104003002"), 2950) << "by what it won, whoever counted the rest";
        EXPECT_EQ(households(after, "340104003"), 5400);
    }
    EXPECT_THAT(ids(plan(draft, target()).closes), ElementsAre(2, 3, 16)) << "the street has what it had";
}

TEST(Publication, ACorrectedNumberMakesNoAreaAnew)
{
    std::vector<Grid> areas = two_communities();
    areas[0].households = 5400, areas[1].households = 2700;
    Draft draft = draft_on(areas);
    perform(draft, R"({"op":"set","grid":"340104003001005","fields":{"households":"412"}})");
    EXPECT_THAT(ids(plan(draft, target()).closes), ElementsAre(15)) << "a row made anew takes all below it along";
    EXPECT_EQ(households(rows_of(draft), "340104003001"), 2700);
}

TEST(Publication, AnUnlockedOutlineThatNobodyMovedStays)
{
    Draft draft = draft_on(two_communities());
    perform(draft, R"({"op":"unlock","level":"community","code":"340104003001","reason":"to be seen"})");
    EXPECT_THAT(refusal(draft, target()).text, HasSubstr("changes nothing"));
    perform(draft, R"({"op":"split","line":[[114.02,30.015],[114.03,30.015]],"grids":["340104003001006"]})");
    EXPECT_THAT(ids(plan(draft, target()).closes), ElementsAre(15, 16, 24));
}

TEST(Publication, OverlapsAndGapsAreMendedFirst)
{
    std::vector<Grid> areas = two_communities();
    areas[2].shape = box(114, 30, 114.0102, 30.01); // over its neighbour to the east
    Draft draft = draft_on(areas);
    perform(draft, R"({"op":"set","grid":"340104003002005","fields":{"name":"Harbour"}})");
    const RefusedPublication no = refusal(draft, target());
    EXPECT_THAT(no.text, HasSubstr("1 overlaps, 0 gaps and 0 invalid shapes"));
    EXPECT_TRUE(no.at);
    EXPECT_THAT(no.conflict, IsEmpty());
    const std::vector<Grid> rows = rows_of(draft);
    double shared = 0;
    for (const Grid& row : rows)
        if (row.id == GridId{11} || row.id == GridId{12})
            shared += geo::area_m2(row.shape);
    EXPECT_NEAR(shared / geo::area_m2(box(114, 30, 114.01, 30.01)), 2.02, 0.001) << "each owner has its share in the polygon";

    areas = two_communities();
    areas[2].shape = box(114, 30, 114.00999, 30.01);
    areas[6].shape = box(114.01, 30.01, 114.02, 30.02);
    Draft with_gap = draft_on(areas);
    perform(with_gap, R"({"op":"set","grid":"340104003002005","fields":{"name":"Harbour"}})");
    EXPECT_TRUE(plan_publication(with_gap, target()).index() == 0) << "land at the outer border is no gap";
    areas[6].shape = box(114.01001, 30.01, 114.02, 30.02);
    Draft with_enclosed_gap = draft_on(areas);
    perform(with_enclosed_gap, R"({"op":"set","grid":"340104003002005","fields":{"name":"Harbour"}})");
    EXPECT_THAT(refusal(with_enclosed_gap, target()).text, HasSubstr("0 overlaps, 1 gaps and 0 invalid shapes"));
}

/// A grid drawn wholly inside another one, and two in the very same place: none of them has land of its own.
std::vector<Grid> landless_grids()
{
    std::vector<Grid> areas = two_communities();
    areas.push_back(area(31, Level::grid, "340104003001031", {2}, box(114.012, 30.012, 114.018, 30.018)));
    for (const std::int64_t id : {32, 33})
        areas.push_back(area(id, Level::grid, fmt::format("3401040030010{}", id), {2}, box(113.99, 30, 114, 30.01)));
    return areas;
}

TEST(Publication, AGridWithoutLandOfItsOwnKeepsItsRecordWhenItWinsItAndEndsWhenItDoesNot)
{
    for (const char* give : {"longest", "larger"}) {
        Draft draft = draft_on(landless_grids());
        const auto op = std::get<DraftOp>(parse_draft_op(fmt::format(R"({{"op":"repair","kind":"overlaps","max_width_m":1000,"give":"{}"}})", give)));
        const OpOutcome outcome = draft.perform(op);
        ASSERT_EQ(outcome.index(), 0u) << std::get<RefusedOp>(outcome).text;
        const DoneOp& done = std::get<DoneOp>(outcome);
        const std::string after = digest_of(draft.version());
        Draft again = draft_on(landless_grids());
        again.replay(std::vector{done.entry}); // as the journal has it
        EXPECT_EQ(digest_of(again.version()), after) << give;
        perform(again, R"({"op":"undo"})");
        EXPECT_EQ(digest_of(again.version()), digest_of(again.base())) << give;
        perform(again, R"({"op":"redo"})");

        const std::vector<Grid> result = published(landless_grids(), plan(again, target()));
        EXPECT_TRUE(is_partition(result)) << give;
        std::vector<std::string> there = codes(result);
        EXPECT_EQ(std::ranges::count(there, "340104003001032") + std::ranges::count(there, "340104003001033"), 1) << give << ": one of the two has the land";
        EXPECT_LE(std::ranges::count(there, "340104003001031"), 1) << give;
        for (const Grid& grid : result)
            EXPECT_FALSE(grid.code.empty()) << give;
        std::vector<std::string> shown = codes(rows_of(again));
        EXPECT_EQ(shown, there) << give;
    }
}

TEST(Publication, AGridUnderOthersIsCountedNamedAndEditedBeforeItHasLand)
{
    Draft draft = draft_on(landless_grids());
    std::size_t count = 0;
    visit_grids(draft.version(), [&](geo::FaceId, const DraftGrid&) { ++count; });
    const std::vector<Grid> ground = landless_grids();
    EXPECT_EQ(count, static_cast<std::size_t>(std::ranges::count(ground, Level::grid, &Grid::level)));
    EXPECT_EQ(covered_grids(draft.version()).size(), 3u);

    perform(draft, R"({"op":"set","grid":"340104003001032","fields":{"name":"Twin","households":"40"}})");
    perform(draft, R"({"op":"set","grid":"#31","fields":{"remark":"drawn inside another"}})");
    const auto twin = [](const Draft& d) { return *d.version().owner(*d.find(GridId{32})); };
    EXPECT_EQ(twin(draft).name, "Twin");
    perform(draft, R"({"op":"undo"})");
    perform(draft, R"({"op":"undo"})");
    EXPECT_EQ(twin(draft).name, "Area 340104003001032");
    perform(draft, R"({"op":"redo"})");
    const auto split = draft.try_op(std::get<DraftOp>(parse_draft_op(R"({"op":"remove","grid":"340104003001032"})")));
    ASSERT_EQ(split.index(), 1u);
    EXPECT_EQ(std::get<RefusedOp>(split).reason, DraftRefusal::unknown_grid);
    EXPECT_THAT(std::get<RefusedOp>(split).text, HasSubstr("lies wholly under other grids"));

    DraftFindings findings(draft.ground_ptr());
    findings.run(draft.version());
    const auto is_of = [&](const Finding& finding, std::int64_t id) { return finding.faces.front() == *draft.find(GridId{id}); };
    const std::vector<Finding> list = findings.list();
    EXPECT_TRUE(std::ranges::any_of(list, [&](const Finding& f) { return f.kind == FindingKind::households && is_of(f, 32); })) << "40 are too few";

    std::vector<DraftEntry> entries;
    Draft written = draft_on(landless_grids());
    DraftFindings followed(written.ground_ptr());
    followed.run(written.version());
    for (const char* line : {R"({"op":"set","grid":"340104003001032","fields":{"name":"Twin"}})", R"({"op":"set","grid":"340104003001033","fields":{"name":"Other"}})",
                             R"({"op":"repair","kind":"overlaps","max_width_m":1000})", R"({"op":"undo"})", R"({"op":"set","grid":"340104003001033","fields":{"residents":"7"}})",
                             R"({"op":"repair","kind":"overlaps","max_width_m":1000})"}) {
        const OpOutcome outcome = written.perform(std::get<DraftOp>(parse_draft_op(line)));
        ASSERT_EQ(outcome.index(), 0u) << line << ": " << std::get<RefusedOp>(outcome).text;
        entries.push_back(std::get<DoneOp>(outcome).entry);
        DraftFindings anew(written.ground_ptr());
        anew.run(written.version());
        followed.update(written.version(), std::get<DoneOp>(outcome).edit);
        EXPECT_EQ(followed.list(), anew.list()) << line;
    }
    Draft again = draft_on(landless_grids());
    again.replay(entries);
    EXPECT_EQ(digest_of(again.version()), digest_of(written.version()));
    const std::vector<Grid> result = published(landless_grids(), plan(again, target()));
    EXPECT_EQ(std::ranges::count(result, "Twin", &Grid::name) + std::ranges::count(result, "Other", &Grid::name), 1) << "what was said of the one that has the land stays";
}

TEST(Publication, OnlyWhatCanBeAFindingIsSetAside)
{
    Draft draft = draft_on(landless_grids());
    DraftFindings findings(draft.ground_ptr());
    findings.run(draft.version());
    for (const Finding& finding : findings.list()) {
        IgnoreOp op{finding.key, "it is meant so"};
        EXPECT_EQ(draft.perform(op).index(), finding.kind == FindingKind::overlap ? 1u : 0u) << finding.key << ": two grids in one place are never meant";
    }
    for (const char* key : {"k", "unit #99", "windows #31", "land 5,5", "overlap 114000000000", "unit 114000000000,30000000000", ""})
        EXPECT_EQ(draft.perform(IgnoreOp{key, "it is meant so"}).index(), 1u) << key;
    EXPECT_EQ(draft.perform(IgnoreOp{"unit #32", ""}).index(), 0u);
    EXPECT_EQ(draft.perform(IgnoreOp{"unit #32", ""}).index(), 1u) << "it counts already";
}

TEST(Publication, AnInvalidShapeThatWasAcceptedIsWrittenAsItWasRead)
{
    std::vector<Grid> areas = two_communities();
    Grid& tie = areas[2];
    ASSERT_EQ(tie.id, GridId{11});
    tie.shape = {{{{114, 30}, {114.01, 30.01}, {114.01, 30}, {114, 30.01}}, {}}};
    Draft draft = draft_on(areas);
    EXPECT_NE(refusal(draft, target()).text.find("changes nothing"), std::string::npos);
    perform(draft, R"({"op":"set","grid":"340104003002005","fields":{"remark":"x"}})");
    EXPECT_THAT(refusal(draft, target()).text, HasSubstr("1 invalid shapes left")) << "until somebody looked at it";
    perform(draft, R"({"op":"undo"})");
    EXPECT_EQ(draft.perform(IgnoreOp{"invalid #11", "it is meant so"}).index(), 1u) << "a repair says how it is read";
    perform(draft, R"({"op":"repair","kind":"invalid"})");
    const Publication written = plan(draft, target());
    EXPECT_EQ(written.closes, std::vector<GridId>{GridId{11}});
    ASSERT_EQ(written.opens.size(), 1u);
    EXPECT_EQ(written.opens[0].shape.size(), 2u);
    areas[2] = written.opens[0], areas[2].id = {11};
    EXPECT_TRUE(draft_on(areas).invalid().empty());
}

TEST(Publication, ADateBeforeTheNewestEditionIsRefused)
{
    Draft draft = draft_on(two_communities());
    perform(draft, R"({"op":"set","grid":"340104003002005","fields":{"name":"Harbour"}})");
    PublishTarget late = target();
    late.edition = 1;
    late.editions = {{1, "winter", noon + 1h, noon - 24h, {}, false, {{2}}, ""}};
    EXPECT_THAT(refusal(draft, late).text, HasSubstr("winter is valid from 2025-11-22T13:00:00Z"));
    std::vector<Grid> areas = two_communities();
    for (Grid& area : areas)
        area.valid_from = noon + 2h;
    Draft young = draft_on(areas);
    perform(young, R"({"op":"set","grid":"340104003002005","fields":{"name":"Harbour"}})");
    EXPECT_THAT(refusal(young, target()).text, HasSubstr("340104003002005"));
}

TEST(Publication, TheSameCommunityIsAConflictAndAnotherIsNone)
{
    Draft first = draft_on(two_communities()), same = draft_on(two_communities()), other = draft_on(two_communities());
    perform(first, R"({"op":"merge","grids":["340104003001001","340104003001002"]})");
    perform(same, R"({"op":"set","grid":"340104003001009","fields":{"name":"Harbour"}})");
    perform(other, R"({"op":"set","grid":"340104003002009","fields":{"name":"Harbour"}})");
    const Publication spring = plan(first, target());
    const std::vector<Grid> newest = published(two_communities(), spring);
    const RefusedPublication no = refusal(same, after_edition(same, spring, newest));
    EXPECT_THAT(no.conflict, ElementsAre("340104003001"));
    EXPECT_EQ(no.by, "spring");
    const Publication summer = plan(other, after_edition(other, spring, newest));
    EXPECT_EQ(summer.newest, 1);
    EXPECT_THAT(ids(summer.closes), ElementsAre(29));
}

TEST(Publication, BothDraftsVerticesStayOnACommonBorder)
{
    Draft east = draft_on(two_communities()), west = draft_on(two_communities());
    perform(east, R"({"op":"split","line":[[114.02,30.015],[114.03,30.015]],"grids":["340104003001006"]})");
    perform(west, R"({"op":"split","line":[[114.03,30.013],[114.04,30.013]],"grids":["340104003002004"]})");
    const Publication spring = plan(east, target());
    const std::vector<Grid> newest = published(two_communities(), spring);
    const Publication summer = plan(west, after_edition(west, spring, newest));
    EXPECT_THAT(ids(summer.communities), ElementsAre(3));
    const std::vector<Grid> rows = published(newest, summer);
    EXPECT_TRUE(is_partition(rows));
    for (const double lat : {30.013, 30.015}) {
        const geo::FixedPoint node = geo::fixed_from_lonlat({114.03, lat});
        int with_node = 0;
        for (const Grid& row : rows)
            if (row.level == Level::grid)
                for (const geo::LonLat p : row.shape.front().outer)
                    with_node += geo::fixed_from_lonlat(p) == node;
        EXPECT_EQ(with_node, 3) << "two on the split side, one on the other, at " << lat;
    }
    EXPECT_EQ(codes(rows).size(), 23u);
}

TEST(Publication, RoundedNodesOfTwoDraftsOnASlantedBorderLeaveNoSliver)
{
    const geo::LonLat low{114.03, 30}, high{114.0371234567, 30.0198765432};
    const std::vector<Grid> areas{area(2, Level::community, "340104003001", {}, polygon({{114, 30}, low, high, {114, 30.02}})),
                                  area(3, Level::community, "340104003002", {}, polygon({low, {114.06, 30}, {114.06, 30.02}, high})),
                                  area(11, Level::grid, "340104003001001", {2}, polygon({{114, 30}, low, high, {114, 30.02}})),
                                  area(21, Level::grid, "340104003002001", {3}, polygon({low, {114.06, 30}, {114.06, 30.02}, high}))};
    for (const double lat : {30.0012345, 30.0099999, 30.0113, 30.01999}) {
        Draft left = draft_on(areas), right = draft_on(areas);
        perform(left, R"({"op":"split","line":[[113.99,30.011],[114.05,30.0113]],"grids":["340104003001001"]})");
        perform(right, fmt::format(R"({{"op":"split","line":[[114.02,{}],[114.07,30.0123]],"grids":["340104003002001"]}})", lat));
        const Publication spring = plan(left, target());
        const std::vector<Grid> newest = published(areas, spring);
        const Publication summer = plan(right, after_edition(right, spring, newest));
        EXPECT_TRUE(is_partition(published(newest, summer))) << lat;
    }
}

TEST(Publication, TheFramesAreaIsTheSameAfterEveryEdit)
{
    std::vector<Grid> areas = two_communities();
    areas.erase(areas.begin() + 6); // a hole in the first community
    Draft draft = draft_on(areas);
    const auto frame = [&] { return fmt::format("{}", doubled_frame_area(draft.base(), draft.version())); };
    EXPECT_EQ(frame(), "3600000000000000");
    perform(draft, R"({"op":"split","line":[[114,30.0041],[114.06,30.0087]]})");
    EXPECT_EQ(frame(), "3600000000000000");
    perform(draft, R"({"op":"undo"})");
    EXPECT_EQ(frame(), "3600000000000000");
}

TEST(BorderVertices, OnlyThoseOnTheBorderGoIn)
{
    BorderVertices vertices;
    vertices.add(geo::fixed_from_lonlat({114.005, 30}));
    vertices.add(geo::FixedPoint{114'007'000'000, 30'000'000'001});
    vertices.add(geo::FixedPoint{114'008'000'000, 30'000'000'009});
    vertices.add(geo::fixed_from_lonlat({114.01, 30}));
    vertices.settle();
    geo::MultiPolygon shape = box(114, 30, 114.01, 30.01);
    EXPECT_TRUE(vertices.insert_into(shape));
    ASSERT_EQ(shape.front().outer.size(), 6u);
    EXPECT_EQ(geo::fixed_from_lonlat(shape.front().outer[1]), geo::fixed_from_lonlat({114.005, 30}));
    EXPECT_FALSE(vertices.insert_into(shape));
}

} // namespace
} // namespace publication_test
