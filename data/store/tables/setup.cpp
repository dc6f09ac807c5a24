#include "data/store/tables/setup.h"

#include <soci/soci.h>

#include <algorithm>

namespace data::store {
namespace {

/// Stands for "the city's": no clock is so far off.
constexpr long long no_offset = -100'000;

/// The key of the row that bears this name; 0: none does.
long long id_of(Connection& connection, const char* query, std::string name)
{
    long long id = 0;
    soci::statement statement = (connection.sql().prepare << query, soci::use(name), soci::into(id));
    return statement.execute(true) ? id : 0;
}

} // namespace

// ---- cameras ----

std::vector<CameraMasks> read_masks(Connection& connection)
{
    std::vector<CameraMasks> cameras;
    long long camera = 0, mask = 0, last = 0;
    double x = 0, y = 0;
    soci::statement statement =
        (connection.sql().prepare
             << "select camera_id, mask, x, y from camera_mask_corners order by camera_id, mask, corner",
         soci::into(camera), soci::into(mask), soci::into(x), soci::into(y));
    statement.execute();
    while (statement.fetch()) {
        if (cameras.empty() || cameras.back().id.value != camera)
            cameras.push_back({{camera}, {}}), last = 0;
        std::vector<MaskPolygon>& masks = cameras.back().masks;
        if (mask != last)
            masks.emplace_back(), last = mask;
        masks.back().push_back({x, y});
    }
    for (CameraMasks& of_camera : cameras)
        for (MaskPolygon& polygon : of_camera.masks)
            if (polygon.size() < 3)
                polygon = whole_picture();
    return cameras;
}

void write_masks(Connection& connection, CameraId camera, std::span<const MaskPolygon> masks)
{
    long long id = camera.value, mask = 0, corner = 0;
    double x = 0, y = 0;
    connection.sql() << "delete from camera_mask_corners where camera_id = :id", soci::use(id);
    soci::statement statement =
        (connection.sql().prepare
             << "insert into camera_mask_corners (camera_id, mask, corner, x, y) values (:id, :mask, :corner, :x, :y)",
         soci::use(id), soci::use(mask), soci::use(corner), soci::use(x), soci::use(y));
    for (const MaskPolygon& polygon : masks) {
        ++mask;
        corner = 0;
        for (const MaskCorner& at : polygon) {
            ++corner, x = at.x, y = at.y;
            statement.execute(true);
        }
    }
}

std::vector<CameraRecorder> read_recorders(Connection& connection)
{
    std::vector<CameraRecorder> recorders;
    long long camera = 0, offset = 0;
    std::string model, url, credential;
    soci::statement statement =
        (connection.sql().prepare << "select camera_id, model, url, coalesce(utc_offset_min, -100000), credential from "
                                     "camera_recorders order by camera_id",
         soci::into(camera), soci::into(model), soci::into(url), soci::into(offset), soci::into(credential));
    statement.execute();
    while (statement.fetch())
        recorders.push_back({{camera},
                             model,
                             url,
                             offset == no_offset ? std::nullopt : std::optional(std::chrono::minutes(offset)),
                             credential});
    return recorders;
}

void write(Connection& connection, const CameraRecorder& recorder)
{
    long long camera = recorder.id.value, offset = recorder.utc_offset ? recorder.utc_offset->count() : no_offset;
    std::string model = recorder.model, url = recorder.url, credential = recorder.credential;
    connection.sql() << "insert into camera_recorders (camera_id, model, url, utc_offset_min, credential) values (:id, "
                        ":model, :url, nullif(:offset, -100000), "
                        ":credential) on conflict (camera_id) do update set model = excluded.model, url = "
                        "excluded.url, utc_offset_min = excluded.utc_offset_min, "
                        "credential = excluded.credential",
        soci::use(camera), soci::use(model), soci::use(url), soci::use(offset), soci::use(credential);
}

void remove_recorder(Connection& connection, CameraId camera)
{
    long long id = camera.value;
    connection.sql() << "delete from camera_recorders where camera_id = :id", soci::use(id);
}

std::vector<GuardedCamera> read_guarded(Connection& connection)
{
    std::vector<GuardedCamera> cameras;
    long long camera = 0;
    soci::statement statement =
        (connection.sql().prepare << "select camera_id from guarded_cameras order by camera_id", soci::into(camera));
    statement.execute();
    while (statement.fetch())
        cameras.push_back({{camera}});
    return cameras;
}

void write_guarded(Connection& connection, CameraId camera, bool is_guarded)
{
    long long id = camera.value;
    if (is_guarded)
        connection.sql() << "insert into guarded_cameras (camera_id) values (:id) on conflict (camera_id) do nothing",
            soci::use(id);
    else
        connection.sql() << "delete from guarded_cameras where camera_id = :id", soci::use(id);
}

std::vector<int> numbers_set_up(Connection& connection, std::span<const std::int64_t> cameras)
{
    std::vector<int> numbers;
    long long id = 0, number = 0;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, number from cameras where id in (select camera_id from camera_mask_corners union "
                "select camera_id from camera_recorders union select camera_id from guarded_cameras) order by number",
         soci::into(id), soci::into(number));
    statement.execute();
    while (statement.fetch())
        if (std::ranges::find(cameras, id) != cameras.end())
            numbers.push_back(static_cast<int>(number));
    return numbers;
}

// ---- views of the wall, windows of seats ----

std::vector<WallView> read_wall_views(Connection& connection)
{
    std::vector<WallView> views;
    long long id = 0, tiles = 0, tile = 0, number = 0, is_hot = 0;
    std::string name;
    soci::statement statement =
        (connection.sql().prepare
             << "select v.id, v.name, v.tiles, coalesce(t.tile, 0), coalesce(t.camera_number, 0), coalesce(t.is_hot, "
                "0) "
                "from wall_views v left join wall_view_tiles t on t.view_id = v.id order by v.id, t.tile",
         soci::into(id), soci::into(name), soci::into(tiles), soci::into(tile), soci::into(number), soci::into(is_hot));
    statement.execute();
    while (statement.fetch()) {
        if (views.empty() || views.back().id.value != id)
            views.push_back({{id},
                             name,
                             static_cast<int>(tiles),
                             std::vector<int>(static_cast<std::size_t>(std::clamp(tiles, 0LL, most_tiles))),
                             {}});
        WallView& view = views.back();
        if (tile < 1 || tile > std::ssize(view.numbers))
            continue;
        view.numbers[static_cast<std::size_t>(tile - 1)] = static_cast<int>(number);
        if (is_hot)
            view.hot.push_back(static_cast<int>(tile));
    }
    std::ranges::sort(views, {}, &WallView::name);
    return views;
}

void write(Connection& connection, const WallView& view)
{
    std::string name = view.name;
    long long tiles = view.tiles, tile = 0, number = 0, is_hot = 0;
    connection.sql() << "insert into wall_views (name, tiles) values (:name, :tiles) on conflict (name) do update set "
                        "tiles = excluded.tiles",
        soci::use(name), soci::use(tiles);
    long long id = id_of(connection, "select id from wall_views where name = :name", view.name);
    connection.sql() << "delete from wall_view_tiles where view_id = :id", soci::use(id);
    soci::statement statement =
        (connection.sql().prepare << "insert into wall_view_tiles (view_id, tile, camera_number, is_hot) values (:id, "
                                     ":tile, nullif(:number, 0), :hot)",
         soci::use(id), soci::use(tile), soci::use(number), soci::use(is_hot));
    for (tile = 1; tile <= tiles; ++tile) {
        number = tile <= std::ssize(view.numbers) ? view.numbers[static_cast<std::size_t>(tile - 1)] : 0;
        is_hot = std::ranges::find(view.hot, static_cast<int>(tile)) != view.hot.end();
        statement.execute(true);
    }
}

bool remove_wall_view(Connection& connection, std::string name)
{
    long long id = id_of(connection, "select id from wall_views where name = :name", name);
    connection.sql() << "delete from wall_view_tiles where view_id = :id", soci::use(id);
    connection.sql() << "delete from wall_views where id = :id", soci::use(id);
    return id != 0;
}

bool rename_wall_view(Connection& connection, std::string name, std::string to)
{
    constexpr const char* by_name = "select id from wall_views where name = :name";
    long long id = id_of(connection, by_name, std::move(name));
    if (const long long taken = id_of(connection, by_name, to); id == 0 || (taken != 0 && taken != id))
        return false;
    connection.sql() << "update wall_views set name = :name where id = :id", soci::use(to), soci::use(id);
    return true;
}

std::vector<SeatPlan> read_seat_plans(Connection& connection)
{
    std::vector<SeatPlan> plans;
    long long id = 0, fullscreen = 0, distance = 0;
    std::string seat, layout, view, monitor;
    soci::statement statement =
        (connection.sql().prepare
             << "select p.id, p.seat, w.layout, w.wall_view, w.monitor, w.fullscreen, w.distance_mm from seat_plans p "
                "join seat_plan_windows w on w.plan_id = p.id order by p.id, w.place",
         soci::into(id), soci::into(seat), soci::into(layout), soci::into(view), soci::into(monitor),
         soci::into(fullscreen), soci::into(distance));
    statement.execute();
    while (statement.fetch()) {
        if (plans.empty() || plans.back().id.value != id)
            plans.push_back({{id}, seat, {}});
        plans.back().windows.push_back({layout, view, monitor, fullscreen != 0, static_cast<int>(distance)});
    }
    return plans;
}

void write(Connection& connection, const SeatPlan& plan)
{
    std::string seat = plan.seat, layout, view, monitor;
    long long place = 0, fullscreen = 0, distance = 0;
    connection.sql() << "insert into seat_plans (seat) values (:seat) on conflict (seat) do nothing", soci::use(seat);
    long long id = id_of(connection, "select id from seat_plans where seat = :seat", plan.seat);
    connection.sql() << "delete from seat_plan_windows where plan_id = :id", soci::use(id);
    if (plan.windows.empty()) {
        connection.sql() << "delete from seat_plans where id = :id", soci::use(id);
        return;
    }
    soci::statement statement =
        (connection.sql().prepare
             << "insert into seat_plan_windows (plan_id, place, layout, wall_view, monitor, fullscreen, distance_mm) "
                "values (:id, :place, :layout, :view, :monitor, :fullscreen, :distance)",
         soci::use(id), soci::use(place), soci::use(layout), soci::use(view), soci::use(monitor), soci::use(fullscreen),
         soci::use(distance));
    for (const PlannedWindow& window : plan.windows) {
        ++place, layout = window.layout, view = window.view, monitor = window.monitor, fullscreen = window.fullscreen,
                 distance = window.distance_mm;
        statement.execute(true);
    }
}

Setup read_setup(Connection& connection)
{
    return {frozen(read_masks(connection)), frozen(read_recorders(connection)), frozen(read_guarded(connection)),
            frozen(read_wall_views(connection)), frozen(read_seat_plans(connection))};
}

} // namespace data::store
