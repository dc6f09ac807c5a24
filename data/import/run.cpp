#include "data/import/run.h"

#include "data/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace data {

void Import::say(double share, const char* stage) const
{
    if (progress)
        progress(share, stage);
}

std::string Import::title_of(const std::string& field, const std::string& id) const
{
    std::int64_t number = 0;
    if (!id.starts_with('#') || std::from_chars(id.data() + 1, id.data() + id.size(), number).ec != std::errc())
        return id;
    if (field == "unit") {
        const Unit* unit = world.units->find(UnitId{number});
        return unit ? unit->name : id;
    }
    const Grid* area = world.grids->find(GridId{number});
    if (!area || (area->code.empty() && area->name.empty()))
        return id;
    return area->code.empty() ? area->name : area->name.empty() || area->name == area->code ? area->code : area->code + " " + area->name;
}

void check_match_field(const std::string& match, const std::vector<FieldText>& fields)
{
    std::vector<std::string> names;
    for (const FieldText& field : fields)
        names.push_back(field.field);
    if (!match.empty() && std::ranges::find(names, match) == names.end())
        throw Error(geo::remark("no_match", match, fmt::format("{}", fmt::join(names, ", "))));
}

} // namespace data
