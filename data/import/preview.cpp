#include "data/import/preview.h"

#include "data/error.h"
#include "data/import/guess.h"
#include "data/import/trial_workspace.h"
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/formats/vector_file.h"

#include <algorithm>
#include <optional>

namespace data {
namespace {

constexpr std::size_t sample_rows = 4;

void describe(ImportPreview& preview, std::stop_token stop)
{
    geo::VectorFile file = geo::VectorFile::open(preview.job.source);
    std::size_t index = 0;
    for (std::size_t i = 0; i < file.layers().size(); ++i) {
        preview.layers.push_back(file.layers()[i].name);
        if (file.layers()[i].name == preview.job.layer)
            index = i;
    }
    const geo::VectorLayer& layer = file.layers()[index];
    std::vector<std::string> names;
    for (const geo::VectorField& field : layer.fields)
        names.push_back(field.name);
    for (const std::string& name : names)
        preview.columns.push_back({.name = name, .field = {}, .samples = {}});
    std::size_t rows = 0;
    const std::string any_system = "EPSG:4326"; // the numbers are not looked at
    file.read({.layer = index, .crs = any_system},
              [&](const geo::VectorRow& row) {
                  for (std::size_t i = 0; i < names.size() && i < row.values.size(); ++i)
                      preview.columns[i].samples.push_back(row.values[i].substr(0, 60));
                  return ++rows < sample_rows;
              },
              stop);
    if (!layer.crs.empty())
        preview.stated_crs = geo::CrsTransform::make_rough(layer.crs).name();
    preview.fields = field_names(preview.job.kind);
    for (const auto& [field, at] : guess_columns(preview.job.kind, preview.job.level.value_or(Level::grid), names, preview.job.fields))
        if (at >= 0)
            preview.columns[std::size_t(at)].field = field;
}

} // namespace

ImportPreview preview_import(const std::string& workspace, ImportJob job, bool guess, const ImportProgress& progress, std::stop_token stop)
{
    ImportPreview preview{.job = std::move(job)};
    preview.job.dry_run = true;
    if (guess) {
        const ImportGuess found = guess_import(preview.job.source);
        preview.knows_kind = found.kind.has_value();
        preview.job.kind = found.kind.value_or(ImportKind::cameras);
        preview.job.level = found.level;
    }
    const bool is_layer = preview.job.kind == ImportKind::basemap || preview.job.kind == ImportKind::reference;
    if (!is_layer)
        describe(preview, stop);
    if (!preview.knows_kind)
        return preview;
    // The operator's workspace to compare with, or an empty one.
    std::optional<Store> own;
    std::optional<TrialWorkspace> trial;
    Store& ground = workspace.empty() ? trial.emplace().store() : own.emplace(Store::open(workspace, OpenMode::read_only));
    try {
        preview.report = import_into(ground, [&] {
            ImportJob trial = preview.job;
            trial.dry_run = true;
            return trial;
        }(), progress, stop);
        for (const auto& [field, column] : preview.report->mapping)
            for (PreviewColumn& one : preview.columns)
                if (one.name == column)
                    one.field = field;
    } catch (NeedsSystem& needs) {
        preview.candidates = std::move(needs.candidates);
        preview.needs_system = true;
        preview.fault = needs.what();
    } catch (const geo::Error& error) {
        preview.fault = error.what(), preview.why = error.why;
    } catch (const Error& error) {
        preview.fault = error.what(), preview.why = error.why;
    }
    // Another look at the systems, where the operator chose one among several or the file says none.
    if (!is_layer && preview.candidates.empty() && preview.stated_crs.empty() && !stop.stop_requested()) {
        geo::VectorFile file = geo::VectorFile::open(preview.job.source);
        geo::VectorQuery query;
        for (std::size_t i = 0; i < preview.layers.size(); ++i)
            if (preview.layers[i] == preview.job.layer)
                query.layer = i;
        for (std::size_t i = 0; i < preview.columns.size(); ++i) {
            const std::string& field = preview.columns[i].field;
            if (field == "lon")
                query.position.lon = int(i);
            else if (field == "lat")
                query.position.lat = int(i);
            else if (field == "wkt")
                query.position.wkt = int(i);
        }
        if (const auto numbers = file.raw_positions(query, 1000, stop); !numbers.empty())
            preview.candidates = crs_candidates(numbers, ground.load(), preview.job.now);
    }
    return preview;
}

} // namespace data
