#include "data/demo/demo.h"

#include "data/demo/contents.h"
#include "data/error.h"
#include "data/store/store.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace data {
namespace {

namespace fs = std::filesystem;

class DemoWrite : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string name = (fs::temp_directory_path() / "gridwatch-demo-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(DemoWrite, LoadsWhatWasMade)
{
    const fs::path path = folder_ / "street.sqlite";
    double last = 0;
    make_demo(path, {}, [&](double progress) {
        EXPECT_GE(progress, last);
        last = progress;
    });
    EXPECT_NEAR(last, 1, 1e-9);
    const demo::Contents made = demo::make_street(1, demo_moment);
    Store store = Store::open(path, OpenMode::read_only);
    const WorkspaceLoaded loaded = store.load();
    EXPECT_EQ(loaded.info.utc_offset, "+08:00");
    EXPECT_EQ(loaded.info.projected_crs, "EPSG:4547");
    ASSERT_EQ(loaded.grids->rows.size(), made.grids.size());
    for (std::size_t i = 0; i < made.grids.size(); ++i) {
        EXPECT_EQ(loaded.grids->rows[i].code, made.grids[i].code);
        EXPECT_EQ(loaded.grids->rows[i].parent, made.grids[i].parent);
        EXPECT_EQ(loaded.grids->rows[i].shape, made.grids[i].shape);
    }
    EXPECT_EQ(loaded.places->rows.size(), made.places.size());
    ASSERT_EQ(loaded.cameras->rows.size(), made.cameras.size());
    EXPECT_EQ(loaded.cameras->rows[0].main_url, made.cameras[0].main_url);
    ASSERT_EQ(loaded.incidents->size(), made.incidents.size());
    for (std::size_t i = 0; i < made.incidents.size(); ++i)
        EXPECT_EQ((*loaded.incidents)[i].grid, made.incidents[i].grid) << made.incidents[i].number;
    EXPECT_EQ(loaded.layers->rows.size(), 1u);
    const auto history = store.history(loaded.incidents->back().id);
    ASSERT_EQ(history.size(), 3u);
    EXPECT_EQ(history[0].kind, "reported");
    EXPECT_EQ(history[0].time, loaded.incidents->back().reported);
}

TEST_F(DemoWrite, RefusesAnExistingFile)
{
    const fs::path path = folder_ / "there.sqlite";
    std::ofstream(path) << "mine";
    EXPECT_THROW(make_demo(path, {}), Error);
    EXPECT_EQ(fs::file_size(path), 4u);
}

TEST_F(DemoWrite, LeavesNothingWhenStopped)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(make_demo(folder_ / "street.sqlite", {}, {}, stop.get_token()), Error);
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(DemoWrite, SaysWhyAFolderCannotBeWritten)
{
    EXPECT_THROW(make_demo(folder_ / "missing" / "street.sqlite", {}), Error);
}

}
}
