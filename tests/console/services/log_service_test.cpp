// The session log for the panel: read by pages where somebody looks, the same rows as `gridwatch log`.

#include "console/services/store_service.h"
#include "console/services/log_service.h"
#include "data/records/time.h"
#include "tests/data/fresh_folder.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>


namespace {

using namespace console;
using namespace std::chrono_literals;

const data::TimePoint log_moment = *data::parse_time("2026-11-23T18:14:37Z");

struct LogPages : testing::Test {
    FreshFolder folder;
    const std::string path = (folder / "city.sqlite").string();
    AppClock clock{std::nullopt};
    Scheduler scheduler{[] {}};
    data::World world;
    std::unique_ptr<StoreService> service;
    std::unique_ptr<LogService> log;
    LogState asked;

    void SetUp() override
    {
        clock.stand_at(log_moment);
        {
            data::Store store = data::Store::create(path);
            store.put(std::vector{data::Account{.label = "one", .role = "operator"}});
            store.commit(data::ReportIncident{.title = "煤气味"}, {{1}, {}, "desk-1"}, log_moment - 2h);
            store.commit(data::AddIncidentNote{{1}, "gone there"}, {{1}, {}, "desk-1"}, log_moment - 1h);
            std::vector<data::SessionLogEntry> rows;
            for (int i = 0; i < 5000; ++i)
                rows.push_back({log_moment - 30h + std::chrono::seconds(20 * i), {{1}, {}, "desk-1"}, i % 5 ? "search" : "camera_shown", i % 5 ? "x" : "camera 217", std::to_string(i)});
            rows.push_back({log_moment - 90min, {{1}, {}, "desk-1"}, "alarm_shown", "incident 1", "rtsp://a:b@host/ two\nlines"});
            store.log(rows);
        }
        StoreEvents events;
        events.fact = [this](data::Fact fact) { data::apply(world, std::move(fact)); };
        events.failed = [](console::Said words) { ADD_FAILURE() << english_of(words); };
        events.opened = [](const data::WorkspaceLoaded&) {};
        service = std::make_unique<StoreService>(scheduler, clock, std::move(events));
        log = std::make_unique<LogService>(*service, clock, [](console::Said words) { ADD_FAILURE() << english_of(words); });
        service->open(path);
        ASSERT_TRUE(video_test::until([&] {
            scheduler.deliver();
            return world.loaded;
        }));
    }

    const LogBook& look(std::size_t first, std::size_t last)
    {
        EXPECT_TRUE(video_test::until([&] {
            scheduler.deliver();
            log->follow(world, asked, std::pair(first, last));
            const LogBook& book = log->book();
            return !book.is_reading && (book.size() == 0 || (book.row(std::min(first, book.size() - 1)) && book.row(std::min(last, book.size() - 1))));
        }));
        return log->book();
    }
};

TEST_F(LogPages, RowsComeNewestFirstWhereSomebodyLooks)
{
    asked.hours = 0;
    const LogBook& book = look(0, 30);
    EXPECT_EQ(book.size(), 5001u);
    EXPECT_EQ(book.row(0)->entry.kind, "alarm_shown");
    EXPECT_EQ(book.row(0)->entry.detail.find("a:b"), std::string::npos) << "no credential, whatever wrote it";
    EXPECT_EQ(book.row(0)->entry.detail.find('\n'), std::string::npos);
    EXPECT_EQ(book.row(1)->entry.detail, "4999");
    EXPECT_EQ(book.row(1)->account, "one");
    look(4970, 5000);
    EXPECT_EQ(book.row(5000)->entry.detail, "0");
    for (std::size_t at = 0; at < 5000; at += 150)
        look(at, at + 30);
    EXPECT_LE(book.pages.size(), 25u) << "what was passed is let go";
}

TEST_F(LogPages, FiltersAreThoseOfTheCommand)
{
    asked.hours = 0;
    asked.camera = "217";
    EXPECT_EQ(look(0, 10).size(), 1000u);
    EXPECT_EQ(log->book().row(999) ? "" : look(990, 999).row(999)->entry.detail, "0");
    asked = {.hours = 24};
    EXPECT_EQ(look(0, 0).size(), 5001u - 1080u);
    asked = {.hours = 0, .kinds = {"search"}};
    EXPECT_EQ(look(0, 0).size(), 4000u);
    EXPECT_EQ(log->book().kinds, (std::vector<std::string>{"alarm_shown", "camera_shown", "search"}));
    asked = {.hours = 0, .account = "nobody"};
    EXPECT_EQ(look(0, 0).size(), 0u);
}

TEST_F(LogPages, AnIncidentsHistoryStandsInBetween)
{
    asked = {.hours = 0, .incident = world.incidents.rows.at(0).number};
    const LogBook& book = look(0, 2);
    ASSERT_EQ(book.size(), 3u);
    EXPECT_EQ(book.row(0)->entry.kind, "event:note");
    EXPECT_EQ(book.row(1)->entry.kind, "alarm_shown");
    EXPECT_EQ(book.row(2)->entry.kind, "event:reported");
    EXPECT_EQ(book.row(0)->entry.detail, "gone there");
}

}
