#include "console/work/process_figures.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace console {

double resident_mb()
{
    std::ifstream in("/proc/self/statm");
    long pages = 0, resident = 0;
    in >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

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
