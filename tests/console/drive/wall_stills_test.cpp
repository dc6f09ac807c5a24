// A public camera's still on a wall: neither live nor a fault, counted as what it is, asked again at an even pace.

#include "tests/console/console_run.h"
#include "tests/video/local_server.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <atomic>
#include <string>
#include <vector>

namespace {

using video_test::Client;
using video_test::LocalServer;

TEST(RealWall, ShowsAStillAsOneAndAPageAsWhatItIs)
{
    std::atomic<int> asked = 0;
    const LocalServer server([&](Client& client) {
        const std::string request = client.receive_until("\r\n\r\n");
        std::string body = "<html>Please sign in</html>", type = "text/html";
        if (request.find("/still") != std::string::npos) {
            std::vector<unsigned char> coded;
            cv::Mat picture(90, 160, CV_8UC3, cv::Scalar(90, 140, 90));
            picture.colRange(40, 70).setTo(cv::Scalar(30, 30, 200));
            picture.rowRange(10 + ++asked % 8 * 9, 20 + asked % 8 * 9).setTo(cv::Scalar(220, 220, 220)); // a new one each time
            cv::imencode(".jpg", picture, coded);
            body.assign(coded.begin(), coded.end());
            type = "image/jpeg";
        }
        client.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nCache-Control: max-age=1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    });
    const std::string address = "http://127.0.0.1:" + std::to_string(server.port());
    const std::string begin = "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\nrun wall.layout 1\ntype 901\nkey Enter\n";
    ConsoleRun run;
    run.play(run.make_one_camera(address + "/still"), begin + "wait wall.1.state = still within 30\nwait pictures.still_or_delayed = 1\nexpect pictures.live = 0\nexpect pictures.not_live = 0\n"
                                                              "look still\nwait cameras.901.pictures >= 3 within 60\nexpect wall.1.state = still\n");
    EXPECT_GE(asked, 3);
    ConsoleRun other;
    other.play(other.make_one_camera(address + "/login"), begin + "wait wall.1.state = retrying within 30\nexpect cameras.901.cause = login_page\n");
}

}
