#pragma once
// Everything a demo workspace holds, as values. Ids are 1, 2, 3 … in the order of the vectors and refer to each other;
// writing (demo.cpp) replaces them by the store's. Pure functions of size, seed and moment; any thread.

#include "data/demo/demo_options.h"
#include "data/records/records.h"

#include <map>
#include <string>
#include <vector>

namespace data::demo {

struct Contents {
    std::vector<Unit> units;
    std::vector<Account> accounts;
    std::vector<Post> posts;
    std::vector<Grid> grids; // parents before children
    std::vector<Place> places;
    std::vector<Camera> cameras;
    std::vector<Incident> incidents;
    std::vector<IncidentEvent> events; // of all incidents, each incident's in order of time
    std::vector<Layer> layers;
    std::map<std::string, std::string> settings;
};

Contents make_street(unsigned seed, TimePoint now);
/// A district (one, with 12 streets) or a city (16 districts, 189 streets, 3,213 communities, 16,962 grids).
Contents make_city(DemoSize size, unsigned seed, TimePoint now);

/// Local metres of the demos: a plane that touches the ellipsoid at 114.305 E, 30.602 N (errors under 1 m within 3 km).
/// Degrees are rounded to 1e-9, so that a node is the same point in every ring.
geo::LonLat lonlat_from_local(double x_m, double y_m);

/// Accounts, posts and settings that every size shares.
void add_common(Contents& contents, const std::string& name);

}
