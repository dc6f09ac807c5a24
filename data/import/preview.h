#pragma once
// What the import desk shows before anything is taken in: layers, columns with samples and what they are taken for, the systems
// the numbers may be in, and the whole dry run. Reads only; on a thread that may block.

#include "data/import/crs_candidates.h"
#include "data/import/import.h"

#include <memory>

namespace data {

struct PreviewColumn {
    std::string name;
    std::string field;                // of ours; empty: not taken
    std::string why;                  // FieldTaken::why, after the dry run
    std::vector<std::string> samples; // values of the first rows
};

/// Where the records lie, for the map: of the first 10,000 rows.
struct PreviewGround {
    std::vector<geo::LonLat> points;             // at most 2,000, spread over them
    std::vector<std::vector<geo::LonLat>> lines; // borders are closed; at most 1,500 of at most 64 points
    std::vector<geo::LonLat> outline;            // the convex ring around all of them
    geo::LonLatBox box;
};

struct ImportPreview {
    ImportJob job;                    // kind, level and layer as guessed where the operator said nothing
    bool knows_kind = true;           // false: nothing tells what the file holds; `columns` alone is filled
    std::vector<std::string> layers;
    std::size_t layer = 0;            // the first that is read: what `columns` are of
    std::vector<PreviewColumn> columns;
    std::vector<std::string> fields;  // of ours, for this kind
    std::string stated_crs;           // name of the system the file states; empty: none
    std::vector<CrsCandidate> candidates; // where a choice is due, or the operator's own choice may be compared
    bool needs_system = false;
    std::int64_t rows = -1;           // of the layer; -1: not known
    PreviewGround ground;             // empty where nothing lies anywhere, or nobody can tell where yet
    bool is_first_look = false;       // the dry run is still to come
    std::optional<ImportReport> report; // of the dry run
    geo::Remark why;                  // the fault as a remark, where it is one
    std::string fault;                // why there is none, in English
};

using PreviewPtr = std::shared_ptr<const ImportPreview>;

/// What is seen at once, also of a large file: columns, how many rows, where they lie. `job.source` is looked at; with `guess` kind and
/// level are taken from the content. The workspace's path may be empty: then the file is judged alone. Throws Error or geo::Error when the file cannot be read at all, geo::Cancelled.
ImportPreview first_look(ImportJob job, bool guess, std::stop_token stop = {});
/// The rest of it: the dry run over every row.
ImportPreview whole_look(const std::string& workspace, ImportPreview preview, const ImportProgress& progress = {}, std::stop_token stop = {});
/// Both, one after the other.
ImportPreview preview_import(const std::string& workspace, ImportJob job, bool guess, const ImportProgress& progress = {},
                             std::stop_token stop = {});

} // namespace data
