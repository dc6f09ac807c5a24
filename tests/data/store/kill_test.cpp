// What was confirmed is there after kill −9 at any moment.

#include "data/store/store.h"

#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace data;
using sample::noon;

/// Commits numbered notes and reports in turn; each confirmed note's number goes through the pipe. Never returns.
[[noreturn]] void write_until_killed(const std::filesystem::path& path, IncidentId id, int first, int confirmed)
{
    try {
        Store store = Store::open(path, OpenMode::read_write);
        for (int i = first;; ++i) {
            store.commit(AddIncidentNote{id, std::to_string(i)}, {}, noon);
            if (write(confirmed, &i, sizeof i) != sizeof i)
                _exit(1);
            if (i % 5 == 0)
                store.put(std::vector<Incident>(20, sample::incident("", {114, 30})), Actor{});
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "writer: %s\n", error.what());
    }
    _exit(1);
}

/// GRIDWATCH_KILLS: as often as it says.
int kills_wanted()
{
    const char* wanted = std::getenv("GRIDWATCH_KILLS");
    return std::max(50, wanted ? std::atoi(wanted) : 0);
}

TEST(StoreKill, ConfirmedNotesSurviveFiftyKills)
{
    const int rounds = kills_wanted();
    FreshFolder folder;
    const auto path = folder / "city.sqlite";
    IncidentId id;
    {
        Store store = Store::create(path);
        id = std::get<IncidentSaved>(store.commit(ReportIncident{}, {}, noon)).incident.id;
    }
    std::mt19937 random(20260217);
    std::uniform_int_distribution<int> pause_us(0, 40'000);
    int last_confirmed = 0, rounds_that_wrote = 0;
    for (int round = 0; round < rounds; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t writer = fork();
        if (writer == 0)
            write_until_killed(path, id, last_confirmed + 1, ends[1]);
        close(ends[1]);
        // Two in three are killed at work, the others wherever they are: opening, recovering the last one's log.
        pollfd confirmation{ends[0], POLLIN, 0};
        const bool is_at_work = round % 3 == 0 || poll(&confirmation, 1, 20'000) == 1;
        std::this_thread::sleep_for(std::chrono::microseconds(pause_us(random)));
        kill(writer, SIGKILL);
        int status = 0;
        waitpid(writer, &status, 0);
        ASSERT_TRUE(is_at_work) << "the writer confirmed nothing within 20 s";
        ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
        const int before = last_confirmed;
        for (int number; read(ends[0], &number, sizeof number) == sizeof number;)
            last_confirmed = number;
        close(ends[0]);
        rounds_that_wrote += last_confirmed > before;

        Store store = Store::open(path, round % 2 ? OpenMode::read_write : OpenMode::read_only);
        int expected = 0;
        for (const IncidentEvent& event : store.history(id))
            if (event.kind == "note") {
                ASSERT_EQ(event.text, std::to_string(++expected)) << "round " << round;
            }
        // The note under way may be there although its confirmation was cut off.
        ASSERT_GE(expected, last_confirmed) << "round " << round;
        ASSERT_LE(expected, last_confirmed + 1) << "round " << round;
        last_confirmed = expected;
    }
    EXPECT_GE(rounds_that_wrote, rounds * 6 / 10);
    std::printf("%d kills while notes were written, %d of them confirmed\n", rounds, last_confirmed);
    Store store = Store::open(path, OpenMode::read_write);
    const auto loaded = store.load();
    for (const Incident& incident : *loaded.incidents)
        ASSERT_EQ(store.history(incident.id).empty(), false) << "an incident without its event";
}

} // namespace
