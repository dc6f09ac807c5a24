// Every command can be found: in the menu, a context menu or a form; each says why it cannot run.

#include "console/cli/commands_command.h"
#include "console/commands/functions.h"
#include "console/frame/menu_rows.h"
#include "tests/console/no_services.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <set>
#include <sstream>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Menus : public testing::Test {
protected:
    void SetUp() override
    {
        auto cameras = std::make_shared<data::Table<data::Camera>>();
        cameras->rows.push_back({.id = {1}, .number = 12, .name = "East gate"});
        cameras->rows.push_back({.id = {2}, .number = 14, .name = "West gate"});
        world.cameras = cameras;
        world.loaded = true;
        text.set_language(Language::en);
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, data::TimePoint{}};
        return run_command(context, {name, std::move(arguments)});
    }

    data::World world;
    Session session;
    NoServices services;
    Texts text;
};

TEST_F(Menus, EveryCommandStandsInOneOrInAContext)
{
    for (const CommandRow& row : command_table()) {
        if (row.menu == Menu::internal)
            continue;
        EXPECT_TRUE(row.menu != Menu::none || row.contexts != 0) << row.name << " can be found by its key or its typed name only";
        EXPECT_TRUE(!row.enabled || reason_key(row)) << row.name << " does not say why it cannot run";
    }
}

TEST_F(Menus, EveryArgumentHasAFieldThatCanBeFilled)
{
    std::set<std::string> known;
    for (const CommandRow& row : command_table())
        for (const ArgumentRow& argument : row.arguments) {
            for (const Language language : {Language::zh, Language::en})
                EXPECT_NE(text.in(language, argument.title), nullptr) << row.name << ": " << argument.title;
            EXPECT_EQ(argument.type == ArgumentType::choice, argument.choices != nullptr) << row.name << ": " << argument.name;
            EXPECT_TRUE(!argument.many || &argument == &row.arguments.back()) << row.name;
        }
}

TEST_F(Menus, WhatCannotRunSaysWhyInBothLanguages)
{
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        for (std::size_t group = 0; group < menu_groups.size(); ++group) {
            MenuOpen menu;
            menu.group = group;
            const std::vector<MenuRow> rows = menu_rows(world, session, text, menu);
            EXPECT_FALSE(rows.empty()) << menu_group_names[group];
            for (const MenuRow& row : rows) {
                const bool can_run = !row.command->enabled || row.command->enabled(world, session);
                EXPECT_TRUE(can_run || !row.why_not.empty()) << row.command->name;
                EXPECT_THAT(row.why_not, Not(HasSubstr("why."))) << row.command->name;
            }
        }
    }
}

TEST_F(Menus, KeysOpenMoveAndRun)
{
    run("menu.toggle", {"view"});
    ASSERT_TRUE(session.menu);
    run("menu.step", {"down"});
    EXPECT_EQ(session.menu->chosen, 0);
    run("menu.step", {"right"});
    EXPECT_EQ(menu_groups[session.menu->group], Menu::wall);
    run("menu.step", {"left"});
    run("menu.step", {"last"});
    EXPECT_EQ(session.menu->chosen + 1, static_cast<int>(menu_rows(world, session, text, *session.menu).size()));
    run("menu.letter", {"v"});
    run("menu.letter", {"i"});
    run("menu.letter", {"d"});
    EXPECT_STREQ(menu_rows(world, session, text, *session.menu)[static_cast<std::size_t>(session.menu->chosen)].command->name, "layout.wall");
    run("menu.run");
    EXPECT_FALSE(session.menu);
    EXPECT_EQ(session.layout, Layout::wall);
}

TEST_F(Menus, WhatIsNotEnabledStaysWithItsReason)
{
    run("menu.toggle", {"incident"});
    const std::vector<MenuRow> rows = menu_rows(world, session, text, *session.menu);
    const auto at = std::ranges::find_if(rows, [](const MenuRow& row) { return std::string_view(row.command->name) == "incident.accept"; });
    ASSERT_NE(at, rows.end());
    run("menu.run", {std::to_string(at - rows.begin())});
    EXPECT_TRUE(session.menu) << "nothing was done, and the reason is there to be read";
}

TEST_F(Menus, AThingGivesItsArgument)
{
    run("menu.about", {"camera", "10", "20", "0012 East gate", "12"});
    ASSERT_TRUE(session.menu);
    EXPECT_EQ(session.menu->thing, thing::camera);
    const std::vector<MenuRow> rows = menu_rows(world, session, text, *session.menu);
    const auto at = std::ranges::find_if(rows, [](const MenuRow& row) { return std::string_view(row.command->name) == "camera.recorder"; });
    ASSERT_NE(at, rows.end());
    EXPECT_THAT(at->arguments, ElementsAre("12"));
    EXPECT_TRUE(at->asks) << "the recorder is not known";
    run("menu.run", {std::to_string(at - rows.begin())});
    ASSERT_TRUE(session.form);
    EXPECT_EQ(session.form->command, "camera.recorder");
    EXPECT_THAT(session.form->values, ElementsAre("12", ""));
}

TEST_F(Menus, WhatIsNotForThisThingSaysSo)
{
    run("menu.about", {"layer", "10", "20", "Grids", "grids"});
    for (const MenuRow& row : menu_rows(world, session, text, *session.menu))
        EXPECT_EQ(row.why_not.empty(), std::string_view(row.command->name) == "layer.toggle") << row.command->name << ": the map's own layers are shown or not, and that is all";
}

TEST_F(Menus, AFormSaysWhatIsWrongAtTheFieldAndKeepsWhatWasTyped)
{
    session.layout = Layout::wall;
    run("form.open", {"wall.tour"});
    ASSERT_TRUE(session.form);
    run("form.run", {"ten", "12 14"});
    ASSERT_TRUE(session.form);
    EXPECT_EQ(session.form->wrong, 0);
    run("form.run", {"1", "12 14"});
    EXPECT_EQ(session.form->wrong, 0) << "out of range";
    run("form.run", {"5", "12 99"});
    EXPECT_EQ(session.form->wrong, 1);
    EXPECT_THAT(words_of(text, session.form->error), HasSubstr("99"));
    EXPECT_THAT(session.form->values, ElementsAre("5", "12 99"));
    run("form.run", {"5", ""});
    EXPECT_EQ(session.form->wrong, 1);
    run("form.run", {"5", "12 14"});
    EXPECT_FALSE(session.form);
    ASSERT_TRUE(session.wall.tour);
    EXPECT_THAT(session.wall.tour->numbers, ElementsAre(12, 14));
}

TEST_F(Menus, WhatWasTypedIntoAFormLaidAsideComesBack)
{
    session.layout = Layout::wall;
    run("form.open", {"wall.save_view"});
    run("form.typed", {"Night sh"});
    run("view.dismiss");
    EXPECT_FALSE(session.form);
    run("form.open", {"wall.save_view"});
    ASSERT_TRUE(session.form);
    EXPECT_THAT(session.form->values, ElementsAre("Night sh"));
    run("form.run", {"Night shift"});
    EXPECT_TRUE(session.forms_kept.empty());
}

TEST_F(Menus, WhatACommandRefusesIsSaidInItsForm)
{
    run("form.open", {"incident.open_number"});
    ASSERT_TRUE(session.form);
    run("form.run", {"4711"});
    ASSERT_TRUE(session.form);
    EXPECT_FALSE(session.form->error.empty());
    EXPECT_TRUE(session.messages.empty()) << "it stands in the form";
    run("view.dismiss");
    EXPECT_FALSE(session.form);
}

TEST_F(Menus, AKeyAsksForWhatNothingTells)
{
    session.layout = Layout::wall;
    session.wall.tiles[0].camera = {1};
    EXPECT_TRUE(run("wall.save_view"));
    ASSERT_TRUE(session.form);
    EXPECT_EQ(session.form->command, "wall.save_view");
    run("form.run", {"Night"});
    EXPECT_FALSE(session.form);
    EXPECT_EQ(services.changes.size(), 1U);
}

TEST_F(Menus, AreListedForScripts)
{
    std::ostringstream out;
    write_commands(out, true);
    const auto all = nlohmann::json::parse(out.str()).at("commands");
    EXPECT_GT(all.size(), 200U);
    for (const auto& command : all) {
        EXPECT_TRUE(command.at("internal").get<bool>() || !command.at("menu").is_null() || !command.at("contexts").empty()) << command.at("name");
        EXPECT_FALSE(command.at("title").at("zh").get<std::string>().empty());
    }
    const auto layout = std::ranges::find_if(all, [](const auto& command) { return command.at("name") == "wall.layout"; });
    ASSERT_NE(layout, all.end());
    EXPECT_EQ(layout->at("arguments")[0].at("type"), "choice");
    EXPECT_EQ(layout->at("arguments")[0].at("choices").size(), 8U);
}

}
