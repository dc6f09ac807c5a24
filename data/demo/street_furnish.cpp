#include "data/demo/street_furnish.h"

#include "data/demo/names.h"
#include "data/demo/street_buildings.h"

#include <algorithm>
#include <array>
#include <limits>

namespace data::demo {
namespace {

constexpr double plot_m = 40; // frontage behind one house number

void add_addresses(Fabric& fabric, const StreetPlan& plan)
{
    for (std::size_t r = 0; r < plan.roads.size(); ++r) {
        const Road& road = plan.roads[r];
        if (road.rank == RoadClass::lane)
            continue;
        const int plots = int(road.chainage.back() / plot_m);
        for (int plot = 0; plot < plots; ++plot)
            for (const int side : {1, -1}) { // odd numbers on the left
                const RoadSpot spot = spot_on(road, (plot + 0.5) * plot_m);
                const Point left{-spot.direction.y, spot.direction.x};
                const Point p = spot.p + left * (side * (road.width_m / 2 + 4.5));
                if (const int block = find_block(plan, p); block >= 0)
                    fabric.addresses.push_back({int(r), 2 * plot + (side > 0 ? 1 : 2), block, p});
            }
    }
}

void add_poles(Fabric& fabric, const StreetPlan& plan)
{
    int number = 1043001;
    for (std::size_t r = 0; r < plan.roads.size(); ++r) {
        const Road& road = plan.roads[r];
        if (road.rank == RoadClass::lane)
            continue;
        const bool both = road.rank == RoadClass::avenue;
        int side = 1;
        for (double along = 16; along < road.chainage.back() - 8; along += both ? 18 : 32, side = -side) {
            const RoadSpot spot = spot_on(road, along);
            const Point left{-spot.direction.y, spot.direction.x};
            fabric.poles.push_back({spot.p + left * (side * (road.width_m / 2 + 0.8)), std::to_string(number++), int(r)});
        }
    }
}

/// The ring drawn in from its roads by half their width and `more_m`.
std::vector<Point> inset(const StreetPlan& plan, const Block& block, double more_m)
{
    const Point c = centroid(block.ring);
    std::vector<Point> out;
    for (std::size_t i = 0; i < block.ring.size(); ++i) {
        const std::size_t before = (i + block.ring.size() - 1) % block.ring.size();
        const double width = std::max(plan.roads[block.road_of_edge[i]].width_m, plan.roads[block.road_of_edge[before]].width_m);
        const Point in = c - block.ring[i];
        out.push_back(block.ring[i] + in * std::min(0.8, (width / 2 + more_m) * 1.2 / length(in)));
    }
    return out;
}

std::vector<Point> blob(Point c, double rx, double ry, Random& random)
{
    std::vector<Point> out;
    const double phase = random.uniform(0, 6);
    for (int i = 0; i < 28; ++i) {
        const double t = i * 2 * std::numbers::pi / 28, r = 1 + 0.14 * std::sin(2 * t + phase) + 0.08 * std::sin(3 * t - phase);
        out.push_back(c + Point{rx * r * std::cos(t), ry * r * std::sin(t)});
    }
    return out;
}

void add_areas(Fabric& fabric, const StreetPlan& plan, Random& random)
{
    for (const Block& block : plan.blocks) {
        if (block.use == Use::park) {
            fabric.areas.push_back({PlaceKind::green, "滨江公园", inset(plan, block, 5)});
            fabric.areas.push_back({PlaceKind::water, "月湖", blob(centroid(block.ring) + Point{-8, 6}, 62, 40, random)});
        } else if (block.use == Use::campus) {
            const Point c = centroid(block.ring);
            fabric.areas.push_back({PlaceKind::green, "学院操场", blob(c + Point{20, -20}, 44, 27, random)});
        } else if (block.use == Use::towers || block.use == Use::mid_rows) {
            if (random.chance(0.4))
                fabric.areas.push_back({PlaceKind::green, "小区绿地", blob(centroid(block.ring), 15, 9, random)});
        }
    }
    std::vector<Point> bank;
    for (const int node : plan.river_bank)
        bank.push_back(plan.mesh.nodes[node]);
    auto strip = [&](double near_m, double far_m) {
        std::vector<Point> out, back;
        for (std::size_t i = 0; i < bank.size(); ++i) {
            const Point way = bank[std::min(i + 2, bank.size() - 1)] - bank[i < 2 ? 0 : i - 2];
            const Point right = Point{way.y, -way.x} * (1 / length(way));
            out.push_back(bank[i] + right * far_m);
            back.push_back(bank[i] + right * near_m);
        }
        out.insert(out.end(), back.rbegin(), back.rend());
        return out;
    };
    fabric.areas.push_back({PlaceKind::green, "江滩绿带", strip(19, 42)});
    fabric.areas.push_back({PlaceKind::water, "清江", strip(46, 190)});
}

void add_landmarks(Fabric& fabric, const StreetPlan& plan, Random& random)
{
    for (const Block& block : plan.blocks) {
        const char* name = block.use == Use::hospital   ? "市第三医院"
                           : block.use == Use::campus   ? "临江学院"
                           : block.use == Use::market   ? "春晓集贸市场"
                           : block.use == Use::park     ? "滨江公园东门"
                           : block.use == Use::industry ? "创业产业园"
                           : block.use == Use::station  ? "客运总站"
                           : block.use == Use::sports   ? "文体中心"
                           : block.use == Use::civic    ? "政务服务中心"
                                                        : nullptr;
        if (name)
            fabric.landmarks.push_back({name, centroid(block.ring)});
    }
    constexpr std::array kinds{"小学", "中学", "幼儿园", "卫生服务站", "加油站", "菜场", "公交站", "图书室", "养老院", "消防站", "公厕"};
    int n = 7;
    for (std::size_t i = 5; i < fabric.addresses.size(); i += 31 + random.index(20)) {
        const Address& a = fabric.addresses[i];
        fabric.landmarks.push_back({place_stem(n) + kinds[n % kinds.size()], a.p});
        n += 5;
    }
}

void name_buildings(Fabric& fabric, const StreetPlan& plan)
{
    std::vector<const Address*> gate(plan.blocks.size());
    for (const Address& a : fabric.addresses) {
        const Address*& best = gate[a.block];
        const Point c = centroid(plan.blocks[a.block].ring);
        auto rank = [&](const Address& x) { return std::pair{-plan.roads[x.road].width_m, length(x.p - c)}; };
        if (!best || rank(a) < rank(*best))
            best = &a;
    }
    std::vector<int> count(plan.blocks.size());
    for (Building& b : fabric.buildings) {
        const Address* a = gate[b.block];
        b.name = a ? plan.roads[a->road].name + std::to_string(a->number) + "号院" : place_stem(b.block * 7 + 3) + "苑";
        b.number = std::to_string(++count[b.block]) + "栋";
    }
}

} // namespace

Fabric make_fabric(const StreetPlan& plan, Random& random)
{
    Fabric fabric;
    fabric.buildings = make_buildings(plan, random);
    add_addresses(fabric, plan);
    add_poles(fabric, plan);
    add_areas(fabric, plan, random);
    add_landmarks(fabric, plan, random);
    name_buildings(fabric, plan);
    return fabric;
}

}
