#include "data/export/crosswalk_file.h"

#include "geo/formats/vector_writer.h"

namespace data {

void save_crosswalk(std::span<const CrosswalkRow> rows, const std::filesystem::path& path)
{
    using geo::OutputField;
    // The first four are texts, the ninth counts, the others measure.
    constexpr std::array<const char*, crosswalk_columns.size()> short_names{"old_code", "old_name", "new_code", "new_name",  "area_m2",
                                                                            "area_sh",  "househ",   "househ_sh", "open_inc", "open_in_sh"};
    std::vector<geo::OutputColumn> columns;
    for (std::size_t i = 0; i < crosswalk_columns.size(); ++i)
        columns.push_back({crosswalk_columns[i], short_names[i], i < 4 ? OutputField::text : i == 8 ? OutputField::integer : OutputField::real});
    geo::VectorWriter writer(path, "crosswalk", geo::OutputShape::none, std::move(columns), "", {});
    for (const CrosswalkRow& row : rows)
        writer.add("", {row.old_code, row.old_name, row.new_code, row.new_name, row.area_m2, row.area_share, row.households, row.households_share,
                        static_cast<std::int64_t>(row.incidents), row.incidents_share});
    writer.finish();
}

} // namespace data
