// Editions that are still to come: one with an earlier date goes before them, and they can be withdrawn. Boundaries stay whole at every date.

#include "data/drafts/unowned.h"
#include "data/error.h"
#include "data/store/process.h"
#include "data/store/publish_draft.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/verify.h"
#include "geo/partition/assemble.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/refusal.h"
#include "tests/data/sample.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace data;
using namespace std::chrono_literals;
using sample::noon;
using testing::ElementsAre;
using testing::HasSubstr;

/// Two communities side by side, each of three grids one above the other; the border between them is slanted.
struct ToCome : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";
    Store store = Store::create(path);
    const Actor actor{{}, {}, "desk-1"};
    const DraftHolder me = this_process("desk-1", {}, noon);
    const TimePoint later = noon + 48h;

    void SetUp() override
    {
        for (int c = 0; c < 2; ++c) {
            const std::string code = fmt::format("42010600100{}", c + 1);
            const GridId community = store.put(std::vector{sample::grid(Level::community, code, column(c, 30, 30.03))}).at(0);
            std::vector<Grid> grids;
            for (int i = 0; i < 3; ++i)
                grids.push_back(sample::grid(Level::grid, fmt::format("{}{:03}", code, i + 1), column(c, 30 + i * 0.01, 30.01 + i * 0.01), community));
            store.put(grids);
        }
    }

    static geo::MultiPolygon column(int c, double south, double north)
    {
        const auto middle = [](double lat) { return 114.01 + (lat - 30) * 0.1; };
        if (c == 0)
            return {{{{114, south}, {middle(south), south}, {middle(north), north}, {114, north}}, {}}};
        return {{{{middle(south), south}, {114.03, south}, {114.03, north}, {middle(north), north}}, {}}};
    }

    void edit(const std::string& draft, const std::string& line)
    {
        DraftDesk desk(store, draft, me, actor, noon);
        const OpOutcome outcome = desk.perform(std::get<DraftOp>(parse_draft_op(line)), noon);
        ASSERT_EQ(outcome.index(), 0u) << std::get<RefusedOp>(outcome).text;
    }
    /// Puts a node on the slanted border.
    void split(const std::string& draft, int community, double lat)
    {
        edit(draft, fmt::format(R"({{"op":"split","line":[[113.99,{0}],[114.04,{0}]],"grids":["42010600100{1}{2:03}"]}})", lat, community, lat < 30.01 ? 1 : 2));
    }
    PublishOutcome publish(const std::string& draft, TimePoint from, TimePoint now = noon)
    {
        const DraftDesk desk(store, draft, me, actor, now);
        return publish_draft(store, desk, actor, from, draft + " old,new\n", now);
    }
    void publish_well(const std::string& draft, TimePoint from, TimePoint now = noon)
    {
        const PublishOutcome outcome = publish(draft, from, now);
        ASSERT_EQ(outcome.index(), 0u) << std::get<RefusedPublication>(outcome).text;
    }

    std::vector<Grid> in_force(TimePoint at)
    {
        std::vector<Grid> grids = store.load().grids->rows;
        std::erase_if(grids, [&](const Grid& grid) { return grid.level != Level::grid || !is_in_force(grid, at); });
        return grids;
    }
    static bool is_whole(const std::vector<Grid>& grids)
    {
        std::vector<geo::MultiPolygon> shapes;
        for (const Grid& grid : grids)
            shapes.push_back(grid.shape);
        const geo::Tessellation map = geo::assemble(shapes).map;
        for (geo::FaceId face = 0; face < map.face_slots(); ++face)
            if (map.face(face) && map.face(face)->is_overlap())
                return false;
        UnownedLand land;
        land.rebuild(map);
        return land.pieces().empty();
    }
    void expect_whole(TimePoint at, std::size_t count)
    {
        const std::vector<Grid> grids = in_force(at);
        EXPECT_EQ(grids.size(), count) << iso8601(at);
        EXPECT_TRUE(is_whole(grids)) << iso8601(at);
    }

    std::vector<std::string> names()
    {
        std::vector<std::string> names;
        for (const Edition& edition : store.editions())
            names.push_back(edition.name);
        return names;
    }
    std::vector<std::string> logged()
    {
        std::vector<std::string> kinds;
        for (const SessionLogEntry& row : store.session_log({}, TimePoint::max()))
            kinds.push_back(row.kind);
        return kinds;
    }
};

TEST_F(ToCome, AnotherCommunitysDraftIsInForceBefore)
{
    split("summer", 1, 30.0153);
    split("urgent", 2, 30.0147); // begun before the other one was published
    publish_well("summer", later);
    publish_well("urgent", noon);
    EXPECT_THAT(names(), ElementsAre("urgent", "summer"));
    expect_whole(noon, 7);
    expect_whole(later, 8);
    EXPECT_EQ(store.editions().back().crosswalk, "summer old,new\n");
    EXPECT_FALSE(store.editions().back().is_applied);
    EXPECT_TRUE(store.editions().front().is_applied);
    EXPECT_THAT(logged(), ElementsAre("edition_published", "edition_published", "edition_reissued"));
    EXPECT_TRUE(verify_workspace(path, noon).is_sound());
    EXPECT_EQ(store.apply_due_editions(later, actor), 1u);
    expect_whole(later, 8);
}

/// A draft is begun on what is in force, not on a plan: those of other communities go before it, each by itself, now or between.
TEST_F(ToCome, SoAreDraftsBegunWhileItIsToCome)
{
    split("summer", 1, 30.0153);
    publish_well("summer", later);
    split("urgent", 2, 30.0147);
    edit("second", R"({"op":"set","grid":"420106001002003","fields":{"remark":"x"}})");
    EXPECT_EQ(store.draft("urgent")->edition, 0);
    publish_well("urgent", later - 1h);
    EXPECT_THAT(names(), ElementsAre("urgent", "summer"));
    expect_whole(noon, 6);
    expect_whole(later - 1h, 7);
    expect_whole(later, 8);
    // The other one changes the same community, which is to be another one by then.
    const RefusedPublication no = std::get<RefusedPublication>(publish("second", noon));
    EXPECT_THAT(no.conflict, ElementsAre("420106001002"));
    EXPECT_EQ(no.by, "urgent");
    EXPECT_THAT(no.text, HasSubstr("which was not begun on it"));
    split("autumn", 1, 30.0043);
    EXPECT_EQ(std::get<RefusedPublication>(publish("autumn", later + 24h)).by, "summer");
    EXPECT_FALSE(withdraw_edition(store, "summer", me, actor, noon)) << "no draft was begun on it";
    EXPECT_THAT(names(), ElementsAre("urgent"));
    publish_well("autumn", later + 24h);
    expect_whole(later + 24h, 8);
    EXPECT_TRUE(verify_workspace(path, noon).is_sound());
}

TEST_F(ToCome, TheSameCommunityIsAConflict)
{
    split("summer", 1, 30.0153);
    split("urgent", 1, 30.0147);
    publish_well("summer", later);
    const RefusedPublication no = std::get<RefusedPublication>(publish("urgent", noon));
    EXPECT_THAT(no.conflict, ElementsAre("420106001001"));
    EXPECT_EQ(no.by, "summer");
    EXPECT_THAT(names(), ElementsAre("summer"));
    EXPECT_EQ(store.drafts().size(), 1u);
    expect_whole(noon, 6);
    expect_whole(later, 7);
}

TEST_F(ToCome, WithdrawnItNeverWasAndItsDraftIsOpenAgain)
{
    Grid ending = sample::grid(Level::grid, "420106001001009", {{{{113.99, 30}, {114, 30}, {114, 30.01}, {113.99, 30.01}}, {}}}, in_force(noon).front().parent);
    ending.valid_to = later + 365 * 24h;
    const GridId id = store.put(std::vector{ending}).at(0);
    split("summer", 1, 30.0153);
    edit("summer", R"({"op":"set","grid":"420106001001009","fields":{"name":"Quay"}})");
    publish_well("summer", later);
    EXPECT_EQ(store.load().grids->find(id)->valid_to, later);
    EXPECT_FALSE(withdraw_edition(store, "summer", me, actor, noon + 1h));
    EXPECT_THAT(names(), ElementsAre());
    EXPECT_EQ(store.load().grids->find(id)->valid_to, later + 365 * 24h) << "the end it had";
    EXPECT_EQ(store.load().grids->find(id)->to_edition, 0);
    expect_whole(later, 7);
    ASSERT_EQ(store.drafts().size(), 1u);
    EXPECT_EQ(store.drafts().front().entries, 2u);
    EXPECT_THAT(logged(), ElementsAre("edition_published", "edition_withdrawn"));
    EXPECT_TRUE(verify_workspace(path, noon).is_sound());
    split("summer", 2, 30.0147); // it goes on
    publish_well("summer", noon + 2h, noon + 2h);
    expect_whole(noon + 2h, 9);
    EXPECT_THAT(refusal([&] { withdraw_edition(store, "summer", me, actor, noon + 2h); }), HasSubstr("cannot be withdrawn"));
    EXPECT_THAT(refusal([&] { withdraw_edition(store, "winter", me, actor, noon); }), HasSubstr("no edition winter"));
}

TEST_F(ToCome, WhatComesAfterAWithdrawnOneIsWorkedOutWithoutIt)
{
    split("summer", 1, 30.0153);
    split("autumn", 2, 30.0147);
    publish_well("summer", later);
    publish_well("autumn", later + 24h);
    EXPECT_FALSE(withdraw_edition(store, "summer", me, actor, noon));
    EXPECT_THAT(names(), ElementsAre("autumn"));
    expect_whole(later, 6);
    expect_whole(later + 24h, 7);
}

TEST_F(ToCome, AnotherProgramCannotTakeAnEditionAway)
{
    split("summer", 1, 30.0153);
    publish_well("summer", later);
    store::FileConnection connection(path, store::Access::read_write);
    const auto refused = [&](const std::string& statement) { return refusal([&] { store::run_script(connection.handle(), statement); }); };
    EXPECT_THAT(refused("delete from editions"), HasSubstr("never deleted"));
    EXPECT_THAT(refused("delete from grids where from_edition is not null"), HasSubstr("never deleted"));
    EXPECT_THAT(refused("update grids set to_edition = null where to_edition is not null"), HasSubstr("never changed"));
    store.apply_due_editions(later, actor);
    EXPECT_THAT(refused("insert into withdrawn_editions select id, name, draft_id, valid_from_us, published_us, 0, null, null, '' from editions"), HasSubstr("only while it is to come"));
}

} // namespace
