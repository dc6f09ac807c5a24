// Backups taken while another program writes, and what restoring makes of them.

#include "data/store/backup.h"

#include "data/error.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/store.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include <csignal>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;
namespace fs = std::filesystem;

std::string error_of(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
        return error.what();
    }
    return "no error";
}

/// Every note is followed by one about the same number on the second incident, in transactions of their own: a state in between
/// two commits is consistent, half a commit would not be.
[[noreturn]] void write_for_ever(const fs::path& path, IncidentId id, int ready)
{
    try {
        Store store = Store::open(path, OpenMode::read_write);
        for (int i = 1;; ++i) {
            store.commit(AddIncidentNote{id, std::to_string(i)}, {}, noon);
            if (i == 20 && write(ready, "x", 1) != 1)
                _exit(1);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "writer: %s\n", error.what());
    }
    _exit(1);
}

TEST(Backup, UnderLoadIsOneConsistentState)
{
    FreshFolder folder;
    const fs::path city = folder / "city.sqlite", out = folder / "out.sqlite", again = folder / "again.sqlite";
    IncidentId id;
    {
        Store store = Store::create(city);
        store.put(std::vector<Incident>(3000, sample::incident("", {114, 30})), Actor{});
        id = std::get<IncidentSaved>(store.commit(ReportIncident{}, {}, noon)).incident.id;
    }
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t writer = fork();
    if (writer == 0)
        write_for_ever(city, id, ends[1]);
    char mark = 0;
    ASSERT_EQ(read(ends[0], &mark, 1), 1);
    const BackupReport report = make_backup(city, out);
    kill(writer, SIGKILL);
    waitpid(writer, nullptr, 0);
    close(ends[0]);
    close(ends[1]);

    EXPECT_EQ(report.incidents, 3001);
    EXPECT_FALSE(fs::exists(out.string() + "-wal"));
    const RestoreReport restored = restore_backup(out, again, false);
    EXPECT_EQ(restored.events, report.events);
    EXPECT_TRUE(restored.kept.empty());
    // All notes up to one, none after it: a state the writer had confirmed or was about to.
    Store copy = Store::open(again, OpenMode::read_write);
    int notes = 0;
    for (const IncidentEvent& event : copy.history(id))
        if (event.kind == "note") {
            EXPECT_EQ(event.text, std::to_string(++notes));
        }
    EXPECT_GE(notes, 20);
    EXPECT_EQ(report.events, 3001 + notes);
    copy.commit(AddIncidentNote{id, "goes on"}, {}, noon);
}

TEST(Backup, BringsTheFilesThatBelongToTheWorkspace)
{
    FreshFolder folder;
    fs::create_directories(folder / "a/city.sqlite.files/notes");
    fs::create_directories(folder / "a/maps");
    fs::create_directories(folder / "b");
    fs::create_directories(folder / "c");
    std::ofstream(folder / "a/city.sqlite.files/notes/1.txt") << "one";
    std::ofstream(folder / "a/maps/town.mbtiles") << "tiles";
    {
        Store store = Store::create(folder / "a/city.sqlite");
        Layer map{.kind = LayerKind::raster_basemap, .name = "town", .path = "maps/town.mbtiles"};
        store.put(map);
        map.path = "/elsewhere/big.mbtiles";
        store.put(map);
    }
    const BackupReport report = make_backup(folder / "a/city.sqlite", folder / "b/tuesday.sqlite");
    EXPECT_EQ(report.files, 2);
    EXPECT_EQ(report.file_bytes, 8);
    EXPECT_THAT(report.left_out, testing::ElementsAre("/elsewhere/big.mbtiles"));
    const RestoreReport restored = restore_backup(folder / "b/tuesday.sqlite", folder / "c/city.sqlite", false);
    EXPECT_EQ(restored.files, 2);
    const auto layers = Store::open(folder / "c/city.sqlite", OpenMode::read_only).load().layers->rows;
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(layers[0].path, "city.sqlite.files/town.mbtiles");
    EXPECT_TRUE(fs::exists(folder / "c/city.sqlite.files/town.mbtiles"));
    EXPECT_TRUE(fs::exists(folder / "c/city.sqlite.files/notes/1.txt"));
}

/// Who may write the workspace chose what a root job read and wrote.
TEST(Backup, StaysBelowTheFoldersAndFollowsNoLink)
{
    FreshFolder folder;
    fs::create_directories(folder / "etc");
    fs::create_directories(folder / "a/city.sqlite.files/deep");
    fs::create_directories(folder / "b/deep");
    std::ofstream(folder / "etc/evil") << "not yours";
    std::ofstream(folder / "a/city.sqlite.files/deep/1.txt") << "one";
    fs::create_symlink(".", folder / "a/city.sqlite.files/loop");
    fs::create_symlink("../../etc/evil", folder / "a/city.sqlite.files/leads_out");
    {
        Store store = Store::create(folder / "a/city.sqlite");
        for (const char* path : {"city.sqlite.files/../../etc/evil", "../etc/evil", "city.sqlite.files/deep/../../city.sqlite.files/deep/1.txt", "city.sqlite.files/leads_out"})
            store.put(Layer{.kind = LayerKind::reference, .name = "t", .path = path});
    }
    const BackupReport report = make_backup(folder / "a/city.sqlite", folder / "b/deep/b.sqlite");
    EXPECT_EQ(report.files, 1);
    EXPECT_THAT(report.left_out, testing::IsSupersetOf({"city.sqlite.files/../../etc/evil", "../etc/evil", "city.sqlite.files/leads_out"}));
    EXPECT_FALSE(fs::exists(folder / "b/etc"));
    EXPECT_FALSE(fs::exists(folder / "etc/b.sqlite.files"));
    for (const auto& entry : fs::recursive_directory_iterator(folder / "b"))
        EXPECT_TRUE(entry.is_directory() || entry.path().filename() == "b.sqlite" || entry.path().filename() == "1.txt") << entry.path();
}

/// Seen: 0644 and root's, so that the seats were locked out and everybody could read the PINs' hashes.
TEST(Backup, HasTheRightsOfWhatItStandsFor)
{
    FreshFolder folder;
    const fs::path city = folder / "city.sqlite", out = folder / "out.sqlite";
    const auto seats = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::group_write;
    Store::create(city).commit(ReportIncident{}, {}, noon);
    fs::permissions(city, seats);
    const auto rights = [](const fs::path& file) { return fs::status(file).permissions(); };
    make_backup(city, out);
    EXPECT_EQ(rights(out), seats);
    fs::permissions(out, fs::perms::owner_read | fs::perms::owner_write);
    const RestoreReport restored = restore_backup(out, city, true);
    EXPECT_EQ(rights(city), seats) << "as the one that was there";
    EXPECT_EQ(rights(restored.kept), seats);
    restore_backup(out, folder / "new.sqlite", false);
    EXPECT_EQ(rights(folder / "new.sqlite"), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(Store::open(restored.kept, OpenMode::read_only).load().incidents->size(), 1u);
}

TEST(Backup, RefusalsAreOneClearLine)
{
    FreshFolder folder;
    const fs::path city = folder / "city.sqlite", out = folder / "out.sqlite";
    Store::create(city).commit(ReportIncident{}, {}, noon);
    make_backup(city, out);
    EXPECT_THAT(error_of([&] { make_backup(city, out); }), HasSubstr("already there"));
    EXPECT_THAT(error_of([&] { make_backup(folder / "none.sqlite", folder / "x"); }), HasSubstr("There is no workspace"));
    EXPECT_THAT(error_of([&] { make_backup(city, folder / "no/such/folder.sqlite"); }), HasSubstr("could not be written"));
    EXPECT_THAT(error_of([&] { restore_backup(out, city, false); }), HasSubstr("already there"));
    EXPECT_THAT(error_of([&] { restore_backup(out, out, true); }), HasSubstr("backup itself"));
    std::ofstream(folder / "text.sqlite") << "no database at all, but longer than a header: " << std::string(200, 'x');
    EXPECT_THAT(error_of([&] { restore_backup(folder / "text.sqlite", folder / "y.sqlite", false); }), HasSubstr("not a workspace"));
    fs::resize_file(out, fs::file_size(out) / 2);
    EXPECT_THAT(error_of([&] { restore_backup(out, folder / "y.sqlite", false); }), HasSubstr("cut short"));
    EXPECT_FALSE(fs::exists(folder / "y.sqlite"));
}

TEST(Backup, AReplacedWorkspaceIsKeptAndOneInUseIsNotReplaced)
{
    FreshFolder folder;
    const fs::path city = folder / "city.sqlite", out = folder / "out.sqlite";
    Store::create(city);
    make_backup(city, out);
    {
        Store console = Store::open(city, OpenMode::read_write);
        console.commit(ReportIncident{}, {}, noon);
        EXPECT_THAT(error_of([&] { restore_backup(out, city, true); }), HasSubstr("open in another program"));
        EXPECT_EQ(console.load().incidents->size(), 1u);
    }
    const RestoreReport report = restore_backup(out, city, true);
    EXPECT_EQ(Store::open(city, OpenMode::read_only).load().incidents->size(), 0u);
    EXPECT_EQ(Store::open(report.kept, OpenMode::read_only).load().incidents->size(), 1u);
}

TEST(Backup, AFullDiskLeavesNothingBehind)
{
    FreshFolder folder;
    const fs::path city = folder / "city.sqlite", small = folder / "small";
    {
        Store store = Store::create(city);
        store.put(std::vector<Incident>(3000, sample::incident("", {114, 30})), Actor{});
    }
    fs::create_directory(small);
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        std::string words = "no mount";
        if (unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
            mount("tmpfs", small.c_str(), "tmpfs", 0, "size=512k") == 0) {
            words = error_of([&] { make_backup(city, small / "out.sqlite"); });
            words += fs::is_empty(small) ? " | nothing left" : " | something left";
        }
        [[maybe_unused]] const auto written = write(ends[1], words.data(), words.size());
        _exit(0);
    }
    close(ends[1]);
    char buffer[1000]{};
    const auto got = read(ends[0], buffer, sizeof buffer - 1);
    close(ends[0]);
    waitpid(child, nullptr, 0);
    ASSERT_GT(got, 0);
    if (std::string(buffer) == "no mount")
        GTEST_SKIP() << "a small disk needs the right to mount one";
    EXPECT_THAT(buffer, HasSubstr("full"));
    EXPECT_THAT(buffer, HasSubstr("nothing left"));
}

}
