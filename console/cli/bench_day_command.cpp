#include "console/cli/bench_day_command.h"

#include "console/app/options.h"
#include "console/cli/day_cameras.h"
#include "console/cli/day_outside.h"
#include "console/error.h"
#include "console/work/heap.h"
#include "console/work/process_figures.h"
#include "data/demo/demo.h"
#include "data/store/store.h"
#include "data/temporary_folder.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <malloc.h>
#include <signal.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <numeric>
#include <ostream>

namespace console {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr double most_percent = 2;
constexpr int most_more = 2, minutes_an_hour = 60;

/// What the allocator has handed out and not got back, in 10⁶ bytes.
double handed_out_mb()
{
    const struct mallinfo2 heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd) / 1e6;
}

/// Everything the day writes, the seat's own files too; gone at the end.
class DayFolder {
public:
    DayFolder()
    {
        for (const char* folder : {"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS"})
            setenv(folder, path().c_str(), 1);
    }
    const fs::path& path() const { return folder_.path(); }

private:
    data::TemporaryFolder folder_{"day"};
};

/// Threads that begin while it lives leave Ctrl+C and SIGTERM to the console.
class QuietThreads {
public:
    QuietThreads()
    {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, &before_);
    }
    ~QuietThreads() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    QuietThreads(const QuietThreads&) = delete;
    QuietThreads& operator=(const QuietThreads&) = delete;

private:
    sigset_t before_{};
};

/// Looks at the process once a minute of the day.
class DaySamples {
public:
    explicit DaySamples(std::chrono::duration<double> minute) : minute_(minute), thread_([this](const std::stop_token& stop) { watch(stop); }) {}

    std::vector<DayHour> hours()
    {
        thread_.request_stop();
        thread_.join();
        return hours_;
    }

private:
    void watch(const std::stop_token& stop)
    {
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        std::vector<double> memory, in_use, files, threads;
        auto next = Steady::now();
        for (;;) {
            next += std::chrono::duration_cast<Steady::duration>(minute_);
            stopped.wait_until(lock, stop, next, [] { return false; });
            const bool is_over = stop.stop_requested();
            if (is_over && memory.size() < minutes_an_hour / 2)
                return; // too little of an hour to speak of
            memory.push_back(resident_mb()), in_use.push_back(handed_out_mb()), files.push_back(open_files()), threads.push_back(running_threads());
            if (memory.size() < minutes_an_hour && !is_over)
                continue;
            hours_.push_back({spread_of(memory).p50, spread_of(in_use).p50, static_cast<int>(std::ranges::min(files)), static_cast<int>(std::ranges::min(threads))});
            memory.clear(), in_use.clear(), files.clear(), threads.clear();
            if (is_over)
                return;
        }
    }

    std::chrono::duration<double> minute_;
    std::vector<DayHour> hours_;
    std::jthread thread_;
};

int add_cameras(const fs::path& workspace, const DayCameras& lines)
{
    data::Store store = data::Store::open(workspace, data::OpenMode::read_write);
    const data::WorkspaceLoaded loaded = store.load();
    std::vector<data::Camera> cameras;
    for (int i = 0; i < lines.count(); ++i) {
        data::Camera camera;
        camera.number = first_day_camera + i;
        camera.name = fmt::format("loopback {}", i + 1);
        camera.position = loaded.cameras->rows.at(static_cast<std::size_t>(i)).position;
        camera.main_url = lines.url(i);
        cameras.push_back(std::move(camera));
    }
    store.put(cameras);
    return static_cast<int>(loaded.incidents->size());
}

/// What the operator does: each incident is awaited, shown with its cameras, noted and closed; on the wall once an hour.
void write_day_script(const fs::path& path, const DayPlan& plan, int incidents)
{
    std::ofstream(path.parent_path() / "morning.csv") << "code,name,lat,lon\nmorning,by the gate,30.6,114.3\n";
    std::ofstream out(path);
    out << "wait workspace.loaded = yes within 120\nrun layout.desk\n";
    for (int i = 1; i <= plan.incidents(); ++i) {
        out << fmt::format("wait incidents.count >= {} within 7200\n", incidents + i);
        if (i % plan.incidents_an_hour == 1) {
            out << "run layout.wall\nrun wall.layout 9\n";
            for (int tile = 1; tile <= day_cameras; ++tile)
                out << fmt::format("run wall.focus {}\nrun camera.open_number {}\n", tile, first_day_camera + tile - 1);
        }
        if (i % plan.incidents_an_hour == 4)
            out << "run layout.list\nrun language.toggle\nrun layout.log\n";
        out << "run layout.desk\nrun incident.next_red\nrun incident.zoom\nrun incident.cameras\nrun incident.accept\n"
               "run incident.note seen from the gate\nrun incident.close handled\nwait save.waiting = 0 within 600\n";
        if (i % plan.incidents_an_hour == 2)
            out << "run layout.wall\n";
        if (i % plan.incidents_an_hour == 5)
            out << fmt::format("run workspace.import_as cameras - {}\n", (path.parent_path() / "morning.csv").string());
    }
    out << fmt::format("wait incidents.count >= {} within 7200\n", incidents + plan.incidents() + 1);
}

nlohmann::ordered_json day_figures(const std::vector<DayHour>& hours, const DayVerdict& verdict, const DayDone& done, const BenchDayArguments& arguments)
{
    nlohmann::ordered_json json{{"hours", arguments.hours}, {"speed", arguments.speed}, {"incidents", done.incidents}, {"imports", done.imports},
                                {"backups", done.backups},  {"outages", done.outages}};
    json["by_hour"] = nlohmann::ordered_json::array();
    for (const DayHour& hour : hours)
        json["by_hour"].push_back({{"memory_mb", std::round(hour.memory_mb * 10) / 10}, {"in_use_mb", std::round(hour.in_use_mb * 10) / 10}, {"files", hour.files}, {"threads", hour.threads}});
    json["memory_percent"] = std::round(verdict.memory_percent * 100) / 100;
    json["files_spread"] = verdict.files;
    json["threads_spread"] = verdict.threads;
    json["held"] = verdict.is_held;
    return json;
}

void print_day(std::ostream& out, const std::vector<DayHour>& hours, const DayVerdict& verdict, const DayDone& done)
{
    out << "hour   memory MB   in use MB   files   threads\n";
    for (std::size_t i = 0; i < hours.size(); ++i)
        out << fmt::format("{:4} {:11.1f} {:11.1f} {:7} {:9}\n", i + 1, hours[i].memory_mb, hours[i].in_use_mb, hours[i].files, hours[i].threads);
    out << fmt::format("{} incidents, {} imports, {} backups, {} outages of cameras\n", done.incidents, done.imports, done.backups, done.outages);
    out << fmt::format("Last half: memory within {:.2f} % of its mean, files within {}, threads within {}: {}.\n", verdict.memory_percent, verdict.files,
                       verdict.threads, verdict.is_held ? "level" : "not level");
}

/// The least of each half of these hours, and how far they are apart. The least of one hour says whether somebody looked at a camera at each of its
/// minutes; what is left open for good shows in all of them.
int step_between(std::span<const DayHour> hours, int DayHour::*value)
{
    const auto least = [&](std::span<const DayHour> some) { return std::invoke(value, std::ranges::min(some, {}, value)); };
    const std::size_t middle = hours.size() / 2;
    return middle == 0 ? 0 : std::abs(least(hours.subspan(middle)) - least(hours.first(middle)));
}

} // namespace

DayVerdict judge_day(const std::vector<DayHour>& hours)
{
    const std::span<const DayHour> half = std::span(hours).subspan(hours.size() / 2);
    if (half.empty())
        return {};
    double mean = 0;
    for (const DayHour& hour : half)
        mean += hour.memory_mb / static_cast<double>(half.size());
    DayVerdict verdict{.files = step_between(half, &DayHour::files), .threads = step_between(half, &DayHour::threads)};
    for (const DayHour& hour : half)
        verdict.memory_percent = std::max(verdict.memory_percent, 100 * std::abs(hour.memory_mb - mean) / mean);
    verdict.is_held = verdict.memory_percent <= most_percent && verdict.files <= most_more && verdict.threads <= most_more;
    return verdict;
}

int run_bench_day(const BenchDayArguments& arguments, std::ostream& out, std::ostream& err)
try {
    keep_heap_small(); // before the first thread
    const DayFolder folder;
    const fs::path workspace = folder.path() / "day.sqlite", script = folder.path() / "day.drive";
    data::make_demo(workspace, {.now = std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now())});
    for (const int hour : {0, 1}) // what the other system has is known from the start; later it changes
        hand_over(workspace, folder.path(), hour);
    const DayPlan plan{.hours = arguments.hours, .hour = std::chrono::duration<double>(3600 / arguments.speed)};
    std::optional<QuietThreads> quiet(std::in_place);
    DayCameras cameras(day_cameras);
    write_day_script(script, plan, add_cameras(workspace, cameras));
    DaySamples samples(plan.hour / minutes_an_hour);
    DayOutside outside(workspace, folder.path(), plan, cameras);
    quiet.reset();
    ConsoleOptions options{.workspace = workspace.string(), .language = Language::en, .drive = script.string(), .offscreen = true, .width = 1280, .height = 720};
    const int status = run_console(options, err);
    std::vector<DayHour> hours = samples.hours();
    hours.resize(std::min(hours.size(), static_cast<std::size_t>(std::ceil(arguments.hours)))); // a busy machine ends its day late
    const DayDone done = outside.end();
    if (!done.fault.empty())
        throw Error(done.fault);
    if (status != 0)
        return status;
    const DayVerdict verdict = judge_day(hours);
    if (arguments.json)
        out << day_figures(hours, verdict, done, arguments).dump() << '\n';
    else
        print_day(out, hours, verdict, done);
    return verdict.is_held ? 0 : 1;
} catch (const std::exception& error) {
    err << "gridwatch bench day: " << error.what() << '\n';
    return 1;
}

}
