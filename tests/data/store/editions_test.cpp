// Publishing: one transaction makes an edition of a draft, the old one is kept as it was, and what lies in another grid since says so.

#include "data/store/store.h"

#include "data/drafts/codes.h"
#include "data/drafts/draft.h"
#include "data/error.h"
#include "data/export/export.h"
#include "data/import/import.h"
#include "data/store/process.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/verify.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/refusal.h"
#include "tests/data/sample.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace data;
using sample::noon;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

/// A community of two grids, West and East of 114.01, and a place in each; the draft moves their border to 114.005.
struct Editions : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";
    Store store = Store::create(path);
    const Actor actor{{}, {}, "desk-1"};
    const DraftHolder me = this_process("desk-1", {}, noon);
    GridId community, west, east;
    IncidentId open, closed, outside;

    void SetUp() override
    {
        community = store.put(std::vector{sample::grid(Level::community, "420106001001", sample::square(114, 30, 0.02))}).at(0);
        const auto grids = store.put(std::vector{grid("420106001001001", 114, 114.01), grid("420106001001002", 114.01, 114.02)});
        west = grids.at(0), east = grids.at(1);
        const geo::LonLat between{114.007, 30.005};
        open = std::get<IncidentSaved>(store.commit(ReportIncident{.title = "a", .position = between}, {}, noon)).incident.id;
        closed = std::get<IncidentSaved>(store.commit(ReportIncident{.title = "b", .position = between}, {}, noon)).incident.id;
        store.commit(CloseIncident{closed, "done"}, {}, noon);
        outside = std::get<IncidentSaved>(store.commit(ReportIncident{.title = "c", .position = {114.001, 30.005}}, {}, noon)).incident.id;
        Camera camera;
        camera.position = between;
        store.put(std::vector{camera});
    }

    Grid grid(const std::string& code, double from, double to, std::int64_t id = 0) const
    {
        Grid g = sample::grid(Level::grid, code, {{{{from, 30}, {to, 30}, {to, 30.02}, {from, 30.02}}, {}}}, community);
        g.id = {id};
        return g;
    }

    /// West keeps its code, East gets another one.
    Publication publication(const std::string& name, TimePoint valid_from)
    {
        const DraftHead draft = store.create_draft(name, "", actor, noon);
        EXPECT_FALSE(store.hold_draft(draft.id, me));
        return {draft.id, 0, name, valid_from, {west, east}, {grid("420106001001001", 114, 114.005, -1), grid("420106001001003", 114.005, 114.02, -2)},
                {community}, "old,new\n"};
    }

    std::vector<std::string> codes(std::int64_t edition)
    {
        std::vector<std::string> codes;
        for (const Grid& g : store.areas_of_edition(edition, noon))
            if (g.level == Level::grid)
                codes.push_back(g.code);
        return codes;
    }
    std::string code_of(IncidentId id)
    {
        const WorkspaceLoaded world = store.load();
        for (const Incident& incident : *world.incidents)
            if (incident.id == id)
                return world.grids->find(incident.grid)->code;
        return "";
    }
    std::vector<std::string> reassigned(IncidentId id)
    {
        std::vector<std::string> texts;
        for (const IncidentEvent& event : store.history(id))
            if (event.kind == "reassigned")
                texts.push_back(event.text);
        return texts;
    }
    std::string refused(const std::string& statement)
    {
        store::FileConnection connection(path, store::Access::read_write);
        return refusal([&] { store::run_script(connection.handle(), statement); });
    }
};

TEST_F(Editions, PublishedNowIncidentsAndCamerasGoByIt)
{
    EXPECT_THAT(codes(0), ElementsAre("420106001001001", "420106001001002"));
    const Published done = store.publish(publication("spring", noon), me, actor, noon + 1min);
    EXPECT_EQ(done.edition.name, "spring");
    EXPECT_TRUE(done.edition.is_applied);
    EXPECT_EQ(done.incidents, 1u);
    EXPECT_EQ(done.cameras, 1u);
    ASSERT_EQ(done.ids.size(), 3u) << "two new ones, and West's follower";
    EXPECT_EQ(done.ids[0].first, GridId{-2});
    EXPECT_EQ(done.ids[1].first, GridId{-1});
    EXPECT_EQ(done.ids[2], (std::pair(west, done.ids[1].second)));

    EXPECT_THAT(codes(0), ElementsAre("420106001001001", "420106001001002"));
    EXPECT_THAT(codes(done.edition.id), ElementsAre("420106001001001", "420106001001003"));
    EXPECT_THAT(reassigned(open), ElementsAre("420106001001001 → 420106001001003"));
    EXPECT_THAT(reassigned(closed), IsEmpty());
    EXPECT_THAT(reassigned(outside), IsEmpty()) << "its grid has the same code";
    EXPECT_EQ(code_of(open), "420106001001003");
    EXPECT_EQ(code_of(outside), "420106001001001");
    EXPECT_EQ(store.history(open).back().time, noon + 1min);
    EXPECT_EQ(store.history(open).back().actor.seat, "desk-1");

    const WorkspaceLoaded world = store.load();
    EXPECT_EQ(world.grids->find(west)->valid_to, noon);
    EXPECT_EQ(world.grids->find(west)->to_edition, done.edition.id);
    for (const Incident& incident : *world.incidents)
        if (incident.id == closed) {
            EXPECT_EQ(incident.grid, west) << "what was closed keeps the grid it had";
        }
        else if (incident.id == outside) {
            EXPECT_EQ(incident.grid, done.ids[1].second);
        }
    EXPECT_EQ(world.cameras->rows[0].grid, done.ids[0].second);
    ASSERT_EQ(world.editions->rows.size(), 1u);
    EXPECT_EQ(world.editions->rows[0].crosswalk, "old,new\n");
    EXPECT_THAT(world.editions->rows[0].communities, ElementsAre(community));
    EXPECT_TRUE(store.drafts().empty());
    EXPECT_EQ(store.apply_due_editions(noon + 1h, actor), 0u);
    EXPECT_THAT(refusal([&] { store.create_draft("spring", "", actor, noon); }), HasSubstr("edition spring already"));
    EXPECT_TRUE(verify_workspace(path, noon + 1h).is_sound());
}

TEST_F(Editions, WithADateToComeTheOldOneRulesUntilThenAndIsFollowedOnce)
{
    const TimePoint then = noon + 48h;
    const Published done = store.publish(publication("spring", then), me, actor, noon);
    EXPECT_FALSE(done.edition.is_applied);
    EXPECT_EQ(done.incidents + done.cameras, 0u);
    EXPECT_THAT(reassigned(open), IsEmpty());
    EXPECT_EQ(store.apply_due_editions(then - 1s, actor), 0u);
    const IncidentId late = std::get<IncidentSaved>(store.commit(ReportIncident{.title = "d", .position = {114.007, 30.006}}, {}, then - 1s)).incident.id;
    EXPECT_EQ(code_of(late), "420106001001001");

    // Nobody was there at the instant: whoever opens next does it, and a second one nothing.
    Store next = Store::open(path, OpenMode::read_write);
    World world;
    apply(world, next.load());
    EXPECT_EQ(next.apply_due_editions(then + 24h, actor), 1u);
    EXPECT_EQ(store.apply_due_editions(then + 24h, actor), 0u);
    EXPECT_THAT(reassigned(open), ElementsAre("420106001001001 → 420106001001003"));
    EXPECT_THAT(reassigned(late), ElementsAre("420106001001001 → 420106001001003"));
    EXPECT_THAT(reassigned(closed), IsEmpty());
    for (const IncidentId id : {open, late})
        EXPECT_EQ(store.history(id).back().time, then) << "of the instant, whoever came when";
    EXPECT_EQ(code_of(open), "420106001001003");
    EXPECT_TRUE(store.editions().at(0).is_applied);
    const IncidentId after = std::get<IncidentSaved>(store.commit(ReportIncident{.title = "e", .position = {114.007, 30.006}}, {}, then)).incident.id;
    EXPECT_EQ(code_of(after), "420106001001003");
    std::vector<std::string> kinds;
    for (const SessionLogEntry& row : store.session_log({}, TimePoint::max()))
        kinds.push_back(row.kind);
    EXPECT_THAT(kinds, ElementsAre("edition_published", "edition_applied"));
}

TEST_F(Editions, TwoThatCameWhileNobodyWasThereAreFollowedEachAtItsInstant)
{
    const TimePoint first = noon + 24h, second = noon + 48h;
    const Published spring = store.publish(publication("spring", first), me, actor, noon);
    Publication summer = publication("summer", second);
    summer.newest = spring.edition.id;
    summer.closes = {spring.ids[0].second}, summer.opens = {grid("420106001001004", 114.005, 114.02, -1)};
    store.publish(summer, me, actor, noon);
    const IncidentId between = std::get<IncidentSaved>(store.commit(ReportIncident{.title = "d", .position = {114.007, 30.006}}, {}, first + 1h)).incident.id;
    EXPECT_EQ(code_of(between), "420106001001003");

    const Store read = Store::open_to_read(path, {{}, {}, "command line"}, second + 1h);
    EXPECT_THAT(reassigned(open), ElementsAre("420106001001001 → 420106001001003", "420106001001003 → 420106001001004"));
    EXPECT_THAT(reassigned(between), ElementsAre("420106001001003 → 420106001001004"));
    std::vector<TimePoint> times;
    for (const IncidentEvent& event : store.history(open))
        if (event.kind == "reassigned") {
            times.push_back(event.time);
            EXPECT_EQ(event.actor.seat, "command line");
        }
    EXPECT_THAT(times, ElementsAre(first, second));
    EXPECT_EQ(code_of(open), "420106001001004");
    EXPECT_TRUE(verify_workspace(path, second + 2h).is_sound());
}

TEST_F(Editions, OfTwoPublicationsTheSecondIsRefused)
{
    const Publication first = publication("spring", noon);
    Publication second = publication("summer", noon + 1h);
    store.publish(first, me, actor, noon);
    EXPECT_THROW(store.publish(second, me, actor, noon), OutOfDate);
    EXPECT_EQ(store.drafts().size(), 1u) << "it is still there";
    EXPECT_EQ(store.editions().size(), 1u);
    second.newest = 1;
    EXPECT_THAT(refusal([&] { store.publish(second, me, actor, noon); }), HasSubstr("not of the newest boundaries"));
    second.closes = {}, second.opens = {}, second.valid_from = noon - 1s;
    EXPECT_THAT(refusal([&] { store.publish(second, me, actor, noon); }), HasSubstr("cannot begin before"));
    second.valid_from = noon + 1h;
    store.release_draft(second.draft, me);
    EXPECT_THAT(refusal([&] { store.publish(second, me, actor, noon); }), HasSubstr("Nobody holds"));
    EXPECT_FALSE(store.hold_draft(second.draft, me));
    EXPECT_EQ(store.publish(second, me, actor, noon).edition.id, 2);
    EXPECT_THAT(refusal([&] { store.publish(second, me, actor, noon); }), HasSubstr("is published"));
}

TEST_F(Editions, AreNeverChanged)
{
    const Published done = store.publish(publication("spring", noon), me, actor, noon);
    const std::string now = std::to_string(done.ids[0].second.value), old = std::to_string(west.value), kept = std::to_string(community.value);
    const std::pair<std::string, const char*> rows[] = {
        {"update editions set name = 'x'", "never changed"},
        {"update editions set applied_us = 1", "never changed"},
        {"delete from editions", "never deleted"},
        {"insert or replace into editions (id, name, draft_id, valid_from_us, published_us, seat, communities, crosswalk) values (1, 'x', 1, 0, 0, '', '', '')", "never changed"},
        {"insert or replace into editions (name, draft_id, valid_from_us, published_us, seat, communities, crosswalk) values ('spring', 1, 0, 0, '', '', '')", "never changed"},
        {"insert or replace into grids (id, level, parent_id, code, name, kind, valid_from_us, from_edition, remark, geom) select id, level, parent_id, 'x', name, kind, "
         "valid_from_us, from_edition, remark, geom from grids where id = " + now, "never changed"},
        {"insert or replace into grids (id, level, code, name, kind, from_edition, remark, geom) select " + old + ", level, code, name, kind, from_edition, remark, geom "
         "from grids where id = " + now, "never changed"},
        {"update grids set code = 'x' where id = " + now, "never changed"},
        {"update grids set geom = (select geom from grids where id = " + kept + ") where id = " + now, "never changed"},
        {"update grids set level = 'street' where id = " + kept, "never changed"},
        {"update grids set households = 7 where id = " + kept, "never changed"},
        {"update grids set valid_to_us = 7 where id = " + now, "never changed"},
        {"update grids set to_edition = null where id = " + old, "never changed"},
        {"update grids set name = 'x' where id = " + old, "never changed"},
        {"update grids set code = 'x' where id = " + old, "never changed"},
        {"delete from grids where id = " + now, "never deleted"},
        {"insert into grids (level, code, name, kind, remark, geom) select level, code, name, kind, remark, geom from grids where id = " + now, "in editions"},
    };
    for (const auto& [statement, reason] : rows)
        EXPECT_THAT(refused(statement), HasSubstr(reason)) << statement;
    EXPECT_EQ(refused("update grids set remark = 'x' where id = " + now), "");
}

TEST_F(Editions, ACodeThatEndedIsNeverProposedAgain)
{
    store.publish(publication("spring", noon), me, actor, noon); // 001 stays, 002 ends, 003 begins
    EXPECT_THAT(store.draft_ground(1, noon)->retired, ElementsAre("420106001001002"));
    EXPECT_THAT(store.draft_ground(0, noon)->retired, ElementsAre("420106001001003")) << "and none that a later edition gave";
    Publication second = publication("summer", noon);
    const GridId newest = [&] {
        for (const Grid& area : store.areas_of_edition(1, noon))
            if (area.code == "420106001001003")
                return area.id;
        return GridId{};
    }();
    second.newest = 1, second.closes = {newest}, second.opens = {};
    store.publish(second, me, actor, noon);
    const DraftGroundPtr ground = store.draft_ground(2, noon);
    EXPECT_THAT(ground->retired, ElementsAre("420106001001002", "420106001001003"));
    EXPECT_EQ(Draft(ground).codes().propose(community, 1).front(), "420106001001004");
}

TEST_F(Editions, AnImportWithoutADraftIsRefusedAndChangesNothing)
{
    const auto file = folder / "grids.geojson";
    const auto take = [&](const std::string& features, MissingPolicy missing = MissingPolicy::keep) {
        std::ofstream(file) << R"({"type":"FeatureCollection","features":[)" << features << "]}";
        return import_into(store, {.source = file.string(), .kind = ImportKind::grids, .level = Level::grid, .missing = missing, .actor = actor, .now = noon + 1h});
    };
    const auto feature = [](const std::string& code, double from, double to, const std::string& more = "") {
        return fmt::format(R"({{"type":"Feature","properties":{{"code":"{0}","name":"格{0}"{1}}},"geometry":{{"type":"Polygon","coordinates":[[[{2},30],[{3},30],[{3},30.02],[{2},30.02],[{2},30]]]}}}})",
                           code, more, from, to);
    };
    store.publish(publication("spring", noon), me, actor, noon);
    const auto before = codes(1);
    EXPECT_THAT(refusal([&] { take(feature("420106001001001", 114, 114.006)); }), HasSubstr("--draft NAME"));
    EXPECT_THAT(refusal([&] { take(feature("420106001001009", 114.02, 114.03)); }), HasSubstr("--draft NAME"));
    EXPECT_THAT(refusal([&] { take(feature("420106001001001", 114, 114.005), MissingPolicy::close); }), HasSubstr("--draft NAME"));
    EXPECT_EQ(codes(1), before);
    EXPECT_TRUE(store.imports().empty());
    const std::string ended = R"(,"valid_from":"2019-01-01","valid_to":"2020-01-01")";
    EXPECT_EQ(take(feature("420106001001001", 114, 114.006, ended)).imported, 1) << "what ended before the first edition is of none";
    EXPECT_EQ(codes(1), before);
    EXPECT_EQ(codes(0).size(), 2u);
    EXPECT_EQ(take(feature("420106001001001", 114, 114.005)).unchanged, 1);
    EXPECT_THAT(refusal([&] { store.put(std::vector{grid("420106001001009", 114.02, 114.03)}); }), HasSubstr("in editions"));
}

TEST_F(Editions, WhatLiesBelowAnAreaMadeAnewIsMadeAnewWithIt)
{
    const DraftHead draft = store.create_draft("spring", "", actor, noon);
    EXPECT_FALSE(store.hold_draft(draft.id, me));
    Grid wider = sample::grid(Level::community, "420106001001", sample::square(114, 30, 0.03));
    wider.id = {-1};
    const Published done = store.publish({draft.id, 0, "spring", noon, {community}, {wider}, {community}, ""}, me, actor, noon);
    const WorkspaceLoaded world = store.load();
    int below = 0;
    for (const Grid& g : store.areas_of_edition(done.edition.id, noon))
        if (g.level == Level::grid) {
            ++below;
            EXPECT_EQ(g.parent, done.ids[0].second);
            EXPECT_NE(g.id, west);
        }
    EXPECT_EQ(below, 2);
    EXPECT_EQ(world.grids->find(west)->parent, community) << "the old one is as it was";
    EXPECT_EQ(done.incidents, 0u);
    EXPECT_THAT(done.edition.communities, ElementsAre(done.ids[0].second));
}

TEST_F(Editions, AnEndSetForLaterComesWithTheEdition)
{
    Grid lasting = grid("420106001001008", 114.02, 114.03);
    lasting.valid_to = noon + 24h * 365 * 50;
    const GridId id = store.put(std::vector{lasting}).at(0);
    Publication p = publication("spring", noon);
    p.closes.push_back(id);
    store.publish(p, me, actor, noon);
    EXPECT_EQ(store.load().grids->find(id)->valid_to, noon);
}

TEST_F(Editions, AreExportedByNameOrDate)
{
    store.publish(publication("spring", noon), me, actor, noon + 1min);
    const auto written = [&](const std::string& name, std::optional<TimePoint> date) {
        return export_from(store, {.out = folder / "out.geojson", .level = Level::grid, .edition_name = name, .edition = date, .actor = actor, .now = noon + 1h}).written;
    };
    EXPECT_EQ(written("spring", {}), 2);
    EXPECT_EQ(written("", {}), 2);
    EXPECT_EQ(written("2020-01-01", noon - 24h), 2);
    EXPECT_EQ(written("before", {}), 2);
    EXPECT_THAT(refusal([&] { written("winter", {}); }), HasSubstr("there are spring"));
    std::ifstream file(folder / "out.geojson");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_THAT(text, HasSubstr("420106001001002"));
}

TEST(EditionsUpgrade, AWorkspaceOfSchemaSixHasNoneAndKeepsItsAreas)
{
    FreshFolder folder;
    const auto path = folder / "city.sqlite";
    {
        const auto all = store::embedded_migrations();
        store::FileConnection connection(path, store::Access::create);
        store::make_schema(connection, std::span(all).first(6));
        store::run_script(connection.handle(), "insert into grids (level, code, name, kind, remark, geom) values ('grid', '420102001002003', '格', 'base', '', "
                                               "GeomFromText('MULTIPOLYGON(((114 30, 114.01 30, 114.01 30.01, 114 30.01, 114 30)))', 4326));");
    }
    EXPECT_EQ(Store::open_or_plan(path).plan.to, store::embedded_migrations().back().number);
    Store store = Store::open(path, OpenMode::read_write);
    EXPECT_TRUE(store.editions().empty());
    EXPECT_EQ(store.areas_of_edition(0, noon).size(), 1u);
    const DraftHead draft = store.create_draft("spring", "", {}, noon);
    EXPECT_EQ(draft.edition, 0);
    EXPECT_TRUE(verify_workspace(path, noon).is_sound());
}

}
