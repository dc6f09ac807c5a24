#include "console/services/cores_used.h"

#include "console/work/process_figures.h"

namespace console {

double CoresUsed::look(std::chrono::steady_clock::time_point now)
{
    const bool is_first = looked_at_ == std::chrono::steady_clock::time_point{};
    const double passed_s = std::chrono::duration<double>(now - looked_at_).count();
    if (!is_first && passed_s < 1)
        return used_;
    const double cpu_s = process_cpu_ms() / 1e3;
    if (!is_first)
        used_ = (cpu_s - cpu_s_) / passed_s;
    looked_at_ = now;
    cpu_s_ = cpu_s;
    return used_;
}

}
