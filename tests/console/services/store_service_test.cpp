// What comes back late of a workspace that was closed does not reach the next one.

#include "console/services/store_service.h"
#include "data/store/process.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/spatialite.h"
#include "tests/console/services/store_events.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"
#include "tests/video/until.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>


namespace {

using namespace console;
using testing::HasSubstr;

struct Archive : testing::Test {
    FreshFolder folder;
    AppClock clock{std::nullopt};
    std::vector<std::string> failures;
    std::vector<data::Fact> facts;
    Scheduler scheduler{[] {}};
    std::unique_ptr<StoreService> service;

    void SetUp() override
    {
        data::Store::create(folder / "a.sqlite");
        data::Store::create(folder / "b.sqlite");
        StoreEvents events = facts_and_faults([this](data::Fact fact) { facts.push_back(std::move(fact)); },
                                              [this](console::Said words) { failures.push_back(english_of(words)); });
        service = std::make_unique<StoreService>(scheduler, clock, std::move(events));
    }

    bool wait_for(const std::function<bool()>& reached)
    {
        return video_test::until([&] {
            scheduler.deliver();
            return reached();
        });
    }

    void open(const std::string& name)
    {
        service->open((folder / name).string());
        ASSERT_TRUE(wait_for([&] { return service->is_open(); }));
    }
};

TEST_F(Archive, RowsThatFailAfterClosingDoNotEnterTheNextLog)
{
    open("a.sqlite");
    {
        data::store::FileConnection other(folder / "a.sqlite", data::store::Access::read_write);
        data::store::run_script(other.handle(), "drop table session_log;");
    }
    service->log({data::TimePoint(), {}, "search", "of a", ""});
    service->open((folder / "b.sqlite").string());
    ASSERT_TRUE(wait_for([&] { return service->is_open() && !failures.empty(); }));
    EXPECT_THAT(failures.front(), HasSubstr("1 rows of the session log of"));
    EXPECT_THAT(failures.front(), HasSubstr("a.sqlite"));
    service->log({data::TimePoint(), {}, "search", "of b", ""});
    service->close();
    std::vector<std::string> subjects;
    ASSERT_TRUE(wait_for([&] { return !std::filesystem::exists(folder / "b.sqlite-wal"); }));
    data::Store::open(folder / "b.sqlite", data::OpenMode::read_only).read_log({}, [&](const data::LogRow& row) {
        subjects.push_back(row.entry.subject);
        return true;
    });
    EXPECT_THAT(subjects, testing::ElementsAre("of b"));
}

TEST_F(Archive, WhatAnotherProgramChangesComesAsFacts)
{
    open("a.sqlite");
    data::Store other = data::Store::open(folder / "a.sqlite", data::OpenMode::read_write);
    other.commit(data::ReportIncident{.title = "x"}, {}, sample::noon);
    facts.clear();
    ASSERT_TRUE(wait_for([&] {
        service->look();
        return !facts.empty();
    }));
    ASSERT_TRUE(std::holds_alternative<data::IncidentSaved>(facts.front()));
    EXPECT_EQ(std::get<data::IncidentSaved>(facts.front()).incident.title, "x");
    service->close();
}

/// Removed under our feet: said once, though each look finds it; nothing is called saved, and what there is can be copied elsewhere.
TEST_F(Archive, AWorkspaceThatWasRemovedIsSaidOnceAndCanBeCopied)
{
    open("a.sqlite");
    service->change(data::ReportIncident{.title = "kept"}, {});
    ASSERT_TRUE(wait_for([&] { return service->waiting() == 0; }));
    std::filesystem::remove(folder / "a.sqlite");
    ASSERT_TRUE(wait_for([&] {
        service->look();
        return service->is_lost();
    }));
    EXPECT_THAT(failures, testing::ElementsAre(HasSubstr("was removed or moved away")));
    facts.clear();
    service->change(data::ReportIncident{.title = "refused"}, {});
    ASSERT_TRUE(wait_for([&] {
        service->look();
        return service->waiting() == 0 && failures.size() > 1;
    }));
    EXPECT_EQ(failures.size(), 2u);
    EXPECT_TRUE(std::ranges::none_of(facts, [](const data::Fact& fact) {
        const auto* save = std::get_if<data::SaveChanged>(&fact);
        return std::holds_alternative<data::IncidentSaved>(fact) || (save && save->state.ok);
    }));
    bool is_copied = false;
    service->write("copy", [&](data::Store& store) -> std::function<void()> {
        store.backup(folder / "copy.sqlite");
        return [&] { is_copied = true; };
    }, [](console::Said) {}).detach();
    ASSERT_TRUE(wait_for([&] { return is_copied; }));
    EXPECT_EQ(data::Store::open(folder / "copy.sqlite", data::OpenMode::read_only).load().incidents->back().title, "kept");
    service->close();
}

/// After a save that failed the next look tries again by itself: red does not stay until somebody happens to do something.
TEST_F(Archive, SavingIsTriedAgainByItself)
{
    open("a.sqlite");
    const auto save_is = [&](bool ok) {
        return wait_for([&] {
            service->look();
            service->follow({}, {});
            const auto last = std::ranges::find_if(facts.rbegin(), facts.rend(), [](const data::Fact& fact) { return std::holds_alternative<data::SaveChanged>(fact); });
            return last != facts.rend() && std::get<data::SaveChanged>(*last).state.ok == ok;
        });
    };
    service->change(data::RemoveLayer{{77}}, {});
    service->change(data::RenameWallView{"none", "other"}, {});
    ASSERT_TRUE(wait_for([&] { return service->waiting() == 0; }));
    ASSERT_FALSE(failures.empty());
    EXPECT_TRUE(save_is(true));
    service->close();
}

TEST_F(Archive, AnEditionIsAppliedWhenItsDateHasCome)
{
    open("a.sqlite");
    {
        data::Store other = data::Store::open(folder / "a.sqlite", data::OpenMode::read_write);
        const data::DraftHolder me = data::this_process("desk-2", {}, sample::noon);
        const data::DraftHead draft = other.create_draft("spring", "", {}, sample::noon);
        EXPECT_FALSE(other.hold_draft(draft.id, me));
        data::Grid grid = sample::grid(data::Level::grid, "420106001001001", sample::square(114, 30, 0.01));
        grid.id = {-1};
        // Published long ago for a date that has come since, while no console was running.
        other.publish({draft.id, 0, "spring", sample::noon, {}, {grid}, {}, ""}, me, {}, sample::noon - std::chrono::hours(1));
    }
    data::World world;
    ASSERT_TRUE(wait_for([&] {
        service->look({{}, {}, "desk-1"});
        for (data::Fact& fact : std::exchange(facts, {}))
            data::apply(world, std::move(fact));
        return !world.editions->rows.empty() && world.editions->rows[0].is_applied;
    }));
    EXPECT_EQ(world.grids->rows.size(), 1u);
    service->close();
}

}
