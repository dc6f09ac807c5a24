// Journals of drafts: what was confirmed is there, one process at a time writes, and nothing ever changes what was written.

#include "data/store/store.h"

#include "data/error.h"
#include "data/store/backup.h"
#include "data/store/process.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/spatialite.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/refusal.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;

DraftEntry entry_of(std::int64_t seq, std::size_t size = 40)
{
    DraftEntry entry{seq, noon + std::chrono::seconds(seq), {{}, {}, "desk-1"}, seq % 7 ? "split" : "undo", "东 " + std::to_string(seq),
                     R"({"op":"split","line":[]})", std::string(seq % 7 ? size : 0, '\0'), seq % 7 ? 0 : seq - 1};
    for (std::size_t i = 0; i < entry.delta.size(); ++i)
        entry.delta[i] = static_cast<char>(i * 31 + static_cast<std::size_t>(seq));
    return entry;
}

struct Drafts : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";
    Store store = Store::create(path);
    const Actor actor{{}, {}, "desk-1"};
    const DraftHolder me = this_process("desk-1", {}, noon);

    DraftHead begin(const std::string& name = "spring")
    {
        const DraftHead draft = store.create_draft(name, "digest", actor, noon);
        EXPECT_FALSE(store.hold_draft(draft.id, me));
        return draft;
    }
    void append(std::int64_t draft, const DraftEntry& entry) { store.append(draft, me, std::span(&entry, 1)); }
    std::string refused(const std::string& statement)
    {
        store::FileConnection connection(path, store::Access::read_write);
        return refusal([&] { store::run_script(connection.handle(), statement); });
    }
};

TEST_F(Drafts, AThousandEntriesComeBackAsTheyWere)
{
    const DraftHead draft = begin();
    std::vector<DraftEntry> entries;
    for (std::int64_t seq = 1; seq <= 1000; ++seq)
        entries.push_back(entry_of(seq, static_cast<std::size_t>(seq * 37 % 6000)));
    store.append(draft.id, me, std::span(entries).first(400));
    for (std::size_t i = 400; i < entries.size(); ++i)
        append(draft.id, entries[i]);
    const std::vector<DraftEntry> read = Store::open(path, OpenMode::read_only).entries(draft.id);
    ASSERT_EQ(read.size(), entries.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        ASSERT_EQ(read[i].seq, entries[i].seq);
        ASSERT_EQ(read[i].time, entries[i].time);
        ASSERT_EQ(read[i].actor.seat, "desk-1");
        ASSERT_EQ(read[i].op, entries[i].op);
        ASSERT_EQ(read[i].subject, entries[i].subject);
        ASSERT_EQ(read[i].script, entries[i].script);
        ASSERT_EQ(read[i].delta, entries[i].delta) << i;
        ASSERT_EQ(read[i].of, entries[i].of);
    }
    const std::optional<DraftHead> head = store.draft("spring");
    ASSERT_TRUE(head);
    EXPECT_EQ(head->entries, 1000u);
    EXPECT_EQ(head->base_digest, "digest");
    EXPECT_EQ(head->created, noon);
    EXPECT_EQ(head->actor.seat, "desk-1");
    EXPECT_EQ(head->holder, me);
    EXPECT_FALSE(store.draft("autumn"));
}

TEST_F(Drafts, NamesAreOneToADraft)
{
    begin();
    EXPECT_THAT(refusal([&] { store.create_draft("spring", "", actor, noon); }), HasSubstr("already"));
    for (const char* bad : {"", " spring", "spring ", "a\nb"})
        EXPECT_THAT(refusal([&] { store.create_draft(bad, "", actor, noon); }), HasSubstr("cannot have the name")) << bad;
    EXPECT_THAT(refusal([&] { store.create_draft(std::string(101, 'a'), "", actor, noon); }), HasSubstr("longer"));
    store.create_draft("春季 2027", "", actor, noon);
    EXPECT_EQ(store.drafts().size(), 2u);
}

TEST_F(Drafts, TheJournalOnlyGrowsAndOnlyInItsOrder)
{
    const DraftHead draft = begin();
    append(draft.id, entry_of(1));
    EXPECT_THAT(refusal([&] { append(draft.id, entry_of(3)); }), HasSubstr("goes on with edit 2"));
    EXPECT_THAT(refusal([&] { append(draft.id, entry_of(1)); }), HasSubstr("goes on with edit 2"));
    EXPECT_THAT(refusal([&] { append(77, entry_of(1)); }), HasSubstr("not in the workspace"));
    const std::pair<const char*, const char*> rows[] = {
        {"update draft_entries set delta = null", "never changed"},
        {"delete from draft_entries", "never deleted"},
        {"insert into draft_entries (draft_id, seq, time_us, seat, op, subject, script) values (1, 3, 0, '', '', '', '')", "one edit after the other"},
        {"insert or replace into draft_entries (draft_id, seq, time_us, seat, op, subject, script) values (1, 1, 0, '', '', '', '')", "never changed"},
        {"insert or replace into draft_entries (rowid, draft_id, seq, time_us, seat, op, subject, script) select rowid, 1, 2, 0, '', '', '', '' from draft_entries",
         "never changed"},
        {"insert or replace into drafts (id, name, base_digest, created_us, seat, state) values (1, 'x', '', 0, '', 'open')", "only its end"},
        {"insert or replace into drafts (name, base_digest, created_us, seat, state) values ('spring', '', 0, '', 'open')", "only its end"},
        {"delete from drafts", "never deleted"},
        {"update drafts set name = 'x'", "only its end"},
    };
    for (const auto& [statement, reason] : rows)
        EXPECT_THAT(refused(statement), HasSubstr(reason)) << statement;
    store.discard_draft(draft.id, me, actor, noon);
    EXPECT_TRUE(store.drafts().empty());
    EXPECT_THAT(refusal([&] { append(draft.id, entry_of(2)); }), HasSubstr("is discarded"));
    EXPECT_THAT(refusal([&] { store.hold_draft(draft.id, me); }), HasSubstr("is discarded"));
    EXPECT_THAT(refused("update drafts set state = 'open'"), HasSubstr("only its end"));
    EXPECT_EQ(store.entries(draft.id).size(), 1u) << "its journal stays";
    begin(); // and its name is free
}

TEST_F(Drafts, WhoDoesNotHoldItWritesNothing)
{
    const DraftHead draft = store.create_draft("spring", "", actor, noon);
    EXPECT_THAT(refusal([&] { append(draft.id, entry_of(1)); }), HasSubstr("Nobody holds"));
    EXPECT_FALSE(store.hold_draft(draft.id, me));
    EXPECT_FALSE(store.hold_draft(draft.id, me)) << "again is no fault";
    store.release_draft(draft.id, me);
    EXPECT_THAT(refusal([&] { append(draft.id, entry_of(1)); }), HasSubstr("Nobody holds"));
}

/// Holds the draft, says so and waits; or only asks, and says how that ended.
struct Child {
    pid_t process = 0;
    int said = -1;

    Child(const std::filesystem::path& path, std::int64_t draft)
    {
        int ends[2];
        if (pipe(ends) != 0)
            return;
        process = fork();
        if (process == 0) {
            char answer = 'e';
            try {
                Store store = Store::open(path, OpenMode::read_write);
                answer = store.hold_draft(draft, this_process("desk-2", {}, noon)) ? 'r' : 'h';
                if (write(ends[1], &answer, 1) != 1 || answer != 'h')
                    _exit(1);
                pause();
            } catch (const std::exception& error) {
                std::fprintf(stderr, "child: %s\n", error.what());
            }
            _exit(1);
        }
        close(ends[1]);
        said = ends[0];
    }
    char answer() const
    {
        pollfd waiting{said, POLLIN, 0};
        char word = '?';
        return poll(&waiting, 1, 20'000) == 1 && read(said, &word, 1) == 1 ? word : '?';
    }
    void kill_it() { kill(process, SIGKILL); }
    void wait_for_it()
    {
        int status = 0;
        if (process > 0)
            waitpid(process, &status, 0);
        process = 0;
    }
    ~Child()
    {
        if (process > 0)
            kill_it();
        wait_for_it();
        close(said);
    }
};

TEST_F(Drafts, AHolderIsRefusedTheOtherWhileItLivesAndGoneWhenItIsKilled)
{
    const DraftHead draft = store.create_draft("spring", "", actor, noon);
    Child other(path, draft.id);
    ASSERT_EQ(other.answer(), 'h');
    const std::optional<DraftHolder> holder = store.hold_draft(draft.id, me);
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->seat, "desk-2");
    EXPECT_EQ(holder->process, other.process);
    EXPECT_EQ(store.draft("spring")->holder, holder);
    EXPECT_THAT(refusal([&] { append(draft.id, entry_of(1)); }), HasSubstr("held by desk-2"));
    EXPECT_THAT(refusal([&] { store.discard_draft(draft.id, me, actor, noon); }), HasSubstr("held by desk-2"));
    store.release_draft(draft.id, me);
    EXPECT_TRUE(store.hold_draft(draft.id, me)) << "what another holds cannot be released";
    other.kill_it();
    siginfo_t about{};
    ASSERT_EQ(waitid(P_PID, static_cast<id_t>(other.process), &about, WEXITED | WNOWAIT), 0);
    EXPECT_FALSE(is_alive(*holder)) << "also before anybody waited for it";
    EXPECT_FALSE(store.draft("spring")->holder);
    other.wait_for_it();
    EXPECT_FALSE(store.hold_draft(draft.id, me));
    append(draft.id, entry_of(1));
    Child late(path, draft.id);
    EXPECT_EQ(late.answer(), 'r');
}

TEST_F(Drafts, ALaterProcessOfTheSameIdIsAnother)
{
    const DraftHead draft = store.create_draft("spring", "", actor, noon);
    DraftHolder earlier = me;
    earlier.process_start = "another boot:1";
    EXPECT_FALSE(is_alive(earlier));
    EXPECT_TRUE(is_alive(me));
    EXPECT_FALSE(store.hold_draft(draft.id, earlier));
    EXPECT_FALSE(store.hold_draft(draft.id, me));
    EXPECT_EQ(store.draft("spring")->holder, me);
}

TEST_F(Drafts, AFullDiskLosesNothingThatWasConfirmed)
{
    const DraftHead draft = begin();
    for (std::int64_t seq = 1; seq <= 5; ++seq)
        append(draft.id, entry_of(seq, 2000));
    store.limit_pages(1); // not below its present size
    std::int64_t confirmed = 5;
    bool is_full = false;
    for (std::int64_t seq = 6; seq < 60 && !is_full; ++seq) {
        const std::vector<DraftEntry> two{entry_of(seq, 3000), entry_of(seq + 1, 20'000)};
        try {
            store.append(draft.id, me, std::span(two).first(1));
            confirmed = seq;
            store.append(draft.id, me, std::span(two).last(1));
            confirmed = ++seq;
        } catch (const DiskFull& error) {
            EXPECT_THAT(error.what(), HasSubstr("the disk is full"));
            is_full = true;
        }
    }
    ASSERT_TRUE(is_full);
    EXPECT_EQ(store.entries(draft.id).size(), static_cast<std::size_t>(confirmed));
    EXPECT_EQ(Store::open(path, OpenMode::read_only).entries(draft.id).back().delta, entry_of(confirmed, confirmed == 5 ? 2000 : 3000).delta);
    store.limit_pages(0);
    const std::vector<DraftEntry> many{entry_of(confirmed + 1, 20'000), entry_of(confirmed + 2, 20'000)};
    store.append(draft.id, me, many);
    EXPECT_EQ(store.draft("spring")->entries, static_cast<std::size_t>(confirmed + 2));
}

/// Appends entry after entry; the number of each that was confirmed goes through the pipe. Never returns.
[[noreturn]] void append_until_killed(const std::filesystem::path& path, std::int64_t draft, std::int64_t first, int confirmed)
{
    try {
        Store store = Store::open(path, OpenMode::read_write);
        const DraftHolder me = this_process("desk-2", {}, noon);
        if (store.hold_draft(draft, me))
            throw Error("held");
        for (std::int64_t seq = first;; ++seq) {
            const DraftEntry entry = entry_of(seq, static_cast<std::size_t>(seq * 97 % 5000));
            store.append(draft, me, std::span(&entry, 1));
            if (write(confirmed, &seq, sizeof seq) != sizeof seq)
                _exit(1);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "writer: %s\n", error.what());
    }
    _exit(1);
}

TEST_F(Drafts, WhatWasConfirmedSurvivesThirtyKills)
{
    const std::int64_t draft = store.create_draft("spring", "", actor, noon).id;
    std::mt19937 random(20270301);
    std::uniform_int_distribution<int> pause_us(0, 30'000);
    std::int64_t last = 0;
    int rounds_that_wrote = 0;
    for (int round = 0; round < 30; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t writer = fork();
        if (writer == 0)
            append_until_killed(path, draft, last + 1, ends[1]);
        close(ends[1]);
        pollfd confirmation{ends[0], POLLIN, 0};
        const bool is_at_work = round % 3 == 0 || poll(&confirmation, 1, 20'000) == 1;
        std::this_thread::sleep_for(std::chrono::microseconds(pause_us(random)));
        kill(writer, SIGKILL);
        int status = 0;
        waitpid(writer, &status, 0);
        ASSERT_TRUE(is_at_work) << "the writer confirmed nothing within 20 s";
        ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
        std::int64_t confirmed = last;
        for (std::int64_t seq; read(ends[0], &seq, sizeof seq) == sizeof seq;)
            confirmed = seq;
        close(ends[0]);
        rounds_that_wrote += confirmed > last;
        const std::vector<DraftEntry> entries = store.entries(draft);
        ASSERT_GE(static_cast<std::int64_t>(entries.size()), confirmed) << "round " << round;
        ASSERT_LE(static_cast<std::int64_t>(entries.size()), confirmed + 1) << "round " << round;
        last = static_cast<std::int64_t>(entries.size());
        for (std::int64_t seq = std::max<std::int64_t>(last - 20, 1); seq <= last; ++seq)
            ASSERT_EQ(entries[static_cast<std::size_t>(seq - 1)].delta, entry_of(seq, static_cast<std::size_t>(seq * 97 % 5000)).delta);
        ASSERT_FALSE(store.draft("spring")->holder) << "round " << round;
    }
    EXPECT_GE(rounds_that_wrote, 20);
}

TEST_F(Drafts, ABackupHasThemWithoutWhoHoldsThem)
{
    const DraftHead draft = begin();
    append(draft.id, entry_of(1));
    make_backup(path, folder / "backup.sqlite");
    Store copy = Store::open(folder / "backup.sqlite", OpenMode::read_only);
    ASSERT_EQ(copy.drafts().size(), 1u);
    EXPECT_FALSE(copy.drafts()[0].holder);
    EXPECT_EQ(copy.entries(draft.id).size(), 1u);
    EXPECT_TRUE(store.draft("spring")->holder);
}

TEST_F(Drafts, OtherConsolesAreTold)
{
    Store other = Store::open(path, OpenMode::read_only);
    World world;
    apply(world, other.load());
    const auto follow = [&] {
        const std::vector<Fact> news = other.news();
        for (const Fact& fact : news) {
            EXPECT_TRUE(std::holds_alternative<DraftsChanged>(fact));
            apply(world, fact);
        }
        return news.size();
    };
    EXPECT_EQ(follow(), 0u);
    const DraftHead draft = begin();
    EXPECT_EQ(follow(), 1u);
    ASSERT_EQ(world.drafts->rows.size(), 1u);
    EXPECT_EQ(world.drafts->rows[0].holder, me);
    append(draft.id, entry_of(1));
    EXPECT_EQ(follow(), 1u);
    EXPECT_EQ(world.drafts->rows[0].entries, 1u);
    EXPECT_EQ(follow(), 0u);
    store.release_draft(draft.id, me);
    EXPECT_EQ(follow(), 1u);
    EXPECT_FALSE(world.drafts->rows[0].holder);
    store.discard_draft(draft.id, me, actor, noon);
    EXPECT_EQ(follow(), 1u);
    EXPECT_TRUE(world.drafts->rows.empty());
}

}
