#pragma once
// Inside of the importer: what its parts by kind of record share. One import is one thread's work.

#include "data/import/import.h"
#include "data/import/values.h"
#include "geo/formats/vector_file.h"
#include "geo/shapes/shapes.h"

#include <map>
#include <string>
#include <string_view>

namespace data {

/// One row of the source by the names of our fields.
class SourceRow {
public:
    using TagNames = std::map<std::string, std::vector<std::string>, std::less<>>;

    SourceRow(const ColumnMap& columns, const std::vector<std::string>& headings, int tags_column,
              const TagNames& tag_names)
        : columns_(columns), headings_(headings), tags_column_(tags_column), tag_names_(tag_names)
    {
    }

    void set(const geo::VectorRow& row);
    std::int64_t number() const { return row_->number; }
    const geo::VectorRow& raw() const { return *row_; }

    /// Whether the source has the field at all; a row may still leave it empty.
    bool has(std::string_view field) const;
    /// A column of the source by its own name.
    bool has_column(std::string_view column) const;
    std::string column(std::string_view column) const;
    /// Whether the source comes from OpenStreetMap, with a list of tags.
    bool is_osm() const { return tags_column_ >= 0; }
    /// A tag of OpenStreetMap, in a column of its own or in the list.
    std::string tag(const std::string& key) const;
    /// One line of text; empty when the row leaves it empty.
    std::string text(std::string_view field) const;
    /// As it stands in the source's column, line breaks included.
    std::string raw_text(std::string_view field) const;
    /// OSM's list of tags as GDAL hands it over; empty where the source has none.
    std::string_view all_tags() const;

private:
    const ColumnMap& columns_;
    const std::vector<std::string>& headings_;
    int tags_column_;
    const TagNames& tag_names_;
    const geo::VectorRow* row_ = nullptr;
    std::map<std::string, std::string> tags_; // of OSM's other_tags; empty without such a column
};

struct Import {
    Store& store;
    const ImportJob& job;
    ImportReport& report;
    const ImportProgress& progress;
    std::stop_token stop;
    WorkspaceLoaded world;       // before the import
    std::chrono::minutes zone{}; // of times without one
    bool is_settled = false;     // the settings below were chosen
    std::int64_t closed_lines = 0; // taken as areas
    std::string system = {};     // in which the numbers are read, where it is not the file's own
    std::vector<std::pair<std::string, std::string>> settings = {}; // to be written when the import has succeeded

    void refuse(std::int64_t row, geo::Remark reason) { report.rejected.push_back({row, {std::move(reason)}}); }
    void refuse(std::int64_t row, std::vector<geo::Remark> reasons) { report.rejected.push_back({row, std::move(reasons)}); }
    void note(geo::Remark remark) { report.notes.push_back(std::move(remark)); }
    void say(double share, const char* stage) const;
};

/// Opens the source, chooses the layer, guesses the columns and gives every row. Rows are counted in report.read.
/// `layer`: by name; empty: the job's.
void read_source(Import& import, geo::ShapeKind wanted, const std::function<void(const SourceRow&)>& each,
                 const std::string& layer = {});

/// The position of a row: its point, the first of several, or a point inside its area. Refuses the row and returns
/// empty when there is none, or when it is 0, 0.
std::optional<geo::LonLat> position_or_refuse(Import& import, const SourceRow& row);
/// The area of a row; in drawings a closed line is one, which is counted. Throws geo::Error on any other shape.
geo::MultiPolygon area_of(Import& import, const SourceRow& row);
/// The reason why a point is none: 0, 0 or not on the globe. Empty when it is one.
geo::Remark position_defect(geo::LonLat p);

/// "+08:00" for a place: China's time in China, else by the longitude. Summer time is not known here.
std::string utc_offset_for(geo::LonLat place);
/// The middle of what a workspace holds; empty when it holds nothing with a position.
std::optional<geo::LonLat> place_of(const WorkspaceLoaded& world);
/// Local time and projected system for a workspace that does not say them; each choice is noted in the report.
void settle_place(Import& import, geo::LonLat place);
/// Accounts and posts to sign on with, where there are none.
void put_accounts(Import& import);

void import_grids(Import& import);
void import_cameras(Import& import);
void import_incidents(Import& import);
void import_places(Import& import);
void import_units(Import& import);
void import_layer(Import& import);

/// Counts a record that was found in the workspace: unchanged or updated.
inline void count_found(ImportReport& report, bool same)
{
    same ? ++report.unchanged : ++report.updated;
}

/// The same, noting what changed.
template <class Record> void count_found(ImportReport& report, bool same, const std::string& name, const Record& before, const Record& after)
{
    count_found(report, same);
    if (same)
        return;
    std::vector<FieldChange> changes = changes_between(before, after);
    for (const FieldChange& change : changes)
        ++report.updated_fields[change.field];
    if (report.updates.size() < 1000)
        report.updates.push_back({name, std::move(changes)});
}

/// Throws Error when records of this kind have no such field.
void check_match_field(const std::string& match, const std::vector<FieldText>& fields);

} // namespace data
