// Context menus in every state that a thing can be in: a row that can run changes something or says something; the others say why not.

#include "console/commands/functions.h"
#include "console/frame/menu_rows.h"
#include "tests/console/no_services.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>

#include <sstream>

namespace {

using namespace console;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Notes what the others of NoServices forget.
struct CountingServices : NoServices {
    int calls = 0;
    data::CameraId retried;
    std::vector<data::CameraId> saved;
    void retry_camera(data::CameraId camera) override { ++calls, retried = camera; }
    void keep_diary(data::CameraId) override { ++calls; }
    void save_evidence(const EvidenceJob& job) override { ++calls, saved.push_back(job.camera); }
    void take_screenshot(const std::string&) override { ++calls; }
    std::size_t noted() const { return static_cast<std::size_t>(calls) + changes.size() + logged.size() + edits.size() + exported.size() + records_exported.size() + drafts_opened.size() + copied.size(); }
};

/// What an operator could notice of a session.
std::string noticed(const Session& s)
{
    std::ostringstream out;
    const auto point = [&](const std::optional<geo::LonLat>& p) { out << ' ' << p.has_value() << (p ? p->lon : 0) << ' ' << (p ? p->lat : 0); };
    out << int(s.layout) << ' ' << s.hint << ' ' << s.selection.incident.value << ' ' << s.selection.camera.value << ' ' << s.selection.grid.value << ' ' << int(s.selection.record);
    point(s.selection.point);
    for (const data::CameraId id : s.case_cameras)
        out << ' ' << id.value;
    out << '|' << s.case_cameras_open << s.case_enlarged.value << ' ' << s.messages.size() << ' ' << (s.form ? s.form->command : "") << s.files.has_value() << s.diary.has_value() << s.password.has_value()
        << s.mask_drawing.has_value() << s.intake.has_value() << s.map_exports << s.lifted_masks.size();
    for (const auto& [id, replay] : s.replays)
        out << ' ' << id.value << ',' << replay.speed << replay.paused;
    const WallState& w = s.wall;
    out << '|' << w.tiles_shown << ' ' << w.focused << w.is_enlarged << w.fill << w.locked << w.side << w.view << w.tour.has_value();
    for (const WallTile& tile : w.tiles)
        out << tile.camera.value << tile.locked << tile.is_hot << ' ';
    const MapState& m = s.map;
    out << '|' << int(m.mode) << m.layers_open << m.measure << m.back.size() << ' ' << m.fit_wanted << m.area.size() << ' ' << m.hidden.size() << ' ' << m.ring_m;
    point(m.ring);
    for (const auto& [path, memory] : s.remembered)
        out << ' ' << path << memory.favourites.size();
    out << '|' << int(s.editor.tool) << int(s.editor.card) << int(s.editor.tab) << s.editor.map_focus << s.editor.draft << '|' << s.queue.area.size() << '|' << s.log.kinds.size() << s.log.account << s.log.camera << s.log.incident
        << '|' << s.removed_view.has_value() << s.tree_focus << s.search_focus;
    return out.str();
}

class ContextMenus : public testing::Test {
protected:
    ContextMenus()
    {
        world.loaded = true;
        data::Incident on_map = sample::incident("4471", {114.305, 30.602}), off_map = on_map, closed = on_map;
        on_map.id = {7}, off_map.id = {8}, closed.id = {9};
        off_map.number = "4472", off_map.has_position = false;
        closed.number = "4473", closed.state = data::IncidentState::closed, closed.attention = data::Attention::seen;
        world.incidents = data::Table<data::Incident>({on_map, off_map, closed});
        std::vector<data::Camera> cameras;
        for (int i = 1; i <= 4; ++i)
            cameras.push_back({.id = {i}, .number = 210 + i, .name = "Gate " + std::to_string(i), .position = {114.305, 30.602}});
        cameras[1].main_url = "rtsp://10.1.2.3/main"; // the others have no stream
        world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
        data::Layer below{.id = {1}, .name = "Photo"}, above{.id = {2}, .name = "Plan"};
        below.kind = above.kind = data::LayerKind::raster_basemap;
        below.order = 0, above.order = 1;
        world.layers = std::make_shared<const data::Table<data::Layer>>(std::vector{below, above});
        session.layout = Layout::desk;
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, sample::noon};
        return run_command(context, {name, std::move(arguments)});
    }
    std::vector<MenuRow> about(const std::string& things, std::vector<std::string> subject)
    {
        subject.insert(subject.begin(), {things, "10", "10", "Title"});
        EXPECT_TRUE(run("menu.about", subject));
        return menu_rows(world, session, text, *session.menu);
    }
    /// Runs every row that can, each from the state at the beginning.
    void walk(const std::string& where, const std::string& things, const std::vector<std::string>& subject)
    {
        const Session before = session;
        const std::size_t rows = about(things, subject).size();
        for (std::size_t i = 0; i < rows; ++i) {
            session = before;
            const MenuRow row = about(things, subject)[i];
            if (!row.why_not.empty()) {
                EXPECT_THAT(row.why_not, Not(testing::StartsWith("why."))) << row.command->name;
                continue;
            }
            Session closed = session;
            closed.menu.reset();
            const std::size_t noted = services.noted();
            services.copied.clear();
            run("menu.run", {std::to_string(i)});
            EXPECT_TRUE(noticed(session) != noticed(closed) || services.noted() != noted) << where << ": " << row.command->name << " can be chosen and does nothing";
        }
        session = before;
    }
    std::string why_not(const std::string& things, const std::vector<std::string>& subject, std::string_view command)
    {
        const Session before = session;
        std::string why = "not there";
        for (const MenuRow& row : about(things, subject))
            if (row.command->name == command)
                why = row.why_not;
        session = before;
        return why;
    }

    data::World world;
    Session session;
    CountingServices services;
    Texts text;
};

TEST_F(ContextMenus, WhatCanBeChosenDoesSomethingOrSaysWhy)
{
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        session = {};
        session.layout = Layout::wall;
        walk("empty tile", "tile", {});
        session.wall.tiles_shown = 1;
        walk("empty wall of one", "tile", {});
        session.wall.tiles_shown = 4;
        run("wall.put", {"1", "1"});
        walk("tile of a camera without a stream", "tile", {"211"});
        walk("the same camera in the tree", "camera", {"211"});
        walk("a camera of the tree that is on no tile", "camera", {"213"});
        run("wall.put", {"2", "2"});
        run("wall.focus", {"2"});
        walk("tile of a camera", "tile", {"212"});
        run("replay.toggle");
        walk("tile that is replayed", "tile", {"212"});

        session = {};
        session.layout = Layout::desk;
        walk("map of nothing", "map", {"114.305", "30.602"});
        run("camera.select", {"1"});
        walk("camera without a stream", "camera", {"211"});
        run("incident.select", {"7"});
        walk("incident", "incident", {"4471"});
        run("incident.cameras");
        walk("incident with its pictures", "incident", {"4471"});
        walk("camera beside it", "camera", {"212"});
        run("point.select", {"114.306", "30.603"});
        walk("place beside it", "place", {"114.306", "30.603"});
        walk("map beside it", "map", {"114.306", "30.603"});
        run("incident.select", {"8"});
        walk("incident off the map", "incident", {"4472"});
        run("incident.select", {"9"});
        walk("closed incident", "incident", {"4473"});
        walk("upper layer", "layer", {"2"});
        walk("lower layer", "layer", {"1"});
        walk("layer of the map itself", "layer", {"grids"});
        session.layout = Layout::log;
        session.log_row = LogRowInHand{"picture", "desk", "camera 212"};
        session.log.kinds = {"picture"};
        walk("row of the log", "row", {});
    }
}

TEST_F(ContextMenus, AnEmptyTileSaysThatItIsEmpty)
{
    text.set_language(Language::en);
    session.layout = Layout::wall;
    for (const char* command : {"camera.retry", "camera.diary", "camera.zoom", "camera.favourite", "camera.guard", "replay.start", "evidence.snapshot", "evidence.clip", "wall.clear"})
        EXPECT_THAT(why_not("tile", {}, command), testing::AnyOf(HasSubstr("no camera on this tile"), HasSubstr("select a camera"))) << command;
    EXPECT_THAT(why_not("tile", {}, "replay.live"), HasSubstr("nothing is being replayed"));
    EXPECT_THAT(why_not("tile", {}, "wall.back"), HasSubstr("nothing to go back to"));
    EXPECT_THAT(why_not("tile", {}, "wall.hot"), IsEmpty());
}

TEST_F(ContextMenus, ACommandIsAboutTheThingThatWasClicked)
{
    session.layout = Layout::wall;
    run("wall.put", {"1", "1"});
    run("wall.put", {"2", "2"});
    run("wall.focus", {"1"});
    // In the tree, beside a tile of another camera.
    about("camera", {"212"});
    const auto choose = [&](std::string_view command) {
        const auto rows = menu_rows(world, session, text, *session.menu);
        const auto at = std::ranges::find_if(rows, [&](const MenuRow& row) { return row.command->name == command; });
        ASSERT_TRUE(at != rows.end());
        EXPECT_THAT(at->why_not, IsEmpty()) << command;
        run("menu.run", {std::to_string(at - rows.begin())});
    };
    choose("camera.retry");
    EXPECT_EQ(services.retried, data::CameraId{2});
    about("camera", {"212"});
    choose("replay.toggle");
    EXPECT_TRUE(session.replays.contains({2}));
    EXPECT_FALSE(session.replays.contains({1}));
    // The same through a form.
    about("camera", {"212"});
    choose("evidence.snapshot");
    ASSERT_TRUE(session.form.has_value());
    run("form.run", {"for a report"});
    EXPECT_THAT(services.saved, testing::ElementsAre(data::CameraId{2}));
    EXPECT_EQ(camera_in_hand(session), data::CameraId{1}) << "the tile is in hand again";
}

TEST_F(ContextMenus, OneOfFourPicturesOfAnIncidentIsReplayedAlone)
{
    run("incident.select", {"7"});
    run("incident.cameras");
    ASSERT_EQ(std::ranges::count_if(session.case_cameras, [](data::CameraId id) { return bool(id); }), 4);
    const auto rows = about("camera", {"212"});
    const auto at = std::ranges::find_if(rows, [](const MenuRow& row) { return std::string_view(row.command->name) == "replay.toggle"; });
    run("menu.run", {std::to_string(at - rows.begin())});
    EXPECT_EQ(session.replays.size(), 1U);
    EXPECT_TRUE(session.replays.contains({2}));
}

TEST_F(ContextMenus, ACameraByItsNumberIsSelectedAsByAClick)
{
    run("incident.select", {"7"});
    run("camera.select_number", {"212"});
    EXPECT_EQ(session.selection.camera, data::CameraId{2});
    EXPECT_EQ(session.selection.record, Record::camera);
    EXPECT_TRUE(record_commands::is_beside(world, session));
    // As the arrows of the contact sheet do.
    run("record.close");
    session.layout = Layout::sheet;
    run("sheet.right");
    EXPECT_EQ(session.selection.record, Record::camera);
}

}
