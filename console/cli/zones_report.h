#pragma once
// What `gridwatch check --zones` says of zones that ought to be unions of grids: one JSON object for scripts, lines for people. English. Any
// thread.

#include "data/drafts/draft.h"
#include "data/drafts/unions.h"

#include <string>

namespace console {

struct ZonesReport {
    struct Cut {
        std::string grid, name; // as scripts name it; its name
        double inside_m2 = 0, outside_m2 = 0;
    };
    struct Line {
        data::ZoneReport zone;
        std::vector<Cut> cuts;
    };
    std::vector<Line> zones;    // in the order of the file
    std::size_t no_unions = 0;
    double seconds = 0;
};

ZonesReport make_zones_report(const data::Draft& draft, std::vector<data::ZoneReport> zones);
std::string json_from(const ZonesReport& report);
/// Those that are no unions with the grids they cut, and how many are.
std::string words_from(const ZonesReport& report);

} // namespace console
