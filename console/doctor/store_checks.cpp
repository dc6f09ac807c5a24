// Disks, the settings file and a workspace.
#include "console/doctor/doctor.h"
#include "console/seat/settings.h"
#include "console/work/folders.h"
#include "data/store/place_on_disk.h"
#include "data/store/upgrade.h"
#include "data/store/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace console {
namespace {

namespace fs = std::filesystem;

/// Median of eight small durable writes; below 0: the folder cannot be written.
double fsync_ms(const std::string& folder)
{
    std::string name = folder + "/gridwatch-doctor-XXXXXX";
    const int file = mkstemp(name.data());
    if (file < 0)
        return -1;
    unlink(name.c_str());
    const std::array<char, 4096> page{};
    std::array<double, 8> spent{};
    bool is_written = true;
    for (double& ms : spent) {
        const auto begin = std::chrono::steady_clock::now();
        is_written = is_written && pwrite(file, page.data(), page.size(), 0) == static_cast<ssize_t>(page.size()) && fsync(file) == 0;
        ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    }
    close(file);
    std::ranges::nth_element(spent, spent.begin() + 4);
    return is_written ? spent[4] : -1;
}

}

Finding check_disk(const std::string& workspace)
{
    std::string folder = workspace.empty() ? data_folder() : fs::path(workspace).parent_path().string();
    if (folder.empty())
        folder = ".";
    const data::PlaceOnDisk place = data::place_on_disk(folder);
    struct statvfs about {};
    if (statvfs(folder.c_str(), &about) != 0)
        return {Health::fault, fmt::format("The folder {} cannot be looked at.", folder), "Make it, or give this account the right to it.", {}, {}};
    const double free_mb = static_cast<double>(about.f_bavail) * static_cast<double>(about.f_frsize) / (1 << 20);
    const double ms = fsync_ms(folder);
    Finding finding;
    finding.figures = {{"free_mb", free_mb}, {"fsync_ms", ms}};
    finding.words = {{"folder", folder}, {"file_system", place.file_system}};
    finding.what = fmt::format("{} ({}): {:.0f} MB free, a durable write takes {:.2f} ms", folder, place.file_system, free_mb, ms);
    if (place.is_network) {
        finding.health = Health::fault;
        finding.advice = "A workspace must lie on a local disk: two computers at once would damage it. Take backups to the network instead.";
    } else if (ms < 0) {
        finding.health = Health::fault;
        finding.what = fmt::format("{} ({}) cannot be written.", folder, place.file_system);
        finding.advice = "Give this account the right to write there, or choose another folder.";
    } else if (free_mb < 1024) {
        finding.health = free_mb < 100 ? Health::fault : Health::advice;
        finding.advice = "Free some space: the log, backups and imports need room, and on a full disk nothing more is saved.";
    } else if (ms > 50) {
        finding.health = Health::advice;
        finding.advice = "Each step of an incident waits for the disk: use a solid-state disk for workspaces.";
    }
    return finding;
}

Finding check_settings()
{
    const SettingsRead read = read_settings();
    Finding finding;
    std::string files, problems;
    for (const std::string& file : read.files)
        files += (files.empty() ? "" : ", ") + file;
    for (const std::string& problem : read.problems)
        problems += (problems.empty() ? "" : " | ") + problem;
    finding.figures = {{"problems", static_cast<double>(read.problems.size())}};
    finding.words = {{"files", files}};
    finding.what = files.empty() ? "No settings file; none is needed." : problems.empty() ? files : problems;
    if (!problems.empty()) {
        finding.health = Health::advice;
        finding.advice = "Write what the line says; docs/SETTINGS.md explains each setting. The rest of the file holds.";
    }
    return finding;
}

Finding check_workspace(const std::string& workspace)
{
    if (workspace.empty())
        return {Health::skipped, "No workspace was named.", "gridwatch doctor WORKSPACE looks at one too.", {}, {}};
    const data::UpgradePlan plan = data::plan_upgrade(workspace);
    const data::VerifyReport report = data::verify_workspace(workspace, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
    Finding finding;
    finding.figures = {{"schema", report.schema}, {"newest_schema", plan.to}, {"findings", static_cast<double>(report.findings.size())},
                       {"overlaps", static_cast<double>(report.grids.overlaps)}, {"gaps", static_cast<double>(report.grids.gaps)}};
    finding.words = {{"path", workspace}};
    finding.what = fmt::format("{}: schema {}, {}", workspace, report.schema, report.is_sound() ? "whole" : report.findings.front().text);
    if (!report.is_sound()) {
        finding.health = Health::fault;
        finding.advice = "\"gridwatch verify\" lists everything that was found; restore a backup (\"gridwatch restore\").";
    } else if (plan.from != plan.to) {
        finding.health = Health::advice;
        finding.advice = fmt::format("It will be upgraded to schema {} when it is opened; \"gridwatch upgrade --dry-run\" says what that changes.", plan.to);
    } else if (report.grids.overlaps + report.grids.gaps + report.grids.invalid > 0) {
        finding.health = Health::advice;
        finding.what += fmt::format("; {} overlaps and {} gaps between areas", report.grids.overlaps, report.grids.gaps);
        finding.advice = "\"gridwatch check\" lists them.";
    }
    return finding;
}

}
