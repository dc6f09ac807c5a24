#include "console/work/process_figures.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace console {

double resident_mb()
{
    std::ifstream in("/proc/self/statm");
    long pages = 0, resident = 0;
    in >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

namespace {

int entries_of(const char* folder)
{
    std::error_code failed;
    int count = 0;
    for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
        ++count;
    return count;
}

}

int open_files() { return std::max(0, entries_of("/proc/self/fd") - 1); } // without the one that looks

int running_threads() { return entries_of("/proc/self/task"); }

Spread spread_of(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto part = [&](double p) { return values[std::min(values.size() - 1, static_cast<std::size_t>(p * static_cast<double>(values.size())))]; };
    return {part(0.5), part(0.95), part(0.99), values.back()};
}

std::map<std::string, double> named_spread(std::vector<double> values)
{
    const Spread s = spread_of(std::move(values));
    return {{"p50", s.p50}, {"p95", s.p95}, {"p99", s.p99}, {"max", s.max}};
}

}
