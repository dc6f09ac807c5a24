#include "data/drafts/flows.h"

#include <map>

namespace data {

std::vector<Flow> moves_between_units(const Preview& preview, std::span<const Unit> units)
{
    std::map<UnitId, std::string> names;
    for (const Unit& unit : units)
        names[unit.id] = unit.name;
    std::map<std::pair<UnitId, UnitId>, Flow> sums;
    for (const Flow& move : preview.moves) {
        if (move.from.unit == move.to.unit)
            continue;
        Flow& sum = sums[{move.from.unit, move.to.unit}];
        sum.from.unit = move.from.unit, sum.from.name = names[move.from.unit];
        sum.to.unit = move.to.unit, sum.to.name = names[move.to.unit];
        sum.area_m2 += move.area_m2, sum.households += move.households, sum.incidents += move.incidents, sum.cameras += move.cameras;
    }
    std::vector<Flow> out;
    for (auto& [units_of, sum] : sums)
        out.push_back(std::move(sum));
    return out;
}

} // namespace data
