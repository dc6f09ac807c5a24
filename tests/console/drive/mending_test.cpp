// Grids that are no partition, mended on the screen of a small monitor: one by one by another way than the first, all of a kind, what the journal
// says of it; and what the other pages say of grids that nobody counted.

#include "tests/console/console_run.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

/// Four rows of five; in every second row each reaches three metres into its neighbour, in the others a metre is missing.
std::string grids_file(const std::string& folder)
{
    std::string features;
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 5; ++column) {
            const double west = 114.3 + 0.004 * column, south = 30.6 + 0.004 * row, north = south + 0.004;
            const double east = west + 0.004 + (column == 4 ? 0 : row % 2 == 0 ? 0.00003 : -0.00001);
            features += fmt::format(R"({}{{"type":"Feature","properties":{{"name":"{}{}"}},"geometry":{{"type":"Polygon","coordinates":[[[{:.6f},{:.6f}],[{:.6f},{:.6f}],[{:.6f},{:.6f}],[{:.6f},{:.6f}],[{:.6f},{:.6f}]]]}}}})",
                                    features.empty() ? "" : ",", static_cast<char>('A' + row), column, west, south, east, south, east, north, west, north, west, south);
        }
    const std::string path = folder + "/grids.geojson";
    std::ofstream(path) << R"({"type":"FeatureCollection","features":[)" << features << "]}";
    return path;
}

TEST(MendingInTheEditor, OneByOneAndAllOfAKind)
{
    ConsoleRun run;
    const std::string workspace = run.folder() + "/mend.sqlite";
    const auto result = run.gridwatch({"import", workspace, grids_file(run.folder()), "--as", "grids"});
    ASSERT_EQ(result.status, 0) << result.errors;
    run.play(workspace,
             "wait workspace.loaded = yes within 60\nkey F3\nwait layout = editor\nrun draft.new spring\nwait draft.name = spring within 30\nrun editor.card none\n"
             "click edit.tab.findings\nwait says.edit.checks.overlap = 8 within 30\nexpect says.edit.checks.gap = 4\n"
             // Every way stands in the menu of the row.
             "click findings.row.1 right\nwait menu.open = yes\nwait shown.menu.finding.fix = yes\nexpect shown.menu.finding.fix.repair_longest = yes\nexpect shown.menu.finding.fix_all = yes\n"
             "click menu.finding.fix.repair_longest\nwait draft.edits = 1\nwait says.edit.checks.overlap = 7\n"
             // All of a kind: the others are one step.
             "click findings.row.1\nwait shown.finding.fixes = yes\nclick finding.fix_all\nwait form.command = finding.fix_all\nkey Enter\nwait draft.edits = 2\nwait says.edit.checks.overlap = 0\n"
             "expect says.edit.checks.gap = 4\n"
             "key J\nwait says.journal.row.1 ~ A0, A1\nexpect says.journal.row.1 ~ m²\nwait says.journal.row.2 ~ 7 ×\n"
             // A code that nobody could say how to make is not offered.
             "run finding.next\nrun finding.next\nrun finding.next\nrun finding.next\nrun finding.next\nwait shown.finding.fixes = no\n"
             "click edit.tab.balance\nwait says.balance.spread ~ nothing to compare\n"
             // What a condition selects comes into sight.
             "key G\nwait shown.grids.row.0 = yes\nexpect shown.grids.row.15 = no\nrun editor.select_where name ~ D\nwait editor.selected = 5\nwait shown.grids.row.15 = yes\n",
             "1366x768");
}

}
