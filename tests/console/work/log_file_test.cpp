#include "console/work/log_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace {

TEST(LogFile, HoldsNoCredentialsAndOneLineEach)
{
    std::string folder = (std::filesystem::temp_directory_path() / "gridwatch-log-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(folder.data()));
    {
        console::LogFile log(folder);
        log.info("opened rtsp://camera:s3cretword@192.0.2.1/live");
        log.fault("first\nsecond");
    }
    std::ostringstream text;
    text << std::ifstream(folder + "/gridwatch.log").rdbuf();
    EXPECT_EQ(text.str().find("s3cretword"), std::string::npos) << text.str();
    EXPECT_NE(text.str().find("192.0.2.1/live"), std::string::npos) << text.str();
    EXPECT_NE(text.str().find("first second"), std::string::npos) << text.str();
    std::filesystem::remove_all(folder);
}

TEST(LogFile, FilesAreFewAndSmall)
{
    std::string folder = (std::filesystem::temp_directory_path() / "gridwatch-log-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(folder.data()));
    {
        console::LogFile log(folder, 1, 3);
        for (int i = 0; i < 5000; ++i)
            log.info(std::string(1000, 'x'));
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        ++files;
        EXPECT_LE(entry.file_size(), (1U << 20) + 2000);
    }
    EXPECT_EQ(files, 3u);
    std::filesystem::remove_all(folder);
}

TEST(LogFile, AFolderThatIsNotThereIsNoError)
{
    console::LogFile log("/proc/nowhere");
    log.info("line");
    console::LogFile none("");
    none.info("line");
}

}
