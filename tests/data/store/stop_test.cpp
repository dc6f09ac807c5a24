// A verb that is told to end does not wait for a statement: whatever is at work asks, or is told.

#include "data/records/check.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
#include "data/store/verify.h"
#include "geo/cancelled.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

namespace {

using namespace data;
using sample::noon;

/// It counts for ever.
constexpr const char* endless = "with recursive counted(n) as (select 1 union all select n + 1 from counted) select max(n) from counted";

struct Stopping : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";

    Stopping()
    {
        Store store = Store::create(path);
        sample::put_two_grids(store);
        store.put(std::vector<Incident>(200, sample::incident("", {114.005, 30.005})), Actor{});
    }
};

TEST_F(Stopping, AStatementWithoutAnEndIsEnded)
{
    std::stop_source source;
    store::FileConnection connection(path, store::Access::read_write);
    connection.stop_with(source.get_token());
    const std::jthread teller([&] { source.request_stop(); }); // before it, in it: both end it
    EXPECT_THROW(store::attempt(connection, "Counted", [&] { return connection.number(endless); }), geo::Cancelled);
    // What has nothing more to ask is told by SQLite's own word, and a connection that is asked anew is good for short ones.
    connection.stop_with({});
    EXPECT_EQ(connection.number("select count(*) from incidents"), 200);
}

TEST_F(Stopping, WhatWasWrittenOfATransactionIsTakenBack)
{
    std::stop_source source;
    {
        store::FileConnection connection(path, store::Access::read_write);
        connection.stop_with(source.get_token());
        EXPECT_THROW(store::attempt(connection, "Written",
                                    [&] {
                                        store::Transaction transaction(connection);
                                        store::run_script(connection.handle(), "update counters set value = value + 1000");
                                        source.request_stop();
                                        connection.number(endless);
                                        transaction.commit();
                                        return 0;
                                    }),
                     geo::Cancelled);
    }
    EXPECT_TRUE(verify_workspace(path, noon).is_sound());
    store::FileConnection connection(path, store::Access::read_only);
    EXPECT_LT(connection.number("select max(value) from counters"), 1000);
}

TEST_F(Stopping, EachLongCallOfAVerbIsEnded)
{
    std::stop_source source;
    Store store = Store::open(path, OpenMode::read_write);
    const WorkspaceLoaded world = store.load();
    store.stop_with(source.get_token());
    source.request_stop();
    const std::pair<const char*, std::function<void()>> calls[] = {
        {"load", [&] { store.load(); }},
        {"verify", [&] { verify_workspace(path, noon, source.get_token()); }},
        {"check", [&] { check_grids(world.grids->rows, noon, source.get_token()); }},
    };
    for (const auto& [name, call] : calls)
        EXPECT_THROW(call(), geo::Cancelled) << name;
}

}
