#pragma once
// The rows of the source by the names of our fields, and the place each is at. Part of the importer; one import is one thread's work.

#include "data/import/columns.h"
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

/// Opens the source, chooses the layer, guesses the columns and gives every row. Rows are counted in report.read.
/// `layer`: by name; empty: the job's.
void read_source(Import& import, geo::ShapeKind wanted, const std::function<void(const SourceRow&)>& each,
                 const std::string& layer = {});

/// The layer the operator named, or the first with shapes of the wanted kind, or the first that may have any. Throws Error for a name that
/// is none.
std::size_t choose_layer(const std::vector<geo::VectorLayer>& layers, const std::string& wanted, geo::ShapeKind shapes);

/// The position of a row: its point, the first of several, or a point inside its area. Refuses the row and returns
/// empty when there is none, or when it is 0, 0.
std::optional<geo::LonLat> position_or_refuse(Import& import, const SourceRow& row);
/// The area of a row; in drawings a closed line is one, which is counted. Throws geo::Error on any other shape.
geo::MultiPolygon area_of(Import& import, const SourceRow& row);
/// The reason why a point is none: 0, 0 or not on the globe. Empty when it is one.
geo::Remark position_defect(geo::LonLat p);

} // namespace data
