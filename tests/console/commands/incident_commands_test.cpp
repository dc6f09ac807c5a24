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

}
