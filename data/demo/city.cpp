// A demo district or city for benchmarks: the partition, cameras along its edges, which share footage, and a month of incidents.

#include "data/demo/city_plan.h"
#include "data/demo/contents.h"
#include "data/demo/incident_mix.h"
#include "data/demo/names.h"
#include "data/demo/street_fabric.h"
#include "data/records/demo_url.h"

#include <algorithm>
#include <array>
#include <numbers>

namespace data::demo {
namespace {

constexpr std::array district_names{"东城区", "西城区", "南城区", "北城区", "临江区", "望湖区", "青山区", "白沙区",
                                    "金桥区", "云岭区", "长堤区", "新港区", "光谷区", "龙泉区", "翠屏区", "汉阳门区"};

struct CityScale {
    CityFigures figures;
    std::size_t cameras, incidents, open;
    const char* name;
};

CityScale scale_of(DemoSize size)
{
    if (size == DemoSize::district)
        return {{4300, {1, 12, 110, 1100}}, 20000, 10695, 120, "东城区(演示)"};
    return {{17000, {16, 189, 3213, 16962}}, 20000, 100000, 420, "示范市(演示)"};
}

std::string digits(int n, std::size_t width)
{
    const std::string text = std::to_string(n);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

/// One in 200 has no address, three in 200 a fault, as in a real list; the others share footage.
std::string city_camera_url(int number)
{
    switch (number % 200) {
    case 0: return {};
    case 50: return text_from_demo_url({number, DemoFault::retry});
    case 100: return text_from_demo_url({number, DemoFault::refused});
    case 150: return text_from_demo_url({number, DemoFault::black});
    default: return text_from_demo_url({.number = number, .view = 1 + number * 7 % demo_views});
    }
}

class CityMaker {
public:
    CityMaker(DemoSize size, unsigned seed, TimePoint now)
        : now_(now), random_(seed), scale_(scale_of(size)), plan_(make_city_plan(scale_.figures, random_))
    {
        degrees_.reserve(plan_.mesh.nodes.size());
        for (const Point p : plan_.mesh.nodes)
            degrees_.push_back(lonlat_from_local(p.x, p.y));
    }

    Contents make()
    {
        add_common(contents_, scale_.name);
        add_grids();
        add_roads();
        add_cameras();
        add_incidents();
        return std::move(contents_);
    }

private:
    Grid& area(Level level, GridId parent, std::string code, std::string name, const Cell& cell)
    {
        Grid g;
        g.id = {std::int64_t(contents_.grids.size()) + 1};
        g.level = level;
        g.parent = parent;
        g.code = std::move(code);
        g.name = std::move(name);
        geo::Ring ring;
        for (const int node : plan_.mesh.ring(cell))
            ring.push_back(degrees_[node]);
        g.shape = {{std::move(ring), {}}};
        g.valid_from = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} - std::chrono::hours(8);
        contents_.grids.push_back(std::move(g));
        return contents_.grids.back();
    }

    std::string name_of(std::size_t level, int index, const CityCell& cell) const
    {
        switch (level) {
        case 0: return district_names[index % district_names.size()];
        case 1: return place_stem(index) + (index < place_stem_count() ? "" : index < 2 * place_stem_count() ? "东" : "西") + "街道";
        case 2: return place_stem(cell.parent * 19 + cell.sequence - 1) + "社区";
        default: return "第" + chinese_number(cell.sequence) + "网格";
        }
    }

    void add_grids()
    {
        const GridId province = area(Level::province, {}, "42", "示范省", plan_.outline).id;
        std::vector<GridId> above{area(Level::city, province, "4201", "示范市", plan_.outline).id};
        constexpr std::array levels{Level::district, Level::street, Level::community, Level::grid};
        for (std::size_t level = 0; level < levels.size(); ++level) {
            std::vector<GridId> here;
            for (const CityCell& cell : plan_.levels[level]) {
                const Grid& parent = contents_.grids[above[cell.parent].value - 1];
                const std::string code = parent.code + digits(cell.sequence + (level == 0), level == 0 ? 2 : 3);
                Grid& g = area(levels[level], parent.id, code, name_of(level, int(here.size()), cell), cell.cell);
                here.push_back(g.id);
                if (level == 1)
                    g.unit = add_unit(g.name + "办事处");
                if (level == 3)
                    add_people(g);
            }
            above = std::move(here);
        }
        first_grid_ = above.front().value - 1;
    }

    UnitId add_unit(std::string name)
    {
        const std::int64_t id = std::int64_t(contents_.units.size()) + 1;
        contents_.units.push_back({{id}, std::move(name), "8123 " + digits(int(id), 4), "24小时值班"});
        return {id};
    }

    void add_people(Grid& grid)
    {
        grid.households = random_.chance(0.05) ? random_.whole(60, 700) : random_.whole(200, 500);
        grid.residents = int(*grid.households * random_.uniform(2.4, 2.8));
        if (random_.chance(0.03))
            grid.kind = GridKind::dedicated;
        for (GridId id = grid.parent; id; id = contents_.grids[id.value - 1].parent) {
            Grid& parent = contents_.grids[id.value - 1];
            parent.households = parent.households.value_or(0) + *grid.households;
            parent.residents = parent.residents.value_or(0) + *grid.residents;
        }
    }

    void add_roads()
    {
        int n = 0;
        for (auto [from, to] : plan_.roads) {
            Place road;
            road.id = {std::int64_t(contents_.places.size()) + 1};
            road.kind = PlaceKind::road;
            road.name = place_stem(n) + (n < place_stem_count() ? "大道" : chinese_number(n / place_stem_count()) + "路");
            road.width_m = n < 200 ? 36 : 18;
            // The outline of a cell of two nodes runs there and back along the cut.
            const Cell way = plan_.mesh.ring({from, to});
            geo::Line line;
            for (const int node : way) {
                line.push_back(degrees_[node]);
                if (node == to)
                    break;
            }
            road.point = line[line.size() / 2];
            road.lines = {std::move(line)};
            contents_.places.push_back(std::move(road));
            ++n;
        }
    }

    std::vector<Point> ring_of(std::size_t cell) const { return plan_.mesh.points(plan_.levels[3][cell].cell); }
    GridId grid_id(std::size_t cell) const { return {std::int64_t(first_grid_ + cell) + 1}; }
    const std::string& community_of(std::size_t cell) const
    {
        return contents_.grids[contents_.grids[first_grid_ + cell].parent.value - 1].name;
    }

    void add_cameras()
    {
        for (std::size_t n = 0; n < scale_.cameras; ++n) {
            const std::size_t cell = random_.index(plan_.levels[3].size());
            const std::vector<Point> ring = ring_of(cell);
            const std::size_t i = random_.index(ring.size());
            const Point a = ring[i], d = ring[(i + 1) % ring.size()] - a;
            const Point inward = Point{-d.y, d.x} * (1 / length(d));
            Point p = a + d * 0.5 + inward * 7;
            if (!is_inside(ring, p))
                p = centroid(ring);
            Camera c;
            c.id = {std::int64_t(n) + 1};
            c.number = int(n) + 1;
            c.point_class = random_.whole(1, 3);
            c.code = "42010000" + std::string(c.point_class == 1 ? "00" : "01") + "132" + "0" + digits(int(n) + 1, 6);
            c.kind = random_.pick(std::array{CameraKind::fixed, CameraKind::fixed, CameraKind::dome, CameraKind::half_dome,
                                             CameraKind::ptz});
            c.name = community_of(cell) + contents_.grids[first_grid_ + cell].name + digits(int(n) + 1, 5) + "号机";
            c.address = community_of(cell);
            c.owner = "社区安防平台";
            c.position = lonlat_from_local(p.x, p.y);
            c.grid = grid_id(cell);
            const double along = std::atan2(d.x, d.y) * 180 / std::numbers::pi + (random_.chance(0.5) ? 180 : 0);
            c.azimuth_deg = std::fmod(along + random_.uniform(0, 24) + 360, 360);
            c.height_m = random_.uniform(3.5, 8);
            c.hfov_deg = random_.pick(std::array{58.0, 66.0, 74.0, 90.0});
            c.vfov_deg = *c.hfov_deg * 0.6;
            c.tilt_deg = random_.uniform(8, 20);
            c.range_m = random_.uniform(30, 80);
            c.resolution = "1920x1080";
            c.codec = random_.chance(0.6) ? "H.265" : "H.264";
            c.storage_days = 30;
            c.installed_on = std::chrono::floor<std::chrono::days>(now_) - std::chrono::days(random_.whole(90, 2400));
            c.maintained_by = "视频运维组";
            c.status = random_.chance(0.02) ? CameraStatus::in_repair : CameraStatus::in_use;
            c.main_url = city_camera_url(c.number);
            contents_.cameras.push_back(std::move(c));
        }
    }

    Point spot_in(const std::vector<Point>& ring)
    {
        Point low = ring[0], high = ring[0];
        for (const Point p : ring)
            low = {std::min(low.x, p.x), std::min(low.y, p.y)}, high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        for (int round = 0; round < 50; ++round) {
            const Point p{random_.uniform(low.x, high.x), random_.uniform(low.y, high.y)};
            if (is_inside(ring, p))
                return p;
        }
        return centroid(ring);
    }

    void add_incidents()
    {
        std::vector<TimePoint> times;
        for (std::size_t i = scale_.open; i < scale_.incidents; ++i)
            times.push_back(past_moment(now_, random_));
        std::sort(times.begin(), times.end());
        contents_.incidents.reserve(scale_.incidents);
        for (std::size_t n = 0; n < scale_.incidents; ++n) {
            Incident i;
            i.id = {std::int64_t(n) + 1};
            i.number = std::to_string(n + 1);
            const std::size_t cell = random_.index(plan_.levels[3].size());
            const Point p = spot_in(ring_of(cell));
            i.position = lonlat_from_local(p.x, p.y);
            i.grid = grid_id(cell);
            i.place = community_of(cell) + contents_.grids[first_grid_ + cell].name;
            if (n < times.size()) {
                finish_incident(i, pick_kind(random_), times[n], now_, random_, contents_.events);
            } else {
                OpenCase open = random_.pick(open_cases);
                const int shift = random_.whole(0, 90);
                open.minutes_ago += shift;
                open.minutes_left -= shift;
                open_incident(i, open, now_, contents_.events);
            }
            contents_.incidents.push_back(std::move(i));
        }
    }

    TimePoint now_;
    Random random_;
    CityScale scale_;
    CityPlan plan_;
    std::vector<geo::LonLat> degrees_; // of the mesh's nodes
    Contents contents_;
    std::size_t first_grid_ = 0;       // index of the first unit grid in contents_.grids
};

} // namespace

Contents make_city(DemoSize size, unsigned seed, TimePoint now)
{
    return CityMaker(size, seed, now).make();
}

}
