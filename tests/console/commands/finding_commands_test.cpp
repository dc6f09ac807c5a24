// What mends findings: one, or all of a kind; what is offered; and what the journal then says.

#include "console/frame/command.h"
#include "console/frame/draft_steps.h"
#include "console/frame/menu_rows.h"
#include "tests/console/no_services.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>

namespace console {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// East, Middle and West; each neighbour reaches 0.0005° into the next one.
struct FindingCommands : testing::Test {
    data::World world;
    Session session;
    NoServices services;
    Texts text;
    data::DraftHead head;
    std::vector<DraftStep> steps;
    std::unique_ptr<data::Draft> draft;
    std::unique_ptr<data::DraftFindings> findings;
    std::unique_ptr<DraftView> view;

    FindingCommands()
    {
        text.set_language(Language::en);
        world.loaded = true;
        session.layout = Layout::editor;
        session.editor.draft = head.name = "spring";
        open(true);
    }
    void open(bool has_community)
    {
        auto ground = std::make_shared<data::DraftGround>();
        if (has_community) {
            data::Grid community = sample::grid(data::Level::community, "340104003002", sample::square(114, 30, 0.03)), other = community;
            community.id = {1}, community.name = "River";
            other.id = {2}, other.name = "Hill", other.code = "340104003003", other.shape = sample::square(115, 30, 0.03);
            ground->areas = {community, other};
        }
        for (int i = 0; i < 3; ++i) {
            const double west = 114 + 0.01 * i, east = west + 0.01 + (i < 2 ? 0.0005 : 0);
            data::Grid grid = sample::grid(data::Level::grid, has_community ? "34010400300200" + std::to_string(i + 1) : std::string(), {{{{west, 30}, {east, 30}, {east, 30.01}, {west, 30.01}}, {}}},
                                           {has_community ? 1 : 0});
            grid.id = {10 + i}, grid.name = i == 0 ? "West" : i == 1 ? "Middle" : "East";
            ground->areas.push_back(grid);
        }
        draft = std::make_unique<data::Draft>(ground);
        findings = std::make_unique<data::DraftFindings>(ground);
        findings->run(draft->version());
        view = std::make_unique<DraftView>(DraftView{.draft = *draft, .head = head, .steps = steps});
        view->findings = findings.get();
        world.grids = std::make_shared<const data::Table<data::Grid>>(ground->areas);
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, sample::noon};
        context.draft = view.get();
        return run_command(context, {name, std::move(arguments)});
    }
    data::Finding take(data::FindingKind kind)
    {
        const std::vector<data::Finding> all = findings->list();
        const auto at = std::ranges::find(all, kind, &data::Finding::kind);
        EXPECT_TRUE(at != all.end());
        run("finding.select", {at->key});
        return *at;
    }
};

TEST_F(FindingCommands, AllOfAKindAreRepairedInOneStep)
{
    take(data::FindingKind::overlap);
    EXPECT_THAT(session.editor.fixes, ElementsAre("repair_larger", "repair_longest"));
    run("finding.fix_all", {"repair_longest"});
    run("finding.fix_all");
    ASSERT_EQ(services.edits.size(), 2U);
    const auto& longest = std::get<data::RepairOp>(services.edits[0]);
    EXPECT_EQ(longest.kind, "overlaps");
    EXPECT_EQ(longest.give, "longest");
    EXPECT_FALSE(longest.at) << "not only the one in hand";
    EXPECT_EQ(std::get<data::RepairOp>(services.edits[1]).give, "larger") << "the first way offered";
    const data::OpOutcome outcome = draft->try_op(longest);
    EXPECT_EQ(std::get<data::DoneOp>(outcome).repairs, 2U) << "strips 48 m wide, however wide";
}

TEST_F(FindingCommands, AFindingWithoutARepairHasNoneForAll)
{
    take(data::FindingKind::unit);
    const CommandRow& row = *find_command("finding.fix_all");
    EXPECT_STREQ(why_idle_key(row, world, session), "why.by_hand");
    run("finding.fix_all");
    EXPECT_THAT(services.edits, IsEmpty());
}

TEST_F(FindingCommands, TheMenuOfAFindingHasEveryFix)
{
    take(data::FindingKind::overlap);
    session.menu = MenuOpen{.thing = thing::finding};
    const auto rows = menu_rows(world, session, text, *session.menu);
    std::vector<std::string> titles;
    for (const MenuRow& row : rows)
        if (std::string_view(row.command->name) == "finding.fix")
            titles.push_back(row.title + (row.is_further ? "" : " F"));
    EXPECT_THAT(titles, ElementsAre("give it to the larger one F", "give it to the neighbour with the longest border"));
    const auto second = std::ranges::find_if(rows, &MenuRow::is_further);
    run("menu.run", {std::to_string(second - rows.begin())});
    ASSERT_EQ(services.edits.size(), 1U);
    EXPECT_EQ(std::get<data::RepairOp>(services.edits[0]).give, "longest");
    EXPECT_TRUE(std::get<data::RepairOp>(services.edits[0]).at);
}

TEST_F(FindingCommands, WhatCannotWorkIsNotOffered)
{
    open(false);
    const data::Finding finding = take(data::FindingKind::code_missing);
    EXPECT_THAT(finding.fixes, testing::Contains(testing::StrEq("propose_code")));
    EXPECT_THAT(session.editor.fixes, IsEmpty()) << "no community and no code says how one is made";
    take(data::FindingKind::unit);
    EXPECT_THAT(session.editor.fixes, IsEmpty()) << "there are no units";
}

TEST_F(FindingCommands, GridsAreAssignedToAnyCommunityByItsCodeOrName)
{
    session.editor.selected = {0, 1};
    for (const char* hill : {"340104003003", "Hill", "#2"})
        run("grid.assign", {hill});
    ASSERT_EQ(services.edits.size(), 3U);
    for (const data::DraftOp& op : services.edits) {
        EXPECT_EQ(std::get<data::AssignOp>(op).grids.size(), 2U);
        EXPECT_EQ(std::get<std::string>(std::get<data::AssignOp>(op).community), "#2");
        const data::OpOutcome outcome = draft->try_op(op);
        EXPECT_EQ(std::get<data::RefusedOp>(outcome).reason, data::DraftRefusal::outline_locked) << "the community is known; its outline would move";
    }
    run("grid.assign", {"Valley"});
    EXPECT_EQ(services.edits.size(), 3U);
    EXPECT_FALSE(session.messages.empty());
    run("grid.assign");
    EXPECT_TRUE(session.form) << "which one is asked";
}

TEST_F(FindingCommands, GridsThatAreSelectedAreSimplifiedEach)
{
    session.editor.selected = {0, 2};
    run("grid.simplify", {"2.5"});
    ASSERT_EQ(services.edits.size(), 2U);
    EXPECT_EQ(std::get<data::SimplifyOp>(services.edits[0]).metres, 2.5);
    EXPECT_EQ(std::get<std::string>(std::get<data::SimplifyOp>(services.edits[1]).grid), "340104003002003");
    session.editor.selected.clear();
    EXPECT_STREQ(why_idle_key(*find_command("grid.simplify"), world, session), "why.grids");
}

TEST_F(FindingCommands, TheJournalSaysWhatARepairDid)
{
    const auto subject = [&](const data::RepairOp& op) {
        const data::DraftVersion before = draft->version();
        const data::OpOutcome outcome = draft->try_op(op);
        return repair_subject(before, op.kind, std::get<data::DoneOp>(outcome));
    };
    data::RepairOp one{"overlaps", 1000};
    const data::Finding first = take(data::FindingKind::overlap);
    one.at = first.at;
    EXPECT_EQ(subject(one), "overlaps: " + repaired_area(first.value) + " m² · West, Middle");
    EXPECT_THAT(subject({"overlaps", 1000}), testing::MatchesRegex("overlaps: 2 ×, [0-9]+ m² · West, Middle, East")) << "each grid once";
    EXPECT_EQ(subject({"overlaps", 1}), "overlaps") << "nothing is as narrow as that";
    EXPECT_EQ(repaired_area(0.034), "0.03");
    EXPECT_EQ(repaired_area(41.26), "41.3");
    EXPECT_EQ(repaired_area(5300.4), "5300");
}

} // namespace
} // namespace console
