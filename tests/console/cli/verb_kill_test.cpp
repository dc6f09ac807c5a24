// What a verb leaves when it is killed: at each of its calls that changes a name (one after the other), at random moments as often as GRIDWATCH_KILLS
// says, and what it does when it is asked to end.

#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
#include "data/store/verify.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"
#include "tests/video/until.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <random>
#include <set>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr int never = 0;

/// build/…/gridwatch, which ends itself before its `kill_at`-th call.
pid_t start_verb(const std::vector<std::string>& arguments, int kill_at, const fs::path& calls = {})
{
    std::vector<std::string> words{"/usr/bin/env"};
    if (kill_at != never || !calls.empty())
        words.insert(words.end(), {"LD_PRELOAD=" BINARY_DIR "/tests/tools/libkill_at.so", "GRIDWATCH_TEST_KILL_AT=" + std::to_string(kill_at),
                                   "GRIDWATCH_TEST_CALLS=" + calls.string()});
    words.push_back(BINARY_DIR "/gridwatch");
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> list;
    for (std::string& word : words)
        list.push_back(word.data());
    list.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    for (const int handle : {STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&quiet, handle, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = posix_spawn(&child, list[0], &quiet, nullptr, list.data(), environ);
    posix_spawn_file_actions_destroy(&quiet);
    return failed ? 0 : child;
}

/// Exit status, or 128 + signal.
int end_of(pid_t child)
{
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int run_verb(const std::vector<std::string>& arguments, int kill_at = never) { return end_of(start_verb(arguments, kill_at)); }

std::string why_not_whole(const fs::path& workspace)
{
    try {
        const data::VerifyReport report = data::verify_workspace(workspace, sample::noon);
        return report.is_sound() ? "" : report.findings.empty() ? "not sound" : report.findings.front().text;
    } catch (const std::exception& error) {
        return error.what();
    }
}

std::set<std::string> names_in(const fs::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

bool is_leftover(const std::string& name)
{
    return name.starts_with(".gridwatch") || name.ends_with(".part") || name.ends_with(".new") || name.ends_with(".aside");
}

/// A small workspace with what a verb needs, made once and copied for each kill.
struct Ground {
    FreshFolder model, work;

    fs::path at(const std::string& name) const { return work / name; }

    Ground()
    {
        data::Store store = data::Store::create(model / "city.sqlite");
        const data::Camera camera = [] {
            data::Camera one;
            one.name = "East gate", one.main_url = "rtsp://10.0.0.1/1";
            return one;
        }();
        store.put(std::array{camera});
        store.put(std::vector<data::Incident>(3, sample::incident("", {114, 30})), data::Actor{});
        store.settle();
        fs::create_directories(model / "city.sqlite.files");
        std::ofstream(model / "city.sqlite.files/map.txt") << "before";
        std::ofstream(model / "cameras.csv") << "name,url,lon,lat\nNorth gate,rtsp://10.0.0.2/1,114.0,30.0\nSouth gate,rtsp://10.0.0.3/1,114.1,30.1\n";
        make_old();
    }

    void make_old()
    {
        const auto first = data::store::embedded_migrations().front();
        data::store::FileConnection connection(model / "old.sqlite", data::store::Access::create);
        data::store::make_schema(connection, std::span(&first, 1));
        data::store::run_script(connection.handle(), "insert into session_log (time_us, seat, kind, subject, detail) values (1, 'desk-1', 'sign_on', '', '');");
        connection.settle();
    }

    void begin()
    {
        for (const auto& entry : fs::directory_iterator(work.path))
            fs::remove_all(entry.path());
        fs::copy(model.path, work.path, fs::copy_options::recursive);
    }

    /// The one that restores stand for: it has an account more, and another file beside it.
    void make_backup()
    {
        ASSERT_EQ(run_verb({"backup", at("city.sqlite"), at("good.backup")}), 0);
        ASSERT_EQ(run_verb({"account", "add", at("city.sqlite"), "night 1", "--role", "operator"}), 0);
        std::ofstream(at("city.sqlite.files/map.txt")) << "after";
    }

    bool is_restored() const { return data::Store::open(at("city.sqlite"), data::OpenMode::read_only).load().accounts->rows.empty(); }
    std::string map_beside(const std::string& workspace) const
    {
        std::ifstream in(at(workspace + ".files/map.txt"));
        std::string word;
        in >> word;
        return word;
    }
};

int schema_at(const fs::path& workspace)
{
    data::store::FileConnection connection(workspace, data::store::Access::query_only);
    return data::store::schema_of(connection);
}

struct KilledVerb {
    const char* name;
    std::function<void(Ground&)> prepare;
    std::function<std::vector<std::string>(const Ground&)> command;
    std::function<void(const Ground&)> after_kill;  // whatever the moment was
    std::function<void(const Ground&)> after_next;  // after the same verb was run again
};

void expect_whole(const Ground& ground, const std::string& name)
{
    if (const std::string why = why_not_whole(ground.at(name)); !why.empty())
        ADD_FAILURE() << name << ": " << why;
}

void expect_whole_if_there(const Ground& ground, const std::string& name)
{
    if (fs::exists(ground.at(name)))
        expect_whole(ground, name);
}

const std::vector<KilledVerb>& killed_verbs()
{
    static const std::vector<KilledVerb> verbs{
        {"import", [](Ground&) {}, [](const Ground& g) { return std::vector<std::string>{"import", g.at("new.sqlite"), g.at("cameras.csv"), "--as", "cameras"}; },
         [](const Ground& g) {
             expect_whole_if_there(g, "new.sqlite");
             if (fs::exists(g.at("new.sqlite"))) {
                 EXPECT_EQ(data::Store::open(g.at("new.sqlite"), data::OpenMode::read_only).load().cameras->rows.size(), 2u);
             }
         },
         [](const Ground& g) { EXPECT_EQ(data::Store::open(g.at("new.sqlite"), data::OpenMode::read_only).load().cameras->rows.size(), 2u); }},
        {"import into one that is there", [](Ground&) {},
         [](const Ground& g) { return std::vector<std::string>{"import", g.at("city.sqlite"), g.at("cameras.csv"), "--as", "cameras"}; },
         [](const Ground& g) {
             const std::size_t cameras = data::Store::open(g.at("city.sqlite"), data::OpenMode::read_only).load().cameras->rows.size();
             EXPECT_TRUE(cameras == 1 || cameras == 3) << cameras;
         },
         [](const Ground& g) {
             expect_whole(g, "city.sqlite");
             EXPECT_EQ(data::Store::open(g.at("city.sqlite"), data::OpenMode::read_only).load().cameras->rows.size(), 3u);
         }},
        {"backup", [](Ground&) {}, [](const Ground& g) { return std::vector<std::string>{"backup", g.at("city.sqlite"), g.at("city.backup")}; },
         [](const Ground& g) {
             expect_whole(g, "city.sqlite");
             expect_whole_if_there(g, "city.backup");
         },
         [](const Ground& g) {
             expect_whole(g, "city.backup");
             EXPECT_EQ(g.map_beside("city.backup"), "before");
         }},
        {"restore", [](Ground& g) { g.make_backup(); },
         [](const Ground& g) { return std::vector<std::string>{"restore", g.at("good.backup"), g.at("city.sqlite"), "--replace"}; },
         [](const Ground& g) {
             expect_whole(g, "city.sqlite");
             const bool is_restored = g.is_restored(); // opening it brings to its end what was begun
             EXPECT_EQ(g.map_beside("city.sqlite"), is_restored ? "before" : "after");
             EXPECT_EQ(fs::exists(g.at("city.sqlite.before-restore")), is_restored);
             if (is_restored) {
                 expect_whole(g, "city.sqlite.before-restore");
                 EXPECT_EQ(g.map_beside("city.sqlite.before-restore"), "after");
             }
         },
         [](const Ground& g) {
             EXPECT_TRUE(g.is_restored());
             EXPECT_EQ(g.map_beside("city.sqlite"), "before");
         }},
        {"upgrade", [](Ground&) {}, [](const Ground& g) { return std::vector<std::string>{"upgrade", g.at("old.sqlite")}; },
         [](const Ground& g) {
             const int newest = data::store::embedded_migrations().back().number, schema = schema_at(g.at("old.sqlite"));
             EXPECT_TRUE(schema == 1 || schema == newest) << schema;
             if (fs::exists(g.at("old.sqlite.schema-1.bak"))) {
                 EXPECT_EQ(schema_at(g.at("old.sqlite.schema-1.bak")), 1);
                 EXPECT_EQ(schema, newest);
             }
         },
         [](const Ground& g) {
             data::Store::open(g.at("old.sqlite"), data::OpenMode::read_write);
             expect_whole(g, "old.sqlite");
             EXPECT_EQ(schema_at(g.at("old.sqlite.schema-1.bak")), 1);
             EXPECT_FALSE(fs::exists(g.at("old.sqlite.schema-1.bak.2")));
         }},
        {"upgrade --undo", [](Ground& g) { ASSERT_EQ(run_verb({"upgrade", g.at("old.sqlite")}), 0); },
         [](const Ground& g) { return std::vector<std::string>{"upgrade", g.at("old.sqlite"), "--undo"}; },
         [](const Ground& g) {
             const int newest = data::store::embedded_migrations().back().number, schema = schema_at(g.at("old.sqlite"));
             EXPECT_TRUE(schema == 1 || schema == newest) << schema;
         },
         [](const Ground& g) { EXPECT_EQ(schema_at(g.at("old.sqlite")), 1); }},
        {"export", [](Ground& g) { ASSERT_EQ(run_verb({"export", g.at("city.sqlite"), "cameras", g.at("out.shp")}), 0); },
         [](const Ground& g) { return std::vector<std::string>{"export", g.at("city.sqlite"), "cameras", g.at("out.shp"), "--replace"}; },
         [](const Ground& g) {
             for (const char* part : {"out.shp", "out.dbf", "out.shx", "out.prj"})
                 EXPECT_TRUE(fs::exists(g.at(part))) << part;
         },
         [](const Ground& g) { expect_whole(g, "city.sqlite"); }},
        {"demo", [](Ground&) {}, [](const Ground& g) { return std::vector<std::string>{"demo", g.at("demo.sqlite")}; },
         [](const Ground& g) { expect_whole_if_there(g, "demo.sqlite"); }, [](const Ground& g) { expect_whole(g, "demo.sqlite"); }},
    };
    return verbs;
}

/// What a kill left, and what the next run makes of it.
void judge(const KilledVerb& verb, const Ground& ground)
{
    verb.after_kill(ground);
    run_verb(verb.command(ground)); // may say that all is done already
    verb.after_next(ground);
    for (const std::string& name : names_in(ground.work.path))
        EXPECT_FALSE(is_leftover(name)) << name;
}

bool is_sanitized()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#else
    return false;
#endif
}

class VerbKill : public testing::TestWithParam<std::size_t> {};

/// The last ones, in which names are given, and some of those before. GRIDWATCH_KILLS: all of them.
std::vector<int> calls_to_try(int calls)
{
    constexpr int last_ones = 8, of_the_others = 4;
    std::vector<int> chosen;
    const int step = std::getenv("GRIDWATCH_KILLS") ? 1 : std::max(1, (calls - last_ones) / of_the_others);
    for (int call = 1; call <= calls; call += call < calls - last_ones ? step : 1)
        chosen.push_back(call);
    return chosen;
}

TEST_P(VerbKill, LeavesNothingHalfMadeAtAnyOfItsCalls)
{
    if (is_sanitized())
        GTEST_SKIP() << "a sanitizer wants to be the first library";
    const KilledVerb& verb = killed_verbs()[GetParam()];
    Ground ground;
    ground.begin();
    verb.prepare(ground);
    const fs::path counted = ground.model / "calls";
    EXPECT_EQ(end_of(start_verb(verb.command(ground), never, counted)), 0);
    int calls = 0;
    std::ifstream(counted) >> calls;
    fs::remove(counted);
    ASSERT_GT(calls, 3) << verb.name;
    int killed = 0;
    for (const int call : calls_to_try(calls)) {
        SCOPED_TRACE(verb.name + (" killed before call " + std::to_string(call)));
        ground.begin();
        verb.prepare(ground);
        if (run_verb(verb.command(ground), call) != 128 + SIGKILL)
            continue; // the number of calls of SQLite's differs by a few
        ++killed;
        judge(verb, ground);
        if (HasFailure())
            return;
    }
    EXPECT_GT(killed, 3) << verb.name;
}

INSTANTIATE_TEST_SUITE_P(Verbs, VerbKill, testing::Range<std::size_t>(0, killed_verbs().size()));

/// GRIDWATCH_KILLS=1000: so many, spread over the verbs and over the time each of them takes. Without it: not at all.
TEST(VerbKillWide, AtRandomMoments)
{
    const char* wanted = std::getenv("GRIDWATCH_KILLS");
    const int kills = wanted ? std::atoi(wanted) : 0;
    if (kills <= 0)
        GTEST_SKIP() << "GRIDWATCH_KILLS says how many";
    std::mt19937 random(20260217);
    Ground ground;
    for (const KilledVerb& verb : killed_verbs()) {
        ground.begin();
        verb.prepare(ground);
        const auto begin = Steady::now();
        run_verb(verb.command(ground));
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin);
        std::uniform_int_distribution<long> moment(0, took.count() * 11 / 10);
        int killed = 0, ended = 0;
        const int share = (kills + static_cast<int>(killed_verbs().size()) - 1) / static_cast<int>(killed_verbs().size());
        while (killed < share && ended < 10 * share && !testing::Test::HasFailure()) {
            ground.begin();
            verb.prepare(ground);
            const pid_t child = start_verb(verb.command(ground), never);
            std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
            kill(child, SIGKILL);
            const bool is_killed = end_of(child) == 128 + SIGKILL;
            is_killed ? ++killed : ++ended;
            SCOPED_TRACE(verb.name + (" kill " + std::to_string(killed)));
            if (is_killed)
                judge(verb, ground);
        }
        std::printf("%s: %d kills (%lld ms a run), %d ended before\n", verb.name, killed, static_cast<long long>(took.count() / 1000), ended);
        std::fflush(stdout);
    }
}

/// Verbs that wait for something that never comes, and what the signal does to them.
struct HeldVerb {
    const char* name;
    std::vector<std::string> (*command)(const Ground&, const fs::path& pipe);
};

std::ostream& operator<<(std::ostream& out, const HeldVerb& verb) { return out << verb.name; }

class HeldVerbs : public testing::TestWithParam<HeldVerb> {};

TEST_P(HeldVerbs, EndBySignal)
{
    for (const int signal : {SIGINT, SIGTERM}) {
        Ground ground;
        ground.begin();
        const fs::path pipe = ground.at("held.csv");
        ASSERT_EQ(mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR), 0);
        const pid_t child = start_verb(GetParam().command(ground, pipe), never);
        // Who opens it to write is there once it reads: then it is inside.
        int end = -1;
        ASSERT_TRUE(video_test::until([&] { return (end = open(pipe.c_str(), O_WRONLY | O_NONBLOCK)) >= 0; })) << "it never read";
        kill(child, signal);
        EXPECT_EQ(end_of(child), 128 + signal);
        close(end);
        for (const std::string& name : names_in(ground.work.path))
            EXPECT_FALSE(is_leftover(name)) << name;
        expect_whole(ground, "city.sqlite");
    }
}

INSTANTIATE_TEST_SUITE_P(Verbs, HeldVerbs,
                         testing::Values(HeldVerb{"edit", [](const Ground& g, const fs::path& pipe) {
                                             return std::vector<std::string>{"edit", g.at("city.sqlite"), "--draft", "d", "--script", pipe.string()};
                                         }},
                                         HeldVerb{"import", [](const Ground& g, const fs::path& pipe) {
                                             return std::vector<std::string>{"import", g.at("new.sqlite"), pipe.string(), "--as", "cameras"};
                                         }}));

/// A workspace is a file: a pipe by its name would hold up whoever opens it.
TEST(VerbEnd, APipeIsNoWorkspace)
{
    FreshFolder folder;
    const fs::path pipe = folder / "city.sqlite";
    ASSERT_EQ(mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR), 0);
    for (const char* verb : {"verify", "check", "upgrade", "log"})
        EXPECT_EQ(run_verb({verb, pipe.string()}), 1) << verb;
}

}
