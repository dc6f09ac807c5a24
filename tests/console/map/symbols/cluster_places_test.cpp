// Counts of clusters that stand beside each other, wherever the window is.

#include "console/map/symbols/cluster_places.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using console::Plate;
using console::PlateReach;

struct Box {
    double x0, y0, x1, y1;
};

Box box_of(const Plate& plate, geo::MapPoint shift = {})
{
    return {plate.x + shift.x - plate.reach.left, plate.y + shift.y - plate.reach.up, plate.x + shift.x + plate.reach.right, plate.y + shift.y + plate.reach.down};
}

bool overlap(const Box& a, const Box& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

TEST(ClusterPlaces, plates_are_as_wide_as_their_counts)
{
    EXPECT_LT(console::camera_plate(9, 0).right, console::camera_plate(1234, 0).right);
    EXPECT_GT(console::camera_plate(12, 3).right, console::camera_plate(12, 0).right) << "how many are struck stands behind";
    EXPECT_EQ(console::camera_plate(12, 3).left, console::camera_plate(12, 0).left);
    EXPECT_GT(console::incident_plate(9).up, console::incident_plate(9).down) << "the severity at the shoulder";
}

TEST(ClusterPlaces, a_count_without_a_neighbour_stays_where_it_is)
{
    const std::vector<Plate> plates{{0, 0, console::camera_plate(12, 0)}, {112, 0, console::camera_plate(7, 1)}};
    for (const geo::MapPoint shift : console::plate_shifts(plates, {}))
        EXPECT_EQ(shift, geo::MapPoint{});
}

/// Cameras 100 and more apart among incidents 76 apart: as in a dense city, seen as a whole.
struct City {
    std::vector<Plate> cameras, incidents;

    City()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> some(-12, 12);
        for (int y = 0; y < 9; ++y)
            for (int x = 0; x < 14; ++x)
                cameras.push_back({x * 112 + some(random), y * 112 + some(random), console::camera_plate(60 + static_cast<std::uint32_t>(x) * 9, 4)});
        for (int y = 0; y < 13; ++y)
            for (int x = 0; x < 21; ++x)
                incidents.push_back({x * 76 + some(random), y * 76 + some(random), console::incident_plate(3 + static_cast<std::uint32_t>(y) * 20)});
    }
};

TEST(ClusterPlaces, none_covers_another_in_a_dense_city)
{
    const City city;
    const auto shifts = console::plate_shifts(city.cameras, city.incidents);
    int covered = 0;
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        const Box own = box_of(city.cameras[i], shifts[i]);
        EXPECT_LE(std::hypot(shifts[i].x, shifts[i].y), console::most_plate_shift + 1e-9);
        for (const Plate& incident : city.incidents)
            covered += overlap(own, box_of(incident));
        for (std::size_t k = 0; k < i; ++k)
            EXPECT_FALSE(overlap(own, box_of(city.cameras[k], shifts[k]))) << i << ' ' << k;
    }
    EXPECT_EQ(covered, 0);
}

TEST(ClusterPlaces, what_lies_farther_off_moves_nothing)
{
    const City city;
    const auto whole = console::plate_shifts(city.cameras, city.incidents);
    // A window that shows a part, and knows its surroundings.
    const auto in = [](const Plate& plate, double margin) { return plate.x > 500 - margin && plate.x < 1000 + margin && plate.y > 450 - margin && plate.y < 600 + margin; };
    std::vector<Plate> cameras, incidents;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < city.cameras.size(); ++i)
        if (in(city.cameras[i], console::plate_surroundings))
            cameras.push_back(city.cameras[i]), which.push_back(i);
    for (const Plate& incident : city.incidents)
        if (in(incident, console::plate_surroundings))
            incidents.push_back(incident);
    const auto part = console::plate_shifts(cameras, incidents);
    for (std::size_t k = 0; k < cameras.size(); ++k)
        if (in(cameras[k], 0))
            EXPECT_EQ(part[k], whole[which[k]]);
}

}
