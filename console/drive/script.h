#pragma once
// Drive scripts: what a person would do and expect, one step a line (docs/TESTING.md). Reading only; Drive plays them, and those of the
// guided tours Guide, too (say, point, rest).

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace console {

struct DriveStep {
    enum class Verb { wait, expect, click, drag, move, wheel, key, type, run, drop, shot, set_now, slow, window, size, look, measure, say, point, rest };
    Verb verb = Verb::wait;
    int line = 0;
    std::vector<std::string> words; // after the verb
    std::string rest;               // the same as one text
    // wait, expect:
    std::string probe, comparison, value;
    std::chrono::milliseconds limit{10000};
};

/// Throws Error "FILE:LINE: why" for the first line that is none.
std::vector<DriveStep> parse_script(std::string_view text, const std::string& file);

/// "=", "!=", "<", "<=", ">", ">=" (numbers where both are numbers) and "~" (contains).
bool compare(const std::string& actual, const std::string& comparison, const std::string& value);

}
