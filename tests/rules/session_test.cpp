// Who may change the session: the list of console/seat/session.h.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <regex>

namespace {

TEST(SessionWriters, AreThoseThatTheSessionNames)
{
    // Beginnings of paths. The headers hand it on: what a command gets, what a script's step gets; a map by itself has its own.
    const std::vector<std::string> writers{"console/commands/", "console/app/", "console/seat/session.", "console/services/answers.",
                                           "console/services/seat_service.", "console/services/session_file.", "console/services/console_services.",
                                           "console/wall/memory.", "console/frame/command.h", "console/drive/drive.h", "console/map/panel/map_stage.h"};
    const std::regex changeable(R"((^|[(,\s])(?:console::)?Session&)");
    for (const std::string& file : tree::files("console", {".cpp", ".h"})) {
        if (std::any_of(writers.begin(), writers.end(), [&](const std::string& writer) { return file.starts_with(writer); }))
            continue;
        int number = 0;
        for (std::string line : tree::lines(file)) {
            ++number;
            line = std::regex_replace(line, std::regex("const Session&"), "");
            EXPECT_FALSE(std::regex_search(line, changeable)) << file << ":" << number << " may change the session";
        }
    }
}

}
