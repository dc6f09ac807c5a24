#include "data/store/sqlite/migrations.h"
#include "data/store/store.h"

#include "data/error.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace data;
using sample::noon;

TEST(Store, CreatesOpensAndLoadsAnEmptyWorkspace)
{
    FreshFolder folder;
    const auto path = folder / "中 \"a=b\" city.sqlite";
    {
        Store store = Store::create(path);
        EXPECT_EQ(store.info().schema, store::embedded_migrations().back().number);
        EXPECT_EQ(store.info().name, "中 \"a=b\" city");
    }
    Store store = Store::open(path, OpenMode::read_only);
    const WorkspaceLoaded loaded = store.load();
    EXPECT_TRUE(loaded.grids->rows.empty());
    EXPECT_TRUE(loaded.incidents->empty());
    EXPECT_THROW(Store::create(path), Error);
}

TEST(Store, ARefusedChangeLeavesNoRowInTheLog)
{
    FreshFolder folder;
    Store store = Store::create(folder / "city.sqlite");
    const IncidentId id = std::get<IncidentSaved>(store.commit(ReportIncident{}, {}, noon)).incident.id;
    const Actor actor{{}, {}, "desk-1"};
    const auto accept = [&](const char* detail) { store.commit(AcceptIncident{id}, actor, noon, {"alarm_acknowledged", "incident 1", detail}); };
    accept("first");
    EXPECT_THROW(accept("second"), Error);
    EXPECT_THROW(store.commit(MarkIncidentSeen{{77}}, actor, noon, {"alarm_acknowledged", "incident 77", ""}), Error);
    store.limit_pages(1);
    EXPECT_THROW(store.commit(AddIncidentNote{id, std::string(100'000, 'x')}, actor, noon, {"alarm_acknowledged", "incident 1", "full"}), Error);
    const auto log = store.session_log({}, TimePoint::max());
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].kind, "alarm_acknowledged");
    EXPECT_EQ(log[0].detail, "first");
    EXPECT_EQ(log[0].actor.seat, "desk-1");
    EXPECT_EQ(log[0].time, noon);
}

TEST(Store, CommitsEveryChangeWithItsEvent)
{
    FreshFolder folder;
    Store store = Store::create(folder / "city.sqlite");
    const GridId street =
        store.put(std::vector{sample::grid(Level::street, "420102001", sample::square(114, 30, 1))}).at(0);
    const GridId unit =
        store.put(std::vector{sample::grid(Level::grid, "420102001001001", sample::square(114, 30, 0.5), street)})
            .at(0);
    const Actor actor{store.put(std::vector{Account{{}, "值班", "operator"}}).at(0),
                      store.put(std::vector{Post{{}, "2", "duty-1"}}).at(0), "duty-1"};

    const auto saved = [&](const Change& change, TimePoint now) {
        return std::get<IncidentSaved>(store.commit(change, actor, now));
    };
    const IncidentSaved reported = saved(ReportIncident{"燃气异味",
                                                        "0401",
                                                        "解放大道12号",
                                                        "电话 12345",
                                                        Severity::grave,
                                                        IncidentSource::hotline,
                                                        {114.25, 30.25}},
                                         noon);
    EXPECT_EQ(reported.incident.number, "1");
    EXPECT_EQ(reported.incident.grid, unit);
    EXPECT_EQ(reported.incident.due, noon + std::chrono::hours(2));
    EXPECT_EQ(reported.event.kind, "reported");
    const IncidentId id = reported.incident.id;

    EXPECT_EQ(saved(MarkIncidentSeen{id}, noon).incident.attention, Attention::seen);
    EXPECT_EQ(saved(AcceptIncident{id}, noon).incident.post, actor.post);
    EXPECT_EQ(saved(AddIncidentNote{id, "已到场"}, noon).event.text, "已到场");
    EXPECT_EQ(saved(SetIncidentSeverity{id, Severity::serious, "气味轻微"}, noon).incident.due,
              noon + std::chrono::hours(24));
    EXPECT_EQ(saved(CloseIncident{id, "阀门已关"}, noon).incident.closed, noon);
    EXPECT_THROW(store.commit(CloseIncident{id, "again"}, actor, noon), Error);

    const auto history = store.history(id);
    std::vector<std::string> kinds;
    for (const IncidentEvent& event : history) {
        kinds.push_back(event.kind);
        EXPECT_EQ(event.actor.account, actor.account);
        EXPECT_EQ(event.actor.post, actor.post);
        EXPECT_EQ(event.actor.seat, "duty-1");
        EXPECT_EQ(event.time, noon);
    }
    EXPECT_THAT(kinds, testing::ElementsAre("reported", "seen", "accepted", "note", "severity", "closed"));
    EXPECT_EQ(store.load().incidents->at(0).state, IncidentState::closed);
}

} // namespace
