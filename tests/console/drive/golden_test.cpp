// Golden pictures (docs/TESTING.md): a scene is a drive script whose shots are compared with tests/golden/*.png. Software GL, a fixed
// time.

#include "data/store/store.h"
#include "tests/console/console_run.h"
#include "tests/console/golden.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace {

namespace fs = std::filesystem;

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, LooksTheSame)
{
    ConsoleRun run;
    std::vector<std::string> arguments;
    if (GetParam() == "desk" || GetParam() == "seat" || GetParam() == "map_golden") {
        run.make_demo();
        if (GetParam() == "seat") {
            data::Store store = data::Store::open(run.workspace(), data::OpenMode::read_write);
            for (const std::int64_t account : {1, 4, 5})
                store.set_pin({account}, "1111");
        }
        arguments.push_back(run.workspace());
    }
    for (const std::string& word : {std::string("--now"), ConsoleRun::moment(), std::string("--offscreen"), std::string("1920x1080"), std::string("--drive"),
                                    SOURCE_DIR "/tests/drive/" + GetParam() + ".drive"})
        arguments.push_back(word);
    const auto result = run.console(arguments);
    ASSERT_EQ(result.status, 0) << result.errors;
    int pictures = 0;
    for (const auto& entry : fs::directory_iterator(run.folder()))
        if (entry.path().extension() == ".png") {
            compare_golden(entry.path());
            ++pictures;
        }
    EXPECT_GT(pictures, 0);
}

INSTANTIATE_TEST_SUITE_P(Scenes, Golden, testing::Values<std::string>("gallery", "start", "desk", "seat", "map_golden"), [](const auto& info) { return info.param; });

}
