#include "data/import/run.h"

#include "data/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace data {

void Import::say(double share, const char* stage) const
{
    if (progress)
        progress(share, stage);
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
