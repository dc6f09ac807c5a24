// Puts the demo street together: plan, fabric, cameras and incidents become records in degrees.

#include "data/demo/contents.h"
#include "data/demo/incident_mix.h"
#include "data/demo/names.h"
#include "data/demo/street_cameras.h"
#include "data/demo/street_cuts.h"
#include "data/demo/street_furnish.h"
#include "data/demo/street_roads.h"

#include <algorithm>
#include <array>

namespace data::demo {
namespace {

constexpr int first_number = 4172, incident_count = 300; // the gas smell is the last: 4471
const std::string division = "420199", street_code = division + "003";

geo::LonLat degrees(Point p)
{
    return lonlat_from_local(p.x, p.y);
}

geo::Ring ring_in_degrees(const std::vector<Point>& ring)
{
    geo::Ring out;
    out.reserve(ring.size());
    for (const Point p : ring)
        out.push_back(degrees(p));
    return out;
}

std::string three_digits(int n)
{
    std::string text = std::to_string(n);
    return std::string(3 - text.size(), '0') + text;
}

class StreetMaker {
public:
    StreetMaker(unsigned seed, TimePoint now)
        : now_(now), random_(seed), plan_(make_street_plan(random_)), fabric_(make_fabric(plan_, random_)),
          scene_(find_scene(plan_, fabric_))
    {
    }

    Contents make()
    {
        add_common(contents_, "春晓街道(演示)");
        add_units();
        add_grids();
        add_ground();
        add_buildings_and_points();
        add_cameras();
        add_incidents();
        return std::move(contents_);
    }

private:
    UnitId unit(std::string name, std::string phone, std::string remark)
    {
        contents_.units.push_back({{std::int64_t(contents_.units.size()) + 1}, std::move(name), std::move(phone), std::move(remark)});
        return contents_.units.back().id;
    }

    void add_units()
    {
        street_unit_ = unit("春晓街道办事处", "8123 0100", "24小时值班");
        for (std::size_t i = 0; i < community_names.size(); ++i)
            community_units_.push_back(unit(community_names[i] + std::string("居委会"), "8123 02" + std::to_string(11 + i), ""));
        gas_unit_ = unit("城东燃气抢修站", "8123 0456", "燃气");
        unit("城东供水抢修站", "8123 0457", "供水");
        unit("城东供电服务站", "8123 0458", "供电");
        unit("市政道路养护所", "8123 0460", "道路、路灯、井盖");
        for (const char* name : {"安居物业", "宏达物业", "锦绣物业", "和顺物业"})
            property_units_.push_back(unit(name, "8123 05" + std::to_string(contents_.units.size() + 10), "住宅小区"));
    }

    GridId area(Level level, GridId parent, std::string code, std::string name, const Cell& cell)
    {
        Grid g;
        g.id = {std::int64_t(contents_.grids.size()) + 1};
        g.level = level;
        g.parent = parent;
        g.code = std::move(code);
        g.name = std::move(name);
        g.shape = {{ring_in_degrees(plan_.mesh.points(cell)), {}}};
        g.valid_from = since_;
        contents_.grids.push_back(std::move(g));
        return contents_.grids.back().id;
    }

    void add_grids()
    {
        const GridId province = area(Level::province, {}, "42", "示范省", plan_.outline);
        const GridId city = area(Level::city, province, "4201", "示范市", plan_.outline);
        const GridId district = area(Level::district, city, division, "示范区", plan_.outline);
        const GridId street = area(Level::street, district, street_code, "春晓街道", plan_.outline);
        contents_.grids.back().unit = street_unit_;
        std::vector<GridId> communities;
        for (std::size_t c = 0; c < plan_.communities.size(); ++c) {
            communities.push_back(area(Level::community, street, street_code + three_digits(int(c) + 1), community_names[c],
                                       plan_.communities[c]));
            contents_.grids.back().unit = community_units_[c];
        }
        std::vector<int> households(plan_.grids.size());
        for (const Building& b : fabric_.buildings)
            households[plan_.blocks[b.block].grid] += b.households;
        const int gas_block = find_block(plan_, scene_.gas);
        for (std::size_t i = 0; i < plan_.grids.size(); ++i) {
            const PlanGrid& p = plan_.grids[i];
            const std::string code = street_code + three_digits(p.community + 1) + three_digits(p.sequence);
            grid_ids_.push_back(area(Level::grid, communities[p.community], code, grid_name(community_names[p.community], p.sequence),
                                     p.cell));
            Grid& g = contents_.grids.back();
            g.households = households[i];
            g.residents = int(households[i] * random_.uniform(2.45, 2.8));
            if (p.dedicated) {
                g.kind = GridKind::dedicated;
                g.remark = "专属网格";
            }
            if (gas_block >= 0 && plan_.blocks[gas_block].grid == int(i))
                g.unit = gas_unit_;
            else if (random_.chance(0.4))
                g.unit = random_.pick(property_units_);
            for (const std::int64_t above : {communities[p.community].value, street.value, district.value, city.value, province.value}) {
                Grid& parent = contents_.grids[above - 1];
                parent.households = parent.households.value_or(0) + *g.households;
                parent.residents = parent.residents.value_or(0) + *g.residents;
            }
        }
    }

    Place& place(PlaceKind kind, std::string name, std::string number, geo::LonLat point)
    {
        Place p;
        p.id = {std::int64_t(contents_.places.size()) + 1};
        p.kind = kind;
        p.name = std::move(name);
        p.number = std::move(number);
        p.point = point;
        contents_.places.push_back(std::move(p));
        return contents_.places.back();
    }

    void add_ground()
    {
        for (const Area& a : fabric_.areas) {
            const geo::MultiPolygon shape{{ring_in_degrees(a.ring), {}}};
            place(a.kind, a.name, "", geo::label_point(shape)).area = shape;
        }
        for (const Road& road : plan_.roads) {
            Place& p = place(PlaceKind::road, road.name, "", degrees(spot_on(road, road.chainage.back() / 2).p));
            p.width_m = road.width_m;
            p.lines = {ring_in_degrees(road.line)};
        }
    }

    void add_buildings_and_points()
    {
        for (const Building& b : fabric_.buildings) {
            Place& p = place(PlaceKind::building, b.name, b.number, degrees(centroid(b.ring)));
            p.area = {{ring_in_degrees(b.ring), {}}};
            p.height_m = std::round(b.height_m * 10) / 10;
            p.households = b.households;
        }
        for (const Address& a : fabric_.addresses)
            place(PlaceKind::address, plan_.roads[a.road].name, std::to_string(a.number) + "号", degrees(a.p));
        for (const Junction& j : find_junctions(plan_))
            place(PlaceKind::crossing, plan_.roads[j.roads[0]].name + "/" + plan_.roads[j.roads[1]].name + "口", "", degrees(j.p));
        for (const Landmark& l : fabric_.landmarks)
            place(PlaceKind::landmark, l.name, "", degrees(l.p));
        for (const Pole& pole : fabric_.poles)
            place(PlaceKind::pole, plan_.roads[pole.road].name + "灯杆", pole.number, degrees(pole.p));
    }

    GridId grid_at(Point p) const
    {
        const int block = find_block(plan_, p);
        return block < 0 ? GridId{} : grid_ids_[plan_.blocks[block].grid];
    }

    void add_cameras()
    {
        for (PlacedCamera& placed : make_cameras(plan_, fabric_, scene_, now_, random_)) {
            Camera& c = placed.record;
            c.id = {std::int64_t(contents_.cameras.size()) + 1};
            c.position = degrees(placed.p);
            c.grid = grid_at(placed.p);
            contents_.cameras.push_back(std::move(c));
        }
    }

    void add_incidents()
    {
        std::vector<TimePoint> times;
        for (std::size_t i = open_cases.size(); i < incident_count; ++i)
            times.push_back(past_moment(now_, random_));
        std::vector<std::pair<TimePoint, const OpenCase*>> all;
        for (const TimePoint t : times)
            all.emplace_back(t, nullptr);
        for (const OpenCase& open : open_cases)
            all.emplace_back(now_ - std::chrono::minutes(open.minutes_ago), &open);
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [time, open] : all) {
            Incident i;
            i.id = {std::int64_t(contents_.incidents.size()) + 1};
            i.number = std::to_string(first_number + int(contents_.incidents.size()));
            const IncidentKind& kind = open ? kind_of(open->code) : pick_kind(random_);
            const bool gas = open == &open_cases[0];
            locate(i, kind, gas);
            if (open)
                open_incident(i, *open, now_, contents_.events);
            else
                finish_incident(i, kind, time, now_, random_, contents_.events);
            contents_.incidents.push_back(std::move(i));
        }
    }

    void locate(Incident& i, const IncidentKind& kind, bool gas)
    {
        Point p = scene_.gas;
        std::string words = "解放大道12号院门";
        if (!gas && std::string_view(kind.title) == "路灯不亮") {
            const Pole& pole = random_.pick(fabric_.poles);
            p = pole.p;
            words = "灯杆" + pole.number;
        } else if (!gas && kind.on_road) {
            const Address& a = random_.pick(fabric_.addresses);
            p = a.p + Point{random_.uniform(-3, 3), random_.uniform(-3, 3)};
            words = plan_.roads[a.road].name + std::to_string(a.number) + "号";
        } else if (!gas) {
            const Building& b = random_.pick(fabric_.buildings);
            p = b.ring[0] + (b.ring[1] - b.ring[0]) * random_.unit() - (b.ring[3] - b.ring[0]) * 0.15;
            words = b.name + b.number;
        }
        i.position = degrees(p);
        i.place = words;
        i.grid = grid_at(p);
    }

    TimePoint now_;
    const TimePoint since_ = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} - std::chrono::hours(8);
    Random random_;
    StreetPlan plan_;
    Fabric fabric_;
    Scene scene_;
    Contents contents_;
    UnitId street_unit_, gas_unit_;
    std::vector<UnitId> community_units_, property_units_;
    std::vector<GridId> grid_ids_;
};

} // namespace

Contents make_street(unsigned seed, TimePoint now)
{
    return StreetMaker(seed, now).make();
}

}
