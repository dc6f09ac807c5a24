// Masks, recorders, guarded cameras, views of the wall and windows of seats: written, read, followed, and kept with their camera.

#include "data/store/store.h"

#include "data/error.h"
#include "data/store/backup.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/verify.h"
#include "tests/data/import/fixture.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;

using Masks = std::vector<MaskPolygon>;
const MaskPolygon gate{{0, 0}, {0.5, 0}, {0.5, 0.25}}, yard{{0.1, 0.1}, {0.2, 0.1}, {0.2, 0.3}, {0.1, 0.3}};

struct StoreSetup : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";
    Store store = Store::create(path);
    World world;

    void SetUp() override
    {
        store.put(std::vector{Camera{.number = 217, .code = "c1"}, Camera{.number = 31, .code = "c2"}});
        apply(world, store.load());
    }
    void commit(const Change& change) { apply(world, store.commit(change, {}, noon)); }
    std::string refusal(const Change& change)
    {
        try {
            commit(change);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
    /// As it is read anew.
    data::Setup stored() { return Store::open(path, OpenMode::read_only).load().setup; }
    std::string file(const std::string& name, const std::string& bytes)
    {
        std::ofstream(folder / name, std::ios::binary) << bytes;
        return (folder / name).string();
    }
};

TEST_F(StoreSetup, MasksOfACameraAreAllOfThem)
{
    commit(ChangeMasks{{1}, {gate, yard}});
    EXPECT_EQ(world.setup.masks->find({1})->masks, (Masks{gate, yard}));
    commit(ChangeMasks{{2}, {yard}});
    commit(ChangeMasks{{1}, {}, {gate}});
    EXPECT_EQ(stored().masks->find({1})->masks, Masks{yard});
    EXPECT_EQ(stored().masks->find({2})->masks, Masks{yard});
    commit(ChangeMasks{{1}, {}, {gate, yard}}); // one of them is gone already
    EXPECT_FALSE(world.setup.masks->find({1}));
    EXPECT_EQ(stored().masks->rows.size(), 1u);
    EXPECT_THAT(refusal(ChangeMasks{{2}, {{{0, 0}, {1, 1}}}}), HasSubstr("three corners"));
    EXPECT_THAT(refusal(ChangeMasks{{2}, {{{0, 0}, {1, 1}, {0, 1.5}}}}), HasSubstr("in the picture"));
    EXPECT_THAT(refusal(ChangeMasks{{77}, {gate}}), HasSubstr("not in the workspace"));
    EXPECT_EQ(stored().masks->find({2})->masks, Masks{yard});
}

/// Two consoles that each know what they saw: neither takes the other's mask away, and each only what it saw.
TEST_F(StoreSetup, MasksOfTwoConsolesAllStay)
{
    Store other = Store::open(path, OpenMode::read_write);
    for (int i = 0; i < 36; ++i) {
        const double at = i / 100.;
        (i % 2 ? store : other).commit(ChangeMasks{{1}, {{{at, 0}, {at + 0.1, 0}, {at, 1}}}, {}}, {}, noon);
    }
    EXPECT_EQ(stored().masks->find({1})->masks.size(), 36u);
    other.commit(ChangeMasks{{1}, {}, {{{0, 0}, {0.1, 0}, {0, 1}}}}, {}, noon);
    EXPECT_EQ(stored().masks->find({1})->masks.size(), 35u);
    store.commit(ChangeMasks{{1}, {stored().masks->find({1})->masks.front()}, {}}, {}, noon);
    EXPECT_EQ(stored().masks->find({1})->masks.size(), 35u) << "drawn twice it is one";
}

TEST_F(StoreSetup, AMaskThatAnotherProgramCutShortHidesEverything)
{
    commit(ChangeMasks{{1}, {gate, yard}});
    store::FileConnection other(path, store::Access::read_write);
    store::run_script(other.handle(), "delete from camera_mask_corners where mask = 1 and corner = 2");
    EXPECT_EQ(stored().masks->find({1})->masks, (Masks{whole_picture(), yard}));
}

TEST_F(StoreSetup, RecordersAndGuardedCameras)
{
    const CameraRecorder east{{1}, "hikvision", "rtsp://10.1.2.3:554/Streaming/tracks/101", std::chrono::minutes(480), "recorder-east"};
    commit(SetCameraRecorder{{1}, east});
    commit(SetCameraRecorder{{2}, CameraRecorder{{}, "clock", "rtsps://media.example/gate", std::nullopt, ""}});
    EXPECT_EQ(*stored().recorders->find({1}), east);
    EXPECT_EQ(*world.setup.recorders->find({2}), (CameraRecorder{{2}, "clock", "rtsps://media.example/gate", std::nullopt, ""}));
    commit(SetCameraRecorder{{1}, CameraRecorder{{}, "dahua", "rtsp://10.1.2.4/", std::nullopt, ""}});
    EXPECT_EQ(stored().recorders->find({1})->model, "dahua");
    commit(SetCameraRecorder{{1}, std::nullopt});
    EXPECT_FALSE(stored().recorders->find({1}));

    commit(SetGuarded{{2}, true});
    commit(SetGuarded{{2}, true});
    EXPECT_TRUE(stored().guarded->find({2}));
    commit(SetGuarded{{2}, false});
    EXPECT_TRUE(world.setup.guarded->rows.empty());
    EXPECT_THAT(refusal(SetGuarded{{77}, true}), HasSubstr("not in the workspace"));
}

TEST_F(StoreSetup, ViewsGoByNameAndPlansBySeat)
{
    commit(SaveWallView{{.name = "night", .tiles = 4, .numbers = {217, 0, 31}, .hot = {4}}});
    commit(SaveWallView{{.name = "day", .tiles = 1, .numbers = {31}}});
    const WallViewId id = world.setup.wall_views->rows[1].id;
    commit(SaveWallView{{.name = "night", .tiles = 6, .numbers = {31}, .hot = {1, 2}}});
    const auto views = stored().wall_views;
    ASSERT_EQ(views->rows.size(), 2u);
    EXPECT_EQ(views->rows[0].name, "day");
    EXPECT_EQ(views->rows[1].id, id) << "the same view";
    EXPECT_EQ(views->rows[1].numbers, (std::vector<int>{31, 0, 0, 0, 0, 0}));
    EXPECT_EQ(views->rows[1].hot, (std::vector<int>{1, 2}));
    commit(RenameWallView{"night", "late"});
    EXPECT_EQ(world.setup.wall_views->rows[1].name, "late");
    EXPECT_EQ(world.setup.wall_views->rows[1].id, id);
    EXPECT_THAT(refusal(RenameWallView{"late", "day"}), HasSubstr("day"));
    EXPECT_THAT(refusal(RenameWallView{"night", "x"}), HasSubstr("no view night"));
    commit(RenameWallView{"late", "night"});
    commit(RemoveWallView{"night"});
    EXPECT_EQ(world.setup.wall_views->rows.size(), 1u);
    EXPECT_THAT(refusal(RemoveWallView{"night"}), HasSubstr("no view night"));
    EXPECT_THAT(refusal(SaveWallView{{.name = "", .tiles = 4}}), HasSubstr("name"));
    EXPECT_THAT(refusal(SaveWallView{{.name = "x", .tiles = 1, .numbers = {1, 2}}}), HasSubstr("tiles"));
    EXPECT_THAT(refusal(SaveWallView{{.name = "x", .tiles = 4, .hot = {5}}}), HasSubstr("tiles"));

    const std::vector<PlannedWindow> windows{{"desk", "", "DP-1", true, 700}, {"wall", "night \"north\"; 4x4", "HDMI-A-2", false, 3000}};
    commit(SaveSeatPlan{{.seat = "duty-1", .windows = windows}});
    commit(SaveSeatPlan{{.seat = "duty-2", .windows = {windows[1]}}});
    commit(SaveSeatPlan{{.seat = "duty-2", .windows = {windows[0]}}});
    ASSERT_EQ(stored().seat_plans->rows.size(), 2u);
    EXPECT_EQ(stored().seat_plans->rows[0].windows, windows);
    EXPECT_EQ(stored().seat_plans->rows[1].windows, std::vector{windows[0]});
    commit(SaveSeatPlan{{.seat = "duty-1"}});
    ASSERT_EQ(world.setup.seat_plans->rows.size(), 1u);
    EXPECT_EQ(world.setup.seat_plans->rows[0].seat, "duty-2");
}

TEST_F(StoreSetup, AnotherConsoleFollowsOneTableAtATime)
{
    Store other = Store::open(path, OpenMode::read_write);
    struct Row {
        Change change;
        bool (*is_told)(const Fact&);
    };
    const Row rows[] = {
        {ChangeMasks{{1}, {gate}}, [](const Fact& f) { return std::holds_alternative<MasksSaved>(f); }},
        {SetCameraRecorder{{1}, CameraRecorder{.model = "clock"}}, [](const Fact& f) { return std::holds_alternative<RecordersSaved>(f); }},
        {SetGuarded{{1}, true}, [](const Fact& f) { return std::holds_alternative<GuardSaved>(f); }},
        {SaveWallView{{.name = "a", .tiles = 1, .numbers = {217}}}, [](const Fact& f) { return std::holds_alternative<WallViewsSaved>(f); }},
        {SaveSeatPlan{{.seat = "a", .windows = {{.layout = "wall"}}}}, [](const Fact& f) { return std::holds_alternative<SeatPlansSaved>(f); }},
    };
    for (const Row& row : rows) {
        other.commit(row.change, {}, noon);
        std::vector<Fact> news = store.news();
        ASSERT_EQ(news.size(), 1u) << row.change.index();
        EXPECT_TRUE(row.is_told(news[0])) << row.change.index();
        apply(world, std::move(news[0]));
        EXPECT_TRUE(store.news().empty());
    }
    EXPECT_EQ(world.setup.masks->find({1})->masks, Masks{gate});
    EXPECT_EQ(world.setup.wall_views->rows.at(0).numbers, std::vector<int>{217});
}

TEST_F(StoreSetup, ABackupAndAVerificationHoldThemToo)
{
    commit(ChangeMasks{{1}, {gate}});
    commit(SaveSeatPlan{{.seat = "a", .windows = {{.layout = "wall"}}}});
    make_backup(path, folder / "backup.sqlite");
    EXPECT_EQ(Store::open(folder / "backup.sqlite", OpenMode::read_only).load().setup.masks->find({1})->masks, Masks{gate});
    EXPECT_TRUE(verify_workspace(path, noon).is_sound());
    store::FileConnection other(path, store::Access::read_write);
    store::run_script(other.handle(), "pragma foreign_keys = off; delete from cameras where id = 1;");
    const VerifyReport report = verify_workspace(path, noon);
    EXPECT_EQ(report.references, 3) << "a corner each";
}

TEST_F(StoreSetup, AMaskStaysWithItsCameraWhateverIsImported)
{
    const auto take = [&](const char* name, const char* rows, MissingPolicy missing) {
        import_into(store, {.source = file(name, std::string("code,name,lat,lon\n") + rows), .kind = ImportKind::cameras, .missing = missing, .now = import_moment});
    };
    take("a.csv", "g1,gate,30.1,114\ng2,yard,30.2,114\n", MissingPolicy::keep);
    const auto camera = [&](const char* code) {
        const auto cameras = store.load().cameras;
        return *std::ranges::find(cameras->rows, code, &Camera::code);
    };
    const CameraId masked = camera("g1").id;
    commit(ChangeMasks{masked, {gate}});
    take("b.csv", "g2,yard,30.2,114\ng3,lane,30.3,114\n", MissingPolicy::close);
    EXPECT_EQ(camera("g1").status, CameraStatus::removed);
    EXPECT_EQ(stored().masks->rows.size(), 1u);
    EXPECT_EQ(stored().masks->find(masked)->masks, Masks{gate});
    take("c.csv", "g1,gate again,30.1,114\ng2,yard,30.2,114\ng3,lane,30.3,114\n", MissingPolicy::keep);
    EXPECT_EQ(camera("g1").id, masked);
    EXPECT_EQ(stored().masks->find(masked)->masks, Masks{gate});

    // The cameras of the newest two imports may go, not the one that was masked since.
    store.undo_import({}, noon);
    store.undo_import({}, noon);
    try {
        store.undo_import({}, noon);
        ADD_FAILURE() << "the mask would be lost";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("mask"));
        EXPECT_THAT(error.what(), HasSubstr("(" + std::to_string(camera("g1").number) + ")"));
    }
    EXPECT_EQ(stored().masks->find(masked)->masks, Masks{gate});
    commit(ChangeMasks{masked, {}, {gate}});
    store.undo_import({}, noon);
    EXPECT_EQ(store.load().cameras->rows.size(), 2u);
}

}
