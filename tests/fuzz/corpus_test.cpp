// Each target takes its corpus in the ordinary build too, so that none of them rots between two runs of ./dev fuzz.

#include "tests/fuzz/targets.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

const fs::path corpora = fs::path(SOURCE_DIR) / "tests/fuzz/corpus";

const std::map<std::string, void (*)(std::string_view)> targets{
    {"wkb", fuzz::wkb},
    {"geojson", fuzz::geojson},
    {"rtsp", fuzz::rtsp},
    {"http", fuzz::http},
    {"playlist", fuzz::playlist},
    {"multipart", fuzz::multipart},
    {"addresses", fuzz::addresses},
    {"rows", fuzz::rows},
    {"draft_lines", fuzz::draft_lines},
    {"workspace_settings", fuzz::workspace_settings},
    {"settings_file", fuzz::settings_file},
    {"session_file", fuzz::session_file},
    {"drive_script", fuzz::drive_script},
};

std::string bytes_of(const fs::path& path)
{
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

struct FuzzCorpus : testing::TestWithParam<std::string> {};

TEST_P(FuzzCorpus, IsTaken)
{
    void (*target)(std::string_view) = targets.at(GetParam());
    target("");
    int files = 0;
    for (const auto& entry : fs::directory_iterator(corpora / GetParam())) {
        SCOPED_TRACE(entry.path().filename().string());
        target(bytes_of(entry.path()));
        ++files;
    }
    EXPECT_GT(files, 0);
}

INSTANTIATE_TEST_SUITE_P(Each, FuzzCorpus, testing::ValuesIn([] {
                             std::vector<std::string> names;
                             for (const auto& [name, target] : targets)
                                 names.push_back(name);
                             return names;
                         }()),
                         [](const auto& info) { return info.param; });

TEST(FuzzTargets, EachIsBuiltAndHasACorpus)
{
    std::set<std::string> built, listed, folders;
    std::istringstream names(FUZZ_TARGETS);
    for (std::string name; std::getline(names, name, ' ');)
        built.insert(name);
    for (const auto& [name, target] : targets)
        listed.insert(name);
    for (const auto& entry : fs::directory_iterator(corpora))
        folders.insert(entry.path().filename().string());
    EXPECT_EQ(listed, built);
    EXPECT_EQ(listed, folders);
}

}
