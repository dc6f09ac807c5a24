// The settings file: what is taken, and how what is wrong is named.

#include "console/seat/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::HasSubstr;

SettingsRead read(const std::string& text)
{
    SettingsRead result;
    add_settings(text, "f.toml", result);
    return result;
}

TEST(Settings, AllAreTaken)
{
    const SettingsRead r = read("[screen]\nlanguage = \"en\"\ntheme = \"night\"\nscale = 1.5\nreduced_motion = true\nlayout = \"wall\"\nmonitor = \"DP-2\"\n"
                                "fullscreen = true\n[start]\nseat = \"duty-1\"\nworkspace = \"/srv/city.sqlite\"\n[log]\nmegabytes = 7\nfiles = 3\n"
                                "[past]\nmemory_mb = 64\nsound = false\ndisk_gb = 9\ndisk = \"/srv/ring\"\nfiles = \"/srv/rec/{number}\"\nevidence = \"/srv/evidence\"\n");
    EXPECT_TRUE(r.problems.empty());
    EXPECT_EQ(r.settings.language, Language::en);
    EXPECT_EQ(r.settings.theme, Theme::night);
    EXPECT_EQ(r.settings.scale, 1.5F);
    EXPECT_EQ(r.settings.reduced_motion, true);
    EXPECT_EQ(r.settings.layout, Layout::wall);
    EXPECT_EQ(r.settings.monitor, "DP-2");
    EXPECT_TRUE(r.settings.fullscreen);
    EXPECT_EQ(r.settings.seat, "duty-1");
    EXPECT_EQ(r.settings.workspace, "/srv/city.sqlite");
    EXPECT_EQ(r.settings.log_megabytes, 7);
    EXPECT_EQ(r.settings.log_files, 3);
    EXPECT_EQ(r.settings.past_memory_mb, 64);
    EXPECT_FALSE(r.settings.past_sound);
    EXPECT_EQ(r.settings.past_disk_gb, 9);
    EXPECT_EQ(r.settings.past_disk, "/srv/ring");
    EXPECT_EQ(r.settings.past_files, "/srv/rec/{number}");
    EXPECT_EQ(r.settings.past_evidence, "/srv/evidence");
}

TEST(Settings, ALaterFileGoesBeforeAnEarlierOne)
{
    SettingsRead r = read("[log]\nfiles = 9\nmegabytes = 2\n");
    add_settings("[log]\nfiles = 4\n", "g.toml", r);
    EXPECT_EQ(r.settings.log_files, 4);
    EXPECT_EQ(r.settings.log_megabytes, 2);
    EXPECT_THAT(r.files, ElementsAre("f.toml", "g.toml"));
}

struct Wrong {
    const char* name;
    const char* text;
    const char* words;
};

void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.name; }

class SettingsWrong : public testing::TestWithParam<Wrong> {};

TEST_P(SettingsWrong, IsNamedWithLineAndRemedyAndTheRestHolds)
{
    const SettingsRead r = read(std::string(GetParam().text) + "\n[log]\nfiles = 8\n");
    ASSERT_EQ(r.problems.size(), 1u);
    EXPECT_THAT(r.problems[0], HasSubstr(GetParam().words));
    EXPECT_EQ(r.settings.log_files, 8);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, SettingsWrong,
    testing::Values(Wrong{"theme", "[screen]\ntheme = \"dark\"", "f.toml:2: screen.theme is 'dark'; write \"day\", \"dim\" or \"night\"."},
                    Wrong{"scale_above", "[screen]\n\nscale = 3", "f.toml:3: screen.scale is 3; write a number from 1.0 to 2.5."},
                    Wrong{"scale_text", "[screen]\nscale = \"1.5\"", "f.toml:2: screen.scale is '1.5'; write a number"},
                    Wrong{"scale_nan", "[screen]\nscale = nan", "f.toml:2: screen.scale is nan; write a number"},
                    Wrong{"fullscreen", "[screen]\nfullscreen = \"yes\"", "true or false, without quotes"},
                    Wrong{"misspelt", "[screen]\ntheem = \"day\"", "f.toml:2: there is no setting screen.theem; did you mean screen.theme?"},
                    Wrong{"unknown", "[camera]\nbrightness = 4", "f.toml:2: there is no setting camera.brightness; docs/SETTINGS.md"},
                    Wrong{"no_section", "theme = \"day\"", "f.toml:1: theme stands outside a section"},
                    Wrong{"workspace", "[start]\nworkspace = \"city.sqlite\"", "begins with / or ~/"}, Wrong{"seat", "[start]\nseat = \"\"", "a short name"},
                    Wrong{"language", "[screen]\nlanguage = [1, 2]", "write \"zh\" or \"en\""}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Settings, WhatIsNoTomlSaysWhere)
{
    const SettingsRead r = read("[log]\nfiles = 4\nmegabytes = = 3\n");
    ASSERT_EQ(r.problems.size(), 1u);
    EXPECT_THAT(r.problems[0], HasSubstr("f.toml:3: this is not TOML"));
    EXPECT_EQ(r.settings.log_files, 5) << "nothing of a broken file is taken";
}

TEST(Settings, CharactersBeyondAsciiStandInQuotesOrComments)
{
    const SettingsRead right = read("\xef\xbb\xbf# 中\n[start]\nseat = \"a\" # 东\n[screen]\nmonitor = '中'\n");
    EXPECT_EQ(right.problems, std::vector<std::string>{});
    EXPECT_EQ(right.settings.monitor, "中");
    for (const char* text : {"， = 1\n", "[log]\nfiles = 3 ，\n", "[log]\nfiles = 3\n，", "[start]\nseat = \"a\n，\n\"",
                             "[start]\nseat = -\"，\"", "[start]\nseat = \"a\"\"，\"", "[start]\nseat = a'，'"}) {
        const SettingsRead wrong = read(text);
        ASSERT_EQ(wrong.problems.size(), 1u) << text;
        EXPECT_THAT(wrong.problems[0], HasSubstr("this is not TOML")) << text;
        EXPECT_EQ(wrong.settings.log_files, 5) << text;
    }
    EXPECT_THAT(read("[log]\nfiles = 3\n，").problems[0], HasSubstr("f.toml:3: "));
    EXPECT_EQ(read("[screen]\nmonitor = \"\"\"中\n\"东\\\"\"\"\"\n").problems.size(), 0u) << "a long text has quotes in it";
}

TEST(Settings, AProblemIsOneLineWhateverItsNamesHold)
{
    for (const char* text : {"[\"a\\nb\"]\nc = 1\n", "[screen]\n\"a\\r\\nb\" = 1\n", "\"a\\nb\" = 1\n", "[screen]\ntheme = \"a\\nb\"\n"}) {
        const SettingsRead r = read(text);
        ASSERT_EQ(r.problems.size(), 1u) << text;
        EXPECT_EQ(r.problems[0].find_first_of("\r\n"), std::string::npos) << r.problems[0];
    }
}

TEST(Settings, EachIsExplainedInTheDocs)
{
    std::ostringstream text;
    text << std::ifstream(SOURCE_DIR "/docs/SETTINGS.md").rdbuf();
    for (const std::string& name : setting_names()) {
        EXPECT_THAT(text.str(), HasSubstr("`" + name + "`"));
        EXPECT_THAT(text.str(), HasSubstr("\n    " + name.substr(name.find('.') + 1) + " = "));
    }
}

/// Whatever stands in the file, the reader returns with values inside their ranges.
TEST(FuzzSettings, NeverFailsAndNeverLeavesTheRanges)
{
    const std::string seed = "[screen]\nlanguage = \"en\"\ntheme = 'night' # x\nscale = 1.5\nmonitor = \"\\u4e2d\"\n[start]\nseat = \"a\"\n[log]\nmegabytes = 7\nfiles = 3\n";
    std::mt19937 random(7);
    const char* const wanted = std::getenv("FUZZ_SECONDS");
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(wanted ? std::atoi(wanted) : 0);
    for (int round = 0; round < 1500 || std::chrono::steady_clock::now() < until; ++round) {
        std::string text = seed;
        for (unsigned n = random() % 8; n > 0; --n) {
            const std::size_t at = random() % text.size();
            switch (random() % 4) {
            case 0: text[at] = static_cast<char>(random()); break;
            case 1: text.erase(at, random() % 9 + 1); break;
            case 2: text.insert(at, text.substr(random() % text.size(), random() % 20)); break;
            default: text.insert(at, 1, "[]{}\"'=.#\n9-e"[random() % 13]); break;
            }
            if (text.empty())
                text = "x";
        }
        const SettingsRead r = read(text);
        if (r.settings.scale) {
            EXPECT_GE(*r.settings.scale, 1);
            EXPECT_LE(*r.settings.scale, 2.5);
        }
        EXPECT_TRUE(r.settings.log_files >= 1 && r.settings.log_files <= 100);
        for (const std::string& problem : r.problems)
            EXPECT_EQ(problem.find('\n'), std::string::npos);
    }
}

}
