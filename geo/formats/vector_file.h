#pragma once
// Any table or map of features that GDAL/OGR opens, and plain JSON arrays, as rows of text with a shape in WGS 84.
// Opens local files only (no server is dialled, no reference followed). One object per task; used by one thread.

#include "geo/crs/crs.h"
#include "geo/remark.h"
#include "geo/shapes/coordinates.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class FieldType { text, integer, real, time, other };

struct VectorField {
    std::string name;
    FieldType type = FieldType::text;
};

enum class ShapeKind { none, point, line, polygon, any };

struct VectorLayer {
    std::string name;
    std::vector<VectorField> fields;
    ShapeKind shapes = ShapeKind::any;
    std::string crs;         // WKT as the file states it; empty: it does not say
    std::int64_t count = -1; // rows; -1: only known after reading
};

/// Where the position of a row without a shape of its own stands: indices of fields, -1 for none.
struct PositionFields {
    int lon = -1, lat = -1, wkt = -1;
};

struct VectorQuery {
    std::size_t layer = 0;
    std::string crs;         // overrides the file's; forms of CrsTransform::make
    PositionFields position; // used where the row has no shape
};

/// One row. Buffers are reused from row to row: copy what outlives the call.
struct VectorRow {
    std::int64_t number = 0;         // counted from 1 in the order of the file, refused rows included
    std::vector<std::string> values; // one a field, UTF-8; empty when null; times as ISO 8601
    std::string wkb; // two-dimensional ISO WKB in WGS 84, lon first, curves made lines; empty: see defect
    Remark defect;   // why there is no shape: no_position, no_latitude …; empty when there is one
};

class VectorFile {
public:
    /// `source`: a path (also .zip, .gz, .csv.gz, .kmz) or a GDAL name of local data. `encoding`: empty to detect.
    /// Throws Error when it is missing, not readable or of no known kind.
    static VectorFile open(const std::string& source, const std::string& encoding = {});

    VectorFile(VectorFile&&) noexcept;
    VectorFile& operator=(VectorFile&&) noexcept;
    ~VectorFile();

    const std::vector<VectorLayer>& layers() const;
    const std::string& driver() const; // "GeoJSON", "CSV", …

    /// Findings of opening and reading so far: the encoding when it was guessed, the coordinate system's remarks,
    /// GDAL's warnings.
    const std::vector<Remark>& notes() const;

    /// Calls `each` for every row of the layer; rows that GDAL cannot read end the reading with an Error. `each`
    /// returns false to stop. Returns the coordinate system used. A stop request throws Cancelled.
    std::string read(const VectorQuery& query, const std::function<bool(const VectorRow&)>& each,
                     std::stop_token stop = {});

    /// Rows of the layer, counted where the file does not say how many there are; -1: it cannot be told.
    std::int64_t count(std::size_t layer) const;

    /// The values of every row in the order of the file, no position looked at. `each` returns false to stop. A stop request throws Cancelled.
    void read_values(std::size_t layer, const std::function<bool(const std::vector<std::string>&)>& each, std::stop_token stop = {});

    /// Where the layer's shapes lie as the file says them, x as lon; empty for a table.
    LonLatBox raw_extent(std::size_t layer) const;

    /// Positions as the file says them, first number first, no system applied: at most `most`, spread over the first 20,000 rows.
    std::vector<MapPoint> raw_positions(const VectorQuery& query, std::size_t most, std::stop_token stop = {});

    struct Impl;

private:
    explicit VectorFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace geo
