#include "console/panels/editor/tool_model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace console;

const ToolButton& find(const std::vector<ToolButton>& buttons, std::string_view command)
{
    return *std::ranges::find(buttons, command, [](const ToolButton& button) { return std::string_view(button.command); });
}

struct Tools : testing::Test {
    Session session;
    data::DraftHead head{.name = "spring-road"};
    std::vector<DraftStep> steps;
    std::unique_ptr<data::Draft> draft = std::make_unique<data::Draft>(std::make_shared<const data::DraftGround>());

    DraftView view() const { return {.draft = *draft, .head = head, .steps = steps}; }
};

TEST_F(Tools, WithoutADraftEachSaysWhyItIsDim)
{
    for (const ToolButton& button : make_tool_buttons(session, nullptr)) {
        if (std::string_view(button.command) == "editor.table" || std::string_view(button.command) == "editor.journal")
            continue; // they say it themselves
        EXPECT_FALSE(button.is_enabled) << button.command;
        EXPECT_STREQ(button.reason, "edit.why.no_draft") << button.command;
    }
    session.editor.draft = "spring-road";
    EXPECT_STREQ(find(make_tool_buttons(session, nullptr), "editor.split").reason, "edit.why.opening");
}

TEST_F(Tools, TheOneInHandIsMarked)
{
    session.editor.tool = EditTool::reshape;
    session.editor.is_tracing = true;
    const DraftView open = view();
    const auto buttons = make_tool_buttons(session, &open);
    EXPECT_TRUE(find(buttons, "editor.reshape").is_chosen);
    EXPECT_TRUE(find(buttons, "editor.trace").is_chosen);
    EXPECT_FALSE(find(buttons, "editor.split").is_chosen);
    EXPECT_TRUE(find(buttons, "editor.split").is_enabled);
}

TEST_F(Tools, UndoAndRedoSayHowOften)
{
    DraftView open = view();
    EXPECT_STREQ(find(make_tool_buttons(session, &open), "draft.undo").reason, "edit.why.no_undo");
    EXPECT_STREQ(find(make_tool_buttons(session, &open), "draft.publish").reason, "edit.why.no_edit");
    open.undo_count = 41, open.redo_count = 2;
    const auto buttons = make_tool_buttons(session, &open);
    EXPECT_EQ(find(buttons, "draft.undo").count, "41");
    EXPECT_EQ(find(buttons, "draft.redo").count, "2");
    EXPECT_TRUE(find(buttons, "draft.publish").is_enabled);
}

TEST_F(Tools, ADraftThatAnotherHoldsIsOnlyLookedAt)
{
    DraftView open = view();
    open.is_mine = false;
    const auto buttons = make_tool_buttons(session, &open);
    EXPECT_TRUE(find(buttons, "editor.select_tool").is_enabled);
    EXPECT_STREQ(find(buttons, "editor.split").reason, "edit.why.held");
    EXPECT_STREQ(find(buttons, "draft.undo").reason, "edit.why.held");
}

}
