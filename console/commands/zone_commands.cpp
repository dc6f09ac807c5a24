#include "console/commands/functions.h"
#include "console/frame/draft_view.h"
#include "console/frame/view.h"
#include "geo/formats/map_source.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace console::zone_commands {
namespace {

std::optional<data::LayerId> layer_id(const std::string& text)
{
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(data::LayerId{id}) : std::nullopt;
}

/// Its outlines are on the map while it is judged.
void check_layer(CommandContext& context, data::Layer layer)
{
    if (!layer.visible) {
        layer.visible = true;
        context.services.records.change(data::ChangeLayer{layer});
    }
    const geo::LayerOfFile file = geo::layer_of_file(layer.path);
    context.services.drafts.check_zones({file.path, file.layer, {}, layer.crs}, layer.name);
}

void check_file(CommandContext& context, const std::string& text)
{
    const data::ZoneFile file = data::zone_file_from(text);
    const bool is_there = std::ranges::any_of(context.world.layers->rows, [&](const data::Layer& layer) { return geo::layer_of_file(layer.path).path == file.path; });
    if (!is_there)
        context.services.imports.import_as(file.path, "reference", "");
    context.services.drafts.check_zones(file, std::filesystem::path(file.path).filename().string());
}

}

void check(CommandContext& context, Arguments arguments)
{
    EditorState& editor = context.session.editor;
    const std::string asked = arguments.empty() ? editor.zones : rest_argument(arguments, 0);
    if (!context.draft)
        throw Error(geo::remark("draft.not_yet"));
    if (asked.empty())
        throw Error(geo::remark("zones.none_yet"));
    const auto id = layer_id(asked);
    const data::Layer* layer = id ? context.world.layers->find(*id) : nullptr;
    if (id && (!layer || layer->kind != data::LayerKind::reference))
        throw Error(geo::remark("zones.none_yet"));
    layer ? check_layer(context, *layer) : check_file(context, asked);
    if (editor.zones != asked)
        editor.zone.reset();
    editor.zones = asked;
    editor.drawer = EditDrawer::zones;
}

void cancel(CommandContext& context, Arguments) { context.services.drafts.cancel_zones(); }

void show(CommandContext& context, Arguments arguments)
{
    if (!context.draft || !context.draft->zones)
        throw Error(geo::remark("zones.none_yet"));
    const ZoneCheck& check = *context.draft->zones;
    const auto at = static_cast<std::size_t>(number_argument(arguments, 0, "zone"));
    if (at >= check.zones.size())
        throw Error(geo::remark("no_zone", text_argument(arguments, 0, "zone")));
    EditorState& editor = context.session.editor;
    editor.zone = at;
    const data::DraftVersion& version = context.draft->draft.version();
    const data::ZoneReport& zone = check.zones[at];
    std::set<geo::FaceId> marked;
    geo::LonLatBox box;
    for (const data::ZoneCut& cut : zone.cuts)
        if (version.grid(cut.face))
            marked.insert(cut.face), box.add(geo::lonlat_box(version.map.face(cut.face)->box));
    // Of a union: the grids it is made of, and all of it.
    if (zone.cuts.empty())
        for (const geo::FaceId face : zone.whole)
            if (version.grid(face))
                marked.insert(face);
    if (box.is_empty())
        box = check.boxes[at];
    editor.selected = std::move(marked);
    if (box.is_empty())
        return;
    const geo::MapPoint low = geo::map_from_lonlat({box.west, box.south}), high = geo::map_from_lonlat({box.east, box.north});
    // Two thirds of a usual map.
    constexpr double wide = 800, tall = 400;
    show_view(context.session.map, {{(low.x + high.x) / 2, (low.y + high.y) / 2}, std::max({(high.x - low.x) / wide, (high.y - low.y) / tall, 0.05})});
}

}
