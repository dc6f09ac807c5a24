// What commands ask for an incident, and what they say of it.

#include "console/commands/functions.h"
#include "tests/console/no_services.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

TEST(IncidentCommands, AnAcknowledgementIsLoggedWithItsChange)
{
    data::World world;
    world.loaded = true;
    data::Incident incident = sample::incident("4471", {114, 30});
    incident.id = {7};
    world.incidents = data::Table<data::Incident>({incident});
    Session session;
    session.selection.incident = {7};
    NoServices services;
    const Texts text;
    CommandContext context{world, session, services, text, sample::noon};

    incident_commands::accept(context, {});
    incident_commands::seen(context, {});
    ASSERT_EQ(services.changes.size(), 2u);
    for (const data::LogWords& log : services.logged_with) {
        EXPECT_EQ(log.kind, "alarm_acknowledged");
        EXPECT_EQ(log.subject, "incident 4471");
    }
    EXPECT_TRUE(services.logged.empty()) << "a row that stands apart is written though the change is refused";
}

TEST(ReportCommands, StartWhereAPlaceIsSelectedWithItsName)
{
    data::Place place;
    place.id = {5}, place.kind = data::PlaceKind::landmark, place.name = "老码头", place.other_names = "en=Old quay", place.point = {114.3052, 30.6035};
    data::World world;
    world.loaded = true;
    world.places = std::make_shared<const data::Table<data::Place>>(std::vector{place});
    NoServices services;
    Texts text;
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        Session session;
        CommandContext context{world, session, services, text, sample::noon};
        session.selection.place = {5};
        session.selection.point = place.point;
        ASSERT_TRUE(run_command(context, {"report.start", {}}));
        ASSERT_TRUE(session.intake);
        EXPECT_EQ(session.intake->position, place.point);
        EXPECT_EQ(session.intake->place, language == Language::zh ? "老码头" : "Old quay");
        EXPECT_FALSE(session.intake->picking) << "the place is known: a click on the map looks, and moves it nowhere";
        ASSERT_TRUE(run_command(context, {"report.save", {}}));
        EXPECT_EQ(std::get<data::ReportIncident>(services.changes.back()).position, place.point);
    }
}

TEST(ReportCommands, GoOnWithWhatWasBegunAndNeverMoveIt)
{
    data::World world;
    world.loaded = true;
    NoServices services;
    const Texts text;
    Session session;
    CommandContext context{world, session, services, text, sample::noon};
    run_command(context, {"report.start", {}});
    EXPECT_TRUE(session.intake->picking);
    run_command(context, {"report.set", {"place", "by the quay"}});
    session.selection.point = geo::LonLat{114, 30};
    run_command(context, {"report.start", {}});
    EXPECT_EQ(session.intake->position, session.selection.point) << "it had none";
    EXPECT_EQ(session.intake->place, "by the quay") << "what was typed stays";
    session.selection.point = geo::LonLat{115, 31};
    run_command(context, {"report.start", {}});
    EXPECT_EQ(session.intake->position, (geo::LonLat{114, 30}));
}

TEST(LogCommands, ARowInHandIsOpenedCopiedAndNarrowsTheLog)
{
    data::World world;
    world.loaded = true;
    data::Incident incident = sample::incident("4471", {114, 30});
    incident.id = {7};
    world.incidents = data::Table<data::Incident>({incident});
    NoServices services;
    const Texts text;
    Session session;
    session.layout = Layout::log;
    CommandContext context{world, session, services, text, sample::noon};
    EXPECT_FALSE(run_command(context, {"log.only_kind", {}})) << "no row is in hand";
    run_command(context, {"log.row", {"search", "", "", "02:14  search"}});
    EXPECT_FALSE(run_command(context, {"log.open", {}})) << "it is about nothing";
    EXPECT_FALSE(run_command(context, {"log.only_account", {}}));
    run_command(context, {"log.row", {"alarm_acknowledged", "张伟", "incident 4471", "02:14  张伟  incident 4471"}});
    EXPECT_TRUE(run_command(context, {"text.copy", {}}));
    EXPECT_EQ(services.copied, "02:14  张伟  incident 4471");
    EXPECT_TRUE(run_command(context, {"log.only_kind", {}}));
    EXPECT_EQ(session.log.kinds, std::set<std::string>{"alarm_acknowledged"});
    EXPECT_TRUE(run_command(context, {"log.only_thing", {}}));
    EXPECT_EQ(session.log.incident, "4471");
    EXPECT_TRUE(run_command(context, {"log.only_account", {}}));
    EXPECT_EQ(session.log.account, "张伟");
    EXPECT_TRUE(run_command(context, {"log.open", {}}));
    EXPECT_EQ(session.layout, Layout::desk);
    EXPECT_EQ(session.selection.incident, incident.id);
}

}
