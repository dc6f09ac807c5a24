// So many cameras behind one host fail at once and come back: connections a second as a relay in front of the server counts them, seconds
// until the last stream is back, memory. ./dev bench outage [--cameras N] [--seconds OF_THE_OUTAGE] [--rounds N]

#include "camera_process.h"
#include "fault_proxy.h"

#include "video/dial/budget.h"
#include "video/past/packet_ring.h"
#include "video/stream/stream.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

double resident_mb()
{
    std::ifstream in("/proc/self/statm");
    long pages = 0, resident = 0;
    in >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// The most that came within any second from `begin` on.
int most_in_a_second(const std::vector<Clock::time_point>& times, Clock::time_point begin)
{
    int most = 0;
    for (auto first = std::ranges::lower_bound(times, begin); first != times.end(); ++first)
        most = std::max(most, static_cast<int>(std::upper_bound(first, times.end(), *first + 1s) - first));
    return most;
}

class Wall {
public:
    Wall(int port, int cameras)
    {
        for (int number = 1; number <= cameras; ++number)
            streams_.push_back(std::make_unique<video::Stream>(
                video::StreamOptions{.name = std::to_string(number), .url = "rtsp://127.0.0.1:" + std::to_string(port) + "/cam" + std::to_string(number),
                                     .sink = std::make_shared<video::PacketRing>(), .wanted = {.width = 0, .height = 0}}));
    }
    int live() const
    {
        return static_cast<int>(std::ranges::count_if(streams_, [](const auto& stream) { return stream->status().state == video::State::live; }));
    }
    /// Seconds until so many are live; −1: not within `limit`.
    double wait_for(int wanted, std::chrono::seconds limit) const
    {
        for (const auto begin = Clock::now(); Clock::now() - begin < limit; std::this_thread::sleep_for(50ms))
            if (live() == wanted)
                return seconds_since(begin);
        return -1;
    }

private:
    std::vector<std::unique_ptr<video::Stream>> streams_;
};

int number_after(int argc, char** argv, const char* word, int usual)
{
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], word) == 0)
            return std::max(1, std::atoi(argv[i + 1]));
    return usual;
}

int fail(const char* what)
{
    std::fprintf(stderr, "bench_outage: %s\n", what);
    return 1;
}

}

int main(int argc, char** argv)
{
    const int cameras = std::min(number_after(argc, argv, "--cameras", 200), 256), outage_s = number_after(argc, argv, "--seconds", 20);
    const int rounds = number_after(argc, argv, "--rounds", 1);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    const std::vector<std::string> arguments{std::to_string(cameras), "--size", "160x90", "--fps", "5", "--transport", "tcp"};
    auto server = std::make_unique<video_test::CameraProcess>(arguments);
    if (static_cast<int>(server->urls().size()) != cameras)
        return fail("the server did not start");
    fault::Proxy relay(std::stoi(server->port()), {});
    // A dial is two connections; more than a second's and those at once never begin within one second.
    const int dials = video::host_dials_at_once + video::host_dials_per_s;
    std::printf("%d cameras behind one host; budget: %d dials at once, then %d a second: at most %d connections within any second\n", cameras,
                video::host_dials_at_once, video::host_dials_per_s, 2 * dials);

    const Clock::time_point start = Clock::now();
    const Wall wall(relay.port(), cameras);
    const double first_s = wall.wait_for(cameras, 120s);
    std::printf("first start: all live after %.1f s, at most %d connections within a second\n", first_s, most_in_a_second(relay.clients(), start));
    if (first_s < 0)
        return fail("not all came");
    std::this_thread::sleep_for(35s); // the rings are full
    const double before_mb = resident_mb();

    double last_s = 0;
    int most = 0;
    for (int round = 1; round <= rounds && last_s >= 0 && last_s <= 60 && most <= 2 * dials; ++round) {
        const Clock::time_point gone = Clock::now();
        relay.lead_to(0);
        server->end();
        relay.hang_up();
        double most_mb = before_mb;
        while (seconds_since(gone) < outage_s) {
            std::this_thread::sleep_for(100ms);
            most_mb = std::max(most_mb, resident_mb());
        }
        const std::vector<Clock::time_point> clients = relay.clients();
        std::printf("server away for %d s: %d live, %td connections in vain, at most %d within a second\n", outage_s, wall.live(),
                    clients.end() - std::ranges::lower_bound(clients, gone), most_in_a_second(clients, gone));

        server = std::make_unique<video_test::CameraProcess>(arguments);
        if (static_cast<int>(server->urls().size()) != cameras)
            return fail("the server did not come back");
        const Clock::time_point back = Clock::now();
        relay.lead_to(std::stoi(server->port()));
        last_s = wall.wait_for(cameras, 180s);
        most = most_in_a_second(relay.clients(), gone);
        std::printf("server back: last stream after %.1f s (at most 60), at most %d connections within a second (%d since it failed)\n", last_s,
                    most_in_a_second(relay.clients(), back), most);
        std::this_thread::sleep_for(35s);
        std::printf("memory: %.0f MB before, %.0f at most while away, %.0f half a minute after\n", before_mb, most_mb, resident_mb());
    }
    return last_s >= 0 && last_s <= 60 && most <= 2 * dials ? 0 : fail("a promise is not kept");
}
