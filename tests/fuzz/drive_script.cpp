// A script of steps: read whole, or refused with its line.

#include "tests/fuzz/targets.h"

#include "console/drive/script.h"
#include "console/error.h"

#include <string>

void fuzz::drive_script(std::string_view bytes)
{
    try {
        for (const console::DriveStep& step : console::parse_script(bytes, "fuzz.drive")) {
            require(step.line >= 1, "a step has its line");
            require(step.limit.count() >= 0, "no limit is negative");
            if (!step.comparison.empty())
                console::compare(step.value, step.comparison, step.probe);
        }
    } catch (const console::Error& error) {
        require(std::string_view(error.what()).starts_with("fuzz.drive:"), "a refusal names its line");
    }
}
