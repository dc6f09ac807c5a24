// Every field of every record comes back as it was put.

#include "data/store/store.h"

#include "data/error.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace data;
using sample::noon;

// Doubles with no short decimal form, characters beyond U+FFFF, quotes and what looks like a placeholder of SOCI's.
const double odd = 0.1 + 0.2;
const std::string hard_text = "解放大道 \"12\" 'a' :x ; -- 𠀀 é\n";

struct RoundTrip : testing::Test {
    FreshFolder folder;
    Store store = Store::create(folder / "city.sqlite");

    WorkspaceLoaded reopened() { return Store::open(folder / "city.sqlite", OpenMode::read_only).load(); }
};

Grid full_grid(UnitId unit, GridId parent)
{
    Grid g = sample::grid(Level::grid, "420102001001001", sample::square(114 + odd, 30 + odd, odd), parent);
    g.shape[0].holes.push_back(sample::square(114.4, 30.4, 0.1)[0].outer);
    g.shape.push_back(sample::square(116, 31, odd)[0]);
    g.name = hard_text;
    g.kind = GridKind::dedicated;
    g.households = 0;
    g.residents = 1000;
    g.unit = unit;
    g.valid_from = time_from_micros(-1);
    g.remark = hard_text;
    return g;
}

TEST_F(RoundTrip, Grids)
{
    const UnitId unit = store.put(std::vector{Unit{{}, hard_text, "8123 0456", "夜班"}}).at(0);
    std::vector<Grid> grids;
    for (int level = 0; level < 6; ++level) {
        grids.push_back(full_grid(unit, grids.empty() ? GridId{} : grids.back().id));
        grids.back().level = static_cast<Level>(level);
        grids.back().id = store.put(std::vector{grids.back()}).at(0);
    }
    Grid bare = sample::grid(Level::grid, "", sample::square(1, 1, 1));
    bare.valid_to = noon;
    bare.id = store.put(std::vector{bare}).at(0);
    grids.push_back(bare);

    const auto loaded = reopened();
    ASSERT_EQ(loaded.grids->rows.size(), grids.size());
    for (const Grid& expected : grids) {
        const Grid* g = loaded.grids->find(expected.id);
        ASSERT_TRUE(g);
        EXPECT_EQ(g->level, expected.level);
        EXPECT_EQ(g->parent, expected.parent);
        EXPECT_EQ(g->code, expected.code);
        EXPECT_EQ(g->name, expected.name);
        EXPECT_EQ(g->kind, expected.kind);
        EXPECT_EQ(g->households, expected.households);
        EXPECT_EQ(g->residents, expected.residents);
        EXPECT_EQ(g->unit, expected.unit);
        EXPECT_EQ(g->valid_from, expected.valid_from);
        EXPECT_EQ(g->valid_to, expected.valid_to);
        EXPECT_EQ(g->remark, expected.remark);
        EXPECT_EQ(g->shape, expected.shape);
        EXPECT_EQ(g->box, geo::box_of(expected.shape));
        EXPECT_TRUE(geo::contains(g->shape, g->label));
        EXPECT_NEAR(g->area_m2 / geo::area_m2(expected.shape), 1, 1e-3);
    }
    EXPECT_EQ(loaded.units->rows.at(0).name, hard_text);
    EXPECT_EQ(loaded.units->rows.at(0).duty_phone, "8123 0456");
    EXPECT_EQ(loaded.units->rows.at(0).remark, "夜班");
}

TEST_F(RoundTrip, Places)
{
    std::vector<Place> places;
    for (int kind = 0; kind < 8; ++kind) {
        Place p;
        p.kind = static_cast<PlaceKind>(kind);
        p.name = hard_text;
        p.number = "12号";
        p.point = {114 + odd, -30 - odd};
        if (kind % 2)
            p.area = sample::square(114, 30, odd);
        if (kind % 3)
            p.lines = {{{114, 30}, {114 + odd, 30}}, {{115, 30}, {115, 30 + odd}, {116, 31}}};
        p.width_m = odd;
        p.height_m = odd * 2;
        p.households = 61;
        p.floors = 7;
        p.other_names = "en=Jiefang Avenue\nzh=解放大道";
        places.push_back(p);
    }
    const auto ids = store.put(places);
    const auto loaded = reopened();
    ASSERT_EQ(ids.size(), places.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const Place *p = loaded.places->find(ids[i]), &expected = places[i];
        ASSERT_TRUE(p);
        EXPECT_EQ(p->kind, expected.kind);
        EXPECT_EQ(p->name, expected.name);
        EXPECT_EQ(p->number, expected.number);
        EXPECT_EQ(p->floors, expected.floors);
        EXPECT_EQ(p->other_names, expected.other_names);
        EXPECT_EQ(p->point, expected.point);
        EXPECT_EQ(p->area, expected.area);
        EXPECT_EQ(p->lines, expected.lines);
        EXPECT_EQ(p->width_m, expected.width_m);
        EXPECT_EQ(p->height_m, expected.height_m);
        EXPECT_EQ(p->households, expected.households);
    }
}

TEST_F(RoundTrip, Cameras)
{
    std::vector<Camera> cameras;
    for (int kind = 0; kind < 5; ++kind) {
        Camera c;
        c.number = 99999 - kind;
        c.code = "42010200001320000217";
        c.name = c.address = c.owner = c.maintained_by = hard_text;
        c.point_class = kind % 4;
        c.position = {114 + odd, 30 + odd};
        if (kind) {
            c.height_m = odd;
            c.azimuth_deg = 0;
            c.hfov_deg = odd * 100;
            c.vfov_deg = 33.3;
            c.tilt_deg = -odd;
            c.range_m = 112;
            c.storage_days = 30;
            c.installed_on = time_from_micros(-62'135'596'800'000'000); // the year 1
        }
        c.kind = static_cast<CameraKind>(kind);
        c.indoor = kind % 2;
        c.has_light = !c.indoor;
        c.resolution = "1920x1080";
        c.codec = "H.264";
        c.main_url = "demo:217";
        c.sub_url = "rtsp://192.0.2.1/sub?x=\"1\"";
        c.credential = "north";
        c.status = static_cast<CameraStatus>(kind % 3);
        cameras.push_back(c);
    }
    const auto ids = store.put(cameras);
    const auto loaded = reopened();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const Camera *c = loaded.cameras->find(ids[i]), &expected = cameras[i];
        ASSERT_TRUE(c);
        EXPECT_EQ(c->number, expected.number);
        EXPECT_EQ(c->code, expected.code);
        EXPECT_EQ(c->name, expected.name);
        EXPECT_EQ(c->address, expected.address);
        EXPECT_EQ(c->owner, expected.owner);
        EXPECT_EQ(c->point_class, expected.point_class);
        EXPECT_EQ(c->position, expected.position);
        EXPECT_EQ(c->height_m, expected.height_m);
        EXPECT_EQ(c->azimuth_deg, expected.azimuth_deg);
        EXPECT_EQ(c->hfov_deg, expected.hfov_deg);
        EXPECT_EQ(c->vfov_deg, expected.vfov_deg);
        EXPECT_EQ(c->tilt_deg, expected.tilt_deg);
        EXPECT_EQ(c->range_m, expected.range_m);
        EXPECT_EQ(c->kind, expected.kind);
        EXPECT_EQ(c->indoor, expected.indoor);
        EXPECT_EQ(c->has_light, expected.has_light);
        EXPECT_EQ(c->resolution, expected.resolution);
        EXPECT_EQ(c->codec, expected.codec);
        EXPECT_EQ(c->main_url, expected.main_url);
        EXPECT_EQ(c->sub_url, expected.sub_url);
        EXPECT_EQ(c->credential, expected.credential);
        EXPECT_EQ(c->storage_days, expected.storage_days);
        EXPECT_EQ(c->installed_on, expected.installed_on);
        EXPECT_EQ(c->maintained_by, expected.maintained_by);
        EXPECT_EQ(c->status, expected.status);
    }
}

TEST_F(RoundTrip, ShortNumbersOfCamerasAreUnique)
{
    Camera c;
    c.position = {114, 30};
    c.number = 2;
    c.id = store.put(std::vector{c}).at(0);
    Camera without;
    without.position = {114, 30};
    store.put(std::vector{without, without});
    EXPECT_THROW(store.put(std::vector{without, Camera{{}, 2}}), Error);
    EXPECT_THROW(store.put(std::vector{Camera{{}, 7}, Camera{{}, 7}}), Error);
    EXPECT_THROW(store.put(std::vector{Camera{{}, 100'000}}), Error);
    c.name = "named";
    store.put(std::vector{c});
    c.number = 0; // an update without a number keeps it
    store.put(std::vector{c});
    std::vector<int> numbers;
    const auto loaded = store.load();
    for (const Camera& camera : loaded.cameras->rows)
        numbers.push_back(camera.number);
    EXPECT_EQ(numbers, (std::vector{2, 1, 3}));
}

TEST_F(RoundTrip, Incidents)
{
    const PostId post = store.put(std::vector{Post{{}, "2", "duty-1"}}).at(0);
    const AccountId account = store.put(std::vector{Account{{}, "值班员", "operator"}}).at(0);
    std::vector<Incident> incidents;
    for (int state = 0; state < 12; ++state) {
        Incident i = sample::incident("S-" + std::to_string(state), {114 + odd, 30 + odd},
                                      time_from_micros(1'700'000'000'123'456));
        i.class_code = "0403";
        i.title = i.place = hard_text;
        i.severity = static_cast<Severity>(1 + state % 3);
        i.source = static_cast<IncidentSource>(state % 9);
        i.has_position = state != 3;
        if (!i.has_position)
            i.position = {};
        if (state % 2) {
            i.due = time_from_micros(1'700'000'000'123'457);
            i.closed = time_from_micros(-5);
            i.post = post;
        }
        i.state = static_cast<IncidentState>(state);
        i.attention = static_cast<Attention>(state % 4);
        incidents.push_back(i);
    }
    const auto ids = store.put(incidents, {account, post, "duty-1"});
    const auto loaded = reopened();
    ASSERT_EQ(loaded.incidents->size(), incidents.size());
    for (std::size_t k = 0; k < ids.size(); ++k) {
        const Incident &i = loaded.incidents->at(k), &expected = incidents[k];
        EXPECT_EQ(i.id, ids[k]);
        EXPECT_EQ(i.number, expected.number);
        EXPECT_EQ(i.class_code, expected.class_code);
        EXPECT_EQ(i.title, expected.title);
        EXPECT_EQ(i.severity, expected.severity);
        EXPECT_EQ(i.source, expected.source);
        EXPECT_EQ(i.place, expected.place);
        EXPECT_EQ(i.position, expected.position);
        EXPECT_EQ(i.has_position, expected.has_position);
        EXPECT_EQ(i.reported, expected.reported);
        EXPECT_EQ(i.due, expected.due);
        EXPECT_EQ(i.closed, expected.closed);
        EXPECT_EQ(i.state, expected.state);
        EXPECT_EQ(i.attention, expected.attention);
        EXPECT_EQ(i.post, expected.post);
        const auto history = store.history(ids[k]);
        ASSERT_EQ(history.size(), 1u);
        EXPECT_EQ(history[0].kind, "imported");
        EXPECT_EQ(history[0].actor.account, account);
    }
    EXPECT_EQ(loaded.accounts->rows.at(0).label, "值班员");
    EXPECT_EQ(loaded.accounts->rows.at(0).role, "operator");
    EXPECT_EQ(loaded.posts->rows.at(0).label, "2");
    EXPECT_EQ(loaded.posts->rows.at(0).seat, "duty-1");
}

TEST_F(RoundTrip, NumbersOfIncidentsRunOn)
{
    const auto report = [&] {
        return std::get<IncidentSaved>(store.commit(ReportIncident{}, {}, noon)).incident.number;
    };
    EXPECT_EQ(report(), "1");
    store.put(std::vector{sample::incident("4470", {114, 30}), sample::incident("11192233", {114, 30}),
                          sample::incident("4472", {114, 30}), sample::incident("", {114, 30})},
              Actor{});
    EXPECT_EQ(store.load().incidents->back().number, "4473");
    EXPECT_EQ(report(), "4474");
}

TEST_F(RoundTrip, LayersAndSettings)
{
    Layer layer{{}, LayerKind::raster_basemap, hard_text, "../map.tif", "EPSG:4547", "© somebody", false, odd, -3};
    const auto layers = std::get<LayersSaved>(store.commit(AddLayer{layer}, {}, noon)).layers;
    const Layer saved = layers->rows.at(0);
    EXPECT_EQ(saved.kind, layer.kind);
    EXPECT_EQ(saved.name, layer.name);
    EXPECT_EQ(saved.path, layer.path);
    EXPECT_EQ(saved.crs, layer.crs);
    EXPECT_EQ(saved.attribution, layer.attribution);
    EXPECT_EQ(saved.visible, layer.visible);
    EXPECT_EQ(saved.opacity, layer.opacity);
    EXPECT_EQ(saved.order, layer.order);
    layer.id = saved.id;
    layer.visible = true;
    EXPECT_TRUE(std::get<LayersSaved>(store.commit(ChangeLayer{layer}, {}, noon)).layers->rows.at(0).visible);
    EXPECT_TRUE(std::get<LayersSaved>(store.commit(RemoveLayer{saved.id}, {}, noon)).layers->rows.empty());
    EXPECT_THROW(store.commit(RemoveLayer{saved.id}, {}, noon), Error);
    EXPECT_THROW(store.commit(ChangeLayer{layer}, {}, noon), Error);

    EXPECT_EQ(std::get<SettingSaved>(store.commit(SetSetting{"workspace.utc_offset", "+08:00"}, {}, noon)).value,
              "+08:00");
    store.put_setting("workspace.name", hard_text);
    store.put_setting("workspace.name", "武汉");
    const WorkspaceInfo info = Store::open(folder / "city.sqlite", OpenMode::read_only).info();
    EXPECT_EQ(info.name, "武汉");
    EXPECT_EQ(info.utc_offset, "+08:00");
    EXPECT_TRUE(info.read_only);
}

TEST_F(RoundTrip, LogAndImports)
{
    const PostId post = store.put(std::vector{Post{{}, "2", "duty-1"}}).at(0);
    const SessionLogEntry entry{noon, {{}, post, "duty-1"}, "camera_shown", "camera 217", hard_text};
    store.log(
        std::vector{entry, SessionLogEntry{noon + std::chrono::seconds(1), {}, "camera_hidden", "camera 217", ""}});
    store.log({});
    EXPECT_EQ(store.session_log(noon - std::chrono::hours(1), noon + std::chrono::hours(1)).size(), 2u);
    const auto log = store.session_log(noon, noon);
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].time, noon);
    EXPECT_EQ(log[0].actor.post, post);
    EXPECT_EQ(log[0].actor.seat, "duty-1");
    EXPECT_EQ(log[0].kind, "camera_shown");
    EXPECT_EQ(log[0].subject, "camera 217");
    EXPECT_EQ(log[0].detail, hard_text);

    store.begin_import();
    store.publish_import({.file_name = "towns.geojson", .hash = "ab12", .what = "grids", .mapping = "{}", .report = "{\"read\":12}"}, {}, {}, noon);
    const auto imports = store.imports();
    ASSERT_EQ(imports.size(), 1u);
    EXPECT_EQ(imports[0].time, noon);
    EXPECT_EQ(imports[0].file_name, "towns.geojson");
    EXPECT_EQ(imports[0].hash, "ab12");
    EXPECT_EQ(imports[0].what, "grids");
    EXPECT_EQ(imports[0].report, "{\"read\":12}");
}

TEST_F(RoundTrip, UpdatesByIdAndFindsGridsAgain)
{
    const GridId before = store.put(std::vector{sample::grid(Level::grid, "1", sample::square(114, 30, 1))}).at(0);
    Camera camera;
    camera.number = 1;
    camera.position = {114.5, 30.5};
    store.put(std::vector{camera});
    std::vector<Incident> many;
    for (int i = 0; i < 40; ++i) // more than the few that are looked up one by one
        many.push_back(sample::incident("", {114.02 + i * 0.03, 30.5}));
    store.put(many, Actor{});
    const auto inside = [&](GridId grid) {
        const auto loaded = store.load();
        return std::count_if(loaded.incidents->begin(), loaded.incidents->end(),
                             [&](const Incident& i) { return i.grid == grid; });
    };
    EXPECT_EQ(inside(before), 33);

    Grid moved = sample::grid(Level::grid, "1", sample::square(115, 30, 1));
    moved.id = before;
    EXPECT_EQ(store.put(std::vector{moved}).at(0), before);
    const GridId second = store.put(std::vector{sample::grid(Level::grid, "2", sample::square(114, 30, 1))}).at(0);
    const Reassigned changed = store.reassign_grids(noon);
    EXPECT_EQ(changed.incidents, 40u);
    EXPECT_EQ(changed.cameras, 1u);
    EXPECT_EQ(inside(before), 7);
    EXPECT_EQ(inside(second), 33);
    EXPECT_EQ(store.reassign_grids(noon).incidents, 0u);
}

TEST_F(RoundTrip, ShapesThatCannotBeAreRefused)
{
    EXPECT_THROW(store.put(std::vector{sample::grid(Level::grid, "1", {})}), Error);
    Grid orphan = sample::grid(Level::grid, "1", sample::square(114, 30, 1), GridId{4711});
    EXPECT_THROW(store.put(std::vector{orphan}), Error);
    EXPECT_TRUE(store.load().grids->rows.empty());
}

} // namespace
