// From the sender's clock burnt into the picture to the screen: gridwatch_cams stamps its pictures, `gridwatch bench wall` shows them on
// $DISPLAY, and this reads the stamps back from the X screen. One line a minute, so that growth shows. ./dev bench latency.
//   bench_latency [--tiles N] [--seconds S] [--fps F]: on a screen of 1920x1080 that nothing else draws on.

#include "camera_process.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock; // CLOCK_MONOTONIC, as the stamps
using namespace std::chrono_literals;

std::uint32_t now_ms() { return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count()); }

/// 1 white, 0 black, −1 neither.
int shade(unsigned long pixel)
{
    const auto luma = (pixel >> 16 & 255) * 3 / 10 + (pixel >> 8 & 255) * 6 / 10 + (pixel & 255) / 10;
    return luma > 150 ? 1 : luma < 90 ? 0 : -1;
}

/// The row of 40 blocks between these columns (fake_picture.h).
std::optional<std::uint32_t> stamp_in(XImage& row, int from, int to)
{
    const double block = (to - from) / 40.0;
    if (block < 4)
        return std::nullopt;
    std::uint64_t bits = 0;
    for (int i = 0; i < 40; ++i) {
        const int is_white = shade(XGetPixel(&row, from + static_cast<int>((i + 0.5) * block), 0));
        if (is_white < 0)
            return std::nullopt;
        bits = bits << 1 | static_cast<unsigned>(is_white);
    }
    const auto stamp = static_cast<std::uint32_t>(bits >> 6);
    unsigned check = 0;
    for (int byte = 3; byte >= 0; --byte)
        check = check << 1 | (((stamp >> (byte * 8 + 4) & 15) + (stamp >> (byte * 8) & 15)) & 1);
    if (bits >> 38 != 0b10 || (bits & 3) != 0b01 || (bits >> 2 & 15) != check)
        return std::nullopt;
    return stamp;
}

struct Tile {
    int from, to, y; // of the screen
    std::uint32_t last = 0;
};

class Glass {
public:
    Glass() : display_(XOpenDisplay(nullptr)) {}
    ~Glass()
    {
        if (display_)
            XCloseDisplay(display_);
    }
    bool is_open() const { return display_ != nullptr; }
    int width() const { return DisplayWidth(display_, DefaultScreen(display_)); }
    int height() const { return DisplayHeight(display_, DefaultScreen(display_)); }
    std::optional<std::uint32_t> stamp(const Tile& tile) const
    {
        XImage* row = read(tile.from, tile.to, tile.y);
        if (!row)
            return std::nullopt;
        const auto found = stamp_in(*row, 0, tile.to - tile.from);
        XDestroyImage(row);
        return found;
    }
    /// Where stamps stand now, of a wall of `side` × `side` tiles.
    std::vector<Tile> find(int side) const
    {
        std::vector<Tile> tiles;
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                const int from = width() * column / side, to = width() * (column + 1) / side;
                const int top = height() * row / side, bottom = height() * (row + 1) / side;
                std::optional<Tile> tile;
                for (int y = top; y < bottom && !tile; y += 2)
                    tile = find_in(from, to, y);
                if (!tile)
                    continue;
                tile->y += std::max(2, height() / 12 / side / 4); // not on the blocks' edge
                tiles.push_back(*tile);
            }
        return tiles;
    }

private:
    XImage* read(int from, int to, int y) const
    {
        return XGetImage(display_, DefaultRootWindow(display_), from, y, static_cast<unsigned>(to - from), 1, AllPlanes, ZPixmap);
    }
    /// Borders and letters are white, too: every white stretch may be the first block, every one behind it the last.
    std::optional<Tile> find_in(int from, int to, int y) const
    {
        XImage* row = read(from, to, y);
        if (!row)
            return std::nullopt;
        std::vector<std::pair<int, int>> whites;
        for (int x = 0; x < to - from; ++x)
            if (shade(XGetPixel(row, x, 0)) == 1) {
                if (whites.empty() || whites.back().second != x)
                    whites.emplace_back(x, x);
                whites.back().second = x + 1;
            }
        std::optional<Tile> found;
        for (const auto& [left, unused] : whites)
            for (const auto& [begin, right] : whites)
                if (!found && right - left > (to - from) / 3)
                    if (const auto stamp = stamp_in(*row, left, right); stamp && now_ms() - *stamp < 60'000)
                        found = Tile{from + left, from + right, y};
        XDestroyImage(row);
        return found;
    }

    Display* display_;
};

void print(const char* what, std::vector<double> values)
{
    std::ranges::sort(values);
    const auto share = [&](double part) { return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))]; };
    if (values.empty())
        std::printf("%s: no picture\n", what);
    else
        std::printf("%s: %zu pictures, p50 %.0f, p95 %.0f, p99 %.0f, max %.0f ms\n", what, values.size(), share(0.5), share(0.95), share(0.99), values.back());
    std::fflush(stdout);
}

int number_after(int argc, char** argv, const char* word, int usual)
{
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], word) == 0)
            return std::max(1, std::atoi(argv[i + 1]));
    return usual;
}

/// The console with its wall; −1 when it cannot be started.
pid_t start_wall(const std::vector<std::string>& urls, int tiles, int seconds)
{
    std::vector<std::string> words{BINARY_DIR "/gridwatch", "bench", "wall"};
    words.insert(words.end(), urls.begin(), urls.end());
    words.insert(words.end(), {"--tiles", std::to_string(tiles), "--seconds", std::to_string(seconds), "--json"});
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    const int failed = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed ? -1 : child;
}

int measure(const Glass& screen, int tiles, int seconds)
{
    const int side = static_cast<int>(std::ceil(std::sqrt(tiles)));
    std::vector<Tile> places;
    for (const auto begin = Clock::now(); static_cast<int>(places.size()) < tiles && Clock::now() - begin < 40s; std::this_thread::sleep_for(500ms))
        places = screen.find(side);
    if (static_cast<int>(places.size()) < tiles) {
        std::fprintf(stderr, "bench_latency: stamps are seen in %zu of %d tiles\n", places.size(), tiles);
        return 1;
    }
    std::this_thread::sleep_for(3s);
    std::printf("%d tiles; from the sender's clock in the picture to the screen, which is looked at each 4 ms:\n", tiles);
    std::vector<double> all, minute;
    int minutes = 0;
    const auto begin = Clock::now();
    for (auto next = begin; Clock::now() - begin < std::chrono::seconds(seconds); next += 4ms) {
        std::this_thread::sleep_until(next);
        next = std::max(next, Clock::now() - 4ms); // late: not all at once then
        for (Tile& tile : places) {
            const auto stamp = screen.stamp(tile);
            if (!stamp || *stamp == tile.last)
                continue;
            const auto age = static_cast<std::int32_t>(now_ms() - *stamp);
            if (std::exchange(tile.last, *stamp) != 0 && age >= 0 && age < 60'000) // the one that stood there already is older
                minute.push_back(age);
        }
        if (Clock::now() - begin >= std::chrono::minutes(minutes + 1)) {
            print(("minute " + std::to_string(++minutes)).c_str(), minute);
            all.insert(all.end(), minute.begin(), minute.end());
            minute.clear();
        }
    }
    all.insert(all.end(), minute.begin(), minute.end());
    print("all", all);
    return 0;
}

}

int main(int argc, char** argv)
{
    const int tiles = std::min(number_after(argc, argv, "--tiles", 1), 64), seconds = number_after(argc, argv, "--seconds", 60);
    const int fps = number_after(argc, argv, "--fps", 25);
    const Glass screen;
    if (!screen.is_open()) {
        std::fprintf(stderr, "bench_latency: no display\n");
        return 1;
    }
    const video_test::CameraProcess cameras({std::to_string(tiles), "--size", "640x360", "--fps", std::to_string(fps), "--stamp", "--transport", "tcp"});
    if (static_cast<int>(cameras.urls().size()) != tiles) {
        std::fprintf(stderr, "bench_latency: the server did not start\n");
        return 1;
    }
    const pid_t wall = start_wall(cameras.urls(), tiles, seconds + 60);
    if (wall < 0)
        return 1;
    const int status = measure(screen, tiles, seconds);
    ::kill(wall, SIGTERM);
    ::waitpid(wall, nullptr, 0);
    return status;
}
