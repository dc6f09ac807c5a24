// Boundaries drawn in a real window with real X events: split, merged, taken back, killed, opened again, published; a vertex dragged, a
// border traced, an outline unlocked.

#include "data/store/draft_desk.h"
#include "data/store/store.h"
#include "tests/console/console_run.h"
#include "tests/video/until.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <csignal>

namespace {

std::size_t grids_in_force(const std::string& workspace)
{
    data::Store store = data::Store::open(workspace, data::OpenMode::read_only);
    const data::TimePoint now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    std::size_t n = 0;
    const auto editions = store.editions();
    for (const data::Grid& area : store.areas_of_edition(editions.empty() ? 0 : editions.back().id, now))
        n += area.level == data::Level::grid;
    return n;
}

TEST(DrawingInAWindow, IsDoneByKeysAlone)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1366x768"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", SOURCE_DIR "/tests/drive/edit_keys.drive"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

TEST(DrawingInAWindow, AnEditSurvivesAKillAndIsPublished)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1920x1080"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const std::size_t before = grids_in_force(run.workspace());
    std::stringstream script;
    script << std::ifstream(SOURCE_DIR "/tests/drive/edit.drive").rdbuf();
    const std::string done = run.folder() + "/drawn.png", file = run.folder() + "/edit.drive";
    // After its last step it waits for what never comes.
    std::ofstream(file) << script.str() << "shot " << done << "\nwait draft.name = nobody within 300\n";
    const pid_t console = run.start({"console", run.workspace(), "--now", run.moment(), "--drive", file});
    video_test::until([&] { return std::filesystem::exists(done) || !run.is_running(console); }, std::chrono::minutes(2));
    const bool is_drawn = std::filesystem::exists(done);
    if (!is_drawn) {
        const auto result = run.wait(console);
        FAIL() << result.errors;
    }
    ASSERT_TRUE(run.stop(console, SIGKILL)) << "it ended by itself";
    EXPECT_EQ(grids_in_force(run.workspace()), before) << "a draft changes nothing that is in force";

    // Nobody holds it any more; what was confirmed is there, undo and redo too, and it can be published.
    const std::string again = run.folder() + "/again.drive";
    std::ofstream(again) << "wait workspace.loaded = yes within 60\nrun draft.open spring-road\nwait draft.name = spring-road within 30\n"
                            "wait draft.edits = 1\nwait draft.redo = 1\nwait draft.mine = yes\n";
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", again});
    ASSERT_EQ(result.status, 0) << result.errors;
    const auto published = run.gridwatch({"draft", run.workspace(), "publish", "spring-road", "--json"});
    ASSERT_EQ(published.status, 0) << published.errors;
    EXPECT_EQ(grids_in_force(run.workspace()), before + 1);
}

// ---- a vertex dragged, a border traced ----

constexpr double metres_per_pixel = 0.5; // of the map in the window, in its own metres

data::Draft draft_of(const std::string& workspace, const char* name)
{
    data::Store store = data::Store::open(workspace, data::OpenMode::read_only);
    return data::load_draft(store, name, *data::parse_time(ConsoleRun::moment()));
}

/// A border with vertices to spare between two grids of one community, and a place well inside the first.
struct Border {
    geo::FaceId inside = geo::no_face;
    std::vector<geo::FixedPoint> points;
    geo::LonLat within;
    bool is_good() const { return inside != geo::no_face; }
};

Border find_border(const data::Draft& draft)
{
    const data::DraftVersion& version = draft.version();
    Border best;
    for (geo::ArcId id = 0; id < version.map.arc_slots(); ++id) {
        const geo::SharedArc* arc = version.map.arc(id);
        if (!arc || arc->left == geo::no_face || arc->right == geo::no_face || version.grid(arc->left)->parent != version.grid(arc->right)->parent)
            continue;
        if (arc->points.size() > best.points.size())
            best = {arc->left, arc->points, geo::label_point(version.map.shape(arc->left))};
    }
    return best.points.size() >= 6 ? best : Border{};
}

std::string at(geo::LonLat p) { return fmt::format("map@{:.9f},{:.9f}", p.lon, p.lat); }

std::size_t arcs_of(const data::Draft& draft)
{
    std::size_t arcs = 0;
    for (geo::ArcId id = 0; id < draft.version().map.arc_slots(); ++id)
        arcs += draft.version().map.arc(id) != nullptr;
    return arcs;
}

geo::WideInt area_of_all(const data::Draft& draft)
{
    geo::WideInt area = 0;
    for (geo::FaceId face = 0; face < draft.version().map.face_slots(); ++face)
        if (draft.version().map.face(face))
            area += draft.version().map.doubled_area(face);
    return area;
}

TEST(DrawingInAWindow, AVertexIsDraggedAndABorderIsTraced)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1920x1080"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    data::Store store = data::Store::open(run.workspace(), data::OpenMode::read_only);
    const data::Draft before(store.draft_ground(0, *data::parse_time(ConsoleRun::moment())));
    const Border border = find_border(before);
    ASSERT_TRUE(border.is_good()) << "no border of the demo has vertices enough";
    const std::size_t count = border.points.size(), middle = count / 2;
    const geo::LonLat first = geo::lonlat_from_fixed(border.points[1]), vertex = geo::lonlat_from_fixed(border.points[middle]),
                      last = geo::lonlat_from_fixed(border.points[count - 2]);
    // A little towards the inside: no border is near there.
    const geo::LonLat goal{vertex.lon + (border.within.lon - vertex.lon) * 0.2, vertex.lat + (border.within.lat - vertex.lat) * 0.2};

    std::string script = "wait workspace.loaded = yes within 60\nkey F3\nwait layout = editor\nrun draft.new traced\nwait draft.name = traced within 30\n";
    for (const char* kind : {"edge", "crossing", "reference", "road", "river", "building", "outline"})
        script += fmt::format("run edit.snap {}\n", kind);
    script += fmt::format("run map.centre {:.9f} {:.9f} {}\nwait shown.map.settled = yes within 60\n", vertex.lon, vertex.lat, metres_per_pixel);
    script += "wait draft.digest = " + data::digest_of(before.version()) + "\n";
    // Pressed on the vertex, moved, let go.
    script += fmt::format("key V\nwait editor.tool = vertex\ndrag {} {}\nwait draft.edits = 1\n", at(vertex), at(goal));
    script += fmt::format("wait draft.arcs = {}\nwait draft.grids = {}\n", arcs_of(before), before.version().grids.size());
    // Cut out along the border: it is followed vertex by vertex between two clicks.
    script += fmt::format("key C\nwait editor.tool = cut\nclick {}\nwait editor.points = 1\nkey T\nwait editor.tracing = yes\nclick {}\n", at(first), at(last));
    script += fmt::format("wait editor.points = {}\nkey T\nwait editor.tracing = no\nclick {}\nwait editor.points = {}\nkey Enter\nwait draft.edits = 2\n", count - 2,
                          at(border.within), count - 1);
    script += fmt::format("wait draft.arcs = {}\nwait draft.grids = {}\n", arcs_of(before) + 3, before.version().grids.size() + 1);
    // Taken back it is what it was, and done again.
    script += "key Ctrl+Z\nwait draft.edits = 1\nkey Ctrl+Z\nwait draft.edits = 0\nwait draft.digest = " + data::digest_of(before.version()) +
              "\nkey Ctrl+Y\nwait draft.edits = 1\nkey Ctrl+Y\nwait draft.edits = 2\nwait draft.unsaved = 0\n";
    const std::string file = run.folder() + "/trace.drive";
    std::ofstream(file) << script;
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", file});
    ASSERT_EQ(result.status, 0) << result.errors << script;

    const data::Draft after = draft_of(run.workspace(), "traced");
    EXPECT_TRUE(area_of_all(before) == area_of_all(after)) << "land came or went";
    // The new grid lies along the border, all its vertices included: the one that was dragged too, within a pixel of where it was let go.
    const geo::FaceId made = after.version().map.face_at(geo::fixed_from_lonlat(
        {(first.lon + last.lon + border.within.lon) / 3, (first.lat + last.lat + border.within.lat) / 3}));
    ASSERT_NE(made, geo::no_face);
    const auto pieces = after.version().map.polygons(made);
    ASSERT_EQ(pieces.size(), 1u);
    const geo::FixedRing& ring = pieces.front().outer;
    EXPECT_EQ(ring.size(), count - 1) << "the border between the clicks, and one point";
    for (std::size_t i = 1; i + 1 < count; ++i)
        if (i != middle) {
            EXPECT_NE(std::ranges::find(ring, border.points[i]), ring.end()) << i;
        }
    EXPECT_EQ(std::ranges::find(ring, border.points[middle]), ring.end());
    const geo::MapPoint meant = geo::map_from_lonlat(goal);
    EXPECT_TRUE(std::ranges::any_of(ring, [&](geo::FixedPoint p) {
        const geo::MapPoint q = geo::map_from_lonlat(geo::lonlat_from_fixed(p));
        return std::hypot(q.x - meant.x, q.y - meant.y) <= 1.5 * metres_per_pixel;
    }));
}

/// A border between two grids of different communities.
TEST(DrawingInAWindow, AnOutlineThatIsLockedIsUnlockedWithAReason)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1920x1080"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    data::Store store = data::Store::open(run.workspace(), data::OpenMode::read_only);
    const data::Draft before(store.draft_ground(0, *data::parse_time(ConsoleRun::moment())));
    const data::DraftVersion& version = before.version();
    const geo::SharedArc* found = nullptr;
    for (geo::ArcId id = 0; id < version.map.arc_slots(); ++id)
        if (const geo::SharedArc* arc = version.map.arc(id); arc && arc->points.size() >= 3 && arc->left != geo::no_face && arc->right != geo::no_face &&
                                                            version.grid(arc->left)->parent != version.grid(arc->right)->parent)
            found = arc;
    ASSERT_NE(found, nullptr);
    const geo::LonLat vertex = geo::lonlat_from_fixed(found->points[found->points.size() / 2]), within = geo::label_point(version.map.shape(found->left));
    const geo::LonLat goal{vertex.lon + (within.lon - vertex.lon) * 0.2, vertex.lat + (within.lat - vertex.lat) * 0.2};
    std::string script = "wait workspace.loaded = yes within 60\nkey F3\nwait layout = editor\nrun draft.new moved\nwait draft.name = moved within 30\n";
    for (const char* kind : {"edge", "crossing", "reference", "road", "river", "building", "outline"})
        script += fmt::format("run edit.snap {}\n", kind);
    script += fmt::format("run map.centre {:.9f} {:.9f} {}\nwait shown.map.settled = yes within 60\n", vertex.lon, vertex.lat, metres_per_pixel);
    script += fmt::format("key V\nwait editor.tool = vertex\ndrag {} {}\nwait editor.locked = 2\nwait draft.edits = 0\n", at(vertex), at(goal));
    script += fmt::format("key U\nwait editor.card = unlock\ntype new road\nkey Enter\nwait editor.card = none\nwait draft.edits = 2\ndrag {} {}\nwait draft.edits = 3\nwait draft.unsaved = 0\n",
                          at(vertex), at(goal));
    const std::string file = run.folder() + "/unlock.drive";
    std::ofstream(file) << script;
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", file});
    EXPECT_EQ(result.status, 0) << result.errors << script;
}

}
