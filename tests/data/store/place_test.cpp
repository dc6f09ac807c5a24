// A name is not the thing: the file of an open workspace removed, moved, replaced or cut. Nothing is called saved that is not, and nothing of
// one workspace is played into another.

#include "data/error.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
#include "data/store/verify.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace fs = std::filesystem;
using namespace data;
using sample::noon;

namespace {

struct PlaceOfAStore : testing::Test {
    const FreshFolder folder;
    const fs::path path = folder / "city.sqlite";
    Store store = Store::create(path);

    PlaceOfAStore() { report("1"); }

    void report(const std::string& title) { store.commit(ReportIncident{.title = title, .position = {114, 30}}, {}, noon); }

    /// What a change is refused with; empty: it was taken.
    std::string refusal()
    {
        try {
            report("refused");
            return {};
        } catch (const Error& error) {
            return error.why.key;
        }
    }
    static std::size_t incidents_of(const fs::path& file) { return Store::open(file, OpenMode::read_only).load().incidents->size(); }
    bool has_log() const { return fs::exists(path.string() + "-wal") || fs::exists(path.string() + "-shm"); }
};

TEST_F(PlaceOfAStore, NothingIsSavedInAFileThatIsGone)
{
    fs::remove(path);
    EXPECT_EQ(refusal(), "workspace_gone");
    EXPECT_THROW(store.news(), Error);
    EXPECT_FALSE(has_log());
    const fs::path copy = folder / "copy.sqlite";
    store.backup(copy);
    EXPECT_EQ(incidents_of(copy), 1u) << "what was confirmed is still to be had";
    EXPECT_TRUE(verify_workspace(copy, noon).is_sound());
}

TEST_F(PlaceOfAStore, AFileThatWasMovedHasAllThatWasConfirmed)
{
    report("2");
    const fs::path moved = folder / "moved.sqlite";
    fs::rename(path, moved);
    EXPECT_EQ(refusal(), "workspace_gone");
    EXPECT_FALSE(has_log());
    EXPECT_EQ(incidents_of(moved), 2u);
    fs::rename(moved, path);
    EXPECT_EQ(refusal(), "workspace_gone") << "its log is no longer beside it: it wants opening again";
    store = Store::open(path, OpenMode::read_write);
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(incidents_of(path), 3u);
}

/// Seen: the log of the first was played into the second, which was damaged by it.
TEST_F(PlaceOfAStore, AnotherWorkspaceAtItsNameStaysWhole)
{
    const fs::path other = folder / "other.sqlite";
    {
        Store made = Store::create(other);
        for (const char* title : {"a", "b", "c"})
            made.commit(ReportIncident{.title = title, .position = {114, 30}}, {}, noon);
    }
    fs::rename(other, path);
    EXPECT_EQ(refusal(), "workspace_replaced");
    EXPECT_FALSE(has_log());
    EXPECT_TRUE(verify_workspace(path, noon).is_sound());
    EXPECT_EQ(incidents_of(path), 3u);
    store = Store::open(path, OpenMode::read_write);
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(incidents_of(path), 4u);
}

/// The log that another program keeps beside the new one is that program's.
TEST_F(PlaceOfAStore, TheLogOfAnotherIsLeftAlone)
{
    fs::remove(path), fs::remove(path.string() + "-wal"), fs::remove(path.string() + "-shm");
    Store other = Store::create(path);
    other.commit(ReportIncident{.title = "other", .position = {114, 30}}, {}, noon);
    ASSERT_TRUE(has_log());
    EXPECT_EQ(refusal(), "workspace_replaced");
    EXPECT_TRUE(has_log());
    EXPECT_EQ(incidents_of(path), 1u);
}

TEST_F(PlaceOfAStore, AFileThatWasCutSaysSo)
{
    store.news();
    store.settle();
    report("2");
    fs::resize_file(path, 0);
    EXPECT_EQ(refusal(), "workspace_cut");
    EXPECT_TRUE(has_log()) << "all there is of the last change";
}

/// What shrinks because it was tidied up is no fault.
TEST_F(PlaceOfAStore, ATidiedFileIsInItsPlace)
{
    store::FileConnection other(path, store::Access::read_write);
    store::run_script(other.handle(), "create table room (x); insert into room values (zeroblob(1000000))");
    other.settle();
    store.news();
    const auto before = fs::file_size(path);
    store::run_script(other.handle(), "drop table room; vacuum");
    other.settle();
    ASSERT_LT(fs::file_size(path), before);
    EXPECT_EQ(refusal(), "");
}

}
