#pragma once
// Small records for the tests of the store.

#include "data/records/facts.h"
#include "data/store/store.h"

#include <string>
#include <vector>

namespace sample {

/// A square with its south-west corner at (west, south).
inline geo::MultiPolygon square(double west, double south, double side)
{
    return {{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}}, {}}};
}

inline data::Grid grid(data::Level level, std::string code, geo::MultiPolygon shape, data::GridId parent = {})
{
    data::Grid g;
    g.level = level;
    g.code = std::move(code);
    g.name = "格" + g.code;
    g.parent = parent;
    g.shape = std::move(shape);
    return g;
}

/// Two grids side by side in the community 340104003002: …001 in the west, …002 in the east.
inline void put_two_grids(data::Store& store)
{
    data::Grid community = grid(data::Level::community, "340104003002", square(114, 30, 0.02));
    community.id = store.put(std::vector{community}).front();
    std::vector<data::Grid> grids;
    for (int i = 0; i < 2; ++i)
        grids.push_back(grid(data::Level::grid, "34010400300200" + std::to_string(i + 1),
                             {{{{114 + 0.01 * i, 30}, {114.01 + 0.01 * i, 30}, {114.01 + 0.01 * i, 30.02}, {114 + 0.01 * i, 30.02}}, {}}}, community.id));
    store.put(grids);
}

inline data::Incident incident(std::string number, geo::LonLat position,
                               data::TimePoint reported = data::time_from_micros(1'700'000'000'000'000))
{
    data::Incident i;
    i.number = std::move(number);
    i.title = "燃气异味";
    i.position = position;
    i.reported = reported;
    return i;
}

inline const data::TimePoint noon = data::time_from_micros(1'763'812'800'000'000);

} // namespace sample
