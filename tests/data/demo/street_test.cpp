#include "data/demo/contents.h"
#include "data/records/demo_url.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace data {
namespace {

using demo::Contents;

const Contents& street()
{
    static const Contents contents = demo::make_street(1, demo_moment);
    return contents;
}

using Node = std::pair<double, double>;
using Segment = std::pair<Node, Node>;

std::vector<Segment> segments(const geo::MultiPolygon& shape)
{
    std::vector<Segment> out;
    for (const geo::Polygon& polygon : shape)
        for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
            const geo::LonLat a = polygon.outer[i], b = polygon.outer[(i + 1) % polygon.outer.size()];
            out.push_back({{a.lon, a.lat}, {b.lon, b.lat}});
        }
    return out;
}

double side(Node a, Node b, Node c)
{
    return (b.first - a.first) * (c.second - a.second) - (b.second - a.second) * (c.first - a.first);
}

bool cross(const Segment& s, const Segment& t)
{
    return side(s.first, s.second, t.first) * side(s.first, s.second, t.second) < 0 &&
           side(t.first, t.second, s.first) * side(t.first, t.second, s.second) < 0;
}

/// Each segment of a child runs against one of a neighbour or along the parent's outline, which is covered entirely.
void expect_tiled(const Contents& contents, GridId parent, Level level)
{
    std::set<Segment> inner;
    for (const Grid& grid : contents.grids)
        if (grid.level == level && (grid.parent == parent || level == Level::grid)) {
            for (const Segment& s : segments(grid.shape))
                EXPECT_TRUE(inner.insert(s).second) << grid.code << " repeats a segment";
        }
    std::set<Segment> outline;
    for (const Segment& s : segments(contents.grids[parent.value - 1].shape))
        outline.insert(s);
    std::size_t on_outline = 0;
    for (const Segment& s : inner) {
        const bool shared = inner.contains({s.second, s.first});
        on_outline += !shared;
        EXPECT_NE(shared, outline.contains(s));
    }
    EXPECT_EQ(on_outline, outline.size());
}

TEST(DemoStreet, HasTheFiguresOfARealStreet)
{
    std::map<Level, int> count;
    std::map<GridKind, int> kinds;
    double area_m2 = 0;
    for (const Grid& grid : street().grids) {
        ++count[grid.level];
        if (grid.level == Level::grid) {
            ++kinds[grid.kind];
            area_m2 += geo::area_m2(grid.shape);
        }
    }
    EXPECT_EQ(count[Level::street], 1);
    EXPECT_EQ(count[Level::community], 8);
    EXPECT_EQ(count[Level::grid], 96);
    EXPECT_EQ(kinds[GridKind::dedicated], 8);
    EXPECT_NEAR(area_m2, 3.24e6, 3e3);
    EXPECT_EQ(street().cameras.size(), 150u);
    EXPECT_EQ(street().incidents.size(), 300u);
}

TEST(DemoStreet, GridsTileTheirCommunitiesNodeForNode)
{
    const auto& grids = street().grids;
    const auto top = std::find_if(grids.begin(), grids.end(), [](const Grid& g) { return g.level == Level::street; });
    expect_tiled(street(), top->id, Level::grid);
    expect_tiled(street(), top->id, Level::community);
    for (const Grid& community : grids) {
        if (community.level != Level::community)
            continue;
        double parts = 0;
        for (const Grid& grid : grids)
            if (grid.parent == community.id) {
                parts += geo::area_m2(grid.shape);
                EXPECT_TRUE(geo::contains(community.shape, geo::label_point(grid.shape))) << grid.code;
            }
        EXPECT_NEAR(parts, geo::area_m2(community.shape), 0.01) << community.code;
    }
}

TEST(DemoStreet, OutlinesDoNotCrossThemselves)
{
    for (const Grid& grid : street().grids) {
        const auto all = segments(grid.shape);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j)
                ASSERT_FALSE(cross(all[i], all[j])) << grid.code;
    }
}

TEST(DemoStreet, CodesFollowTheLevels)
{
    std::set<std::string> seen;
    std::map<GridId, int> last;
    for (const Grid& grid : street().grids) {
        EXPECT_TRUE(seen.insert(grid.code).second) << grid.code;
        if (grid.parent) {
            const Grid& parent = street().grids[grid.parent.value - 1];
            EXPECT_TRUE(grid.code.starts_with(parent.code)) << grid.code;
            EXPECT_LT(parent.level, grid.level);
        }
        if (grid.level != Level::grid)
            continue;
        EXPECT_EQ(grid.code.size(), 15u);
        EXPECT_EQ(std::stoi(grid.code.substr(12)), ++last[grid.parent]) << grid.code;
        EXPECT_TRUE(grid.households);
    }
}

TEST(DemoStreet, IsTheSameForTheSameSeed)
{
    const Contents again = demo::make_street(1, demo_moment), other = demo::make_street(2, demo_moment);
    ASSERT_EQ(again.grids.size(), street().grids.size());
    for (std::size_t i = 0; i < again.grids.size(); ++i)
        EXPECT_EQ(again.grids[i].shape, street().grids[i].shape);
    ASSERT_EQ(again.places.size(), street().places.size());
    for (std::size_t i = 0; i < again.places.size(); ++i) {
        EXPECT_EQ(again.places[i].name, street().places[i].name);
        EXPECT_EQ(again.places[i].point, street().places[i].point);
    }
    for (std::size_t i = 0; i < again.cameras.size(); ++i) {
        EXPECT_EQ(again.cameras[i].number, street().cameras[i].number);
        EXPECT_EQ(again.cameras[i].position, street().cameras[i].position);
    }
    for (std::size_t i = 0; i < again.incidents.size(); ++i) {
        EXPECT_EQ(again.incidents[i].title, street().incidents[i].title);
        EXPECT_EQ(again.incidents[i].reported, street().incidents[i].reported);
    }
    EXPECT_NE(other.grids.back().shape, street().grids.back().shape);
}

TEST(DemoStreet, ManySeedsGiveWholeStreets)
{
    for (unsigned seed = 2; seed < 12; ++seed) {
        const Contents c = demo::make_street(seed, demo_moment);
        EXPECT_EQ(std::count_if(c.grids.begin(), c.grids.end(), [](const Grid& g) { return g.level == Level::grid; }), 96) << seed;
        EXPECT_EQ(c.cameras.size(), 150u) << seed;
        double area_m2 = 0;
        for (const Grid& grid : c.grids)
            if (grid.level == Level::grid) {
                EXPECT_GT(geo::area_m2(grid.shape), 5000) << seed << " " << grid.code;
                area_m2 += geo::area_m2(grid.shape);
            }
        EXPECT_NEAR(area_m2, 3.24e6, 3e3) << seed;
        EXPECT_EQ(std::count_if(c.cameras.begin(), c.cameras.end(), [](const Camera& k) { return k.number == 217; }), 1) << seed;
    }
}

TEST(DemoStreet, CamerasHaveTheirFullRecord)
{
    std::set<int> numbers;
    std::set<std::string> codes;
    int drawn = 0, without = 0, faulty = 0;
    for (const Camera& c : street().cameras) {
        EXPECT_TRUE(numbers.insert(c.number).second) << c.number;
        EXPECT_TRUE(codes.insert(c.code).second) << c.code;
        EXPECT_EQ(c.code.size(), 20u);
        EXPECT_TRUE(c.height_m && c.azimuth_deg && c.hfov_deg && c.vfov_deg && c.tilt_deg && c.range_m && c.storage_days);
        EXPECT_GE(*c.azimuth_deg, 0);
        EXPECT_LT(*c.azimuth_deg, 360);
        EXPECT_GE(*c.height_m, 3.4);
        EXPECT_LE(*c.height_m, 8.1);
        EXPECT_FALSE(c.name.empty());
        if (c.main_url.empty()) {
            ++without;
            continue;
        }
        const auto url = parse_demo_url(c.main_url);
        ASSERT_TRUE(url) << c.main_url;
        EXPECT_EQ(url->number, c.number);
        faulty += url->fault != DemoFault::none;
        ++drawn;
    }
    EXPECT_EQ(drawn, 144);
    EXPECT_EQ(without, 6);
    EXPECT_EQ(faulty, 5);
    for (const int number : {217, 31, 118, 402, 55, 301, 302, 410})
        EXPECT_TRUE(numbers.contains(number)) << number;
}

TEST(DemoStreet, IncidentsHaveAHistoryAndSomeAreOpen)
{
    const auto& incidents = street().incidents;
    std::map<IncidentId, std::vector<const IncidentEvent*>> history;
    for (const IncidentEvent& event : street().events)
        history[event.incident].push_back(&event);
    int open = 0, overdue = 0, fresh = 0, waiting = 0, fresh_graves = 0;
    for (const Incident& i : incidents) {
        ASSERT_FALSE(history[i.id].empty()) << i.number;
        EXPECT_EQ(history[i.id].front()->kind, "reported");
        EXPECT_EQ(history[i.id].front()->time, i.reported);
        for (std::size_t e = 1; e < history[i.id].size(); ++e)
            EXPECT_LE(history[i.id][e - 1]->time, history[i.id][e]->time) << i.number;
        EXPECT_LE(history[i.id].back()->time, demo_moment);
        EXPECT_GE(i.reported, demo_moment - std::chrono::days(30));
        EXPECT_EQ(is_open(i), !i.closed) << i.number;
        open += is_open(i);
        overdue += is_open(i) && i.due < demo_moment;
        fresh += is_open(i) && i.attention == Attention::fresh;
        fresh_graves += is_open(i) && i.attention == Attention::fresh && i.severity == Severity::grave;
        waiting += is_open(i) && i.attention == Attention::waiting;
    }
    EXPECT_EQ(open, 17);
    EXPECT_EQ(overdue, 1);
    EXPECT_EQ(fresh, 3);
    EXPECT_EQ(waiting, 3);
    EXPECT_EQ(fresh_graves, 1) << "one red that nobody has seen yet, for F5";
    EXPECT_EQ(incidents.back().number, "4471");
    EXPECT_EQ(incidents.back().title, "煤气味");
    EXPECT_EQ(incidents.back().severity, Severity::grave);
}

}
}
