// A draft as the console keeps it: done at once, in the journal a moment later, taken back where that refuses it.

#include "console/services/draft_service.h"

#include "data/store/draft_desk.h"
#include "data/store/process.h"
#include "tests/console/services/store_events.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"
#include "tests/video/until.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const data::SetOp named_east{{std::string("340104003002001")}, {{"name", "East 7"}}};

struct Drafts : testing::Test {
    FreshFolder folder;
    AppClock clock{sample::noon};
    Texts text;
    data::World world;
    std::vector<std::string> said, gone, back;
    std::optional<Scheduler> scheduler;
    std::unique_ptr<StoreService> store;
    std::unique_ptr<DraftService> service;

    void SetUp() override
    {
        text.set_language(Language::en);
        data::Store made = data::Store::create(folder / "city.sqlite");
        sample::put_two_grids(made);
    }

    void start()
    {
        scheduler.emplace([] {});
        StoreEvents events = facts_and_faults([this](data::Fact fact) { apply(world, std::move(fact)); },
                                              [this](Said words) { said.push_back(words_of(text, words)); });
        store = std::make_unique<StoreService>(*scheduler, clock, std::move(events));
        DraftEvents drafts;
        drafts.fact = [this](data::Fact fact) { apply(world, std::move(fact)); };
        drafts.say = [this](Said words, bool) { said.push_back(words_of(text, words)); };
        drafts.log = [](std::string, std::string, std::string) {};
        drafts.holder = [this] { return data::this_process("desk-1", {}, clock.now()); };
        drafts.actor = [] { return data::Actor{{}, {}, "desk-1"}; };
        drafts.gone = [this](const std::string& name) { gone.push_back(name); };
        drafts.back = [this](const std::string& name) { back.push_back(name); };
        service = std::make_unique<DraftService>(*scheduler, *store, clock, std::move(drafts));
        store->open((folder / "city.sqlite").string());
        ASSERT_TRUE(wait([&] { return world.loaded; }));
    }
    void stop()
    {
        service.reset();
        store.reset();
        scheduler.reset();
        world = data::World();
    }
    ~Drafts() override { stop(); }

    bool wait(const std::function<bool()>& reached)
    {
        return video_test::until([&] {
            scheduler->deliver();
            if (store)
                store->look();
            if (service)
                service->follow(world, false);
            return reached();
        });
    }
    void open(const std::string& name, bool make = false)
    {
        service->open_draft(name, make);
        ASSERT_TRUE(wait([&] { return service->view() != nullptr; })) << testing::PrintToString(said);
    }
    bool is_saved()
    {
        return wait([&] { return service->view() && service->view()->unsaved == 0; });
    }
    std::string name_of(geo::FaceId face) { return service->view()->draft.version().grid(face)->name; }
    std::vector<std::string> steps()
    {
        std::vector<std::string> words;
        for (const DraftStep& step : service->view()->steps)
            words.push_back(step.op + (step.is_undone ? " undone" : step.is_saved ? "" : " unsaved"));
        return words;
    }
};

TEST_F(Drafts, AnEditShowsAtOnceAndIsThereAfterARestart)
{
    start();
    open("spring", true);
    EXPECT_TRUE(service->view()->is_mine);
    EXPECT_EQ(service->view()->grids, 2U);
    service->edit(named_east);
    EXPECT_EQ(name_of(0), "East 7");
    EXPECT_EQ(service->view()->grids, 2U);
    EXPECT_THAT(steps(), ElementsAre("set unsaved"));
    ASSERT_TRUE(is_saved());
    EXPECT_THAT(steps(), ElementsAre("set"));
    ASSERT_TRUE(wait([&] { return world.drafts->rows.size() == 1; }));
    stop();
    start();
    ASSERT_EQ(world.drafts->rows.size(), 1U);
    EXPECT_FALSE(world.drafts->rows[0].holder) << "it was let go of";
    open("spring");
    EXPECT_EQ(name_of(0), "East 7");
    EXPECT_THAT(steps(), ElementsAre("set"));
}

TEST_F(Drafts, UndoAndRedoGoToAnyStepAndAreInTheJournal)
{
    start();
    open("spring", true);
    service->edit(named_east);
    service->edit(data::SetOp{{std::string("340104003002001")}, {{"name", "East 8"}}});
    service->edit(data::UndoOp{}); // waits for both
    ASSERT_TRUE(wait([&] { return service->view()->redo_count == 1; }));
    EXPECT_EQ(name_of(0), "East 7");
    ASSERT_TRUE(is_saved());
    service->go_to_step(0);
    ASSERT_TRUE(wait([&] { return service->view()->undo_count == 0; }));
    service->go_to_step(2);
    ASSERT_TRUE(wait([&] { return service->view()->undo_count == 2; }));
    EXPECT_EQ(name_of(0), "East 8");
    ASSERT_TRUE(is_saved());
    service->go_to_step(1);
    ASSERT_TRUE(wait([&] { return service->view()->undo_count == 1; }) && is_saved());
    open("spring");
    EXPECT_EQ(name_of(0), "East 7");
    EXPECT_THAT(steps(), ElementsAre("set", "set undone"));
}

TEST_F(Drafts, WhatTheDiskRefusesIsTakenBackWithWhatCameAfterIt)
{
    start();
    open("spring", true);
    service->edit(named_east);
    ASSERT_TRUE(is_saved());
    bool is_limited = false;
    store->write("limit", [](data::Store& s) { s.limit_pages(1); return std::function<void()>([] {}); }, {}).detach();
    // Too much for the pages the file has.
    service->edit(data::SetOp{{std::string("340104003002001")}, {{"remark", std::string(60'000, 'x')}}});
    service->edit(data::SetOp{{std::string("340104003002001")}, {{"name", "East 9"}}});
    EXPECT_EQ(name_of(0), "East 9");
    ASSERT_TRUE(wait([&] { return service->view()->refusals > 0; }));
    EXPECT_EQ(name_of(0), "East 7");
    EXPECT_EQ(service->view()->refused->reason, data::DraftRefusal::disk_full);
    EXPECT_EQ(service->view()->unsaved, 0U);
    EXPECT_THAT(steps(), ElementsAre("set"));
    store->write("no limit", [&](data::Store& s) { s.limit_pages(0); return [&] { is_limited = true; }; }, {}).detach();
    ASSERT_TRUE(wait([&] { return is_limited; }));
    service->edit(data::SetOp{{std::string("340104003002001")}, {{"name", "East 10"}}});
    ASSERT_TRUE(is_saved());
    open("spring");
    EXPECT_EQ(name_of(0), "East 10");
}

TEST_F(Drafts, WhatCannotBeDoneIsSaidAndChangesNothing)
{
    start();
    service->edit(named_east);
    EXPECT_THAT(said, ElementsAre(HasSubstr("No draft is open")));
    open("spring", true);
    service->edit(data::UndoOp{});
    EXPECT_EQ(service->view()->refused->reason, data::DraftRefusal::nothing_to_undo);
    EXPECT_EQ(service->view()->refusals, 1U);
    EXPECT_THAT(steps(), IsEmpty());
    service->open_draft("nowhere", false);
    ASSERT_TRUE(wait([&] { return !gone.empty(); }));
    EXPECT_THAT(gone, ElementsAre("nowhere"));
}

TEST_F(Drafts, OneThatAnotherProcessHoldsCanBeLookedAt)
{
    // The other console: a process of its own that has the draft and waits.
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    const pid_t other = fork();
    if (other == 0) {
        {
            data::Store its = data::Store::open(folder / "city.sqlite", data::OpenMode::read_write);
            const data::DraftHead head = its.create_draft("spring", data::digest_of(data::Draft(its.draft_ground(0, sample::noon)).base()), {}, sample::noon);
            its.hold_draft(head.id, data::this_process("desk-2", {}, sample::noon));
        }
        [[maybe_unused]] const auto told = write(ready[1], "x", 1);
        pause();
        _exit(0);
    }
    char c = 0;
    ASSERT_EQ(read(ready[0], &c, 1), 1);
    start();
    open("spring");
    EXPECT_FALSE(service->view()->is_mine);
    ASSERT_TRUE(service->view()->head.holder);
    EXPECT_EQ(service->view()->head.holder->seat, "desk-2");
    service->edit(named_east);
    EXPECT_EQ(service->view()->refused->reason, data::DraftRefusal::held);
    EXPECT_THAT(steps(), IsEmpty());
    kill(other, SIGKILL);
    waitpid(other, nullptr, 0);
    close(ready[0]), close(ready[1]);
    open("spring"); // a dead process holds nothing
    EXPECT_TRUE(service->view()->is_mine);
}

/// Another console: a process that edits, takes back and discards the draft "spring", a step for each byte it is sent.
struct OtherConsole {
    int orders[2] = {}, answers[2] = {};
    pid_t child = 0;

    explicit OtherConsole(const std::string& workspace)
    {
        if (pipe(orders) != 0 || pipe(answers) != 0)
            return;
        child = fork();
        if (child == 0) {
            work(workspace);
            _exit(0);
        }
    }
    ~OtherConsole()
    {
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        for (const int end : {orders[0], orders[1], answers[0], answers[1]})
            close(end);
    }
    bool is_done()
    {
        char c = 0;
        return read(answers[0], &c, 1) == 1;
    }
    bool go_on() { return write(orders[1], "x", 1) == 1 && is_done(); }

private:
    void work(const std::string& workspace)
    {
        data::Store its = data::Store::open(workspace, data::OpenMode::read_write);
        const data::DraftHolder me = data::this_process("desk-2", {}, sample::noon);
        std::optional<data::DraftDesk> desk(std::in_place, its, "spring", me, data::Actor{}, sample::noon);
        const auto done = [&] {
            char c = 0;
            return write(answers[1], "x", 1) == 1 && read(orders[0], &c, 1) == 1;
        };
        if (!done())
            return;
        desk->perform(named_east, sample::noon);
        desk->perform(data::SplitOp{{{113.999, 30.01}, {114.005, 30.01}, {114.011, 30.01}}, {std::string("340104003002001")}}, sample::noon);
        if (!done())
            return;
        desk->perform(data::UndoOp{}, sample::noon);
        if (!done())
            return;
        const std::int64_t id = desk->head().id;
        desk.reset();
        its.discard_draft(id, me, {}, sample::noon);
        done();
    }
};

TEST_F(Drafts, OneThatAnotherConsoleHoldsShowsWhatIsDoneThere)
{
    OtherConsole other(folder / "city.sqlite");
    ASSERT_TRUE(other.is_done());
    start();
    open("spring");
    ASSERT_FALSE(service->view()->is_mine);
    ASSERT_TRUE(wait([&] { return service->view()->findings && service->view()->areas; }));
    const std::uint64_t before = service->view()->revision;
    EXPECT_EQ(service->view()->grids, 2U);
    ASSERT_TRUE(other.go_on());
    ASSERT_TRUE(wait([&] { return service->view()->undo_count == 2; })) << testing::PrintToString(said);
    EXPECT_THAT(steps(), ElementsAre("set", "split"));
    EXPECT_EQ(name_of(0), "East 7");
    EXPECT_EQ(service->view()->grids, 3U);
    EXPECT_GT(service->view()->area_m2(2), 0);
    EXPECT_GT(service->view()->revision, before);
    ASSERT_TRUE(other.go_on());
    ASSERT_TRUE(wait([&] { return service->view()->redo_count == 1; }));
    EXPECT_THAT(steps(), ElementsAre("set", "split undone"));
    EXPECT_EQ(service->view()->grids, 2U);
    EXPECT_FALSE(service->view()->is_mine);
    // Where it ends there, it ends here.
    ASSERT_TRUE(other.go_on());
    ASSERT_TRUE(wait([&] { return !gone.empty(); }));
    EXPECT_EQ(service->view(), nullptr);
    EXPECT_THAT(said.back(), HasSubstr("Another console"));
}

/// Seen: locked for whoever looked on, long after the other console was killed.
TEST_F(Drafts, OneWhoseHolderWasKilledIsFree)
{
    OtherConsole other(folder / "city.sqlite");
    ASSERT_TRUE(other.is_done());
    start();
    open("spring");
    ASSERT_FALSE(service->view()->is_mine);
    kill(other.child, SIGKILL);
    ASSERT_TRUE(wait([&] { return service->view() && service->view()->is_mine; })) << testing::PrintToString(said);
    EXPECT_THAT(said, testing::Contains(HasSubstr("goes on with it")));
    service->edit(named_east);
    ASSERT_TRUE(wait([&] { return service->view()->undo_count == 1 && service->view()->unsaved == 0; }));
}

TEST_F(Drafts, AreExportedAsTheyAre)
{
    start();
    open("spring", true);
    service->edit(named_east);
    service->export_grids({.draft = "spring", .edition = {}, .path = folder / "spring.geojson"});
    ASSERT_TRUE(wait([&] { return !said.empty(); }));
    EXPECT_THAT(said.back(), HasSubstr("3 areas written to"));
    std::stringstream text_of_file;
    text_of_file << std::ifstream(folder / "spring.geojson").rdbuf();
    EXPECT_THAT(text_of_file.str(), HasSubstr("East 7"));
    // What is there stays.
    service->export_grids({.draft = {}, .edition = {}, .path = "spring.geojson"});
    ASSERT_TRUE(wait([&] { return said.size() == 2; }));
    EXPECT_THAT(said.back(), HasSubstr("There is a file"));
    service->export_grids({.draft = {}, .edition = "no such", .path = "other.csv"});
    ASSERT_TRUE(wait([&] { return said.size() == 3; }));
    EXPECT_THAT(said.back(), HasSubstr("no edition"));
    EXPECT_FALSE(std::filesystem::exists(folder / "other.csv"));
}

TEST_F(Drafts, FindingsFollowTheEdits)
{
    start();
    open("spring", true);
    ASSERT_TRUE(wait([&] { return service->view()->findings && service->view()->areas; }));
    const std::size_t before = service->view()->findings->count(data::FindingKind::code_missing);
    service->edit(data::SplitOp{{{113.999, 30.01}, {114.005, 30.01}, {114.011, 30.01}}, {std::string("340104003002001")}});
    EXPECT_EQ(service->view()->grids, 3U);
    EXPECT_GT(service->view()->area_m2(service->view()->draft.version().map.next_face() - 1), 0);
    EXPECT_EQ(service->view()->findings->count(data::FindingKind::code_missing), before);
    // Only the half that is new gives its code up; that of the grid in force stays.
    for (const double lat : {30.005, 30.015})
        service->edit(data::SetOp{{geo::LonLat{114.005, lat}}, {{"code", ""}}});
    EXPECT_EQ(service->view()->findings->count(data::FindingKind::code_missing), before + 1);
    ASSERT_TRUE(is_saved());
}

TEST_F(Drafts, ZonesAreCheckedAgainstItsGrids)
{
    const std::string file = folder / "police.geojson";
    const auto zone = [](const char* name, double west, double east) {
        return fmt::format(R"({{"type":"Feature","properties":{{"name":"{0}"}},"geometry":{{"type":"Polygon","coordinates":[[[{1},30],[{2},30],[{2},30.02],[{1},30.02],[{1},30]]]}}}})", name, west, east);
    };
    std::ofstream(file) << R"({"type":"FeatureCollection","features":[)" << zone("whole", 114, 114.01) << ',' << zone("cut", 114.01, 114.015) << "]}";
    start();
    service->check_zones({file, {}, {}, {}}, "police");
    EXPECT_THAT(said, ElementsAre(text("draft.not_yet")));
    said.clear();
    open("spring", true);
    service->check_zones({file, {}, {}, {}}, "police");
    EXPECT_EQ(service->view()->zones_awaited, "police");
    ASSERT_TRUE(wait([&] { return service->view()->zones != nullptr; })) << testing::PrintToString(said);
    const std::shared_ptr<const ZoneCheck> check = service->view()->zones;
    EXPECT_EQ(service->view()->zones_awaited, "");
    ASSERT_EQ(check->zones.size(), 2U);
    EXPECT_TRUE(check->zones[0].is_union());
    ASSERT_EQ(check->zones[1].cuts.size(), 1U);
    EXPECT_EQ(check->zones[1].cuts[0].face, 1U);
    EXPECT_EQ(check->boxes[1].west, 114.01);
    service->edit(named_east);
    EXPECT_NE(check->seq, service->view()->draft.newest_seq()) << "it is of the draft before";
    // A file that is none is said, and what was there stays.
    service->check_zones({folder / "gone.gpkg", {}, {}, {}}, "gone");
    ASSERT_TRUE(wait([&] { return !said.empty(); }));
    EXPECT_THAT(said[0], HasSubstr("The zones could not be checked"));
    EXPECT_EQ(service->view()->zones, check);
    EXPECT_EQ(service->view()->zones_awaited, "");
    service->check_zones({file, {}, {}, {}}, "police");
    service->cancel_zones();
    EXPECT_EQ(service->view()->zones_awaited, "");
    ASSERT_TRUE(is_saved());
}

TEST_F(Drafts, PublishingClosesIt)
{
    start();
    open("spring", true);
    service->edit(named_east);
    service->publish_draft(std::nullopt); // waits for the journal and for what it would move
    ASSERT_TRUE(wait([&] { return !gone.empty(); })) << testing::PrintToString(said);
    EXPECT_EQ(service->view(), nullptr);
    ASSERT_TRUE(wait([&] { return world.editions->rows.size() == 1; }));
    EXPECT_EQ(world.editions->rows[0].name, "spring");
    EXPECT_THAT(world.drafts->rows, IsEmpty());
    // The crosswalk lies beside the workspace, and is said.
    const auto is_crosswalk = [](const std::string& words) { return words.find("spring-crosswalk.csv") != std::string::npos; };
    ASSERT_TRUE(wait([&] { return std::ranges::any_of(said, is_crosswalk); })) << testing::PrintToString(said);
    EXPECT_TRUE(std::filesystem::exists(folder / "spring-crosswalk.xlsx"));
    std::stringstream written;
    written << std::ifstream(folder / "spring-crosswalk.csv").rdbuf();
    EXPECT_EQ(written.str(), world.editions->rows[0].crosswalk);
}

TEST_F(Drafts, ADiscardedOneIsGone)
{
    start();
    open("spring", true);
    service->edit(named_east);
    service->discard_draft("spring");
    EXPECT_EQ(service->view(), nullptr);
    ASSERT_TRUE(wait([&] { return world.drafts->rows.empty() && !said.empty(); }));
    EXPECT_THAT(said.back(), HasSubstr("discarded"));
}

}
