#include "data/import/kinds.h"
#include "data/import/run.h"
#include "data/store/named_system.h"
#include "geo/formats/map_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace data {

void import_layer(Import& import)
{
    namespace fs = std::filesystem;
    const geo::MapSource source = geo::describe_map_source(import.job.source);
    import.report.read = 1;
    Layer layer;
    layer.kind = import.job.kind == ImportKind::reference ? LayerKind::reference
                 : source.is_raster                       ? LayerKind::raster_basemap
                                                          : LayerKind::vector_basemap;
    layer.path = fs::weakly_canonical(import.job.source).string();
    layer.name = !import.job.layer.empty() ? import.job.layer
                 : !source.name.empty()    ? source.name
                                           : fs::path(import.job.source).stem().string();
    layer.crs = import.system = resolve_system(import.store, import.job.crs);
    layer.attribution = source.attribution;
    const std::vector<Layer>& before = import.world.layers->rows;
    for (const Layer& other : before)
        layer.order = std::max(layer.order, other.order + 1);
    const auto known = std::ranges::find_if(
        before, [&](const Layer& other) { return other.path == layer.path && other.kind == layer.kind; });
    if (known != before.end()) {
        const Layer& old = *known;
        layer.id = old.id, layer.visible = old.visible, layer.opacity = old.opacity, layer.order = old.order;
        count_found(import.report,
                    old.name == layer.name && old.crs == layer.crs && old.attribution == layer.attribution);
    }
    import.report.layer = layer.name;
    import.report.crs = layer.crs.empty() ? source.crs : layer.crs.starts_with("FITTED:") ? std::string("FITTED") : layer.crs;
    import.report.imported = 1;
    import.note({source.is_raster ? "raster_basemap" : "vector_basemap", {source.driver}});
    if (!source.bounds.is_empty())
        import.note({"lies_between", {fmt::format("{:.4f} {:.4f}", source.bounds.west, source.bounds.south),
                                      fmt::format("{:.4f} {:.4f}", source.bounds.east, source.bounds.north)}});
    if (source.attribution.empty())
        import.note({"no_attribution"});
    if (!import.job.dry_run && import.report.unchanged == 0)
        import.store.put(layer);
}

} // namespace data
