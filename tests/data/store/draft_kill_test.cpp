// A random session of drawing, killed with SIGKILL at random moments: every edit that was confirmed is there again, and nothing half done.

#include "data/store/draft_desk.h"
#include "data/store/process.h"

#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace data;
using sample::noon;

struct Confirmed {
    std::int64_t seq = 0;
    char digest[64]{};
};

std::string random_line(std::mt19937& random)
{
    const auto upto = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const auto point = [&] { return fmt::format("[{:.9f},{:.9f}]", 113.998 + upto(44'000'000) * 1e-9, 29.998 + upto(44'000'000) * 1e-9); };
    switch (upto(8)) {
    case 0: case 1: case 2: return fmt::format(R"({{"op":"split","line":[{},{}]}})", point(), point());
    case 3: return fmt::format(R"({{"op":"merge","grids":[{},{}]}})", point(), point());
    case 4: return fmt::format(R"({{"op":"insert","edge_at":{},"to":{}}})", point(), point());
    case 5: return fmt::format(R"({{"op":"set","grid":{},"fields":{{"households":{}}}}})", point(), upto(900));
    case 6: return R"({"op":"undo"})";
    default: return R"({"op":"redo"})";
    }
}

[[noreturn]] void draw_until_killed(const std::filesystem::path& path, std::uint32_t seed, int confirmed)
{
    try {
        Store store = Store::open(path, OpenMode::read_write);
        DraftDesk desk(store, "drawing", this_process("test", {}, noon), {}, noon);
        std::mt19937 random(seed);
        for (;;) {
            const auto op = parse_draft_op(random_line(random));
            const OpOutcome outcome = desk.perform(std::get<DraftOp>(op), noon);
            const DoneOp* done = std::get_if<DoneOp>(&outcome);
            if (!done)
                continue;
            Confirmed said;
            said.seq = done->entry.seq;
            std::memcpy(said.digest, digest_of(desk.draft().version()).data(), sizeof said.digest);
            if (write(confirmed, &said, sizeof said) != sizeof said)
                _exit(1);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "drawer: %s\n", error.what());
    }
    _exit(1);
}

TEST(DraftKill, ConfirmedEditsSurviveTwoHundredKills)
{
    FreshFolder folder;
    const auto path = folder / "city.sqlite";
    {
        Store store = Store::create(path);
        std::vector<Grid> grids;
        for (int i = 0; i < 16; ++i)
            grids.push_back(sample::grid(Level::grid, fmt::format("3401040030020{:02}", i + 1), sample::square(114 + i % 4 * 0.01, 30 + i / 4 * 0.01, 0.01)));
        store.put(grids);
    }
    std::mt19937 random(20261130);
    Confirmed last;
    int rounds_that_wrote = 0;
    for (int round = 0; round < 200; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t drawer = fork();
        if (drawer == 0)
            draw_until_killed(path, 1000 + static_cast<std::uint32_t>(round), ends[1]);
        close(ends[1]);
        // Two in three are killed at work, the others wherever they are: opening, recovering the last one's log, taking the draft.
        pollfd confirmation{ends[0], POLLIN, 0};
        const bool is_at_work = round % 3 == 0 || poll(&confirmation, 1, 20'000) == 1;
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 25'000));
        kill(drawer, SIGKILL);
        int status = 0;
        waitpid(drawer, &status, 0);
        ASSERT_TRUE(is_at_work) << "nothing was confirmed within 20 s";
        ASSERT_TRUE(WIFSIGNALED(status)) << "the drawer ended by itself";
        const std::int64_t before = last.seq;
        for (Confirmed said; read(ends[0], &said, sizeof said) == sizeof said;)
            last = said;
        close(ends[0]);
        rounds_that_wrote += last.seq > before;
        Store store = Store::open(path, round % 2 ? OpenMode::read_write : OpenMode::read_only);
        const auto head = store.draft("drawing");
        if (!head) {
            ASSERT_EQ(last.seq, 0);
            continue;
        }
        ASSERT_FALSE(head->holder) << "the dead hold nothing";
        const std::vector<DraftEntry> entries = store.entries(head->id);
        // The edit under way may be there although its confirmation was cut off.
        ASSERT_GE(static_cast<std::int64_t>(entries.size()), last.seq) << "round " << round;
        ASSERT_LE(static_cast<std::int64_t>(entries.size()), last.seq + 1) << "round " << round;
        if (last.seq) {
            Draft draft(store.draft_ground(0, head->created));
            draft.replay(std::span(entries).first(static_cast<std::size_t>(last.seq)));
            ASSERT_EQ(digest_of(draft.version()), std::string(last.digest, sizeof last.digest)) << "round " << round;
        }
        last.seq = static_cast<std::int64_t>(entries.size());
        Draft whole = load_draft(store, *head, noon);
        std::memcpy(last.digest, digest_of(whole.version()).data(), sizeof last.digest);
    }
    EXPECT_GE(rounds_that_wrote, 130);
}

} // namespace
