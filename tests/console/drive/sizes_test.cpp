// Every screen at every size and scale in both languages: no text that is cut or lost, no two over one another, nothing to press that
// no pointer reaches. One console walks tests/drive/screens.drive again and again; what is wrong on any screen stands in the failure.

#include "console/seat/plan.h"
#include "data/store/store.h"
#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace {

struct Size {
    int width, height;
};

std::ostream& operator<<(std::ostream& out, const Size& size) { return out << size.width << 'x' << size.height; }

std::string script(const std::string& name, const std::string& folder)
{
    std::ifstream in(SOURCE_DIR "/tests/drive/" + name);
    std::ostringstream all;
    all << in.rdbuf();
    std::string text = all.str();
    for (std::size_t at = text.find("FOLDER/"); at != std::string::npos; at = text.find("FOLDER/"))
        text.replace(at, 6, folder);
    return text;
}

constexpr std::array sizes{Size{640, 480}, Size{1366, 768}, Size{1920, 1080}, Size{2560, 1440}, Size{3840, 2160}, Size{1080, 1920}};

class Sizes : public testing::TestWithParam<Size> {};

TEST_P(Sizes, nothing_is_cut_overlapped_or_lost)
{
    const Size size = GetParam();
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    if (size.width > 1366)
        GTEST_SKIP() << "takes minutes under a sanitizer; what it walks is the same at every size";
#endif
    ConsoleRun run;
    run.make_demo();
    {
        data::Store store = data::Store::open(run.workspace(), data::OpenMode::read_write);
        store.set_pin({4}, "1111"); // the supervisor, who may do everything that is seen
    }
    // One that answers nobody, with a password of its own.
    std::ofstream(run.folder() + "/cameras.csv") << "number,name,lon,lat,main_url,credential\n901,Gate of the river walk,114.3010,30.6005,rtsp://127.0.0.1:1/gate,recorder\n902,Market hall,114.3020,30.6010,,\n";
    const auto imported = run.gridwatch({"import", run.workspace(), run.folder() + "/cameras.csv", "--as", "cameras", "--crs", "EPSG:4326"});
    ASSERT_EQ(imported.status, 0) << imported.errors;
    const std::string walk = script("screens.drive", run.folder());
    std::string text = script("screens_before.drive", run.folder()) + "size " + std::to_string(size.width) + " " + std::to_string(size.height) + "\n";
    int walks = 0;
    for (const int percent : {100, 150, 200, 250}) {
        // Where a scale leaves less than the least room it gives way to one that is walked already.
        const float scale = static_cast<float>(percent) / 100;
        if (percent > 100 && console::scale_with_room(scale, size.width, size.height) < scale)
            continue;
        // The same room as another size at 100 %: walked there, at a quarter of the pixels.
        if (percent > 100 && std::ranges::any_of(sizes, [&](const Size& other) { return other.width * percent == size.width * 100 && other.height * percent == size.height * 100; }))
            continue;
        for (const char* language : {"zh", "en"}) {
            text += "run scale.set " + std::to_string(percent) + "\nrun language.set " + language + "\n" + walk;
            ++walks;
        }
    }
    ASSERT_GT(walks, 0);
    const std::string file = run.folder() + "/walks.drive";
    std::ofstream(file) << text;
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", file, "--offscreen", "1920x1080"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

/// A monitor of twice the usual density; what was chosen there is kept.
TEST(RealDensity, a_first_start_has_the_scale_of_its_monitor)
{
    ConsoleRun run;
    if (!run.start_display("1920x1080", 192))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const std::string file = run.folder() + "/first.drive";
    std::ofstream(file) << "wait scale = 200\nrun scale.set 125\nwait scale = 125\n";
    const auto first = run.console({"--drive", file});
    EXPECT_EQ(first.status, 0) << first.errors;
    std::ofstream(file) << "wait scale = 125\n";
    const auto again = run.console({"--drive", file});
    EXPECT_EQ(again.status, 0) << again.errors;
}

INSTANTIATE_TEST_SUITE_P(Screens, Sizes,
                         testing::ValuesIn(sizes),
                         [](const auto& info) { return std::to_string(info.param.width) + "x" + std::to_string(info.param.height); });

}
