#include "data/export/crosswalk_file.h"

#include "data/error.h"
#include "geo/formats/vector_writer.h"

#include <algorithm>
#include <array>
#include <fstream>

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

CrosswalkFiles save_crosswalks(std::span<const CrosswalkRow> rows, const std::filesystem::path& folder, const std::string& edition)
{
    std::string name = edition;
    std::ranges::replace(name, '/', '_');
    // Of another workspace, or of a publication that was withdrawn: what is there stays.
    std::array<std::filesystem::path, 2> files;
    for (int number = 1; number == 1 || std::ranges::any_of(files, [](const std::filesystem::path& file) { return std::filesystem::exists(file); }); ++number) {
        const std::string end = number == 1 ? "" : "-" + std::to_string(number);
        files = {folder / (name + "-crosswalk" + end + ".csv"), folder / (name + "-crosswalk" + end + ".xlsx")};
    }
    return save_crosswalks(rows, files);
}

CrosswalkFiles save_crosswalks(std::span<const CrosswalkRow> rows, std::span<const std::filesystem::path> files)
{
    CrosswalkFiles out;
    for (const std::filesystem::path& file : files)
        try {
            if (file.extension() == ".csv") {
                std::ofstream csv(file, std::ios::binary);
                if (!(csv << csv_of(rows) << std::flush))
                    throw Error(geo::remark("not_writable"));
            } else {
                save_crosswalk(rows, file);
            }
            out.written.push_back(file);
        } catch (const std::exception& error) {
            out.failed.emplace_back(file, error.what());
        }
    return out;
}

} // namespace data
