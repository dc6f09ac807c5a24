#include "console/panels/incidents/queue_model.h"

#include "console/text/times.h"

#include <gtest/gtest.h>

#include <random>

using namespace std::chrono_literals;
using data::Attention, data::IncidentId, data::Severity;

namespace {

const data::TimePoint queue_now = data::TimePoint{} + std::chrono::hours(500000);

data::Incident incident(std::int64_t id, Severity severity, Attention attention, std::chrono::minutes left, data::PostId post = {})
{
    data::Incident i;
    i.id = {id};
    i.number = std::to_string(id);
    i.title = "gas smell";
    i.severity = severity;
    i.attention = attention;
    i.post = post;
    i.reported = queue_now - 60min;
    i.due = queue_now + left;
    return i;
}

data::World world_of(std::vector<data::Incident> rows)
{
    data::World world;
    world.incidents = data::Table<data::Incident>(std::move(rows));
    return world;
}

std::vector<std::int64_t> values(const std::vector<IncidentId>& ids)
{
    std::vector<std::int64_t> out;
    for (const IncidentId id : ids)
        out.push_back(id.value);
    return out;
}

TEST(Queue, orders_by_attention_then_lateness_then_severity)
{
    const auto world = world_of({incident(1, Severity::grave, Attention::in_hand, 100h), incident(2, Severity::ordinary, Attention::fresh, 100h),
                                 incident(3, Severity::serious, Attention::fresh, 100h), incident(4, Severity::ordinary, Attention::fresh, -5min),
                                 incident(5, Severity::grave, Attention::seen, 10min), incident(6, Severity::grave, Attention::waiting, -9h)});
    EXPECT_EQ(values(console::make_queue_order(world, "all", {}, queue_now)), (std::vector<std::int64_t>{4, 3, 2, 5, 1, 6}));
    EXPECT_EQ(values(console::make_queue_order(world, "new", {}, queue_now)), (std::vector<std::int64_t>{4, 3, 2}));
    EXPECT_EQ(values(console::make_queue_order(world, "late", {}, queue_now)), (std::vector<std::int64_t>{4, 5, 6}));
}

TEST(Queue, mine_are_those_in_my_posts_hand)
{
    const auto world = world_of({incident(1, Severity::grave, Attention::in_hand, 1h, {2}), incident(2, Severity::grave, Attention::in_hand, 1h, {3}),
                                 incident(3, Severity::grave, Attention::fresh, 1h)});
    data::Actor me;
    me.post = {2};
    EXPECT_EQ(values(console::make_queue_order(world, "mine", me, queue_now)), (std::vector<std::int64_t>{1}));
    const auto counts = console::make_queue_counts(world, me, queue_now);
    EXPECT_EQ(counts.open, 3);
    EXPECT_EQ(counts.mine, 1);
    EXPECT_EQ(counts.fresh, 1);
    EXPECT_EQ(counts.unseen[1], 1);
}

TEST(Queue, rows_stay_under_the_operators_hands)
{
    std::mt19937 random(7);
    std::vector<IncidentId> shown;
    for (int round = 0; round < 200; ++round) {
        std::vector<IncidentId> wanted;
        for (int i = 0; i < 20; ++i)
            wanted.push_back({static_cast<std::int64_t>(random() % 60 + 1)});
        std::ranges::sort(wanted);
        wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
        std::ranges::shuffle(wanted, random);
        const auto busy = console::merge_order(shown, wanted, true);
        EXPECT_EQ(busy.rows, shown) << "nothing moves";
        const auto fresh = std::ranges::count_if(wanted, [&](IncidentId id) { return std::ranges::find(shown, id) == shown.end(); });
        EXPECT_EQ(busy.waiting, fresh);
        const auto free = console::merge_order(shown, wanted, false);
        EXPECT_EQ(free.rows, wanted);
        EXPECT_EQ(free.waiting, 0);
        shown = free.rows;
    }
}

TEST(Queue, times_are_signed)
{
    const std::pair<std::optional<std::chrono::microseconds>, std::string> rows[] = {
        {std::nullopt, ""},      {117min, "-01:57"},        {116min + 1s, "-01:57"},  {0min, "-00:00"}, {-1s, "+00:00"},
        {-72min, "+01:12"},      {99h + 59min, "-99:59"},   {100h, "-4 d 04 h"},      {-241h, "+10 d 01 h"},
    };
    for (const auto& [left, expected] : rows)
        EXPECT_EQ(console::signed_time(left), expected);
}

}
