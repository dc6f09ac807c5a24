// Two connections on one file: what one changes the other is told, once, and nothing is lost between them.

#include "data/error.h"
#include "data/records/facts.h"
#include "data/store/sqlite/file_system.h"
#include "data/store/store.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;

struct Follow : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";
    Store mine = Store::create(path), other = Store::open(path, OpenMode::read_write);
    World world;

    void SetUp() override
    {
        mine.put(std::vector{sample::grid(Level::grid, "420102001002003", sample::square(114, 30, 0.01))});
        mine.commit(ReportIncident{.title = "一"}, {}, noon);
        mine.put(Layer{.name = "town"});
        apply(world, mine.load());
    }

    std::size_t follow()
    {
        std::vector<Fact> news = mine.news();
        const std::size_t count = news.size();
        for (Fact& fact : news)
            apply(world, std::move(fact));
        return count;
    }
};

TEST_F(Follow, NothingIsToldWhileNothingChanged)
{
    EXPECT_EQ(follow(), 0u);
    mine.commit(AddIncidentNote{{1}, "my own"}, {}, noon);
    EXPECT_EQ(follow(), 0u) << "changes of this connection are known already";
}

TEST_F(Follow, IncidentsLayersAndSettingsComeOneByOne)
{
    other.commit(ReportIncident{.title = "二"}, {}, noon);
    other.commit(AcceptIncident{{1}}, {}, noon);
    EXPECT_EQ(follow(), 2u);
    EXPECT_EQ(world.incidents.rows.at(1).title, "二");
    EXPECT_EQ(world.incidents.rows.at(0).state, IncidentState::accepted);
    EXPECT_EQ(follow(), 0u);

    other.commit(ChangeLayer{{{1}, LayerKind::reference, "town", "", "", "", false, 1, 0}}, {}, noon);
    other.put_setting("import.severity", "gas=1");
    follow();
    EXPECT_FALSE(world.layers->rows.at(0).visible);
    EXPECT_EQ(world.settings.at("import.severity"), "gas=1");
    other.log(std::vector<SessionLogEntry>(3));
    EXPECT_EQ(follow(), 0u) << "the other seat's log is its own";
}

TEST_F(Follow, GridsAndImportsAreReadAgainWhenTheyPause)
{
    other.put(std::vector{sample::grid(Level::grid, "420102001002004", sample::square(115, 30, 0.01))});
    EXPECT_EQ(follow(), 0u) << "an import may still be at work";
    EXPECT_EQ(follow(), 1u);
    EXPECT_EQ(world.grids->rows.size(), 2u);
    EXPECT_EQ(follow(), 0u);
    // One that never pauses is followed all the same.
    std::size_t told = 0;
    for (int i = 0; i < 20 && !told; ++i) {
        other.put(std::vector<Camera>(1));
        told = follow();
    }
    EXPECT_EQ(told, 1u);
}

TEST_F(Follow, AChangeMadeByBothLosesNoneInSilence)
{
    const Layer seen = world.layers->rows.at(0);
    Layer hidden = seen, faint = seen;
    hidden.visible = false;
    faint.opacity = 0.5;
    other.commit(ChangeLayer{hidden, seen}, {}, noon);
    mine.commit(ChangeLayer{faint, seen}, {}, noon);
    Layer now = mine.load().layers->rows.at(0);
    EXPECT_FALSE(now.visible);
    EXPECT_EQ(now.opacity, 0.5);
    Layer clear = seen;
    clear.opacity = 0.9;
    EXPECT_THROW(other.commit(ChangeLayer{clear, seen}, {}, noon), Error);

    other.commit(AcceptIncident{{1}}, {}, noon);
    EXPECT_THROW(mine.commit(AcceptIncident{{1}}, {}, noon), Error);
}

/// Each process reports and notes; all of both is there afterwards and each has been told of the other's.
TEST_F(Follow, TwoProcessesWriteAtOnceAndNothingIsLost)
{
    constexpr int rounds = 40;
    const pid_t child = fork();
    if (child == 0) {
        try {
            Store store = Store::open(path, OpenMode::read_write);
            for (int i = 0; i < rounds; ++i)
                store.commit(AddIncidentNote{{1}, "child"}, {}, noon);
            _exit(0);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "child: %s\n", error.what());
        }
        _exit(1);
    }
    apply(world, HistoryLoaded{{1}, mine.history({1})});
    for (int i = 0; i < rounds; ++i) {
        apply(world, mine.commit(AddIncidentNote{{1}, "parent"}, {}, noon));
        follow();
    }
    int status = -1;
    waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
    follow();
    const auto stored = mine.history({1});
    EXPECT_EQ(stored.size(), 1u + 2 * rounds);
    EXPECT_EQ(world.histories.at({1}).size(), stored.size());
}

TEST(FollowChild, CommitsAndCloses)
{
    const char* path = std::getenv("FOLLOW_CHILD");
    if (!path)
        GTEST_SKIP() << "run by the test below, as a program of its own";
    Store::open(path, OpenMode::read_write).commit(AddIncidentNote{{1}, "child"}, {}, noon);
}

/// Closing any file handle on the workspace drops all locks of the process on it; the next program to leave would then take the log away
/// although this one still writes to it.
TEST_F(Follow, TheLogStaysWhileThisProgramHasTheFileOpenTwice)
{
    for (int round = 0; round < 3; ++round) {
        Store reader = Store::open(path, OpenMode::read_only);
        const pid_t child = fork();
        if (child == 0) {
            // Another program, without this one's open handles.
            setenv("FOLLOW_CHILD", path.c_str(), 1);
            execl("/proc/self/exe", "data_tests", "--gtest_filter=FollowChild.CommitsAndCloses", nullptr);
            _exit(1);
        }
        int status = -1;
        waitpid(child, &status, 0);
        ASSERT_EQ(status, 0);
        EXPECT_TRUE(std::filesystem::exists(path.string() + "-wal"));
        EXPECT_EQ(reader.history({1}).size(), 2u + static_cast<std::size_t>(round));
        EXPECT_EQ(follow(), 1u);
    }
}

TEST(FileSystem, NetworksAreKnownByNumberAndFuseByItsMount)
{
    struct Row {
        unsigned long magic;
        const char* mount;
        const char* type;
        bool is_network;
    };
    for (const Row& row : {Row{0x6969, "", "nfs", true}, Row{0xFF534D42, "", "cifs", true}, Row{0xFE534D42, "", "smb2", true},
                           Row{0x65735546, "fuse.sshfs", "fuse.sshfs", true}, Row{0x65735546, "fuseblk", "fuseblk", false},
                           Row{0x65735546, "", "fuse", false}, Row{0xEF53, "", "ext2/ext3/ext4", false}, Row{0x1234, "", "0x1234", false}}) {
        const store::FileSystem found = store::file_system_from(row.magic, row.mount);
        EXPECT_EQ(found.type, row.type);
        EXPECT_EQ(found.is_network, row.is_network) << row.type;
    }
    FreshFolder folder;
    EXPECT_FALSE(store::file_system_of(folder.path).is_network);
    EXPECT_FALSE(store::file_system_of(folder / "not/there").is_network);
    try {
        store::require_local("/net/city.sqlite", {"nfs", true});
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("network file system (nfs)"));
        EXPECT_THAT(error.what(), HasSubstr("gridwatch backup"));
    }
}

}
