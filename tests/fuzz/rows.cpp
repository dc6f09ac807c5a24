// A table as every importer reads it, without GDAL in between: "KIND LEVEL", then the headings and a row a line, parted by bars. Judged as
// a dry run judges it.

#include "tests/fuzz/one_file.h"
#include "tests/fuzz/targets.h"

#include "data/error.h"
#include "data/import/import.h"
#include "geo/error.h"
#include "tests/data/sample.h"

#include <nlohmann/json.hpp>

#include <sstream>
#include <vector>

namespace {

std::vector<std::string> parts(const std::string& line)
{
    std::vector<std::string> found(1);
    for (const char c : line)
        c == '|' ? found.emplace_back().clear() : found.back().push_back(c);
    return found;
}

/// The rows as records of JSON; the text of a record is whatever the line has, made UTF-8.
std::string table_from(std::istream& lines)
{
    nlohmann::json table = nlohmann::json::array();
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> headings = parts(line);
    while (table.size() < 40 && std::getline(lines, line)) {
        const std::vector<std::string> values = parts(line);
        nlohmann::json record = nlohmann::json::object();
        for (std::size_t i = 0; i < std::min(headings.size(), values.size()); ++i)
            record[headings[i]] = values[i];
        table.push_back(std::move(record));
    }
    return table.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

data::Store& workspace()
{
    static data::Store store = [] {
        data::Store made = data::Store::create(fuzz::own_folder() / "city.sqlite");
        sample::put_two_grids(made);
        return made;
    }();
    return store;
}

template <std::size_t Count> std::size_t index_of(const std::array<const char*, Count>& names, const std::string& name)
{
    for (std::size_t i = 0; i < Count; ++i)
        if (name == names[i])
            return i;
    return name.size() % Count;
}

}

void fuzz::rows(std::string_view bytes)
{
    std::istringstream lines{std::string(bytes)};
    std::string first, kind, level;
    std::getline(lines, first);
    std::istringstream(first) >> kind >> level;
    data::ImportJob job{.source = file_of("rows.json", table_from(lines)).string(), .dry_run = true, .now = sample::noon};
    job.kind = static_cast<data::ImportKind>(index_of(data::import_kind_names, kind));
    if (!level.empty())
        job.level = static_cast<data::Level>(index_of(data::level_names, level));
    try {
        const data::ImportReport report = data::import_into(workspace(), job);
        require(report.read >= 0 && report.imported <= report.read, "no more records than rows");
        for (const data::ImportRefusal& refusal : report.rejected)
            require(!refusal.reasons.empty(), "a refusal has a reason");
    } catch (const data::Error&) {
        // Refused as a whole.
    } catch (const geo::Error&) {
    }
}
