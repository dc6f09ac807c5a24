#include "data/store/tables/batches.h"
#include "data/store/tables/tables.h"
#include "data/store/tables/words.h"

#include "data/error.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <unordered_map>

namespace data::store {
namespace {

constexpr int highest_number = 99999;

struct CameraRow {
    long long id = 0, number = 0, point_class = 0, indoor = 0, has_light = 0, storage_days = 0, installed = 0, grid = 0;
    std::string code, name, address, owner, kind, resolution, codec, main_url, sub_url, credential, maintained_by,
        status, geometry;
    double height = 0, azimuth = 0, hfov = 0, vfov = 0, tilt = 0, range = 0, lon = 0, lat = 0;
};

Camera camera_from_row(const CameraRow& row)
{
    Camera c;
    c.id = {row.id};
    c.number = static_cast<int>(row.number);
    c.code = row.code;
    c.name = row.name;
    c.address = row.address;
    c.owner = row.owner;
    c.point_class = static_cast<int>(row.point_class);
    c.position = {row.lon, row.lat};
    c.height_m = measure_or_none(row.height);
    c.azimuth_deg = measure_or_none(row.azimuth);
    c.hfov_deg = measure_or_none(row.hfov);
    c.vfov_deg = measure_or_none(row.vfov);
    c.tilt_deg = measure_or_none(row.tilt);
    c.range_m = measure_or_none(row.range);
    c.kind = from_word<CameraKind>(row.kind);
    c.indoor = row.indoor != 0;
    c.has_light = row.has_light != 0;
    c.resolution = row.resolution;
    c.codec = row.codec;
    c.main_url = row.main_url;
    c.sub_url = row.sub_url;
    c.credential = row.credential;
    c.storage_days = count_or_none(row.storage_days);
    c.installed_on = time_or_none(row.installed);
    c.maintained_by = row.maintained_by;
    c.status = from_word<CameraStatus>(row.status);
    c.grid = {row.grid};
    return c;
}

void fill(CameraRow& row, const Camera& c)
{
    row.code = c.code;
    row.name = c.name;
    row.address = c.address;
    row.owner = c.owner;
    row.point_class = c.point_class;
    row.height = value_or_none(c.height_m);
    row.azimuth = value_or_none(c.azimuth_deg);
    row.hfov = value_or_none(c.hfov_deg);
    row.vfov = value_or_none(c.vfov_deg);
    row.tilt = value_or_none(c.tilt_deg);
    row.range = value_or_none(c.range_m);
    row.kind = word(c.kind);
    row.indoor = c.indoor;
    row.has_light = c.has_light;
    row.resolution = c.resolution;
    row.codec = c.codec;
    row.main_url = c.main_url;
    row.sub_url = c.sub_url;
    row.credential = c.credential;
    row.storage_days = value_or_none(c.storage_days);
    row.installed = value_or_none(c.installed_on);
    row.maintained_by = c.maintained_by;
    row.status = word(c.status);
    row.grid = c.grid.value;
    row.geometry = geo::ewkb_hex_from_wkb(geo::wkb_from_point(c.position));
}

/// Which number each camera gets, settled before anything is written, because a broken rule inside a batch would leave
/// half of it behind.
std::vector<int> settle_numbers(Connection& connection, std::span<const Camera> cameras)
{
    std::unordered_map<int, std::int64_t> owner_of;
    std::unordered_map<std::int64_t, int> number_of;
    long long id = 0, number = 0;
    soci::statement statement =
        (connection.sql().prepare << "select id, number from cameras", soci::into(id), soci::into(number));
    statement.execute();
    while (statement.fetch())
        owner_of[static_cast<int>(number)] = id, number_of[id] = static_cast<int>(number);
    std::vector<int> numbers;
    for (const Camera& camera : cameras) {
        const auto known = number_of.find(camera.id.value);
        numbers.push_back(!camera.number && known != number_of.end() ? known->second : camera.number);
        if (!camera.number)
            continue;
        if (camera.number < 1 || camera.number > highest_number)
            throw Error(geo::remark("camera_number", camera.name, camera.number, highest_number));
        const auto [at, is_free] = owner_of.emplace(camera.number, camera.id ? camera.id.value : -1);
        if (!is_free && (!camera.id || at->second != camera.id.value))
            throw Error(geo::remark("camera_taken", camera.number, camera.name));
    }
    int next = 1;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (!numbers[i]) {
            while (owner_of.contains(next))
                ++next;
            if (next > highest_number)
                throw Error(geo::remark("camera_none_left", cameras[i].name));
            numbers[i] = next;
            owner_of.emplace(next, -1);
        }
    return numbers;
}

} // namespace

std::vector<Camera> read_cameras(Connection& connection)
{
    std::vector<Camera> cameras;
    cameras.reserve(static_cast<std::size_t>(connection.number("select count(*) from cameras")));
    CameraRow r;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, number, code, name, address, owner, point_class, coalesce(height_m, -1e9), "
                "coalesce(azimuth_deg, -1e9), coalesce(hfov_deg, -1e9), coalesce(vfov_deg, -1e9), "
                "coalesce(tilt_deg, -1e9), coalesce(range_m, -1e9), kind, indoor, has_light, resolution, codec, "
                "main_url, sub_url, credential, coalesce(storage_days, -1), "
                "coalesce(installed_us, -9000000000000000000), maintained_by, status, coalesce(grid_id, 0), "
                "ST_X(geom), ST_Y(geom) from cameras order by id",
         soci::into(r.id), soci::into(r.number), soci::into(r.code), soci::into(r.name), soci::into(r.address),
         soci::into(r.owner), soci::into(r.point_class), soci::into(r.height), soci::into(r.azimuth),
         soci::into(r.hfov), soci::into(r.vfov), soci::into(r.tilt), soci::into(r.range), soci::into(r.kind),
         soci::into(r.indoor), soci::into(r.has_light), soci::into(r.resolution), soci::into(r.codec),
         soci::into(r.main_url), soci::into(r.sub_url), soci::into(r.credential), soci::into(r.storage_days),
         soci::into(r.installed), soci::into(r.maintained_by), soci::into(r.status), soci::into(r.grid),
         soci::into(r.lon), soci::into(r.lat));
    statement.execute();
    while (statement.fetch())
        cameras.push_back(camera_from_row(r));
    return cameras;
}

std::vector<CameraId> write(Connection& connection, std::span<const Camera> cameras)
{
    // An import gives its numbers itself; what it keeps aside knows nothing of those that are taken.
    std::vector<int> numbers;
    if (connection.staging())
        for (const Camera& camera : cameras)
            numbers.push_back(camera.number);
    else
        numbers = settle_numbers(connection, cameras);
    std::vector<CameraId> ids;
    CameraRow r;
    const auto index = connection.hold_index("cameras", cameras.size(), lowest_id(cameras));
    Batches batches(connection, "cameras");
    soci::statement statement =
        (connection.sql().prepare
             << "insert into cameras (id, number, code, name, address, owner, point_class, height_m, azimuth_deg, "
                "hfov_deg, vfov_deg, "
                "tilt_deg, range_m, kind, indoor, has_light, resolution, codec, main_url, sub_url, credential, "
                "storage_days, "
                "installed_us, maintained_by, status, grid_id, geom) values (:id, :number, :code, :name, :address, "
                ":owner, "
                ":point_class, nullif(:height, -1e9), nullif(:azimuth, -1e9), nullif(:hfov, -1e9), nullif(:vfov, "
                "-1e9), "
                "nullif(:tilt, -1e9), nullif(:range, -1e9), :kind, :indoor, :has_light, :resolution, :codec, "
                ":main_url, :sub_url, "
                ":credential, nullif(:storage_days, -1), nullif(:installed, -9000000000000000000), :maintained_by, "
                ":status, "
                "nullif(:grid, 0), GeomFromEWKB(:geometry)) on conflict (id) do update set number = excluded.number, "
                "code = excluded.code, name = excluded.name, address = excluded.address, owner = excluded.owner, "
                "point_class = excluded.point_class, height_m = excluded.height_m, azimuth_deg = excluded.azimuth_deg, "
                "hfov_deg = excluded.hfov_deg, vfov_deg = excluded.vfov_deg, tilt_deg = excluded.tilt_deg, "
                "range_m = excluded.range_m, kind = excluded.kind, indoor = excluded.indoor, has_light = "
                "excluded.has_light, "
                "resolution = excluded.resolution, codec = excluded.codec, main_url = excluded.main_url, sub_url = "
                "excluded.sub_url, "
                "credential = excluded.credential, storage_days = excluded.storage_days, installed_us = "
                "excluded.installed_us, "
                "maintained_by = excluded.maintained_by, status = excluded.status, grid_id = excluded.grid_id, geom = "
                "excluded.geom",
         soci::use(r.id), soci::use(r.number), soci::use(r.code), soci::use(r.name), soci::use(r.address),
         soci::use(r.owner), soci::use(r.point_class), soci::use(r.height), soci::use(r.azimuth), soci::use(r.hfov),
         soci::use(r.vfov), soci::use(r.tilt), soci::use(r.range), soci::use(r.kind), soci::use(r.indoor),
         soci::use(r.has_light), soci::use(r.resolution), soci::use(r.codec), soci::use(r.main_url),
         soci::use(r.sub_url), soci::use(r.credential), soci::use(r.storage_days), soci::use(r.installed),
         soci::use(r.maintained_by), soci::use(r.status), soci::use(r.grid), soci::use(r.geometry));
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        fill(r, cameras[i]);
        r.number = numbers[i];
        batches.next_row();
        r.id = batches.id_for(cameras[i].id.value);
        statement.execute(true);
        ids.push_back({r.id});
    }
    batches.finish();
    index->finish();
    return ids;
}

} // namespace data::store
