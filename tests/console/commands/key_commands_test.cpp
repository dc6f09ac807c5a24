#include "console/commands/key_commands.h"

#include "tests/console/input_events.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string_view>

namespace {

using console::InputEvent;
using console::KeyCommands;
using console::KeyOutcome;

struct KeyCommandsTest : testing::Test {
    data::World world;
    console::Session session;
    KeyCommands keys;

    KeyCommandsTest() { world.loaded = true; }
    std::vector<std::string> names(const KeyOutcome& outcome)
    {
        std::vector<std::string> found;
        for (const auto& command : outcome.commands)
            found.push_back(command.name);
        return found;
    }
};

TEST_F(KeyCommandsTest, a_letter_is_a_command_outside_fields_and_text_inside)
{
    const auto outside = keys.take({press('M'), letter('m')}, world, session, false);
    EXPECT_EQ(names(outside), std::vector<std::string>{"map.measure"});
    EXPECT_TRUE(outside.rest.empty()) << "neither the key nor its letter is left over";
    const auto inside = keys.take({press('M'), letter('m')}, world, session, true);
    EXPECT_TRUE(inside.commands.empty());
    EXPECT_EQ(inside.rest.size(), 2u);
}

TEST_F(KeyCommandsTest, control_and_function_keys_work_in_fields)
{
    EXPECT_EQ(names(keys.take({press('K', {true, false, false})}, world, session, true)), std::vector<std::string>{"palette.open"});
    EXPECT_EQ(names(keys.take({press(console::key::f1 + 8)}, world, session, true)), std::vector<std::string>{"theme.next"});
    EXPECT_TRUE(keys.take({press('C', {true, false, false})}, world, session, true).commands.empty()) << "copying belongs to the field";
}

TEST_F(KeyCommandsTest, what_is_typed_after_the_search_key_waits_for_the_field)
{
    const auto outcome = keys.take({press('/'), letter('/'), press('A'), letter('a')}, world, session, false);
    EXPECT_EQ(names(outcome), std::vector<std::string>{"search.focus"});
    ASSERT_EQ(outcome.later.size(), 2u);
    EXPECT_EQ(outcome.later[1].character, U'a');
}

TEST_F(KeyCommandsTest, digits_are_collected_until_enter)
{
    const auto typed = keys.take({press('2'), letter('2'), press('1'), letter('1'), press('7'), letter('7')}, world, session, false);
    EXPECT_EQ(typed.commands.size(), 3u);
    EXPECT_TRUE(keys.take({press(console::key::enter)}, world, session, false).commands.empty());
    session.typed_digits = "217";
    EXPECT_EQ(names(keys.take({press(console::key::enter)}, world, session, false)), std::vector<std::string>{"wall.put_number"});
    EXPECT_TRUE(keys.take({press(console::key::enter)}, world, session, true).commands.empty()) << "Enter belongs to a field that has the keyboard";
}

TEST_F(KeyCommandsTest, text_committed_after_ctrl_or_function_keys_is_whole)
{
    keys.take({press('K', {true, false, false})}, world, session, false);
    EXPECT_EQ(keys.take({letter(U'网')}, world, session, true).rest.size(), 1u);
}

TEST(CommandTable, names_and_keys_are_unique_and_readable)
{
    std::set<std::string> names;
    // One key for what is never possible at the same time, or for the first of them that is.
    const std::map<std::string, std::set<std::string>> shared{{"Space", {"replay.pause", "wall.tour_hold"}},
                                                              {"Enter", {"wall.put_number", "map.area_close", "mask.close", "sheet.to_wall"}},
                                                              {"Shift+Enter", {"wall.put_free", "sheet.to_free"}},
                                                              {"Backspace", {"wall.back", "mask.undo"}},
                                                              {"F", {"wall.enlarge", "case.enlarge"}},
                                                              {"Delete", {"wall.clear", "mask.remove"}},
                                                              {"Left", {"replay.step_back", "sheet.left"}},
                                                              {"Right", {"replay.step_on", "sheet.right"}}};
    std::map<std::string, std::string> keys;
    for (const auto& row : console::command_table()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        // A second key for the same thing has its title.
        const bool is_second = std::string_view(row.name) == "editor.measure" || std::string_view(row.name).ends_with("_too");
        if (!is_second) {
            EXPECT_EQ(std::string("command.") + row.name, row.title);
        }
        // What holds only in the editor stands above the rest of the table and is asked first.
        const std::string_view name(row.name);
        if (*row.key == 0 || name.starts_with("editor.") || name.starts_with("draft.") || name.starts_with("finding.") || name.starts_with("grid.") ||
            name.starts_with("edit."))
            continue;
        EXPECT_TRUE(console::parse_chord(row.key)) << row.name << ": " << row.key;
        if (const auto at = shared.find(row.key); at != shared.end() && at->second.contains(row.name))
            continue;
        EXPECT_TRUE(keys.emplace(row.key, row.name).second) << row.key << " is taken by " << keys[row.key];
    }
}

TEST_F(KeyCommandsTest, the_editors_letters_hold_only_in_its_layout)
{
    EXPECT_EQ(names(keys.take({press('M'), letter('m')}, world, session, false)), std::vector<std::string>{"map.measure"});
    session.layout = console::Layout::editor;
    EXPECT_EQ(names(keys.take({press('M'), letter('m')}, world, session, false)), std::vector<std::string>{"editor.merge"});
    EXPECT_EQ(names(keys.take({press('V'), letter('v')}, world, session, false)), std::vector<std::string>{"editor.vertex"});
    EXPECT_EQ(names(keys.take({press('M', {false, false, true})}, world, session, false)), std::vector<std::string>{"editor.measure"});
    EXPECT_TRUE(keys.take({press('S'), letter('s')}, world, session, true).commands.empty()) << "in a field they are text";
    EXPECT_TRUE(keys.take({press('Z', {true, false, false})}, world, session, false).commands.empty()) << "no draft is open";
    session.editor.draft = "spring";
    EXPECT_EQ(names(keys.take({press('Z', {true, false, false})}, world, session, false)), std::vector<std::string>{"draft.undo"});
    EXPECT_EQ(names(keys.take({press('Z', {true, false, true})}, world, session, false)), std::vector<std::string>{"draft.redo_too"});
}

TEST_F(KeyCommandsTest, a_list_in_hand_keeps_its_keys)
{
    session.layout = console::Layout::editor;
    session.editor.draft = "spring";
    EXPECT_EQ(names(keys.take({press(console::key::home)}, world, session, false)), std::vector<std::string>{"map.fit"});
    EXPECT_EQ(keys.take({press(console::key::home)}, world, session, false, true).rest.size(), 1u);
    EXPECT_TRUE(keys.take({press('A', {true, false, false})}, world, session, false, true).commands.empty());
    EXPECT_EQ(names(keys.take({press('S'), letter('s')}, world, session, false, true)), std::vector<std::string>{"editor.split"});
}

TEST_F(KeyCommandsTest, a_key_whose_command_cannot_run_is_told_with_its_command)
{
    const auto locked = keys.take({press('L', {true, false, false})}, world, session, false);
    EXPECT_TRUE(locked.commands.empty());
    ASSERT_NE(locked.refused, nullptr);
    EXPECT_EQ(locked.refused->name, std::string_view("seat.lock"));
    EXPECT_FALSE(why_not(*locked.refused, world, session, console::Texts()).empty());
    EXPECT_EQ(keys.take({press(console::key::escape)}, world, session, false).refused, nullptr) << "Esc with nothing open needs no reason";
    EXPECT_EQ(keys.take({press('L', {true, false, false}), press('K', {true, false, false})}, world, session, false).commands.size(), 1u);
    EXPECT_EQ(keys.take({press('M'), letter('m')}, world, session, false).refused, nullptr);
}

TEST_F(KeyCommandsTest, a_number_typed_over_a_list_is_entered_not_the_row)
{
    EXPECT_TRUE(keys.take({press(console::key::enter)}, world, session, false, true).commands.empty()) << "the list's own";
    session.typed_digits = "217";
    EXPECT_EQ(names(keys.take({press(console::key::enter)}, world, session, false, true)), std::vector<std::string>{"wall.put_number"});
}

}
