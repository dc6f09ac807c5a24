#include "data/import/preview.h"

#include "data/error.h"
#include "data/import/guess.h"
#include "data/import/layers.h"
#include "data/import/trial_workspace.h"
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/formats/vector_file.h"

#include <algorithm>
#include <optional>

namespace data {
namespace {

constexpr std::size_t sample_rows = 4;

void describe(geo::VectorFile& file, ImportPreview& preview, std::stop_token stop)
{
    for (const geo::VectorLayer& one : file.layers())
        preview.layers.push_back(one.name);
    const std::size_t index = preview.layer;
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

geo::PositionFields positions_of(const ImportPreview& preview)
{
    geo::PositionFields at;
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        const std::string& field = preview.columns[i].field;
        if (field == "lon")
            at.lon = int(i);
        else if (field == "lat")
            at.lat = int(i);
        else if (field == "wkt")
            at.wkt = int(i);
    }
    return at;
}

geo::ShapeKind shapes_of(ImportKind kind)
{
    return kind == ImportKind::grids ? geo::ShapeKind::polygon : kind == ImportKind::cameras || kind == ImportKind::incidents ? geo::ShapeKind::point : geo::ShapeKind::any;
}

/// Which layers the import would read. Where it would ask, the first one is shown.
std::vector<std::size_t> layers_of(geo::VectorFile& file, const ImportJob& job)
{
    try {
        return choose_layers(file, job, shapes_of(job.kind), job.layer).read;
    } catch (const Error&) { // the dry run says so
        return {0};
    }
}

/// Every so manieth point, so that at most `most` are left.
template <class T> std::vector<T> spread(const std::vector<T>& all, std::size_t most)
{
    if (all.size() <= most)
        return all;
    std::vector<T> some;
    for (std::size_t i = 0; i < most; ++i)
        some.push_back(all[i * all.size() / most]);
    return some;
}

/// The convex ring around the points, by Andrew's monotone chain.
std::vector<geo::LonLat> convex_ring(std::vector<geo::LonLat> points)
{
    std::ranges::sort(points, [](geo::LonLat a, geo::LonLat b) { return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat; });
    const auto turns_right = [](geo::LonLat a, geo::LonLat b, geo::LonLat c) { return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon) <= 0; };
    std::vector<geo::LonLat> ring;
    for (const bool is_upper : {false, true}) {
        const std::size_t from = ring.size();
        for (std::size_t i = 0; i < points.size(); ++i) {
            const geo::LonLat p = points[is_upper ? points.size() - 1 - i : i];
            while (ring.size() >= from + 2 && turns_right(ring[ring.size() - 2], ring.back(), p))
                ring.pop_back();
            ring.push_back(p);
        }
        ring.pop_back(); // it begins the other half
    }
    return ring;
}

PreviewGround ground_of(geo::VectorFile& file, const ImportPreview& preview, const std::stop_token& stop)
{
    constexpr std::int64_t last_row = 10'000;
    constexpr std::size_t most_points = 2'000, most_lines = 1'500, most_corners = 64;
    PreviewGround ground;
    std::vector<geo::LonLat> points;
    std::vector<std::vector<geo::LonLat>> lines;
    const auto add_line = [&](const std::vector<geo::LonLat>& line) {
        for (const geo::LonLat p : line)
            ground.box.add(p);
        lines.push_back(spread(line, most_corners));
    };
    file.read({.layer = preview.layer, .crs = preview.job.crs, .position = positions_of(preview)},
              [&](const geo::VectorRow& row) {
                  if (!row.wkb.empty()) {
                      const auto shape = static_cast<unsigned char>(row.wkb[1]); // ISO WKB: byte order, then the kind
                      if (shape == 1) {
                          const geo::LonLat p = geo::point_from_wkb(row.wkb);
                          points.push_back(p);
                          ground.box.add(p);
                      } else if (shape == 3 || shape == 6) {
                          for (const geo::Polygon& polygon : geo::multipolygon_from_wkb(row.wkb))
                              add_line(polygon.outer);
                      } else if (shape == 2 || shape == 5) {
                          for (const auto& line : geo::multiline_from_wkb(row.wkb))
                              add_line(line);
                      }
                  }
                  return row.number < last_row;
              },
              stop);
    ground.points = spread(points, most_points);
    ground.lines = spread(lines, most_lines);
    std::vector<geo::LonLat> all = std::move(points);
    for (const auto& line : ground.lines)
        all.insert(all.end(), line.begin(), line.end());
    ground.outline = all.size() > 2 ? convex_ring(std::move(all)) : std::vector<geo::LonLat>();
    return ground;
}

} // namespace

ImportPreview first_look(ImportJob job, bool guess, std::stop_token stop)
{
    ImportPreview preview{.job = std::move(job)};
    preview.job.dry_run = true;
    preview.is_first_look = true;
    if (guess) {
        const ImportGuess found = guess_import(preview.job.source, preview.job.layer);
        preview.knows_kind = found.kind.has_value();
        preview.job.kind = found.kind.value_or(ImportKind::cameras);
        preview.job.level = found.level;
    }
    if (preview.job.kind == ImportKind::basemap)
        return preview;
    try {
        geo::VectorFile file = geo::VectorFile::open(preview.job.source); // once: a large file costs a tenth of a second
        const std::vector<std::size_t> layers = layers_of(file, preview.job);
        preview.layer = layers.front();
        if (preview.job.kind != ImportKind::reference)
            describe(file, preview, stop);
        preview.rows = 0;
        for (const std::size_t layer : layers)
            if (const std::int64_t rows = file.count(layer); rows < 0 || preview.rows < 0)
                preview.rows = -1;
            else
                preview.rows += rows;
        preview.ground = ground_of(file, preview, stop);
    } catch (const geo::Error&) {
        // Its system is not known yet, or it is a picture: the dry run says so in words. Columns that could be read are kept.
        if (preview.job.kind != ImportKind::reference && preview.columns.empty())
            throw;
    }
    return preview;
}

ImportPreview preview_import(const std::string& workspace, ImportJob job, bool guess, const ImportProgress& progress, std::stop_token stop)
{
    return whole_look(workspace, first_look(std::move(job), guess, stop), progress, stop);
}

ImportPreview whole_look(const std::string& workspace, ImportPreview preview, const ImportProgress& progress, std::stop_token stop)
{
    preview.is_first_look = false;
    if (!preview.knows_kind)
        return preview;
    const bool is_layer = preview.job.kind == ImportKind::basemap || preview.job.kind == ImportKind::reference;
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
        for (const FieldTaken& taken : preview.report->fields)
            for (PreviewColumn& one : preview.columns)
                if (one.name == taken.column)
                    one.field = taken.field, one.why = taken.why;
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
        const geo::VectorQuery query{.layer = preview.layer, .position = positions_of(preview)};
        if (const auto numbers = file.raw_positions(query, 1000, stop); !numbers.empty())
            preview.candidates = crs_candidates(numbers, ground.load(), preview.job.now);
    }
    return preview;
}

} // namespace data
