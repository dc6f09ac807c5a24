// Privacy masks drawn with the mouse: the commands, and clicks on a real camera's picture whose pixels are then masked.

#include "console/commands/functions.h"
#include "console/wall/camera_masks.h"
#include "console/wall/places.h"
#include "console/wall/tile.h"
#include "tests/console/console_run.h"
#include "tests/console/no_services.h"
#include "tests/video/camera_process.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <fstream>

namespace {

struct MaskDrawingTest : testing::Test {
    data::World world;
    console::Session session;
    console::NoServices services;
    console::Texts text;

    MaskDrawingTest()
    {
        data::Camera camera;
        camera.id = {12};
        camera.number = 217;
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{camera});
        world.loaded = true;
        session.layout = console::Layout::wall;
        session.wall.tiles[0].camera = {12};
        text.set_language(console::Language::en);
    }
    /// The message it left; empty: none.
    std::string run(const std::string& name, std::vector<std::string> arguments = {})
    {
        session.messages.clear();
        console::CommandContext context{world, session, services, text, {}, nullptr};
        console::run_command(context, {name, std::move(arguments)});
        return session.messages.empty() ? "" : words_of(text, session.messages.back().said);
    }
    void click(const char* x, const char* y) { EXPECT_EQ(run("mask.click", {x, y}), ""); }
    std::size_t corners() { return session.masks_drawn[{12}].size(); }
    /// Those added, or after a minus those removed.
    std::string last_masks()
    {
        const auto* change = services.changes.empty() ? nullptr : std::get_if<data::ChangeMasks>(&services.changes.back());
        if (!change || change->camera != data::CameraId{12})
            return "none";
        return change->removed.empty() ? console::text_from_masks(change->added) : "-" + console::text_from_masks(change->removed);
    }
};

TEST_F(MaskDrawingTest, corners_are_set_taken_back_and_saved)
{
    run("mask.draw");
    ASSERT_TRUE(session.mask_drawing);
    EXPECT_EQ(session.hint, "hint.mask");
    click("0.1", "0.1");
    click("0.1", "0.1005"); // a double click
    click("0.5", "0.1");
    EXPECT_EQ(corners(), 2U);
    EXPECT_NE(run("mask.close"), "") << "two corners";
    click("0.9", "0.9");
    click("0.1", "0.5");
    run("mask.undo");
    EXPECT_EQ(corners(), 3U);
    EXPECT_EQ(run("mask.close"), "");
    EXPECT_EQ(last_masks(), "0.1,0.1 0.5,0.1 0.9,0.9");
    ASSERT_TRUE(session.mask_drawing) << "until it is on the disk";
    run("mask.close");
    EXPECT_EQ(services.changes.size(), 1U) << "once";
    run("mask.saved", {"12"});
    EXPECT_FALSE(session.mask_drawing);
    EXPECT_EQ(corners(), 0U);
    EXPECT_EQ(session.hint, "");
}

TEST_F(MaskDrawingTest, nothing_drawn_is_lost)
{
    run("mask.draw");
    click("0.1", "0.1");
    click("0.5", "0.1");
    run("view.dismiss");
    EXPECT_FALSE(session.mask_drawing);
    run("mask.draw");
    EXPECT_EQ(corners(), 2U) << "Esc never destroys input";
    click("0.5", "0.5");
    run("mask.close");
    run("mask.refused", {"12"});
    ASSERT_TRUE(session.mask_drawing) << "a full disk takes nothing away";
    EXPECT_EQ(corners(), 3U);
    EXPECT_EQ(run("mask.close"), "");
    EXPECT_EQ(services.changes.size(), 2U);
}

TEST_F(MaskDrawingTest, sides_that_cross_are_refused)
{
    run("mask.draw");
    for (const auto& [x, y] : {std::pair("0.1", "0.1"), std::pair("0.9", "0.9"), std::pair("0.9", "0.1"), std::pair("0.1", "0.9")})
        click(x, y);
    EXPECT_NE(run("mask.close").find("cross"), std::string::npos);
    EXPECT_TRUE(services.changes.empty());
    EXPECT_EQ(corners(), 4U);
    EXPECT_NE(run("camera.mask", {"217", "0,0", "1,1", "1,0", "0,1"}).find("cross"), std::string::npos) << "typed ones too";
}

TEST_F(MaskDrawingTest, a_click_on_the_first_corner_closes)
{
    run("mask.draw");
    for (const auto& [x, y] : {std::pair("0.1", "0.1"), std::pair("0.9", "0.1"), std::pair("0.9", "0.9"), std::pair("0.104", "0.104")})
        click(x, y);
    EXPECT_EQ(last_masks(), "0.1,0.1 0.9,0.1 0.9,0.9");
    EXPECT_EQ(run("camera.mask", {"217", "0,0", "1,0", "1,1", "0,0"}), "") << "the first corner again at the end";
    EXPECT_EQ(last_masks(), "0,0 1,0 1,1");
}

TEST_F(MaskDrawingTest, a_mask_there_is_chosen_and_one_of_several_is_removed)
{
    world.setup.masks = data::frozen(std::vector<data::CameraMasks>{
        {{12}, {*console::mask_from_text("0,0 0.4,0 0.4,0.4 0,0.4"), *console::mask_from_text("0.6,0.6 1,0.6 1,1 0.6,1")}}});
    data::Account chief{.id = {1}, .label = "chief", .role = "supervisor"};
    world.accounts = std::make_shared<const data::Table<data::Account>>(std::vector{chief});
    session.actor.account = {1};
    run("mask.draw");
    click("0.8", "0.8");
    EXPECT_EQ(session.mask_drawing->chosen, 1);
    EXPECT_EQ(session.hint, "hint.mask_chosen");
    EXPECT_EQ(corners(), 0U);
    run("mask.remove");
    EXPECT_TRUE(session.palette_open);
    EXPECT_EQ(session.palette_text, "camera.unmask 217:2 ");
    EXPECT_NE(run("camera.unmask", {"217:2"}), "") << "without a reason";
    EXPECT_NE(run("camera.unmask", {"217:3", "moved"}), "") << "there is none";
    EXPECT_TRUE(services.changes.empty());
    EXPECT_EQ(run("camera.unmask", {"217:2", "the", "camera", "was", "turned"}), "");
    EXPECT_EQ(last_masks(), "-0.6,0.6 1,0.6 1,1 0.6,1");
    run("mask.saved", {"12"});
    ASSERT_TRUE(session.mask_drawing) << "one goes on drawing";
    EXPECT_EQ(session.mask_drawing->chosen, -1);
    EXPECT_EQ(run("camera.unmask", {"217", "all", "of", "them"}), "");
    EXPECT_EQ(last_masks(), "-0,0 0.4,0 0.4,0.4 0,0.4; 0.6,0.6 1,0.6 1,1 0.6,1") << "those that are seen";
    // The first click chooses, the second one begins inside.
    click("0.1", "0.1");
    EXPECT_EQ(session.mask_drawing->chosen, 0);
    click("0.2", "0.2");
    EXPECT_EQ(session.mask_drawing->chosen, -1);
    EXPECT_EQ(corners(), 1U);
}

bool is_mask(const cv::Mat& shot, console::Rect picture, double x, double y)
{
    const cv::Vec3b p = shot.at<cv::Vec3b>(static_cast<int>(picture.y + picture.height * y), static_cast<int>(picture.x + picture.width * x));
    // Flat, or the fine lines, or between the two where the picture is enlarged.
    const auto is_between = [](int value, int line, int flat) { return value >= line - 3 && value <= flat + 3; };
    return is_between(p[0], 0x73, 0x85) && is_between(p[1], 0x6D, 0x7F) && is_between(p[2], 0x68, 0x7A) && std::abs(p[0] - p[2] - 11) < 5;
}

TEST(RealMaskDrawing, ClicksOnATileMaskItsPicture)
{
    ConsoleRun run;
    video_test::CameraProcess well({"1"});
    const std::string workspace = run.make_one_camera(well.url()), file = run.folder() + "/mask.drive", shot = run.folder() + "/masked.png";
    std::ofstream(file) << "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\nrun wall.layout 1\ntype 901\nkey Enter\n"
                           "wait wall.1.state = live within 60\nwait wall.1.pictures >= 1 within 60\n"
                           "key Shift+M\nwait mask.drawing = 901\nwait shown.mask.picture = yes within 20\n"
                           "click mask.picture@0.5,0.5\nwait mask.corners = 1\nclick mask.picture@0.9,0.5\nwait mask.corners = 2\n"
                           "key Esc\nwait mask.drawing = no\nkey Shift+M\nwait mask.drawing = 901\nexpect mask.corners = 2\nwait shown.mask.picture = yes\n"
                           "click mask.picture@0.2,0.2\nwait mask.corners = 3\nkey Backspace\nwait mask.corners = 2\n"
                           "click mask.picture@0.9,0.9\nwait mask.corners = 3\nclick mask.picture@0.5,0.9\nwait mask.corners = 4\n"
                        << "shot " << run.folder() << "/drawing.png\n"
                        << "key Enter\nwait mask.drawing = no within 20\nwait cameras.901.masks ~ 0.89\nwait cameras.901.masked = yes within 60\n"
                           "wait wall.1.state = live within 60\nwait wall.1.pictures >= 2 within 60\n"
                        << "shot " << shot << "\n"
                        // Zoomed: the picture's own coordinates are still meant.
                        << "run wall.zoom 1 2 0.5 0.5\nwait wall.1.zoom = 2.00\nrun mask.draw\nwait shown.mask.picture = yes within 20\n"
                           "click mask.picture@0.1,0.1\nwait mask.corners = 1\nclick mask.picture@0.3,0.1\nwait mask.corners = 2\n"
                           "click mask.picture@0.1,0.3\nwait mask.corners = 3\nkey Enter\nwait mask.drawing = no within 20\n"
                           "wait cameras.901.masks ~ ;\n"
                           // A click on a mask chooses it; removing it asks for a reason, and for a role that nobody has here.
                           "run wall.zoom 1 1\nwait cameras.901.masked = yes within 60\nwait wall.1.pictures >= 1 within 60\nrun mask.draw\nwait shown.mask.picture = yes within 20\n"
                           "click mask.picture@0.7,0.7\nwait mask.chosen = 1\nkey Delete\nwait palette.open = yes\ntype moved\nkey Enter\n"
                           "wait says.palette.chosen ~ supervisor within 20\nkey Esc\nwait palette.open = no\nexpect cameras.901.masks ~ ;\nwait save.waiting = 0 within 30\n";
    const auto result = run.console({workspace, "--drive", file, "--offscreen", "1280x800", "--lang", "en"});
    ASSERT_EQ(result.status, 0) << result.errors;
    const cv::Mat after = cv::imread(shot), during = cv::imread(run.folder() + "/drawing.png");
    ASSERT_FALSE(after.empty());
    const console::Rect tile = console::wall_places(1, {0, 32, 1280, 768}, 2).front(), picture = console::tile_layout(tile, 640.F / 360, false, 1, false).picture;
    for (const auto& [x, y] : {std::pair(0.52, 0.52), std::pair(0.7, 0.7), std::pair(0.88, 0.88), std::pair(0.52, 0.88)}) {
        EXPECT_TRUE(is_mask(after, picture, x, y)) << x << "," << y;
        EXPECT_FALSE(is_mask(during, picture, x, y)) << "nothing was masked before it was saved";
    }
    for (const auto& [x, y] : {std::pair(0.25, 0.25), std::pair(0.48, 0.7), std::pair(0.7, 0.48), std::pair(0.95, 0.95)})
        EXPECT_FALSE(is_mask(after, picture, x, y)) << x << "," << y;
}

}
