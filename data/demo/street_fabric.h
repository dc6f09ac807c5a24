#pragma once
// What stands on the demo street's plan: buildings with households, addresses, light poles, greens, the river, landmarks.

#include "data/demo/street_plan.h"
#include "data/records/records.h"

namespace data::demo {

struct Building {
    std::vector<Point> ring;
    int floors = 1, households = 0, block = 0;
    double height_m = 3;
    std::string name, number; // compound and "3栋"
};

struct Address {
    int road = 0, number = 0, block = 0;
    Point p;                  // at the gate, behind the pavement
};

struct Pole {
    Point p;
    std::string number;       // 7 digits
    int road = 0;
};

struct Area {
    PlaceKind kind = PlaceKind::green;
    std::string name;
    std::vector<Point> ring;
};

struct Landmark {
    std::string name;
    Point p;
};

struct Fabric {
    std::vector<Building> buildings;
    std::vector<Address> addresses;
    std::vector<Pole> poles;
    std::vector<Area> areas;
    std::vector<Landmark> landmarks;
};

bool is_inside(const std::vector<Point>& ring, Point p);
/// The block that contains p; -1 when none does.
int find_block(const StreetPlan& plan, Point p);
bool is_built(const Fabric& fabric, Point p, double margin_m);

}
