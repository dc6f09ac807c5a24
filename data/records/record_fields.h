#pragma once
// Records as fields and their texts: what an import compares, matches by and reports ("households 312 → 318"). The names are
// those of data/import/columns.h. Pure functions; any thread.

#include "data/records/records.h"

#include <string>
#include <string_view>
#include <vector>

namespace data {

struct FieldText {
    std::string field, text;
};

std::vector<FieldText> fields_of(const Grid& grid);
std::vector<FieldText> fields_of(const Camera& camera);
std::vector<FieldText> fields_of(const Incident& incident);
std::vector<FieldText> fields_of(const Place& place);
std::vector<FieldText> fields_of(const Unit& unit);

/// The text of one field; empty where the record has no such field.
template <class Record> std::string field_text(const Record& record, std::string_view field)
{
    for (const FieldText& one : fields_of(record))
        if (one.field == field)
            return one.text;
    return {};
}

struct FieldChange {
    std::string field, before, after;
};

/// Point by point.
bool has_same_shape(const Grid& a, const Grid& b);
bool has_same_shape(const Place& a, const Place& b);

/// What differs, field by field; a shape that only moved its points has its text twice, the second with a word.
template <class Record> std::vector<FieldChange> changes_between(const Record& before, const Record& after)
{
    std::vector<FieldChange> changes;
    const std::vector<FieldText> old = fields_of(before), now = fields_of(after);
    for (std::size_t i = 0; i < old.size() && i < now.size(); ++i)
        if (old[i].text != now[i].text)
            changes.push_back({old[i].field, old[i].text, now[i].text});
    if constexpr (requires { has_same_shape(before, after); })
        if (!old.empty() && old.back().field == "shape" && old.back().text == now.back().text && !has_same_shape(before, after))
            changes.push_back({"shape", old.back().text, now.back().text + " elsewhere"});
    return changes;
}

} // namespace data
