// The settings file: what is taken, and how what is wrong is named.

#include "console/settings.h"

#include "tests/mutation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
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
                                "fullscreen = true\n[start]\nseat = \"duty-1\"\nworkspace = \"/srv/city.sqlite\"\n[log]\nmegabytes = 7\nfiles = 3\n");
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
    const char* text;
    const char* words;
};

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
    testing::Values(Wrong{"[screen]\ntheme = \"dark\"", "f.toml:2: screen.theme is 'dark'; write \"day\", \"dim\" or \"night\"."},
                    Wrong{"[screen]\n\nscale = 3", "f.toml:3: screen.scale is 3; write a number from 1.0 to 2.0."},
                    Wrong{"[screen]\nscale = \"1.5\"", "f.toml:2: screen.scale is '1.5'; write a number"},
                    Wrong{"[screen]\nscale = nan", "f.toml:2: screen.scale is nan; write a number"},
                    Wrong{"[screen]\nfullscreen = \"yes\"", "true or false, without quotes"},
                    Wrong{"[screen]\ntheem = \"day\"", "f.toml:2: there is no setting screen.theem; did you mean screen.theme?"},
                    Wrong{"[camera]\nbrightness = 4", "f.toml:2: there is no setting camera.brightness; docs/SETTINGS.md"},
                    Wrong{"theme = \"day\"", "f.toml:1: theme stands outside a section"},
                    Wrong{"[start]\nworkspace = \"city.sqlite\"", "begins with / or ~/"}, Wrong{"[start]\nseat = \"\"", "a short name"},
                    Wrong{"[screen]\nlanguage = [1, 2]", "write \"zh\" or \"en\""}));

TEST(Settings, WhatIsNoTomlSaysWhere)
{
    const SettingsRead r = read("[log]\nfiles = 4\nmegabytes = = 3\n");
    ASSERT_EQ(r.problems.size(), 1u);
    EXPECT_THAT(r.problems[0], HasSubstr("f.toml:3: this is not TOML"));
    EXPECT_EQ(r.settings.log_files, 5) << "nothing of a broken file is taken";
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
    const auto unfolded = [](std::string text) { // a corpus has one file a line, its line breaks as \n
        for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos; ++at)
            text.replace(at, 2, "\n");
        return text;
    };
    mutation::feed(SOURCE_DIR "/tests/console/corpus/settings.txt", [&](const std::string& line) {
        const SettingsRead r = read(unfolded(line));
        if (r.settings.scale) {
            EXPECT_GE(*r.settings.scale, 1);
            EXPECT_LE(*r.settings.scale, 2);
        }
        EXPECT_TRUE(r.settings.log_files >= 1 && r.settings.log_files <= 100);
        for (const std::string& problem : r.problems)
            EXPECT_EQ(problem.find('\n'), std::string::npos);
    });
}

}
