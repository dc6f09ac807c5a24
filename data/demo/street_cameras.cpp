#include "data/demo/street_cameras.h"

#include "data/demo/street_roads.h"
#include "data/records/demo_url.h"

#include <algorithm>
#include <array>
#include <set>

namespace data::demo {
namespace {

constexpr std::size_t nth_without_address = 24; // of the cameras in their order: 6 of 150
constexpr std::size_t camera_count = 150, junction_cameras = 84, gate_cameras = 22, indoor_cameras = 10;

double azimuth(Point from, Point to)
{
    const double a = std::atan2(to.x - from.x, to.y - from.y) / geo::rad;
    return a < 0 ? a + 360 : a;
}

struct Pose {
    Point p, aim;
    double height_m, hfov_deg;
};

class CameraMaker {
public:
    CameraMaker(const StreetPlan& plan, TimePoint now, Random& random) : plan_(plan), now_(now), random_(random) {}

    std::vector<PlacedCamera> out;

    /// Tilted to the aimed spot, or further down, until the horizon leaves the picture's upper fifth to the sky.
    Camera& add(const Pose& pose, std::string name, CameraKind kind, int point_class)
    {
        Camera c;
        c.name = std::move(name);
        c.kind = kind;
        c.point_class = point_class;
        c.height_m = std::round(pose.height_m * 10) / 10;
        c.azimuth_deg = std::round(azimuth(pose.p, pose.aim) * 10) / 10;
        c.hfov_deg = pose.hfov_deg;
        const double vfov = 2 * std::atan(std::tan(pose.hfov_deg / 2 * geo::rad) * 9 / 16) / geo::rad;
        c.vfov_deg = std::round(vfov * 10) / 10;
        const double to_aim = std::atan2(pose.height_m, length(pose.aim - pose.p)) / geo::rad;
        c.tilt_deg = std::round(std::max(to_aim, vfov * 0.29) * 10) / 10;
        const bool fine = random_.chance(0.4);
        c.resolution = fine ? "2560x1440" : "1920x1080";
        c.codec = random_.chance(0.6) ? "H.265" : "H.264";
        // 25 px/m is where a scene can still be told (EN 62676-4).
        const double reach = (fine ? 2560 : 1920) / (2 * 25 * std::tan(pose.hfov_deg / 2 * geo::rad));
        c.range_m = std::round(std::clamp(reach, 25.0, 120.0));
        c.indoor = kind == CameraKind::indoor;
        c.has_light = random_.chance(0.55);
        c.storage_days = random_.pick(std::array{30, 30, 30, 60, 90});
        c.installed_on = std::chrono::floor<std::chrono::days>(now_) - std::chrono::days(random_.whole(90, 2400));
        c.status = random_.chance(0.03) ? CameraStatus::in_repair : CameraStatus::in_use;
        c.owner = point_class == 1 ? "春晓街道综合治理中心" : point_class == 2 ? "市政管养所" : "物业服务中心";
        c.maintained_by = random_.chance(0.5) ? "视频运维一组" : "视频运维二组";
        out.push_back({std::move(c), pose.p});
        return out.back().record;
    }

    double height() { return random_.uniform(4.8, 7.6); }
    double field() { return random_.pick(std::array{58.0, 66.0, 74.0, 82.0, 90.0}); }
    Random& random() { return random_; }
    const StreetPlan& plan() const { return plan_; }

private:
    const StreetPlan& plan_;
    TimePoint now_;
    Random& random_;
};

Point beside(const Road& road, double along_m, double side, double behind_kerb_m)
{
    const RoadSpot spot = spot_on(road, along_m);
    return spot.p + Point{-spot.direction.y, spot.direction.x} * (side * (road.width_m / 2 + behind_kerb_m));
}

/// The four of README's desk: two that face the place, one that would but stands still, one that could turn there.
void add_scene(CameraMaker& maker, const Scene& s)
{
    const Road& road = maker.plan().roads[s.road];
    const auto at = [&](double along, double side) { return beside(road, s.along_m + along, side, 0.8); };
    const std::string name = road.name;
    auto number = [](Camera& c, int n) -> Camera& {
        c.number = n;
        c.status = CameraStatus::in_use;
        c.address = "解放大道12号附近";
        return c;
    };
    number(maker.add({at(38, s.side), s.gas, 5.2, 66}, name + "12号院门东侧", CameraKind::fixed, 2), 217).main_url = "demo:217";
    number(maker.add({at(-34, -s.side), s.gas, 6.5, 58}, name + "12号对面", CameraKind::dome, 1), 31).main_url = "demo:31";
    number(maker.add({at(-72, s.side), s.gas, 6, 58}, name + "/南侧灯杆", CameraKind::fixed, 1), 118).main_url =
        "demo:118?fault=frozen";
    Camera& ptz = number(maker.add({at(88, -s.side), at(170, -s.side * 0.2), 7.5, 62}, name + "西段球机", CameraKind::ptz, 1), 402);
    ptz.main_url = "demo:402";
    ptz.range_m = 120;
}

void add_junctions(CameraMaker& maker, const Scene& scene)
{
    std::vector<Junction> junctions = find_junctions(maker.plan());
    std::stable_sort(junctions.begin(), junctions.end(), [&](const Junction& a, const Junction& b) {
        return length(a.p - scene.gas) < length(b.p - scene.gas);
    });
    constexpr std::array corners{"东北角", "东南角", "西南角", "西北角"};
    const std::size_t limit = maker.out.size() + junction_cameras;
    // Both sides of the nearest ones; one side of those further out, spread over the whole street.
    constexpr std::size_t near = 16;
    const std::size_t stride = std::max<std::size_t>(1, (junctions.size() - near) / (junction_cameras - 2 * near));
    for (std::size_t i = 0; i < junctions.size(); i += i < near ? 1 : stride) {
        const Junction& j = junctions[i];
        // Stands back along the widest road, beside it, and looks over the junction.
        const Road& road = maker.plan().roads[j.roads[0]];
        const Road& other = maker.plan().roads[j.roads[1]];
        const double along = offset_from(road, j.p).along_m;
        for (const double way : {-1.0, 1.0}) {
            if (maker.out.size() >= limit || (i >= near && (way > 0) != (i % 2 == 0)))
                continue;
            const double back = other.width_m / 2 + maker.random().uniform(9, 15);
            const double from = along + way * back, to = along - way * (other.width_m / 2 + 6);
            if (from < 4 || from > road.chainage.back() - 4)
                continue;
            const Point p = beside(road, from, way, 0.8);
            const Point aim = spot_on(road, to).p;
            const double field = maker.field();
            // The scene keeps to its own four: who sees it is part of the story.
            if (length(scene.gas - p) < 125 && std::abs(std::remainder(azimuth(p, scene.gas) - azimuth(p, aim), 360)) < field / 2 + 3)
                continue;
            const int corner = p.x > j.p.x ? (p.y > j.p.y ? 0 : 1) : (p.y > j.p.y ? 3 : 2);
            const bool ptz = maker.random().chance(0.15);
            Camera& c = maker.add({p, aim, maker.height() + 0.4, field}, road.name + "/" + other.name + "口" + corners[corner],
                                  ptz ? CameraKind::ptz : maker.random().chance(0.25) ? CameraKind::dome : CameraKind::fixed, 1);
            c.address = road.name + "与" + other.name + "交叉口";
        }
    }
}

void add_gates(CameraMaker& maker, const Fabric& fabric)
{
    const std::size_t step = fabric.addresses.size() / gate_cameras;
    for (std::size_t i = step / 2, n = 0; i < fabric.addresses.size() && n < gate_cameras; i += step, ++n) {
        const Address& a = fabric.addresses[i];
        const Road& road = maker.plan().roads[a.road];
        const RoadOffset at = offset_from(road, a.p);
        const Point aim = beside(road, at.along_m + (n % 2 ? 14 : -14), at.offset_m > 0 ? 1 : -1, -2);
        const std::string address = road.name + std::to_string(a.number) + "号";
        Camera& c = maker.add({a.p, aim, maker.random().uniform(3.5, 4.5), maker.field()}, address + "院门",
                              n % 3 ? CameraKind::half_dome : CameraKind::fixed, 3);
        c.address = address;
    }
}

void add_halls(CameraMaker& maker, const Fabric& fabric)
{
    std::size_t n = 0;
    for (const Building& b : fabric.buildings) {
        const Use use = maker.plan().blocks[b.block].use;
        if (n == indoor_cameras)
            return;
        if (use != Use::market && use != Use::station && use != Use::civic && use != Use::hospital)
            continue;
        const Point c = centroid(b.ring), p = b.ring[n % 4] * 0.9 + c * 0.1;
        Camera& camera = maker.add({p, c, 3.6, 90}, b.name + b.number + "大厅", CameraKind::indoor, 2);
        camera.range_m = 30;
        camera.address = b.name + b.number;
        ++n;
    }
}

void add_poles(CameraMaker& maker, const Fabric& fabric)
{
    for (std::size_t n = 0; maker.out.size() < camera_count; ++n) {
        const Pole& pole = fabric.poles[(n * 97 + 13) % fabric.poles.size()];
        const Road& road = maker.plan().roads[pole.road];
        const RoadOffset at = offset_from(road, pole.p);
        const double ahead = n % 2 ? 32 : -32;
        Camera& c = maker.add({pole.p, spot_on(road, at.along_m + ahead).p, maker.height(), maker.field()},
                              road.name + "灯杆" + pole.number, CameraKind::fixed, 2);
        c.address = road.name;
    }
}

/// 20 digits of GB/T 28181: centre 8, industry 2, type 132, network 1, serial 6.
std::string device_code(const Camera& c, int serial)
{
    const char* industry = c.indoor ? "02" : c.point_class == 1 ? "00" : c.point_class == 2 ? "08" : "01";
    std::string digits = std::to_string(serial);
    return std::string("42019903") + industry + "132" + (c.point_class == 1 ? "0" : "6") + std::string(6 - digits.size(), '0') + digits;
}

/// Short numbers are unique and small, as people dial them. Every camera has its own footage but for six without an address, which
/// every real list has, too; some of the junction cameras nearest to the scene have a fault, so that a wall shows every state.
void number_cameras(std::vector<PlacedCamera>& cameras, Random& random)
{
    const std::vector<DemoUrl> nearest{{55},  {301, DemoFault::retry}, {302, DemoFault::refused}, {410}, {12},  {86}, {104}, {133},
                                       {156}, {203, DemoFault::black}, {245},                     {268}, {304, DemoFault::late},
                                       {317}, {333}};
    std::set<int> taken;
    for (const PlacedCamera& c : cameras)
        taken.insert(c.record.number);
    for (const DemoUrl& url : nearest)
        taken.insert(url.number);
    std::vector<int> free;
    for (int n = 1; n < 500; ++n)
        if (!taken.contains(n))
            free.push_back(n);
    random.shuffle(free);
    std::size_t next = 0;
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        Camera& c = cameras[i].record;
        c.code = device_code(c, int(i) + 1);
        if (c.number != 0)
            continue;
        if (next < nearest.size() && !c.indoor) {
            c.number = nearest[next].number;
            c.main_url = text_from_demo_url(nearest[next]);
            c.status = CameraStatus::in_use;
            ++next;
        } else {
            c.number = free.back();
            free.pop_back();
            if (i % nth_without_address != nth_without_address - 1)
                c.main_url = text_from_demo_url({c.number});
        }
    }
}

} // namespace

Scene find_scene(const StreetPlan& plan, const Fabric& fabric)
{
    for (const Address& a : fabric.addresses) {
        const Road& road = plan.roads[a.road];
        if (a.number != 12 || road.name != "解放大道")
            continue;
        const RoadOffset at = offset_from(road, a.p);
        const double side = at.offset_m > 0 ? 1 : -1;
        return {beside(road, at.along_m, side, 5.5), a.road, at.along_m, side};
    }
    return {};
}

std::vector<PlacedCamera> make_cameras(const StreetPlan& plan, const Fabric& fabric, const Scene& scene, TimePoint now,
                                       Random& random)
{
    CameraMaker maker(plan, now, random);
    maker.out.reserve(camera_count);
    add_scene(maker, scene);
    add_junctions(maker, scene);
    add_gates(maker, fabric);
    add_halls(maker, fabric);
    add_poles(maker, fabric);
    number_cameras(maker.out, random);
    return std::move(maker.out);
}

}
