// The editor's tools, by commands.

#include "console/frame/command.h"
#include "tests/console/no_services.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace console {
namespace {

struct EditorCommands : testing::Test {
    data::World world;
    Session session;
    NoServices services;
    Texts text;

    EditorCommands()
    {
        text.set_language(Language::en);
        world.loaded = true;
        world.workspace.path = "/city/city.sqlite";
        session.layout = Layout::editor;
        session.editor.draft = "spring";
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, sample::noon};
        return run_command(context, {name, std::move(arguments)});
    }
};

TEST_F(EditorCommands, AnotherToolLaysTheLineInHandAside)
{
    const std::vector<geo::LonLat> line{{114.2, 30.5}, {114.3, 30.6}};
    session.editor.tool = EditTool::split;
    session.editor.line = line;
    run("editor.split");
    EXPECT_EQ(session.editor.line, line) << "the same tool goes on with it";
    run("editor.reshape");
    EXPECT_TRUE(session.editor.line.empty()) << "it is no line of this tool";
    EXPECT_EQ(session.editor.aside[EditTool::split], line);
    run("editor.split");
    run("edit.take_up");
    EXPECT_EQ(session.editor.line, line);
    EXPECT_FALSE(session.editor.aside.contains(EditTool::split));
}

} // namespace
} // namespace console
