// A draft: operations as scripts write them, the way back, the journal from which the same draft comes again.

#include "data/drafts/delta.h"
#include "data/drafts/draft.h"
#include "data/drafts/draft_rows.h"
#include "data/drafts/findings.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace drafting {
namespace {

using data::DoneOp;
using data::Draft;
using data::DraftRefusal;
using data::OpOutcome;
using data::RefusedOp;

geo::MultiPolygon box(double west, double south, double east, double north)
{
    return {{{{west, south}, {east, south}, {east, north}, {west, north}}, {}}};
}

/// Two communities side by side, each of rows × columns grids of a hundredth of a degree.
data::DraftGroundPtr two_communities(int rows = 3, int columns = 3)
{
    auto ground = std::make_shared<data::DraftGround>();
    std::int64_t id = 1;
    for (int c = 0; c < 2; ++c) {
        data::Grid community;
        community.id = {id++};
        community.level = data::Level::community;
        community.code = fmt::format("34010400{}00{}", 3, c + 1);
        community.name = c ? "West" : "East";
        community.shape = box(114 + c * columns * 0.01, 30, 114 + (c + 1) * columns * 0.01, 30 + rows * 0.01);
        community.box = geo::box_of(community.shape);
        ground->areas.push_back(community);
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column) {
                data::Grid grid;
                grid.id = {id++};
                grid.parent = community.id;
                grid.code = fmt::format("{}{:03}", community.code, row * columns + column + 1);
                grid.name = fmt::format("{} {}", community.name, row * columns + column + 1);
                grid.households = 300, grid.residents = 900;
                const double west = 114 + (c * columns + column) * 0.01, south = 30 + row * 0.01;
                grid.shape = box(west, south, west + 0.01, south + 0.01);
                grid.box = geo::box_of(grid.shape);
                ground->areas.push_back(grid);
            }
    }
    ground->units.push_back({{7}, "East Gas", "8123", ""});
    return ground;
}

OpOutcome perform(Draft& draft, const std::string& line)
{
    const auto op = data::parse_draft_op(line);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&op))
        return *no;
    return draft.perform(std::get<data::DraftOp>(op));
}

const DoneOp& done(const OpOutcome& outcome)
{
    if (const RefusedOp* no = std::get_if<RefusedOp>(&outcome))
        throw std::runtime_error(no->text);
    return std::get<DoneOp>(outcome);
}

DraftRefusal reason(const OpOutcome& outcome)
{
    EXPECT_TRUE(std::holds_alternative<RefusedOp>(outcome));
    return std::holds_alternative<RefusedOp>(outcome) ? std::get<RefusedOp>(outcome).reason : DraftRefusal::held;
}

TEST(DraftOps, EveryLineComesBackFromItsValue)
{
    const char* lines[] = {
        R"({"op":"split","line":[[114.000000000,30.000000000],[115.000000000,31.123456789]],"grids":["340104003002007","#5",[114.500000000,30.500000000]]})",
        R"({"op":"cut","ring":[[1.000000000,2.000000000],[3.000000000,4.000000000],[5.000000000,6.000000000]]})",
        R"({"op":"merge","grids":["a","b"],"keep":"b"})",
        R"({"op":"reshape","line":[[1.000000000,2.000000000],[3.000000000,4.000000000]]})",
        R"({"op":"move","from":[1.000000000,2.000000000],"to":[3.000000000,4.000000000]})",
        R"({"op":"insert","edge_at":[1.000000000,2.000000000],"to":[3.000000000,4.000000000]})",
        R"({"op":"delete_vertex","at":[1.000000000,2.000000000]})",
        R"({"op":"simplify","grid":"a","metres":2.5})",
        R"({"op":"draw","ring":[[1.000000000,2.000000000]],"community":"340104003002"})",
        R"({"op":"remove","grid":"a","into":"b"})",
        R"({"op":"assign","grids":["a"],"community":"c"})",
        R"({"op":"unlock","level":"community","code":"c","reason":"a road was built"})",
        R"({"op":"set","grids":["a"],"fields":{"households":"12","name":"东街7"}})",
        R"({"op":"confirm","grids":["a"]})",
        R"({"op":"renumber","community":"c"})",
        R"({"op":"repair","kind":"gaps","max_width_m":2.0,"give":"longest"})",
        R"({"op":"repair","kind":"overlaps","max_width_m":1000000.0,"give":"larger"})",
        R"({"op":"ignore","finding":"unit #11","reason":"r"})",
        R"({"op":"undo"})",
        R"({"op":"redo"})",
    };
    for (const char* line : lines) {
        const auto op = data::parse_draft_op(line);
        ASSERT_TRUE(std::holds_alternative<data::DraftOp>(op)) << line << ": " << std::get<RefusedOp>(op).text;
        EXPECT_EQ(data::json_of(std::get<data::DraftOp>(op)), line);
    }
}

TEST(DraftOps, BadLines)
{
    const std::pair<const char*, DraftRefusal> lines[] = {
        {"", DraftRefusal::bad_json},
        {"split", DraftRefusal::bad_json},
        {R"({"op":"set","grid":"a","fields":{}})", DraftRefusal::bad_json},
        {"[1]", DraftRefusal::bad_json},
        {R"({"line":[]})", DraftRefusal::bad_json},
        {R"({"op":7})", DraftRefusal::bad_json},
        {R"({"op":"explode"})", DraftRefusal::unknown_op},
        {R"({"op":"split"})", DraftRefusal::bad_json},
        {R"({"op":"split","line":[[1]]})", DraftRefusal::bad_json},
        {R"({"op":"split","line":[[1,"2"]]})", DraftRefusal::bad_json},
        {R"({"op":"split","line":[[1,2],[1e300,2]]})", DraftRefusal::off_globe},
        {R"({"op":"move","from":[1,2],"to":[1,91]})", DraftRefusal::off_globe},
        {R"({"op":"simplify","grid":"a","metres":-1})", DraftRefusal::bad_json},
        {R"({"op":"repair","kind":"all"})", DraftRefusal::bad_json},
        {R"({"op":"set","grid":"a","fields":{"households":1.5}})", DraftRefusal::bad_json},
        {R"({"op":"unlock","level":"house","code":"1","reason":"x"})", DraftRefusal::bad_json},
    };
    for (const auto& [line, expected] : lines) {
        const auto op = data::parse_draft_op(line);
        ASSERT_TRUE(std::holds_alternative<RefusedOp>(op)) << line;
        EXPECT_EQ(std::get<RefusedOp>(op).reason, expected) << line;
    }
}

TEST(Draft, SimplifyingLeavesLockedOutlinesAlone)
{
    Draft locked(two_communities());
    done(perform(locked, R"({"op":"insert","edge_at":[114.02,30.005],"to":[114.02000001,30.005]})"));
    EXPECT_EQ(done(perform(locked, R"({"op":"simplify","grid":"340104003001003","metres":1})")).changed.size(), 2u);
    EXPECT_EQ(reason(perform(locked, R"({"op":"simplify","grid":"340104003001003","metres":1})")), DraftRefusal::too_few_points) << "nothing is left to leave out";

    auto ground = std::make_shared<data::DraftGround>(*two_communities());
    for (data::Grid& area : ground->areas) // a vertex of the outline, beside the line between its neighbours
        for (geo::Polygon& polygon : area.shape)
            for (std::size_t p = 0; p < polygon.outer.size(); ++p) {
                const geo::LonLat a = polygon.outer[p], b = polygon.outer[(p + 1) % polygon.outer.size()];
                if (a.lon == b.lon && std::abs(a.lon - 114.03) < 1e-9 && std::min(a.lat, b.lat) < 30.004 && std::max(a.lat, b.lat) > 30.006) {
                    polygon.outer.insert(polygon.outer.begin() + static_cast<std::ptrdiff_t>(p) + 1, geo::LonLat{114.03000001, 30.005});
                    break;
                }
            }
    Draft bent(ground);
    const data::OpOutcome nothing = perform(bent, R"({"op":"simplify","grid":"340104003001003","metres":1})");
    EXPECT_EQ(reason(nothing), DraftRefusal::outline_locked) << "all that could go is locked";
    EXPECT_FALSE(std::get<RefusedOp>(nothing).locked.empty());
    done(perform(bent, R"({"op":"insert","edge_at":[114.02,30.005],"to":[114.02000001,30.005]})"));
    done(perform(bent, R"({"op":"simplify","grid":"340104003001003","metres":1})"));
    EXPECT_EQ(bent.version().map.shape(*bent.find(data::GridId{4})).front().outer.size(), 5u) << "the outline's vertex stays";
}

TEST(Draft, WhatIsAskedForWronglyHasItsOwnWords)
{
    Draft draft(two_communities());
    EXPECT_EQ(reason(perform(draft, R"({"op":"remove","grid":"340104003001005","into":"340104003001005"})")), DraftRefusal::not_adjacent);
    EXPECT_EQ(reason(perform(draft, R"({"op":"assign","grids":[],"community":"340104003002"})")), DraftRefusal::bad_json);
    EXPECT_EQ(reason(perform(draft, fmt::format(R"({{"op":"set","grid":"340104003001005","fields":{{"name":"{}"}}}})", std::string(5000, 'x')))), DraftRefusal::bad_json);
    const OpOutcome locked = perform(draft, R"({"op":"assign","grids":["340104003001005"],"community":"340104003002"})");
    ASSERT_EQ(reason(locked), DraftRefusal::outline_locked);
    ASSERT_TRUE(std::get<RefusedOp>(locked).at);
    EXPECT_EQ(draft.version().map.face_at(geo::fixed_from_lonlat(*std::get<RefusedOp>(locked).at)), *draft.find(data::GridId{6}));
}

TEST(Draft, AGridThatWasAssignedByRightLiesNotOutside)
{
    Draft draft(two_communities());
    data::DraftFindings followed(draft.ground_ptr());
    followed.run(draft.version());
    const auto step = [&](const char* line) { followed.update(draft.version(), done(perform(draft, line)).edit); };
    const auto expect_none = [&] {
        data::DraftFindings anew(draft.ground_ptr());
        anew.run(draft.version());
        EXPECT_EQ(anew.count(data::FindingKind::outside), 0u);
        EXPECT_EQ(followed.list(), anew.list());
    };
    step(R"({"op":"unlock","level":"community","code":"340104003001","reason":"moved"})");
    step(R"({"op":"unlock","level":"community","code":"340104003002","reason":"moved"})");
    step(R"({"op":"assign","grids":["340104003001003"],"community":"340104003002"})");
    expect_none();
    step(R"({"op":"undo"})");
    step(R"({"op":"undo"})");
    expect_none();
}

TEST(Draft, ASplitSharesTheRecordAndUndoGivesItBack)
{
    Draft draft(two_communities());
    const std::string digest = data::digest_of(draft.version());
    const OpOutcome outcome = perform(draft, R"({"op":"split","line":[[114.0025,29.999],[114.0025,30.0101]],"grids":["340104003001001"]})");
    const DoneOp& edit = done(outcome);
    ASSERT_EQ(edit.created.size(), 1u);
    EXPECT_EQ(edit.entry.subject, "East 1");
    const data::DraftGrid& kept = *draft.version().grid(edit.changed.front());
    const data::DraftGrid& made = *draft.version().grid(edit.created.front());
    EXPECT_EQ(*kept.households + *made.households, 300);
    EXPECT_EQ(*made.households, 75) << "a quarter of the land";
    EXPECT_TRUE(made.is_estimated);
    EXPECT_EQ(made.code, "340104003001010") << "the next free number";
    EXPECT_EQ(draft.name_for_scripts(edit.created.front()), made.code);
    EXPECT_LT(made.id.value, 0);
    EXPECT_NE(data::digest_of(draft.version()), digest);
    EXPECT_EQ(done(perform(draft, R"({"op":"undo"})")).entry.of, 1);
    EXPECT_EQ(data::digest_of(draft.version()), digest);
    EXPECT_EQ(reason(perform(draft, R"({"op":"undo"})")), DraftRefusal::nothing_to_undo);
    EXPECT_EQ(done(perform(draft, R"({"op":"redo"})")).entry.of, 1);
    EXPECT_EQ(draft.newest_seq(), 3);
}

/// A crossing's node lies up to a unit beside the border it is put on: for the neighbour that is a vertex, not land, both ways.
TEST(Draft, UndoAndRedoNameTheGridsThatTheEditNamed)
{
    Draft draft(two_communities());
    // A slanting border first, so that the next crossing falls between two units.
    done(perform(draft, R"({"op":"move","from":[114.01,30.01],"to":[114.0123456781,30.0107654321]})"));
    const DoneOp split = done(perform(draft, R"({"op":"split","line":[[114.0061,29.9991],[114.0072,30.0134567]],"grids":["340104003001001"]})"));
    ASSERT_EQ(split.touched.size(), 1u) << "the grid to the north has a vertex more";
    for (const char* line : {R"({"op":"undo"})", R"({"op":"redo"})"}) {
        const DoneOp step = done(perform(draft, line));
        EXPECT_EQ(step.changed, split.changed) << line;
        EXPECT_EQ(step.touched, split.touched) << line;
        EXPECT_EQ(step.created.size() + step.removed.size(), 1u) << line;
    }
    const std::string before = data::digest_of(draft.version());
    const DoneOp across = done(perform(draft, R"({"op":"split","line":[[113.999,30.0151],[114.0611,30.0162]]})"));
    EXPECT_EQ(across.changed.size(), 6u);
    const DoneOp undone = done(perform(draft, R"({"op":"undo"})"));
    EXPECT_EQ(undone.changed, across.changed);
    EXPECT_EQ(undone.removed, across.created);
    EXPECT_EQ(undone.touched, across.touched);
    EXPECT_EQ(data::digest_of(draft.version()), before);
}

TEST(Draft, LockedOutlines)
{
    Draft draft(two_communities());
    // The border between the communities runs along 114.03.
    const std::string move = R"({"op":"move","from":[114.03,30.01],"to":[114.031,30.01]})";
    EXPECT_EQ(reason(perform(draft, move)), DraftRefusal::outline_locked);
    EXPECT_EQ(reason(perform(draft, R"({"op":"merge","grids":["340104003001003","340104003002001"]})")), DraftRefusal::outline_locked);
    EXPECT_EQ(reason(perform(draft, R"({"op":"remove","grid":"340104003001003"})")), DraftRefusal::outline_locked);
    EXPECT_EQ(reason(perform(draft, R"({"op":"assign","grids":["340104003001003"],"community":"340104003002"})")), DraftRefusal::outline_locked);
    EXPECT_EQ(reason(perform(draft, R"({"op":"draw","ring":[[114.01,30.02],[114.02,30.02],[114.02,30.05],[114.01,30.05]],"community":"340104003001"})")),
              DraftRefusal::outline_locked);
    // A split of one side puts a node on the outline, beside it by less than a unit: no move.
    done(perform(draft, R"({"op":"split","line":[[114.0199,30.0031],[114.0301,30.0047]],"grids":["340104003001003"]})"));
    // Both outlines have to be unlocked.
    EXPECT_EQ(reason(perform(draft, R"({"op":"unlock","level":"community","code":"340104003001","reason":" "})")), DraftRefusal::bad_json);
    done(perform(draft, R"({"op":"unlock","level":"community","code":"340104003001","reason":"a road was built"})"));
    EXPECT_EQ(reason(perform(draft, move)), DraftRefusal::outline_locked);
    done(perform(draft, R"({"op":"unlock","level":"community","code":"340104003002","reason":"a road was built"})"));
    done(perform(draft, move));
    done(perform(draft, R"({"op":"undo"})"));
    done(perform(draft, R"({"op":"undo"})"));
    EXPECT_EQ(reason(perform(draft, move)), DraftRefusal::outline_locked) << "an unlocking is undone like anything else";
}

TEST(Draft, AnotherNeighbourBehindABorderIsNoMove)
{
    Draft draft(two_communities());
    // The grid lies at the border between the communities. Its land becomes nobody's: the other one's outline stays where it is.
    const std::string remove = R"({"op":"remove","grid":"340104003001003"})";
    const RefusedOp no = std::get<RefusedOp>(perform(draft, remove));
    ASSERT_EQ(no.locked.size(), 1u);
    EXPECT_EQ(draft.area(no.locked.front().area)->code, "340104003001");
    done(perform(draft, R"({"op":"unlock","level":"community","code":"340104003001","reason":"a lake"})"));
    done(perform(draft, remove));
}

TEST(Draft, FieldsAndTheirErrors)
{
    Draft draft(two_communities());
    done(perform(draft, R"({"op":"set","grid":"340104003001001","fields":{"name":"东街","households":77,"unit":"East Gas","kind":"dedicated"}})"));
    const data::DraftGrid& grid = *draft.version().grid(std::get<geo::FaceId>(draft.find(data::GridRef("340104003001001"))));
    EXPECT_EQ(grid.name, "东街");
    EXPECT_EQ(grid.households, 77);
    EXPECT_EQ(grid.unit, data::UnitId{7});
    for (const char* fields : {R"({"households":"-1"})", R"({"households":"many"})", R"({"kind":"round"})", R"({"unit":"nobody"})", R"({"colour":"red"})"})
        EXPECT_EQ(reason(perform(draft, fmt::format(R"({{"op":"set","grid":"340104003001001","fields":{}}})", fields))), DraftRefusal::bad_json) << fields;
    // A right code in force stays, whatever it is to be; a new grid's may be another free one of its community.
    for (const char* code : {"340104003001002", "340104003001999", "12", ""})
        EXPECT_EQ(reason(perform(draft, fmt::format(R"({{"op":"set","grid":"340104003001001","fields":{{"code":"{}"}}}})", code))), DraftRefusal::bad_json) << code;
    EXPECT_EQ(reason(perform(draft, R"({"op":"repair","kind":"slivers","max_width_m":100000,"give":"longest"})")), DraftRefusal::bad_json) << "whole grids would go";
    EXPECT_EQ(reason(perform(draft, R"({"op":"set","grid":"999","fields":{"name":"x"}})")), DraftRefusal::unknown_grid);
    EXPECT_EQ(reason(perform(draft, R"({"op":"set","grid":[0,0],"fields":{"name":"x"}})")), DraftRefusal::unknown_grid);
}

/// A random session of every kind of operation; the journal gives the same draft again.
TEST(Draft, TheJournalGivesTheSameDraftAgain)
{
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        std::mt19937 random(seed);
        const auto upto = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
        const auto ground = two_communities(4, 4);
        Draft draft(ground);
        const std::string begin = data::digest_of(draft.version());
        for (const char* code : {"340104003001", "340104003002"})
            if (seed % 2)
                perform(draft, fmt::format(R"({{"op":"unlock","level":"community","code":"{}","reason":"test"}})", code));
        std::vector<data::DraftEntry> journal;
        std::vector<std::string> digests;
        const auto point = [&] { return fmt::format("[{:.9f},{:.9f}]", 113.995 + upto(90'000'000) * 1e-9, 29.995 + upto(50'000'000) * 1e-9); };
        journal.clear();
        Draft again(ground);
        if (seed % 2)
            for (const char* code : {"340104003001", "340104003002"})
                perform(again, fmt::format(R"({{"op":"unlock","level":"community","code":"{}","reason":"test"}})", code));
        std::size_t taken = 0;
        for (int i = 0; i < 150; ++i) {
            std::string line;
            switch (upto(10)) {
            case 0: case 1: case 2: line = fmt::format(R"({{"op":"split","line":[{},{},{}]}})", point(), point(), point()); break;
            case 3: line = fmt::format(R"({{"op":"merge","grids":[{},{}]}})", point(), point()); break;
            case 4: {
                const double x = 114 + upto(80'000) * 1e-6, y = 30 + upto(40'000) * 1e-6;
                line = fmt::format(R"({{"op":"{}","ring":[[{},{}],[{},{}],[{},{}]]}})", upto(2) ? "cut" : "draw", x, y, x + 0.004, y, x + 0.001, y + 0.003);
                break;
            }
            case 5: line = fmt::format(R"({{"op":"remove","grid":{},"into":{}}})", point(), point()); break;
            case 6: line = fmt::format(R"({{"op":"insert","edge_at":{},"to":{}}})", point(), point()); break;
            case 7: line = fmt::format(R"({{"op":"set","grid":{},"fields":{{"households":{}}}}})", point(), upto(900)); break;
            case 8: line = R"({"op":"undo"})"; break;
            default: line = R"({"op":"redo"})"; break;
            }
            const OpOutcome outcome = perform(draft, line);
            if (const DoneOp* op = std::get_if<DoneOp>(&outcome)) {
                ++taken;
                again.replay(std::span(&op->entry, 1));
                ASSERT_EQ(data::digest_of(again.version()), data::digest_of(draft.version())) << line;
                for (geo::FaceId face = 0; face < draft.version().map.face_slots(); ++face) {
                    const data::DraftGrid* a = draft.version().grid(face);
                    const data::DraftGrid* b = again.version().grid(face);
                    ASSERT_EQ(a != nullptr, b != nullptr);
                    ASSERT_TRUE(!a || *a == *b) << line;
                }
            }
        }
        EXPECT_GT(taken, 30u);
        while (draft.next_undo())
            done(perform(draft, R"({"op":"undo"})"));
        EXPECT_EQ(data::digest_of(draft.version()), begin);
    }
}

TEST(Draft, WhatTheJournalRefusedNeverWas)
{
    Draft draft(two_communities());
    done(perform(draft, R"({"op":"split","line":[[114.0025,29.999],[114.0025,30.01]]})"));
    const std::string digest = data::digest_of(draft.version());
    done(perform(draft, R"({"op":"split","line":[[114.0125,29.999],[114.0125,30.01]]})"));
    done(perform(draft, R"({"op":"undo"})"));
    draft.take_back_from(2);
    EXPECT_EQ(data::digest_of(draft.version()), digest);
    EXPECT_EQ(draft.next_undo(), 1);
    EXPECT_EQ(draft.newest_seq(), 1);
}

TEST(Draft, InvalidShapesCountUntilSomebodyLooked)
{
    auto ground = std::make_shared<data::DraftGround>(*two_communities());
    ground->areas[1].shape = {{{{114, 30}, {114.01, 30.01}, {114.01, 30}, {114, 30.01}}, {}}}; // a bow tie
    ground->areas[2].shape = {{{{114.01, 30}, {114.015, 30.005}, {114.02, 30.01}}, {}}};       // no area
    Draft draft(ground);
    const geo::FaceId tie = 0;
    const auto found = [&] {
        data::DraftFindings findings(draft.ground_ptr(), {}, draft.invalid());
        findings.run(draft.version());
        std::vector<data::Finding> list = findings.list();
        std::erase_if(list, [](const data::Finding& finding) { return finding.kind != data::FindingKind::invalid; });
        return list;
    };
    ASSERT_EQ(draft.invalid().size(), 2u);
    std::vector<data::Finding> list = found();
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].faces, std::vector<geo::FaceId>{tie});
    EXPECT_EQ(list[0].key, "invalid #2");
    EXPECT_NE(list[0].text.find("East 1 is no valid polygon (Self-intersection"), std::string::npos) << list[0].text;
    EXPECT_EQ(list[0].fixes.front(), std::string("repair_invalid"));
    EXPECT_TRUE(geo::contains(draft.version().map.shape(tie), list[0].at));
    EXPECT_TRUE(list[1].faces.empty() && list[1].fixes.empty());
    EXPECT_EQ(list[1].text, "340104003001002 East 2 is no polygon (It has no area) and not in the draft");
    EXPECT_TRUE(difference(draft).is_none());

    const DoneOp one = done(perform(draft, R"({"op":"repair","kind":"invalid"})"));
    EXPECT_EQ(one.repairs, 1u);
    EXPECT_EQ(found()[0].ignored, data::read_even_odd);
    EXPECT_EQ(found()[1].ignored, "");
    EXPECT_EQ(difference(draft).changed, std::vector<geo::FaceId>{tie}) << "publishing writes it";
    EXPECT_EQ(done(perform(draft, R"({"op":"repair","kind":"invalid"})")).repairs, 0u);
    perform(draft, R"({"op":"undo"})");
    perform(draft, R"({"op":"undo"})");
    EXPECT_EQ(found()[0].ignored, "");
    // The one at a place, and none where another grid is.
    EXPECT_EQ(done(perform(draft, R"({"op":"repair","kind":"invalid","at":[114.025,30.005]})")).repairs, 0u);
    EXPECT_EQ(done(perform(draft, R"({"op":"repair","kind":"invalid","at":[114.001,30.005]})")).repairs, 1u);
    Draft again(ground);
    data::DraftEntry entry;
    entry.seq = 1, entry.op = "repair", entry.delta = data::pack_delta(again.version(), one.edit);
    again.replay(std::span(&entry, 1));
    EXPECT_TRUE(again.version().ignored->contains("invalid #2"));
}

TEST(Draft, AJournalThatDoesNotFitIsSaid)
{
    Draft draft(two_communities());
    const OpOutcome outcome = perform(draft, R"({"op":"split","line":[[114.0025,29.999],[114.0025,30.01]]})");
    data::DraftEntry entry = done(outcome).entry;
    Draft other(two_communities(2, 2));
    for (std::size_t cut = 0; cut < entry.delta.size(); ++cut) {
        data::DraftEntry broken = entry;
        broken.delta.resize(cut);
        Draft fresh(two_communities());
        EXPECT_ANY_THROW(fresh.replay(std::span(&broken, 1))) << cut;
    }
    entry.seq = 5;
    EXPECT_ANY_THROW(other.replay(std::span(&entry, 1)));
}

} // namespace
} // namespace drafting
