#include "data/import/run.h"

#include "data/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace data {

std::optional<TimePoint> Import::time_from(std::string_view field, std::string_view text) const
{
    const auto column = date_orders.find(field);
    return local.parse(text, job.dates.value_or(column == date_orders.end() ? DateOrder::month_first : column->second));
}

void Import::not_understood(std::int64_t row, const std::string& field, const std::string& value)
{
    ValuesUnread& unread = report.unread[field];
    if (unread.last_row == row)
        return;
    if (unread.count++ == 0)
        unread.example = value;
    unread.last_row = row;
}

void note_unread(Import& import)
{
    const auto column_of = [&](const std::string& field) {
        const auto at = std::ranges::find(import.report.fields, field, &FieldTaken::field);
        return at == import.report.fields.end() ? field : at->column;
    };
    for (const auto& [field, unread] : import.report.unread)
        import.note({"values_unread", {std::to_string(unread.count), column_of(field), field, unread.example}});
    if (import.further_points > 0)
        import.note({"further_points", {std::to_string(import.further_points), std::to_string(import.first_of_several)}});
}

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
