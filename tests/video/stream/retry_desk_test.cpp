#include "video/stream/retry_desk.h"

#include "video/dial/budget.h"
#include "video/dial/network_watch.h"

#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <vector>

using namespace video;
using namespace std::chrono_literals;

namespace {

struct Desk : testing::Test {
    RetryDesk desk;
    std::vector<std::pair<std::string, Woken>> woken;

    auto wait(const std::string& name, const std::string& host)
    {
        return desk.wait(host, [this, name](Woken why) { woken.emplace_back(name, why); });
    }
};

using Calls = std::vector<std::pair<std::string, Woken>>;

TEST_F(Desk, the_networks_return_wakes_all_once)
{
    const auto a = wait("a", "10.0.0.1"), b = wait("b", "10.0.0.2");
    desk.network_is_back();
    desk.network_is_back();
    EXPECT_EQ(woken, (Calls{{"a", Woken::network}, {"b", Woken::network}}));
}

TEST_F(Desk, a_hosts_return_wakes_those_that_wait_for_it)
{
    const auto a = wait("a", "recorder"), b = wait("b", "other"), c = wait("c", "recorder");
    desk.host_is_back("recorder", Time(1h));
    EXPECT_EQ(woken, (Calls{{"a", Woken::host}, {"c", Woken::host}}));
}

TEST_F(Desk, a_host_that_comes_and_goes_calls_at_most_every_ten_seconds)
{
    for (int second = 0; second < 30; ++second) {
        const auto a = wait("a", "recorder");
        desk.host_is_back("recorder", Time(1h) + std::chrono::seconds(second));
    }
    EXPECT_EQ(woken.size(), 3u);
}

TEST_F(Desk, who_has_gone_is_not_called)
{
    {
        const auto a = wait("a", "recorder");
        EXPECT_EQ(desk.waiting(), 1u);
    }
    EXPECT_EQ(desk.waiting(), 0u);
    desk.network_is_back();
    EXPECT_TRUE(woken.empty());
}

TEST(DialSlots, one_host_does_not_use_up_the_turn_of_the_others)
{
    const Time now = std::chrono::steady_clock::now() + 24h; // other tests dial too
    std::vector<Time> slots;
    for (int i = 0; i < 24; ++i)
        slots.push_back(host_slot("recorder-of-200", now));
    EXPECT_EQ(slots[0], now);
    EXPECT_EQ(std::count(slots.begin(), slots.end(), now), 8);
    EXPECT_GE(slots[23], now + 1900ms);
    EXPECT_LE(slots[23], now + 2100ms);
    EXPECT_EQ(host_slot("another", now), now);
}

/// In a network of its own, which an ordinary user may make too: 0 the news came, 1 they did not, 77 no such network here.
int watch_a_link_come_up()
{
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return 77;
    std::atomic<int> told = 0;
    const NetworkWatch watch([&] { ++told; });
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_flags = IFF_UP;
    if (socket < 0 || ::ioctl(socket, SIOCSIFFLAGS, &request) != 0)
        return 77;
    ::close(socket);
    return video_test::until([&] { return told > 0; }, 10s) ? 0 : 1;
}

TEST(RealNetworkWatch, a_link_that_comes_up_is_told)
{
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer follows no child that starts threads";
#endif
    // A child: the network of a process with threads cannot be changed.
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(watch_a_link_come_up());
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77)
        GTEST_SKIP() << "this kernel lets nobody make a network of their own";
    EXPECT_EQ(WEXITSTATUS(status), 0) << "the link came up and nobody was told";
}

}
