#include "data/error.h"
#include "data/import/kinds.h"
#include "data/import/run.h"
#include "data/import/system.h"
#include "data/store/named_system.h"
#include "geo/formats/basemap.h"
#include "geo/formats/map_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace data {
namespace {

/// The layers of the file that become one each; "": the whole file is one. A drawing's own layers are switched one by one.
std::vector<std::string> layers_to_take(const ImportJob& job)
{
    if (job.layer.empty() && !geo::is_drawing(job.source))
        return {""};
    std::vector<std::string> names = geo::reference_layers(job.source);
    if (!job.layer.empty()) {
        if (std::ranges::find(names, job.layer) == names.end())
            throw Error(geo::remark("no_source_layer", job.layer, fmt::format("{}", fmt::join(names, ", "))));
        return {job.layer};
    }
    if (names.empty())
        throw Error(geo::remark("drawing_invisible"));
    return names;
}

/// What is snapped to must lie where it belongs: a file that does not say its system is asked for, as any import is.
std::string system_of(Import& import, const geo::MapSource& source)
{
    if (import.job.kind != ImportKind::reference || source.is_raster || source.driver == "OSM" || !import.job.crs.empty())
        return resolve_system(import.store, import.job.crs);
    geo::VectorFile file = geo::VectorFile::open(import.job.source);
    if (file.layers().empty())
        return {};
    const auto named = std::ranges::find(file.layers(), import.job.layer, &geo::VectorLayer::name);
    const std::size_t index = named == file.layers().end() ? 0 : static_cast<std::size_t>(named - file.layers().begin());
    const geo::VectorLayer& layer = file.layers()[index];
    for (const geo::VectorField& field : layer.fields)
        import.report.columns += (import.report.columns.empty() ? "" : "|") + field.name;
    return settle_system(import, file, geo::VectorQuery{.layer = index}, layer);
}

} // namespace

void import_layer(Import& import)
{
    namespace fs = std::filesystem;
    const geo::MapSource source = geo::describe_map_source(import.job.source);
    const bool is_reference = import.job.kind == ImportKind::reference;
    const std::string system = import.system = system_of(import, source);
    const std::vector<Layer>& before = import.world.layers->rows;
    int order = 0;
    for (const Layer& other : before)
        order = std::max(order, other.order + 1);
    for (const std::string& part : is_reference && !source.is_raster ? layers_to_take(import.job) : std::vector<std::string>{""}) {
        ++import.report.read;
        Layer layer;
        layer.kind = is_reference ? LayerKind::reference : source.is_raster ? LayerKind::raster_basemap : LayerKind::vector_basemap;
        layer.path = geo::text_of({fs::weakly_canonical(import.job.source).string(), part});
        const std::string stem = fs::path(import.job.source).stem().string();
        layer.name = !import.job.layer.empty() ? import.job.layer : !part.empty() ? stem + " · " + part : !source.name.empty() ? source.name : stem;
        layer.crs = system;
        layer.attribution = source.attribution;
        layer.order = order++;
        if (is_reference && source.is_raster)
            layer.opacity = 0.5; // what lies below is to be seen
        const auto known = std::ranges::find_if(before, [&](const Layer& other) { return other.path == layer.path && other.kind == layer.kind; });
        bool is_same = false;
        if (known != before.end()) {
            const Layer& old = *known;
            layer.id = old.id, layer.visible = old.visible, layer.opacity = old.opacity, layer.order = old.order;
            is_same = old.name == layer.name && old.crs == layer.crs && old.attribution == layer.attribution;
            count_found(import.report, is_same);
        }
        import.report.layer += (import.report.layer.empty() ? "" : ", ") + layer.name;
        ++import.report.imported;
        if (!import.job.dry_run && !is_same)
            import.store.put(layer);
    }
    import.report.crs = system.empty() ? source.crs : system.starts_with("FITTED:") ? std::string("FITTED") : system;
    import.note({source.is_raster ? "raster_basemap" : "vector_basemap", {source.driver}});
    if (!source.bounds.is_empty())
        import.note({"lies_between", {fmt::format("{:.4f} {:.4f}", source.bounds.west, source.bounds.south),
                                      fmt::format("{:.4f} {:.4f}", source.bounds.east, source.bounds.north)}});
    if (source.attribution.empty())
        import.note({"no_attribution"});
}

} // namespace data
