// Missing, empty, cut, foreign, newer, older, unreadable, read-only, full: one clear line each, and nothing lost.

#include "data/store/store.h"

#include "data/error.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "tests/data/as_nobody.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;
namespace fs = std::filesystem;

std::string open_word(const fs::path& path, OpenMode mode)
{
    try {
        Store::open(path, mode).load();
    } catch (const Error& error) {
        return error.what();
    }
    return "opened";
}

void write_file(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

struct StoreOpen : testing::Test {
    FreshFolder folder;
    fs::path path = folder / "city.sqlite";

    void make_workspace()
    {
        Store store = Store::create(path);
        store.put(std::vector{sample::grid(Level::grid, "1", sample::square(114, 30, 1))});
        store.commit(ReportIncident{}, {}, noon);
    }
    void run(const std::string& script)
    {
        store::FileConnection connection(path, store::Access::read_write);
        store::run_script(connection.handle(), script);
    }
};

TEST_F(StoreOpen, BadFilesEachHaveTheirWord)
{
    make_workspace();
    std::ostringstream whole;
    whole << std::ifstream(path, std::ios::binary).rdbuf();
    const std::string bytes = whole.str();
    std::string other = bytes;
    other.replace(0, 6, "SQLITE");
    const struct {
        const char* name;
        std::string content;
        const char* word;
    } rows[] = {
        {"empty.sqlite", "", "is empty"},
        {"short.sqlite", bytes.substr(0, 7), "cut short"},
        {"header.sqlite", bytes.substr(0, 100), "cut short"},
        {"page.sqlite", bytes.substr(0, 4096), "cut short"},
        {"half.sqlite", bytes.substr(0, bytes.size() / 2), "cut short"},
        {"last_byte.sqlite", bytes.substr(0, bytes.size() - 1), "cut short"},
        {"text.sqlite", "hello, this is no database at all", "not a workspace"},
        {"other.sqlite", other, "not a workspace"},
    };
    for (const auto& row : rows) {
        write_file(folder / row.name, row.content);
        for (const OpenMode mode : {OpenMode::read_write, OpenMode::read_only}) {
            const std::string word = open_word(folder / row.name, mode);
            EXPECT_THAT(word, HasSubstr(row.word)) << row.name;
            EXPECT_EQ(word.find('\n'), std::string::npos);
        }
        EXPECT_EQ(fs::file_size(folder / row.name), row.content.size()) << "a refused file is left as it was";
    }
    EXPECT_THAT(open_word(folder / "nowhere.sqlite", OpenMode::read_only), HasSubstr("There is no workspace"));
    EXPECT_THAT(open_word(folder / "no" / "where.sqlite", OpenMode::read_only), HasSubstr("There is no workspace"));
    EXPECT_THAT(open_word(folder.path, OpenMode::read_only), HasSubstr("is a folder"));
    EXPECT_THROW(Store::create(folder / "no" / "where.sqlite"), Error);
}

TEST_F(StoreOpen, DamageInTheMiddleIsFoundWhenSizesDoNotFit)
{
    make_workspace();
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(4096 * 3);
    file << std::string(4096 * 8, 'x');
    file.seekp(0, std::ios::end);
    file << std::string(4096, 'x');
    file.close();
    EXPECT_THAT(open_word(path, OpenMode::read_only), HasSubstr("damaged"));
}

TEST_F(StoreOpen, ForeignDatabasesAreRecognised)
{
    {
        store::FileConnection connection(path, store::Access::create);
        store::run_script(connection.handle(),
                          "create table workspace (name text); insert into workspace values ('x');");
    }
    EXPECT_THAT(open_word(path, OpenMode::read_write), HasSubstr("another program"));
    run("drop table workspace");
    EXPECT_THAT(open_word(path, OpenMode::read_write), HasSubstr("another program"));
}

TEST_F(StoreOpen, NewerSchemasAreRefused)
{
    make_workspace();
    run("insert into schema_steps values (7777, '7777_later.sql', 0)");
    EXPECT_THAT(open_word(path, OpenMode::read_write), HasSubstr("newer program (schema 7777"));
    EXPECT_THAT(open_word(path, OpenMode::read_only), HasSubstr("newer program"));
}

TEST_F(StoreOpen, OlderSchemasAreUpgradedAfterACopy)
{
    make_workspace();
    std::vector<store::Migration> steps = store::embedded_migrations();
    const int now = steps.back().number;
    steps.push_back(
        {now + 1, "later.sql", "create table extra (id integer primary key); insert into extra values (1);"});
    steps.push_back({now + 2, "last.sql", "alter table extra add column word text not null default 'x';"});
    {
        store::FileConnection connection(path, store::Access::read_write);
        EXPECT_THROW(store::require_newest(connection, steps), Error);
        store::upgrade(connection, steps);
        EXPECT_EQ(store::schema_of(connection), now + 2);
        EXPECT_EQ(connection.number("select count(*) from extra where word = 'x'"), 1);
        store::upgrade(connection, steps); // nothing left to do
    }
    fs::path copy = path;
    copy += ".schema-" + std::to_string(now) + ".bak";
    Store before = Store::open(copy, OpenMode::read_only);
    EXPECT_EQ(before.info().schema, now);
    EXPECT_EQ(before.load().incidents->size(), 1u);
}

TEST_F(StoreOpen, AStepThatFailsChangesNothing)
{
    make_workspace();
    std::vector<store::Migration> steps = store::embedded_migrations();
    const int now = steps.back().number;
    steps.push_back({now + 1, "later.sql",
                     "create table extra (id integer); select AddGeometryColumn('nowhere', 'geom', 4326, 'POINT');"});
    {
        store::FileConnection connection(path, store::Access::read_write);
        testing::internal::CaptureStderr(); // SpatiaLite speaks there
        EXPECT_THROW(store::upgrade(connection, steps), Error);
        testing::internal::GetCapturedStderr();
        EXPECT_EQ(store::schema_of(connection), now);
        EXPECT_EQ(connection.number("select count(*) from sqlite_master where name = 'extra'"), 0);
    }
    EXPECT_EQ(open_word(path, OpenMode::read_write), "opened");
}

TEST_F(StoreOpen, RightsAreNamed)
{
    make_workspace();
    const fs::path locked = folder / "locked";
    fs::create_directory(locked);
    fs::copy_file(path, locked / "city.sqlite");
    fs::permissions(folder.path, fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    fs::permissions(locked,
                    fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
    fs::permissions(locked / "city.sqlite", fs::perms::owner_all | fs::perms::others_read | fs::perms::others_write);
    const auto word = [&](OpenMode mode) { return as_nobody([&] { return open_word(locked / "city.sqlite", mode); }); };
    const std::string read_only = word(OpenMode::read_only);
    if (read_only == "could not drop privileges")
        GTEST_SKIP() << "this user may not become nobody";
    EXPECT_EQ(read_only, "opened");
    EXPECT_THAT(word(OpenMode::read_write), HasSubstr("folder of"));
    fs::permissions(locked / "city.sqlite", fs::perms::owner_read | fs::perms::others_read);
    EXPECT_THAT(word(OpenMode::read_write), HasSubstr("cannot be written"));
    EXPECT_EQ(word(OpenMode::read_only), "opened");
    fs::permissions(locked / "city.sqlite", fs::perms::none);
    EXPECT_THAT(word(OpenMode::read_only), HasSubstr("cannot be read"));
    EXPECT_THAT(as_nobody([&] {
                    try {
                        Store::create(locked / "new.sqlite");
                    } catch (const Error& error) {
                        return std::string(error.what());
                    }
                    return std::string("made");
                }),
                HasSubstr("could not be made"));
    fs::permissions(locked, fs::perms::owner_all);
}

TEST_F(StoreOpen, AReadOnlyStoreRefusesToWrite)
{
    make_workspace();
    Store store = Store::open(path, OpenMode::read_only);
    EXPECT_THROW(store.commit(ReportIncident{}, {}, noon), Error);
    EXPECT_THROW(store.put_setting("a", "b"), Error);
    EXPECT_EQ(store.load().incidents->size(), 1u);
}

TEST_F(StoreOpen, AFullDiskLosesNothing)
{
    Store store = Store::create(path);
    const IncidentId id = std::get<IncidentSaved>(store.commit(ReportIncident{}, {}, noon)).incident.id;
    store.limit_pages(1); // no page more than there are
    const std::string long_note(3000, 'x');
    std::size_t saved = 0;
    std::string reason;
    while (reason.empty() && saved < 100) {
        try {
            store.commit(AddIncidentNote{id, long_note}, {}, noon);
            ++saved;
        } catch (const Error& error) {
            reason = error.what();
        }
    }
    EXPECT_THAT(reason, HasSubstr("Not saved: the disk is full"));
    EXPECT_EQ(reason.find("xxx"), std::string::npos) << "bound values never appear";
    EXPECT_EQ(store.history(id).size(), saved + 1);
    EXPECT_THROW(store.put(std::vector<Incident>(500, sample::incident("", {114, 30})), Actor{}), Error);
    store.limit_pages(0);
    store.commit(AddIncidentNote{id, long_note}, {}, noon);
    EXPECT_EQ(Store::open(path, OpenMode::read_only).history(id).size(), saved + 2);
}

TEST_F(StoreOpen, OneReadsWhileAnotherWrites)
{
    Store writer = Store::create(path);
    Store reader = Store::open(path, OpenMode::read_only);
    for (int i = 1; i <= 20; ++i) {
        writer.commit(ReportIncident{}, {}, noon);
        EXPECT_EQ(reader.load().incidents->size(), static_cast<std::size_t>(i));
    }
    // A second writer waits its turn.
    Store second = Store::open(path, OpenMode::read_write);
    writer.put(std::vector<Incident>(100, sample::incident("", {114, 30})), Actor{});
    EXPECT_EQ(std::get<IncidentSaved>(second.commit(ReportIncident{}, {}, noon)).incident.number, "121");
    EXPECT_EQ(reader.load().incidents->size(), 121u);
}

TEST_F(StoreOpen, TheLogOfADeletedWorkspaceDoesNoHarm)
{
    make_workspace();
    fs::path log = path, kept = path;
    log += "-wal", kept += ".kept";
    {
        Store store = Store::open(path, OpenMode::read_write);
        store.commit(ReportIncident{}, {}, noon);
        fs::copy_file(log, kept);
    }
    fs::remove(path);
    fs::rename(kept, log);
    make_workspace();
    EXPECT_EQ(Store::open(path, OpenMode::read_write).load().incidents->size(), 1u);
}

TEST_F(StoreOpen, ManyRowsAreIndexedAtTheirEndOrAtTheNextOpening)
{
    std::vector<Incident> many;
    for (int i = 0; i < 2500; ++i)
        many.push_back(sample::incident("", {114 + (i * 7919 % 2503) * 1e-4, 30 + i * 1e-4}));
    many[7].has_position = false;
    std::vector<Camera> cameras(2000);
    std::vector<Place> places(2000);
    places[3].area = sample::square(114, 30, 0.001);
    places[4].lines = {{{114, 30}, {115, 31}}};
    {
        Store store = Store::create(path);
        store.put(many, Actor{});
        store.put(cameras);
        store.put(places);
    }
    const auto indexed = [&](const std::string& table) {
        store::FileConnection connection(path, store::Access::read_only);
        return connection.number("select count(*) from idx_" + table);
    };
    EXPECT_EQ(indexed("incidents_geom"), 2499);
    EXPECT_EQ(indexed("cameras_geom"), 2000);
    EXPECT_EQ(indexed("places_geom"), 2000);
    EXPECT_EQ(indexed("places_area"), 1);
    EXPECT_EQ(indexed("places_lines"), 1);

    // As after a kill in the midst of it: rows without index, and one that another connection wrote meanwhile.
    run("insert into unindexed values ('incidents', 2001); delete from idx_incidents_geom where pkid > 2100");
    run("insert into incidents (number, class_code, title, severity, source, place, has_position, reported_us, state, "
        "attention, geom) "
        "values ('x', '', '', 3, 'app', '', 1, 0, 'reported', 'new', MakePoint(114, 30, 4326))");
    EXPECT_EQ(indexed("incidents_geom"), 2099);
    EXPECT_EQ(open_word(path, OpenMode::read_only), "opened");
    EXPECT_EQ(open_word(path, OpenMode::read_write), "opened");
    EXPECT_EQ(indexed("incidents_geom"), 2500);
    store::FileConnection connection(path, store::Access::read_write);
    EXPECT_EQ(connection.number("select count(*) from unindexed"), 0);
    EXPECT_EQ(connection.number("select CheckSpatialIndex('incidents', 'geom')"), 1);
    EXPECT_EQ(connection.number("select CheckSpatialIndex('places', 'area')"), 1);
}

TEST_F(StoreOpen, SeveralProgramsMakeGoodTheSameIndexAtOnce)
{
    std::vector<Incident> many;
    for (int i = 0; i < 2500; ++i)
        many.push_back(sample::incident("", {114 + (i * 7919 % 2503) * 1e-4, 30 + i * 1e-4}));
    {
        Store store = Store::create(path);
        store.put(many, Actor{});
    }
    for (int round = 0; round < 5; ++round) {
        run("insert into unindexed values ('incidents', 1); delete from idx_incidents_geom");
        std::vector<std::string> words(4);
        {
            std::vector<std::jthread> programs;
            for (std::string& word : words)
                programs.emplace_back([&] { word = open_word(path, OpenMode::read_write); });
        }
        for (const std::string& word : words)
            EXPECT_EQ(word, "opened");
        store::FileConnection connection(path, store::Access::read_only);
        EXPECT_EQ(connection.number("select count(*) from idx_incidents_geom"), 2500);
    }
}

TEST_F(StoreOpen, ABackupIsAWholeWorkspace)
{
    make_workspace();
    Store store = Store::open(path, OpenMode::read_write);
    store.commit(ReportIncident{}, {}, noon); // still in the log
    store.backup(folder / "copy.sqlite");
    EXPECT_THROW(store.backup(folder / "copy.sqlite"), Error);
    EXPECT_EQ(Store::open(folder / "copy.sqlite", OpenMode::read_write).load().incidents->size(), 2u);
}

} // namespace
