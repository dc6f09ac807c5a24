// Files by real keys and clicks: chosen, dropped, written.

#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

TEST(Files, AreChosenDroppedAndWritten)
{
    ConsoleRun run;
    run.make_demo();
    const fs::path folder = fs::path(run.folder()) / "files";
    fs::create_directories(folder / "deep");
    std::ofstream table(folder / "cameras.csv");
    table << "code,name,lat,lon\n";
    for (int i = 0; i < 40; ++i)
        table << "x" << i << ",beside " << i << ",30.60" << 10 + i << ",114.30" << 10 + i << "\n";
    table.close();
    std::ofstream(folder / "areas.geojson") << "{}";
    std::ofstream(folder / "roads.dxf") << "0\nEOF\n";
    std::ofstream(folder / "notes.odt") << "-";
    std::ofstream(folder / ".hidden.csv") << "-";
    std::ifstream in(std::string(SOURCE_DIR) + "/tests/drive/files.drive");
    const std::string script = replaced(std::string(std::istreambuf_iterator<char>(in), {}), "FOLDER", folder.string()), path = run.folder() + "/files.drive";
    std::ofstream(path) << script;
    if (!run.start_display("1600x900"))
        GTEST_SKIP() << "no virtual display here";
    const auto done = run.console({run.workspace(), "--now", run.moment(), "--drive", path});
    EXPECT_EQ(done.status, 0) << done.errors;
    for (const char* written : {"map-2026-11-24.pdf", "map.png", "list.xlsx"})
        EXPECT_GT(fs::file_size(folder / written), 1000U) << written;
}

}
