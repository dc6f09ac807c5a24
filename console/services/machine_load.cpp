#include "console/services/machine_load.h"

#include "console/work/process_figures.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

namespace console {

using namespace std::chrono_literals;

CoreTicks ticks_from(const char* proc_stat)
{
    CoreTicks ticks;
    std::istringstream lines{std::string(proc_stat)};
    for (std::string line; std::getline(lines, line) && line.starts_with("cpu");) {
        if (!line.starts_with("cpu ")) {
            ++ticks.cores;
            continue;
        }
        std::istringstream words(line.substr(4));
        // user nice system idle iowait irq softirq steal; guests are in user and nice already
        double value = 0;
        for (int i = 0; i < 8 && words >> value; ++i) {
            ticks.all += value;
            ticks.busy += i == 3 || i == 4 ? 0 : value;
        }
    }
    return ticks;
}

const CoresUsed& MachineLoad::look(std::chrono::steady_clock::time_point now)
{
    const double passed_s = std::chrono::duration<double>(now - looked_at_).count();
    if (looked_at_ != std::chrono::steady_clock::time_point{} && now - looked_at_ < 1s)
        return used_;
    const bool is_first = looked_at_ == std::chrono::steady_clock::time_point{};
    looked_at_ = now;
    std::ostringstream text;
    text << std::ifstream("/proc/stat").rdbuf();
    const CoreTicks ticks = ticks_from(text.str().c_str());
    const double own_s = process_cpu_ms() / 1e3, busy = ticks.busy - busy_ticks_, all = ticks.all - all_ticks_, own = own_s - own_s_;
    own_s_ = own_s, busy_ticks_ = ticks.busy, all_ticks_ = ticks.all;
    if (is_first)
        return used_;
    used_.by_us = std::clamp(own / passed_s, 0.0, cores_);
    // Where a container is told of more cores than it may use, its neighbours are on the others as well.
    const double part = ticks.cores > 0 ? std::min(1.0, cores_ / ticks.cores) : 0;
    const double others = all > 0 ? busy / all * ticks.cores - own / passed_s : 0;
    used_.by_others = std::clamp(others * part, 0.0, cores_);
    return used_;
}

}
