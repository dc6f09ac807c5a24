// The contact sheet in a console: stills of real cameras on loopback through the roll call, keys, mouse and the wall.

#include "tests/console/console_run.h"
#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

TEST(RealSheet, ShowsTheRollCallsStillsWithTheirAge)
{
    ConsoleRun run;
    video_test::CameraProcess well({"1"}), black({"1", "--fault", "black", "--after", "0"});
    const std::string dead = "rtsp://127.0.0.1:" + std::to_string(video_test::closed_port()) + "/ch1";
    const std::string table = run.folder() + "/cameras.csv", file = run.folder() + "/sheet.drive", workspace = run.folder() + "/w.sqlite";
    std::ofstream(table) << "number,code,name,lat,lon,main_url\n901,c901,gate,30.6,114.3," << well.url() << "\n902,c902,yard,30.6,114.31," << black.url()
                         << "\n903,c903,mill,30.6,114.32," << dead << "\n904,c904,planned,30.6,114.33,\n905,c905,drawn,30.6,114.34,demo:905\n";
    ASSERT_EQ(run.gridwatch({"import", workspace, table, "--as", "cameras"}).status, 0);
    std::ofstream(file) << "wait workspace.loaded = yes within 60\n"
                           "key Shift+F2\nwait layout = sheet\n"
                           "wait shown.sheet.cell.901 = yes within 20\nexpect says.sheet.cell.901 = never asked\n"
                           "expect says.sheet.summary ~ roll call is off\nexpect stills.count = 0\n"
                           "click sheet.roll_call\nwait roll_call.cameras = 4 within 20\nwait roll_call.asked = 4 within 60\n"
                           "wait cameras.901.still = yes within 20\nexpect cameras.903.still = no\nexpect cameras.904.still = no\n"
                           "wait cameras.905.still = yes within 20\nwait says.sheet.cell.905 ~ answered just now\n"
                           "wait says.sheet.cell.901 ~ answered just now\nexpect says.sheet.cell.902 ~ black\nexpect says.sheet.cell.903 ~ retrying\n"
                           "expect says.sheet.cell.904 = never asked\nexpect streams.running = 0\n"
                        << "shot " << run.folder() << "/sheet.png\n"
                        << "click sheet.filter.faulty\nwait shown.sheet.cell.901 = no\nexpect shown.sheet.cell.902 = yes\nexpect shown.sheet.cell.903 = yes\n"
                           "click sheet.filter.unasked\nwait shown.sheet.cell.904 = yes\nexpect shown.sheet.cell.902 = no\nclick sheet.filter.all\n"
                           "wait shown.sheet.cell.901 = yes\nclick sheet.cell.901\nwait selection.camera = 901\n"
                           "key Right\nwait selection.camera = 902\nkey Left\nwait selection.camera = 901\nkey Left\nexpect selection.camera = 901\n"
                           "key Enter\nwait wall.1.camera = 901\nkey Right\nwait selection.camera = 902\nkey Shift+Enter\nwait wall.2.camera = 902\n"
                           "click sheet.cell.903 double\nwait wall.1.camera = 903\nexpect layout = sheet\n"
                           // Another mask: the picture under none is gone at once.
                           "run camera.mask 901 0,0 1,0 1,1 0,1\nwait cameras.901.masks ~ 1,1\nexpect cameras.901.still = no\n"
                           "wait save.waiting = 0 within 30\n";
    const auto result = run.console({workspace, "--drive", file, "--offscreen", "1600x900", "--lang", "en"});
    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_TRUE(std::filesystem::exists(run.folder() + "/sheet.png"));
}

TEST(RealSheet, ATileThatClosesLeavesItsLastPicture)
{
    ConsoleRun run;
    video_test::CameraProcess well({"1"});
    const std::string workspace = run.make_one_camera(well.url());
    run.play(workspace, "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\nrun wall.layout 1\ntype 901\nkey Enter\n"
                        "wait wall.1.state = live within 60\nwait wall.1.pictures >= 3 within 60\nexpect cameras.901.still = no\n"
                        "key Shift+F2\nwait cameras.901.still = yes within 20\nwait says.sheet.cell.901 ~ answered just now\n"
                        // With a mask the old one goes, and the next is masked.
                        "run camera.mask 901 0,0 1,0 1,0.5 0,0.5\nwait cameras.901.masks ~ 0.5\nexpect cameras.901.still = no\n"
                        "key F2\nwait cameras.901.masked = yes within 60\nwait wall.1.state = live within 60\nwait wall.1.pictures >= 3 within 60\n"
                        "key Shift+F2\nwait cameras.901.still = yes within 20\nwait save.waiting = 0 within 30\n");
}

}
