#pragma once
// Which layers of a source an import reads: all that fit alike, and what becomes of the others. Part of the importer.

#include "data/import/job.h"
#include "geo/formats/vector_file.h"

#include <string>
#include <vector>

namespace data {

struct LayerChoice {
    std::vector<std::size_t> read; // at least one, all with the same fields
    std::vector<LayerLeft> left;   // those that hold rows too
};

/// `wanted` by name, else the layer that has shapes (or columns of positions) of the kind and most of the fields, with all that have the same
/// ones: the sheets, folders or files of a city's streets. Throws Error for a name that is none, and where areas of several levels fit: the
/// operator chooses.
LayerChoice choose_layers(geo::VectorFile& file, const ImportJob& job, geo::ShapeKind shapes, const std::string& wanted);

/// The layer the operator named, or the first with shapes of the wanted kind, or the first that may have any. Throws Error for a name that
/// is none.
std::size_t choose_layer(const std::vector<geo::VectorLayer>& layers, const std::string& wanted, geo::ShapeKind shapes);

/// "乙街道 (1), 丙街道 (?)", the first of them.
std::string with_counts(const std::vector<LayerLeft>& layers);

/// The names of a layer's columns.
std::vector<std::string> column_names(const geo::VectorLayer& layer);

} // namespace data
