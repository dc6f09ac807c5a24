#pragma once
// Records as a file that other programs read, through OGR. The goal is either the old file or the whole new one:
// everything is written in a folder beside it and moved at the end. One object per task; used by one thread.

#include "geo/remark.h"
#include "geo/shapes/shapes.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace geo {

enum class OutputField { text, integer, real };

struct OutputColumn {
    std::string name;       // in formats that hold any name
    std::string short_name; // at most 10 ASCII letters, for Shapefile
    OutputField type = OutputField::text;
};

using OutputValue = std::variant<std::monostate, std::string, std::int64_t, double>; // monostate: null

enum class OutputShape { point, line, polygon, any, none }; // any: what a collection of kinds holds; Shapefile refuses it; none: a table

class VectorWriter {
public:
    /// The ending of `path` chooses the format: gpkg, geojson, json, shp, csv, xlsx, kml, fgb. `crs`: empty for
    /// EPSG:4326, else forms of CrsTransform::make; formats without a system of their own (csv, xlsx) get it as numbers
    /// only. Throws Error when the ending is not known, the folder not writable, or the format cannot hold the system
    /// (KML and GeoJSON: WGS 84, GCJ-02 and BD-09 only).
    VectorWriter(const std::filesystem::path& path, const std::string& layer, OutputShape shape,
                 std::vector<OutputColumn> columns, const std::string& crs, const LonLatBox& area);
    ~VectorWriter(); // without finish(): nothing is left
    VectorWriter(const VectorWriter&) = delete;
    VectorWriter& operator=(const VectorWriter&) = delete;

    /// `wkb`: WGS 84, as shapes.h writes it; empty: none. One value a column. False: the format holds no row without a shape (FlatGeobuf), which is
    /// noted.
    bool add(const std::string& wkb, const std::vector<OutputValue>& values);
    /// Closes the file and moves it to its place, replacing what stood there.
    void finish();

    /// What the format could not hold: texts that were cut, by column; rows without a shape.
    const std::vector<Remark>& notes() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace geo
