#include "data/export/export.h"

#include "data/drafts/draft_rows.h"
#include "data/error.h"
#include "data/records/camera_url.h"
#include "data/records/record_names.h"
#include "data/store/draft_desk.h"
#include "data/store/named_system.h"
#include "geo/formats/vector_writer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace data {
namespace {

using geo::OutputField;
using geo::OutputValue;

template <class T> OutputValue number_or_null(const std::optional<T>& value)
{
    if constexpr (std::is_integral_v<T>)
        return value ? OutputValue(std::int64_t(*value)) : OutputValue();
    else
        return value ? OutputValue(double(*value)) : OutputValue();
}

/// Times are texts in every format: Shapefile knows only days, and readers differ over zones.
OutputValue time_or_null(const std::optional<TimePoint>& time)
{
    return time ? OutputValue(iso8601(*time)) : OutputValue();
}

/// One column: its names and how a record fills it. The short names are the fixed table for Shapefile.
template <class Record> struct Column {
    const char* name;
    const char* short_name;
    OutputField type;
    std::function<OutputValue(const Record&)> value;
};

template <class Record> std::vector<geo::OutputColumn> headings(const std::vector<Column<Record>>& columns)
{
    std::vector<geo::OutputColumn> heads;
    for (const auto& column : columns)
        heads.push_back({column.name, column.short_name, column.type});
    return heads;
}

template <class Record>
void write(const std::vector<Record>& records, const std::vector<Column<Record>>& columns, const ExportJob& job,
           geo::OutputShape shape, const std::function<std::string(const Record&)>& wkb, const geo::LonLatBox& area,
           ExportReport& report)
{
    geo::VectorWriter writer(job.out, import_kind_names[std::size_t(job.kind)], shape, headings(columns), job.crs,
                             area);
    std::vector<OutputValue> values(columns.size());
    for (const Record& record : records) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            values[i] = columns[i].value(record);
        report.written += writer.add(wkb(record), values);
    }
    writer.finish();
    report.notes.insert(report.notes.end(), writer.notes().begin(), writer.notes().end());
}

/// Which rows an export of grids has. Throws Error where an edition is named that there is not.
std::function<bool(const Grid&)> chosen_by(const WorkspaceLoaded& world, const ExportJob& job)
{
    if (!job.draft.empty())
        return [](const Grid&) { return true; };
    if (!job.edition_name.empty()) {
        const auto named = std::ranges::find(world.editions->rows, job.edition_name, &Edition::name);
        if (named != world.editions->rows.end())
            return [id = named->id](const Grid& grid) { return is_of_edition(grid, id); };
        if (job.edition_name == before_first_edition) {
            const std::vector<Edition>& editions = world.editions->rows;
            if (editions.empty())
                return [now = job.now](const Grid& grid) { return is_in_force(grid, now); };
            // What imports ended before then is none of them.
            return [begin = std::ranges::min_element(editions, {}, &Edition::id)->valid_from](const Grid& grid) {
                return is_of_edition(grid, 0) && !(grid.valid_to && *grid.valid_to < begin);
            };
        }
        if (!job.edition) {
            std::vector<std::string> names;
            for (const Edition& edition : world.editions->rows)
                names.push_back(edition.name);
            throw Error(geo::remark("no_edition", job.edition_name, names.empty() ? "nothing was published yet, give a date such as 2026-11-22" : fmt::format("there are {}", fmt::join(names, ", "))));
        }
    }
    return [at = job.edition.value_or(job.now)](const Grid& grid) { return is_in_force(grid, at); };
}

void export_grids(const WorkspaceLoaded& world, const ExportJob& job, ExportReport& report)
{
    std::vector<Grid> chosen;
    const auto is_chosen = chosen_by(world, job);
    geo::LonLatBox area;
    for (const Level level :
         {Level::province, Level::city, Level::district, Level::street, Level::community, Level::grid})
        for (const Grid& grid : world.grids->rows) // parents before children, as an import wants them
            if (grid.level == level && (!job.level || *job.level == level) && is_chosen(grid)) {
                chosen.push_back(grid);
                area.add(geo::box_of(grid.shape));
            }
    if (chosen.empty() && job.edition && !world.grids->rows.empty())
        throw Error(geo::remark("none_in_force", iso8601(*job.edition)));
    const auto parent = [&](const Grid& g) { return world.grids->find(g.parent); };
    const auto unit = [&](const Grid& g) { return world.units->find(g.unit); };
    const std::vector<Column<Grid>> columns{
        {"code", "code", OutputField::text, [](const Grid& g) { return OutputValue(g.code); }},
        {"name", "name", OutputField::text, [](const Grid& g) { return OutputValue(g.name); }},
        {"level", "level", OutputField::text,
         [](const Grid& g) { return OutputValue(std::string(level_names[std::size_t(g.level)])); }},
        {"kind", "kind", OutputField::text, [](const Grid& g) { return OutputValue(std::string(name_of(g.kind))); }},
        {"parent_code", "parentcode", OutputField::text,
         [&](const Grid& g) { return parent(g) ? OutputValue(parent(g)->code) : OutputValue(); }},
        {"parent_name", "parentname", OutputField::text,
         [&](const Grid& g) { return parent(g) ? OutputValue(parent(g)->name) : OutputValue(); }},
        {"households", "househlds", OutputField::integer, [](const Grid& g) { return number_or_null(g.households); }},
        {"residents", "residents", OutputField::integer, [](const Grid& g) { return number_or_null(g.residents); }},
        {"unit", "unit", OutputField::text,
         [&](const Grid& g) { return unit(g) ? OutputValue(unit(g)->name) : OutputValue(); }},
        {"valid_from", "validfrom", OutputField::text, [](const Grid& g) { return time_or_null(g.valid_from); }},
        {"valid_to", "validto", OutputField::text, [](const Grid& g) { return time_or_null(g.valid_to); }},
        {"remark", "remark", OutputField::text, [](const Grid& g) { return OutputValue(g.remark); }},
    };
    write<Grid>(
        chosen, columns, job, geo::OutputShape::polygon,
        [](const Grid& g) { return geo::wkb_from_multipolygon(g.shape); }, area, report);
}

void export_cameras(const WorkspaceLoaded& world, const ExportJob& job, ExportReport& report)
{
    geo::LonLatBox area;
    for (const Camera& camera : world.cameras->rows)
        area.add(camera.position);
    const auto grid = [&](const Camera& c) { return world.grids->find(c.grid); };
    const std::vector<Column<Camera>> columns{
        {"number", "number", OutputField::integer, [](const Camera& c) { return OutputValue(std::int64_t(c.number)); }},
        {"code", "code", OutputField::text, [](const Camera& c) { return OutputValue(c.code); }},
        {"name", "name", OutputField::text, [](const Camera& c) { return OutputValue(c.name); }},
        {"address", "address", OutputField::text, [](const Camera& c) { return OutputValue(c.address); }},
        {"owner", "owner", OutputField::text, [](const Camera& c) { return OutputValue(c.owner); }},
        {"point_class", "pointclass", OutputField::integer,
         [](const Camera& c) { return OutputValue(std::int64_t(c.point_class)); }},
        {"height_m", "heightm", OutputField::real, [](const Camera& c) { return number_or_null(c.height_m); }},
        {"azimuth_deg", "azimuth", OutputField::real, [](const Camera& c) { return number_or_null(c.azimuth_deg); }},
        {"hfov_deg", "hfov", OutputField::real, [](const Camera& c) { return number_or_null(c.hfov_deg); }},
        {"vfov_deg", "vfov", OutputField::real, [](const Camera& c) { return number_or_null(c.vfov_deg); }},
        {"tilt_deg", "tilt", OutputField::real, [](const Camera& c) { return number_or_null(c.tilt_deg); }},
        {"range_m", "rangem", OutputField::real, [](const Camera& c) { return number_or_null(c.range_m); }},
        {"kind", "kind", OutputField::text, [](const Camera& c) { return OutputValue(std::string(name_of(c.kind))); }},
        {"indoor", "indoor", OutputField::integer, [](const Camera& c) { return OutputValue(std::int64_t(c.indoor)); }},
        {"has_light", "haslight", OutputField::integer,
         [](const Camera& c) { return OutputValue(std::int64_t(c.has_light)); }},
        {"resolution", "resolution", OutputField::text, [](const Camera& c) { return OutputValue(c.resolution); }},
        {"codec", "codec", OutputField::text, [](const Camera& c) { return OutputValue(c.codec); }},
        {"main_url", "mainurl", OutputField::text,
         [](const Camera& c) { return OutputValue(without_credentials(c.main_url).url); }},
        {"sub_url", "suburl", OutputField::text,
         [](const Camera& c) { return OutputValue(without_credentials(c.sub_url).url); }},
        {"storage_days", "storagedys", OutputField::integer,
         [](const Camera& c) { return number_or_null(c.storage_days); }},
        {"installed_on", "installed", OutputField::text, [](const Camera& c) { return time_or_null(c.installed_on); }},
        {"maintained_by", "maintained", OutputField::text,
         [](const Camera& c) { return OutputValue(c.maintained_by); }},
        {"status", "status", OutputField::text,
         [](const Camera& c) { return OutputValue(std::string(name_of(c.status))); }},
        {"grid_code", "gridcode", OutputField::text,
         [&](const Camera& c) { return grid(c) ? OutputValue(grid(c)->code) : OutputValue(); }},
    };
    write<Camera>(
        world.cameras->rows, columns, job, geo::OutputShape::point,
        [](const Camera& c) { return geo::wkb_from_point(c.position); }, area, report);
}

void export_incidents(const WorkspaceLoaded& world, const ExportJob& job, ExportReport& report)
{
    geo::LonLatBox area;
    for (const Incident& incident : *world.incidents)
        if (incident.has_position)
            area.add(incident.position);
    const auto grid = [&](const Incident& i) { return world.grids->find(i.grid); };
    const std::vector<Column<Incident>> columns{
        {"number", "number", OutputField::text, [](const Incident& i) { return OutputValue(i.number); }},
        {"class", "class", OutputField::text, [](const Incident& i) { return OutputValue(i.class_code); }},
        {"title", "title", OutputField::text, [](const Incident& i) { return OutputValue(i.title); }},
        {"severity", "severity", OutputField::integer,
         [](const Incident& i) { return OutputValue(std::int64_t(i.severity)); }},
        {"source", "source", OutputField::text,
         [](const Incident& i) { return OutputValue(std::string(name_of(i.source))); }},
        {"place", "place", OutputField::text, [](const Incident& i) { return OutputValue(i.place); }},
        {"reported", "reported", OutputField::text, [](const Incident& i) { return OutputValue(iso8601(i.reported)); }},
        {"due", "due", OutputField::text, [](const Incident& i) { return time_or_null(i.due); }},
        {"closed", "closed", OutputField::text, [](const Incident& i) { return time_or_null(i.closed); }},
        {"state", "state", OutputField::text,
         [](const Incident& i) { return OutputValue(std::string(incident_state_names[std::size_t(i.state)])); }},
        {"grid_code", "gridcode", OutputField::text,
         [&](const Incident& i) { return grid(i) ? OutputValue(grid(i)->code) : OutputValue(); }},
    };
    write<Incident>(
        *world.incidents, columns, job, geo::OutputShape::point,
        [](const Incident& i) { return i.has_position ? geo::wkb_from_point(i.position) : std::string(); }, area,
        report);
}

void export_places(const WorkspaceLoaded& world, const ExportJob& job, ExportReport& report)
{
    geo::LonLatBox area;
    for (const Place& place : world.places->rows)
        area.add(place.point);
    const std::vector<Column<Place>> columns{
        {"kind", "kind", OutputField::text, [](const Place& p) { return OutputValue(std::string(name_of(p.kind))); }},
        {"name", "name", OutputField::text, [](const Place& p) { return OutputValue(p.name); }},
        {"number", "number", OutputField::text, [](const Place& p) { return OutputValue(p.number); }},
        {"width_m", "widthm", OutputField::real, [](const Place& p) { return OutputValue(p.width_m); }},
        {"height_m", "heightm", OutputField::real, [](const Place& p) { return OutputValue(p.height_m); }},
        {"households", "househlds", OutputField::integer,
         [](const Place& p) { return OutputValue(std::int64_t(p.households)); }},
        {"floors", "floors", OutputField::integer, [](const Place& p) { return OutputValue(std::int64_t(p.floors)); }},
        {"other_names", "othernames", OutputField::text, [](const Place& p) { return OutputValue(p.other_names); }},
    };
    write<Place>(
        world.places->rows, columns, job, geo::OutputShape::any,
        [](const Place& p) {
            return !p.area.empty()    ? geo::wkb_from_multipolygon(p.area)
                   : !p.lines.empty() ? geo::wkb_from_multiline(p.lines)
                                      : geo::wkb_from_point(p.point);
        },
        area, report);
}

} // namespace

ExportReport export_from(Store& store, const ExportJob& wanted)
{
    const auto begin = std::chrono::steady_clock::now();
    ExportJob job = wanted;
    job.crs = resolve_system(store, wanted.crs);
    if (!job.draft.empty() && job.kind != ImportKind::grids)
        throw Error(geo::remark("draft_grids_only"));
    WorkspaceLoaded world = store.load();
    if (!job.draft.empty())
        world.grids = frozen(rows_of(load_draft(store, job.draft, job.now)));
    ExportReport report;
    switch (job.kind) {
    case ImportKind::grids:
        export_grids(world, job, report);
        break;
    case ImportKind::cameras:
        export_cameras(world, job, report);
        break;
    case ImportKind::incidents:
        export_incidents(world, job, report);
        break;
    case ImportKind::places:
        export_places(world, job, report);
        break;
    default:
        throw Error(geo::remark("export_kinds"));
    }
    if (!world.info.read_only) {
        const SessionLogEntry entry{job.now, job.actor, "export", import_kind_names[std::size_t(job.kind)],
                                    fmt::format("rows={} file={}", report.written, job.out.filename().string())};
        store.log(std::span(&entry, 1));
    }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

std::string json_from(const ExportReport& report)
{
    std::vector<std::string> notes;
    for (const geo::Remark& note : report.notes)
        notes.push_back(geo::error_words(note));
    const nlohmann::ordered_json object{{"written", report.written}, {"notes", notes}, {"seconds", report.seconds}};
    return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace data
