#pragma once
// The rows of the source by the names of our fields, and the place each is at. Part of the importer; one import is one thread's work.

#include "data/import/columns.h"
#include "data/import/positions.h"
#include "data/import/run.h"
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

    /// `before`: rows of the layers read before this one, which are counted on.
    void set(const geo::VectorRow& row, std::int64_t before);
    std::int64_t number() const { return row_->number + before_; }
    const geo::VectorRow& raw() const { return *row_; }
    /// All values, whatever they are taken for: whether two rows say the same.
    const std::vector<std::string>& values() const { return row_->values; }

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
    /// The same in one line.
    std::string raw_field(std::string_view field) const;
    /// OSM's list of tags as GDAL hands it over; empty where the source has none.
    std::string_view all_tags() const;

private:
    const ColumnMap& columns_;
    const std::vector<std::string>& headings_;
    int tags_column_;
    const TagNames& tag_names_;
    const geo::VectorRow* row_ = nullptr;
    std::int64_t before_ = 0;
    std::map<std::string, std::string> tags_; // of OSM's other_tags; empty without such a column
};

/// Opens the source, chooses its layers, guesses the columns and gives every row. Rows are counted in report.read, through all layers.
/// `layer`: by name; empty: the job's. Throws Error where the source has no positions at all, geo::Error, geo::Cancelled.
void read_source(Import& import, geo::ShapeKind wanted, const std::function<void(const SourceRow&)>& each,
                 const std::string& layer = {});

/// Values of a row, each by our field; one that is there and not understood is counted (Import::not_understood).
std::optional<TimePoint> time_of(Import& import, const SourceRow& row, const char* field);
std::optional<int> count_of(Import& import, const SourceRow& row, const char* field);
std::optional<double> measure_of(Import& import, const SourceRow& row, const char* field);
std::optional<bool> yes_of(Import& import, const SourceRow& row, const char* field);
/// By a table of words.
template <class Value> std::optional<Value> word_of(Import& import, const SourceRow& row, const char* field, std::optional<Value> (*parse)(std::string_view))
{
    const std::string text = row.text(field);
    const std::optional<Value> value = parse(text);
    if (!value && !text.empty())
        import.not_understood(row.number(), field, text);
    return value;
}

/// The position of a row: its point, the first of several, or a point inside its area. Refuses the row and returns
/// empty when there is none, or when it is 0, 0.
std::optional<geo::LonLat> position_or_refuse(Import& import, const SourceRow& row);
/// The area of a row; in drawings a closed line is one, which is counted. Throws geo::Error on any other shape.
geo::MultiPolygon area_of(Import& import, const SourceRow& row);
} // namespace data
