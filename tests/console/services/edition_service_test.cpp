// Editions as the console shows and compares them.

#include "console/services/edition_service.h"

#include "data/drafts/crosswalk.h"
#include "data/store/process.h"
#include "data/store/publish_draft.h"
#include "tests/console/services/store_events.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"
#include "tests/video/until.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace console;
using namespace std::chrono_literals;

struct EditionsShown : testing::Test {
    FreshFolder folder;
    AppClock clock{sample::noon + 24h};
    Texts text;
    data::World world;
    Session session;
    std::vector<std::string> said;
    std::optional<Scheduler> scheduler;
    std::unique_ptr<StoreService> store;
    std::unique_ptr<EditionService> service;

    /// Two grids; the edition "spring" splits the first.
    void SetUp() override
    {
        text.set_language(Language::en);
        {
            data::Store made = data::Store::create(folder / "city.sqlite");
            sample::put_two_grids(made);
            data::DraftDesk desk(made, "spring", data::this_process("desk-1", {}, sample::noon), {}, sample::noon);
            ASSERT_TRUE(std::holds_alternative<data::DoneOp>(desk.perform(data::SplitOp{{{113.999, 30.01}, {114.005, 30.01}, {114.011, 30.01}}, {std::string("340104003002001")}}, sample::noon)));
            const auto published = data::publish_draft(made, desk, {}, sample::noon + 1h, "", sample::noon + 1h);
            ASSERT_TRUE(std::holds_alternative<data::Published>(published));
        }
        scheduler.emplace([] {});
        StoreEvents events = facts_and_faults([this](data::Fact fact) { apply(world, std::move(fact)); },
                                              [this](Said words) { said.push_back(words_of(text, words)); });
        store = std::make_unique<StoreService>(*scheduler, clock, std::move(events));
        service = std::make_unique<EditionService>(*scheduler, *store, clock, [this](Said words) { said.push_back(words_of(text, words)); });
        store->open((folder / "city.sqlite").string());
        session.layout = Layout::editor;
        ASSERT_TRUE(wait([&] { return world.loaded; }));
    }
    ~EditionsShown() override
    {
        service.reset();
        store.reset();
        scheduler.reset();
    }

    bool wait(const std::function<bool()>& reached)
    {
        return video_test::until([&] {
            scheduler->deliver();
            service->follow(world, session);
            return reached();
        });
    }
    static std::size_t grids_of(const data::Table<data::Grid>& table)
    {
        return static_cast<std::size_t>(std::ranges::count(table.rows, data::Level::grid, &data::Grid::level));
    }
};

TEST_F(EditionsShown, HaveTheGridsOfTheirTime)
{
    EXPECT_EQ(service->view(), nullptr);
    session.edition.shown = 0;
    ASSERT_TRUE(wait([&] { return service->view() && service->view()->areas; })) << testing::PrintToString(said);
    EXPECT_EQ(grids_of(*service->view()->areas), 2U);
    for (const data::Grid& area : service->view()->areas->rows)
        EXPECT_TRUE(is_in_force(area, clock.now())) << "all of them are drawn";
    session.edition.shown = 1;
    ASSERT_TRUE(wait([&] { return service->view() && service->view()->shown == 1 && service->view()->areas; }));
    EXPECT_EQ(grids_of(*service->view()->areas), 3U);
    EXPECT_EQ(service->view()->comparison, nullptr);
    session.layout = Layout::desk;
    service->follow(world, session);
    EXPECT_EQ(service->view(), nullptr) << "a dispatcher sees what is in force";
}

TEST_F(EditionsShown, AreComparedTheOlderWithTheNewer)
{
    session.edition.shown = 0;
    session.edition.with = EditionState::in_force;
    ASSERT_TRUE(wait([&] { return service->view() && service->view()->comparison; })) << testing::PrintToString(said);
    EXPECT_EQ(service->view()->older, 0);
    EXPECT_EQ(service->view()->on_map, 1);
    EXPECT_EQ(grids_of(*service->view()->areas), 3U);
    const data::Preview& found = *service->view()->comparison;
    EXPECT_EQ(found.moves.size(), 1U);
    EXPECT_EQ(found.moved.size(), 1U);
    EXPECT_EQ(found.borders.after.size(), 1U);
    EXPECT_TRUE(found.borders.before.empty());
    session.edition.with.reset();
    ASSERT_TRUE(wait([&] { return service->view() && !service->view()->older && service->view()->areas; }));
    EXPECT_EQ(service->view()->on_map, 0);
}

TEST_F(EditionsShown, AreCalledByNameDateAndState)
{
    EXPECT_EQ(editions_to_choose(world), (std::vector<std::int64_t>{1, 0}));
    const EditionWords first = edition_words(world, 0, clock.now(), text), spring = edition_words(world, 1, clock.now(), text);
    EXPECT_EQ(first.name, "before the first edition");
    EXPECT_EQ(first.state, "no longer in force");
    EXPECT_EQ(spring.name, "spring");
    EXPECT_TRUE(spring.is_in_force);
    EXPECT_EQ(edition_words(world, 1, sample::noon, text).state, "still to come");
    EXPECT_EQ(edition_in_force(world, sample::noon), 0);
}

}
