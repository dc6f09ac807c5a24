#include "console/cli/process_figures.h"

#include <unistd.h>

#include <fstream>

namespace console {

double resident_mb()
{
    std::ifstream in("/proc/self/statm");
    long pages = 0, resident = 0;
    in >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

}
