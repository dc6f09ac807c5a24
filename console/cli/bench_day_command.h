#pragma once
// `gridwatch bench day`: a day of a seat in fewer minutes, on a workspace of its own: incidents that come in and are dealt with, tables
// imported, cameras that go and come back, backups; the console beside it as a drive script works it, drawn in memory. What it takes of the
// machine all the while, and whether that stays level.

#include <iosfwd>
#include <vector>

namespace console {

struct BenchDayArguments {
    double hours = 24, speed = 60; // speed 60: an hour in a minute
    bool json = false;
};

/// What the process took in an hour of the day, of samples one a minute of the day: memory in the middle of them, files and threads when the
/// desk was at rest, which is the least of them; what is leaked is never given back.
struct DayHour {
    double memory_mb = 0; // resident
    double in_use_mb = 0; // of it handed out to the program, the rest kept for its next wish by the system's allocator
    int files = 0, threads = 0;
};

struct DayVerdict {
    double memory_percent = 0; // the farthest hour of the last half from that half's mean
    int files = 0, threads = 0; // between the least of that half's first hours and the least of its last
    bool is_held = false;
};

/// Level: memory within ± 2 % over the last half of the hours, files and threads within two.
DayVerdict judge_day(const std::vector<DayHour>& hours);

/// Table or one JSON object; 0: the day was level, 1: it was not, or could not be done (one line on `err`).
int run_bench_day(const BenchDayArguments& arguments, std::ostream& out, std::ostream& err);

}
