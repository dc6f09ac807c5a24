// A guided tour: what begins it, its keys, and that everything is as it was after it.

#include "console/commands/functions.h"
#include "console/commands/guide_keys.h"
#include "data/demo/contents.h"
#include "data/demo/demo_options.h"
#include "tests/console/input_events.h"
#include "tests/console/no_services.h"

#include <gmock/gmock.h>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::HasSubstr;

class GuidedTour : public testing::Test {
protected:
    void SetUp() override
    {
        static const data::demo::Contents street = data::demo::make_street(1, data::demo_moment);
        world.cameras = data::frozen(std::vector(street.cameras));
        world.incidents.rows = street.incidents;
        world.loaded = true;
        session.layout = Layout::desk;
        text.set_language(Language::en);
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, data::TimePoint{}};
        return run_command(context, {name, std::move(arguments)});
    }

    data::World world;
    Session session;
    NoServices services;
    Texts text;
};

TEST_F(GuidedTour, LeavesTheSeatAsItWas)
{
    session.layout = Layout::wall;
    session.wall.tiles_shown = 16;
    session.wall.tiles[2].camera = {7};
    session.wall.side = "views";
    session.map.measure = "households";
    session.selection.camera = {7};
    session.replays[{7}] = {.why = "instant"};
    run("guide.start", {"operator"});
    ASSERT_TRUE(session.guide);
    run("guide.shown", {"8"});
    run("layout.desk");
    run("map.set_measure", {"open"});
    run("incident.open_number", {"4471"});
    run("layout.wall");
    run("wall.layout", {"4"});
    run("wall.tree");
    session.replays.clear();
    for (int station = 1; station < 8; ++station)
        run("guide.next");
    EXPECT_EQ(session.guide->station, 7U);
    run("guide.next");
    EXPECT_FALSE(session.guide);
    EXPECT_EQ(session.layout, Layout::wall);
    EXPECT_EQ(session.wall.tiles_shown, 16);
    EXPECT_EQ(session.wall.tiles[2].camera.value, 7);
    EXPECT_EQ(session.wall.side, "views");
    EXPECT_EQ(session.map.measure, "households");
    EXPECT_EQ(session.selection.camera.value, 7);
    EXPECT_FALSE(session.selection.incident);
    EXPECT_TRUE(session.replays.contains({7}));
    EXPECT_TRUE(services.changes.empty()) << "nothing of the city is changed";
    EXPECT_THAT(words_of(text, session.messages.back().said), HasSubstr("over"));
}

TEST_F(GuidedTour, ThrowsItsDraftAwayAndOpensTheOneBefore)
{
    auto drafts = std::make_shared<data::Table<data::DraftHead>>(*world.drafts);
    drafts->rows.push_back({.name = "spring-road"});
    world.drafts = drafts;
    session.layout = Layout::editor;
    session.editor.draft = "spring-road";
    run("guide.start", {"analyst"});
    run("guide.draft");
    EXPECT_EQ(session.editor.draft, "Guided tour");
    run("guide.stop");
    EXPECT_THAT(services.drafts_opened, ElementsAre("Guided tour", "spring-road"));
    EXPECT_THAT(services.drafts_discarded, ElementsAre("Guided tour"));
    EXPECT_EQ(session.editor.draft, "spring-road");
    EXPECT_EQ(session.layout, Layout::editor);
}

TEST_F(GuidedTour, GoesBackAndPutsAwayWhatAStationOpened)
{
    run("guide.start", {"responder"});
    run("guide.shown", {"8"});
    run("guide.back");
    EXPECT_EQ(session.guide->station, 0U);
    run("guide.next");
    run("menu.toggle", {"camera"});
    run("palette.open");
    const auto moves = session.guide->moves;
    run("guide.back");
    EXPECT_EQ(session.guide->station, 0U);
    EXPECT_GT(session.guide->moves, moves);
    EXPECT_FALSE(session.menu);
    EXPECT_FALSE(session.palette_open);
}

TEST_F(GuidedTour, PutsItsFormsAwayWhenSomebodyTakesAHand)
{
    run("guide.start", {"analyst"});
    session.layout = Layout::editor;
    session.editor.card = EditCard::publish;
    run("form.open", {"wall.layout"});
    ASSERT_TRUE(session.form);
    run("guide.hold", {"on"});
    EXPECT_TRUE(session.guide->is_held);
    EXPECT_FALSE(session.form);
    EXPECT_EQ(session.editor.card, EditCard::none);
    run("guide.hold");
    EXPECT_FALSE(session.guide->is_held);
}

TEST_F(GuidedTour, RunsOnTheDemoStreetAlone)
{
    world.incidents.rows.clear();
    EXPECT_FALSE(run("guide.start", {"operator"}));
    EXPECT_THAT(why_not(*find_command("guide.start"), world, session, text), HasSubstr("demo street"));
    // From the start page it waits until the street is open.
    session.layout = Layout::start;
    EXPECT_TRUE(run("guide.start", {"operator"}));
    EXPECT_FALSE(session.guide);
    EXPECT_EQ(session.guide_wanted, "operator");
    run("guide.stop");
    EXPECT_TRUE(session.guide_wanted.empty());
}

TEST_F(GuidedTour, IsSaidInBothLanguages)
{
    for (const Language language : {Language::zh, Language::en})
        for (const char* role : guide_roles)
            for (int station = 1; station <= 8; ++station)
                EXPECT_NE(text.in(language, std::string("guide.") + role + "." + std::to_string(station)), nullptr) << role << station;
}

struct TourKeys : testing::Test {
    GuideKeys keys;
    GuideState guide;
    GuideOutcome take(std::vector<InputEvent> events, bool can_dismiss = false)
    {
        return keys.take(std::move(events), guide, can_dismiss, Rect{0, 700, 1000, 100}, [](const InputEvent& event) { return event.character == U'y'; });
    }
    static std::vector<std::string> names(const GuideOutcome& outcome)
    {
        std::vector<std::string> found;
        for (const Command& command : outcome.commands)
            found.push_back(command.name);
        return found;
    }
};

TEST_F(TourKeys, GoOnBackHoldAndStop)
{
    EXPECT_THAT(names(take({press(key::right)})), ElementsAre("guide.next"));
    EXPECT_THAT(names(take({press(key::enter)})), ElementsAre("guide.next")) << "nobody publishes by it";
    EXPECT_THAT(names(take({press(key::left)})), ElementsAre("guide.back"));
    const GuideOutcome space = take({press(key::space), letter(' ')});
    EXPECT_THAT(names(space), ElementsAre("guide.hold"));
    EXPECT_TRUE(space.rest.empty()) << "its letter goes with it";
    EXPECT_THAT(names(take({press(key::escape)}, true)), ElementsAre("guide.stop"));
}

TEST_F(TourKeys, WhateverElseSomebodyDoesHoldsItAndIsDone)
{
    const GuideOutcome outcome = take({press('M'), letter('m')});
    EXPECT_EQ(names(outcome).front(), "guide.hold");
    EXPECT_EQ(outcome.rest.size(), 2U);
    EXPECT_THAT(names(take({{.kind = InputEvent::Kind::wheel, .y = 1}})), ElementsAre("guide.hold"));
    EXPECT_THAT(names(take({{.kind = InputEvent::Kind::move, .x = 5, .y = 5}})), ElementsAre()) << "the pointer may move";
    EXPECT_THAT(names(take({{.kind = InputEvent::Kind::button, .down = true}})), ElementsAre("guide.hold"));
    const GuideOutcome own = take({letter('y')});
    EXPECT_TRUE(own.commands.empty()) << "the tour types itself";
    EXPECT_EQ(own.rest.size(), 1U);
}

TEST_F(TourKeys, ItsStripHoldsNothing)
{
    take({{.kind = InputEvent::Kind::move, .x = 500, .y = 750}});
    const GuideOutcome outcome = take({{.kind = InputEvent::Kind::button, .down = true}});
    EXPECT_TRUE(outcome.commands.empty());
    EXPECT_EQ(outcome.rest.size(), 1U);
}

TEST_F(TourKeys, BelongToTheConsoleWhileItWaits)
{
    guide.is_held = true;
    for (const int code : {key::right, key::left, key::space}) {
        const GuideOutcome outcome = take({press(code)});
        EXPECT_TRUE(outcome.commands.empty());
        EXPECT_EQ(outcome.rest.size(), 1U);
    }
    EXPECT_TRUE(take({press(key::escape)}, true).commands.empty()) << "something else is put away first";
    EXPECT_THAT(names(take({press(key::escape)}, false)), ElementsAre("guide.stop"));
}

}
