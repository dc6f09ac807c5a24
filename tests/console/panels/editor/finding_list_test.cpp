#include "console/panels/editor/finding_list.h"

#include <gtest/gtest.h>

namespace {

using namespace console;
using data::FindingKind;

data::Finding finding(FindingKind kind, std::string subject, double value, std::string ignored = {})
{
    data::Finding made{.kind = kind, .value = value, .subject = std::move(subject), .other = "West 2", .fixes = data::fixes_of(kind), .ignored = std::move(ignored)};
    made.key = made.subject + std::to_string(static_cast<int>(kind));
    return made;
}

struct Findings : testing::Test {
    Texts text;
    Findings() { text.set_language(Language::en); }
};

TEST_F(Findings, AreListedByRankAndThoseSetAsideLast)
{
    const std::vector<data::Finding> found{finding(FindingKind::overlap, "East 1", 40, "a wall"), finding(FindingKind::households, "East 7", 90),
                                           finding(FindingKind::overlap, "East 2", 12), finding(FindingKind::unit, "East 3", 0)};
    const auto rows = make_finding_entries(text, found, {});
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].words, "East 2  overlaps West 2, 12 m²");
    EXPECT_TRUE(rows[3].is_set_aside);
    EXPECT_EQ(rows[3].below, "set aside: a wall");
    EXPECT_NE(rows[0].below.find("F: "), std::string::npos);
    EXPECT_EQ(make_finding_entries(text, found, FindingKind::unit).size(), 1U);
    EXPECT_EQ(make_finding_entries(text, {finding(FindingKind::invalid, "East 9", 0, data::read_even_odd)}, {})[0].below, "set aside: taken as it was read");
    const FindingCounts counts = count_findings(found);
    EXPECT_EQ(counts.faults, 1U);
    EXPECT_EQ(counts.set_aside, 1U);
    EXPECT_EQ(counts.warnings + counts.hints, 2U);
}

TEST_F(Findings, EachKindAndFixHasWordsInBothLanguages)
{
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        for (std::size_t i = 0; i < data::finding_kind_names.size(); ++i) {
            const auto kind = static_cast<FindingKind>(i);
            EXPECT_EQ(finding_words(text, finding(kind, "", 3.25)).find("edit.found."), std::string::npos) << data::finding_kind_names[i];
            EXPECT_EQ(std::string(text(std::string("edit.kind.") + data::finding_kind_names[i])).find("edit.kind."), std::string::npos) << data::finding_kind_names[i];
            for (const char* fix : data::fixes_of(kind))
                EXPECT_EQ(std::string(text(std::string("edit.fix.") + fix)).find("edit.fix."), std::string::npos) << fix;
        }
    }
    data::Finding few = finding(FindingKind::households, "East 7", 90);
    few.fixes = {"merge", "reshape"};
    EXPECT_EQ(finding_words(text, few), "East 7  < 90 households");
    few.fixes = {"split"};
    EXPECT_EQ(finding_words(text, few), "East 7  > 90 households");
    EXPECT_EQ(finding_words(text, finding(FindingKind::sliver, "East 7", 0.314)), "East 7  sliver, 0.31 m wide on average");
}

TEST_F(Findings, AStepOfTheJournalIsInWords)
{
    const auto name = [](data::GridId id) { return id.value == 17 ? std::string("East 7") : std::string(); };
    const auto words = [&](const char* op, const char* subject) {
        DraftStep step;
        step.op = op, step.subject = subject;
        return step_words(text, step, name);
    };
    EXPECT_EQ(words("split", "East 7"), "split East 7");
    EXPECT_EQ(words("repair", "overlaps"), "repair overlaps");
    EXPECT_EQ(words("repair", "overlaps: 41.3 m² · East 7, West 2"), "repair overlaps: 41.3 m² · East 7, West 2");
    EXPECT_EQ(words("ignore", "households #17"), "set aside households East 7");
    EXPECT_EQ(words("ignore", "land 114,30"), "set aside land of no grid");
    text.set_language(Language::zh);
    EXPECT_EQ(words("repair", "gaps").find("gaps"), std::string::npos);
    EXPECT_EQ(words("repair", "overlaps: 2 m² · East 7"), "修复 重叠：2 m² · East 7");
}

}
