#include "console/cli/day_outside.h"

#include "data/import/import.h"
#include "data/store/backup.h"
#include "data/store/workspace_files.h"

#include <fmt/format.h>

#include <condition_variable>
#include <fstream>
#include <mutex>

namespace console {
namespace {

using Steady = std::chrono::steady_clock;

const data::Actor day_feed{{}, {}, "feed"};

data::TimePoint moment_now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

void write_cameras(const std::filesystem::path& path, int hour)
{
    std::ofstream out(path);
    out << "code,name,lat,lon\n";
    for (int i = 0; i < 20; ++i)
        out << fmt::format("day{},beside {} at {},30.6,114.3{:02}\n", i, i, hour, i);
}

void write_incidents(const std::filesystem::path& path, int hour)
{
    std::ofstream out(path);
    out << "number,title,reported,lat,lon,severity,remark\n";
    for (int i = 0; i < 20; ++i)
        out << fmt::format("day{},handed over {},2026-11-22 14:{:02},30.6,114.3{:02},{},\n", i, hour, i, i, hour % 2 + 2);
}

}

void hand_over(const std::filesystem::path& workspace, const std::filesystem::path& folder, int hour)
{
    const std::filesystem::path table = folder / "handed_over.csv";
    const bool are_cameras = hour % 2 == 0;
    are_cameras ? write_cameras(table, hour) : write_incidents(table, hour);
    data::Store store = data::Store::open(workspace, data::OpenMode::read_write);
    import_into(store, {.source = table.string(), .kind = are_cameras ? data::ImportKind::cameras : data::ImportKind::incidents, .crs = "EPSG:4326", .actor = day_feed, .now = moment_now()});
}

DayOutside::DayOutside(std::filesystem::path workspace, std::filesystem::path folder, const DayPlan& plan, DayCameras& cameras)
    : workspace_(std::move(workspace)), folder_(std::move(folder)), plan_(plan), cameras_(cameras), thread_([this](const std::stop_token& stop) { play(stop); })
{
}

DayDone DayOutside::end()
{
    thread_.request_stop();
    thread_.join();
    return done_;
}

void DayOutside::play(const std::stop_token& stop)
try {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    const auto begin = Steady::now();
    for (int at = 0; at < static_cast<int>(plan_.hours * 60); ++at) {
        stopped.wait_until(lock, stop, begin + std::chrono::duration_cast<Steady::duration>(plan_.hour * at / 60), [] { return false; });
        if (stop.stop_requested())
            return;
        minute(at);
    }
    // The console waits for one more than it deals with: the end of the day.
    stopped.wait_until(lock, stop, begin + std::chrono::duration_cast<Steady::duration>(plan_.hour * plan_.hours), [] { return false; });
    if (!stop.stop_requested())
        report_incident();
} catch (const std::exception& error) {
    done_.fault = error.what();
}

void DayOutside::report_incident()
{
    data::Store store = data::Store::open(workspace_, data::OpenMode::read_write);
    const double aside = 0.0001 * (++done_.incidents % 17);
    store.commit(data::ReportIncident{.title = fmt::format("smoke {}", done_.incidents), .class_code = {}, .place = "gate", .note = {}, .severity = data::Severity::grave, .position = {114.3052 + aside, 30.6035}},
                 day_feed, moment_now());
}

void DayOutside::minute(int of_day)
{
    const int hour = of_day / 60, minute = of_day % 60;
    if (minute % (60 / plan_.incidents_an_hour) == 0)
        report_incident();
    if (minute == 15) {
        hand_over(workspace_, folder_, hour);
        ++done_.imports;
    }
    if (minute == 35) {
        const std::filesystem::path copy = folder_ / "copy.sqlite";
        data::make_backup(workspace_, copy);
        data::remove_workspace(copy);
        std::filesystem::remove_all(folder_ / "copy.sqlite.files");
        ++done_.backups;
    }
    if (minute == 25 || minute == 45)
        for (int i = hour % 2, away = 0; i < cameras_.count() && away < cameras_away; i += 2, ++away) {
            cameras_.set_there(i, minute == 45);
            done_.outages += minute == 25;
        }
}

}
