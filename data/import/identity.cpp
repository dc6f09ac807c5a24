#include "data/import/identity.h"

#include "data/import/layers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <unordered_set>
#include <vector>

namespace data {
namespace {

std::string lower(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c != '_' && c != ' ' && c != '-' && c != '.')
            out += char(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

struct Candidate {
    std::size_t column = 0;
    std::string stem; // its name without the ending
    bool is_unique = true, is_text = false;
    std::unordered_set<std::string> values;
};

/// "ntacode" ends in "code" and has a stem of its own.
std::optional<std::string> stem_of(const std::string& plain, std::initializer_list<std::string_view> endings)
{
    for (const std::string_view ending : endings)
        if (plain.size() > ending.size() && plain.ends_with(ending))
            return plain.substr(0, plain.size() - ending.size());
    return std::nullopt;
}

/// Counters of rows, post codes: unique or not, they are no codes of areas.
bool is_counter(const std::string& plain)
{
    constexpr std::array<std::string_view, 12> counters{"objectid", "fid", "ogcfid", "rowid", "gid", "oid", "featureid", "postcode", "zipcode", "postalcode", "globalid", "uuid"};
    return std::ranges::find(counters, plain) != counters.end();
}

void look(geo::VectorFile& file, std::size_t layer, std::vector<Candidate>& codes, std::vector<Candidate>& names, const std::stop_token& stop)
{
    constexpr std::size_t most_rows = 200'000;
    std::size_t rows = 0;
    file.read_values(
        layer,
        [&](const std::vector<std::string>& values) {
            for (auto* candidates : {&codes, &names})
                for (Candidate& one : *candidates) {
                    const std::string& value = values[one.column];
                    one.is_text = one.is_text || value.find_first_not_of("0123456789.-+ ") != std::string::npos;
                    one.is_unique = one.is_unique && !value.empty() && one.values.insert(value).second;
                    if (!one.is_unique)
                        one.values.clear();
                }
            return ++rows < most_rows;
        },
        stop);
}

} // namespace

std::set<std::string> identify(geo::VectorFile& file, std::size_t layer, ColumnMap& map, const std::set<std::string>& said, std::stop_token stop)
{
    std::set<std::string> added;
    const bool wants_code = !map.contains("code") && !said.contains("code"), wants_name = !map.contains("name") && !said.contains("name");
    if (!wants_code)
        return added;
    const std::vector<std::string> columns = column_names(file.layers()[layer]);
    std::vector<Candidate> codes, names;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string plain = lower(columns[i]);
        const bool is_taken = std::ranges::any_of(map, [&](const auto& entry) { return entry.second == int(i); });
        const geo::FieldType type = file.layers()[layer].fields[i].type;
        if (is_taken || is_counter(plain) || type == geo::FieldType::time || type == geo::FieldType::other)
            continue;
        if (const auto stem = stem_of(plain, {"code", "编码", "代码", "编号", "fips", "geoid", "id"}))
            codes.push_back({i, *stem, true, false, {}});
        else if (const auto name_stem = stem_of(plain, {"name", "名称", "neighborhood", "neighbourhood", "neigh", "label", "名"}); name_stem && type == geo::FieldType::text)
            names.push_back({i, *name_stem, true, false, {}});
    }
    look(file, layer, codes, names, stop);
    const auto code = std::ranges::find_if(codes, &Candidate::is_unique);
    if (code != codes.end())
        map["code"] = int(code->column), added.insert("code");
    if (wants_name) {
        auto name = code == codes.end() ? names.end() : std::ranges::find(names, code->stem, &Candidate::stem);
        if (name == names.end())
            name = std::ranges::find_if(names, [](const Candidate& one) { return one.is_unique && one.is_text; });
        if (name != names.end())
            map["name"] = int(name->column), added.insert("name");
    }
    return added;
}

} // namespace data
