#pragma once
// `gridwatch shot`: a picture of the map as the console shows it, without a window. Draws on the thread that calls it.

#include <iosfwd>
#include <string>
#include <vector>

namespace console {

struct ShotArguments {
    std::string workspace, out;
    std::string bbox;            // "W,S,E,N" in degrees; empty: everything
    std::string size;            // "WxH" in pixels; empty: 1920x1080
    std::string layers;          // names of the layer list, separated by commas; empty: those switched on at first
    std::string theme = "dim";   // day, dim, night
    std::string measure;         // what the grids are coloured by; empty: nothing
    std::string language = "zh"; // zh, en
    double scale = 1;            // 1 to 2
    std::string draft;           // its boundaries in place of those in force
    std::vector<std::string> hosts; // of servers that base maps may dial; none: they are left out
};

/// Waits until every tile is exact and every character is there. Returns the exit status: 0 done, 1 could not be done, or a layer could not be shown
/// and is not in the picture (one line on `err`), 2 wrong usage.
int run_shot(const ShotArguments& arguments, std::ostream& out, std::ostream& err);

}
