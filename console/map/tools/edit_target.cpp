#include "console/map/tools/edit_target.h"

#include "console/map/tools/snap_ground.h"

namespace console {
namespace {

unsigned bit(geo::SnapTarget target) { return 1u << static_cast<unsigned>(target); }

unsigned targets_of(const std::set<SnapKind>& kinds, bool has_sources)
{
    unsigned targets = has_sources ? bit(geo::SnapTarget::corner) | bit(geo::SnapTarget::line) : 0;
    const auto add = [&](SnapKind kind, geo::SnapTarget target) { targets |= kinds.contains(kind) ? bit(target) : 0; };
    add(SnapKind::node, geo::SnapTarget::node);
    add(SnapKind::vertex, geo::SnapTarget::vertex);
    add(SnapKind::edge, geo::SnapTarget::edge);
    add(SnapKind::outline, geo::SnapTarget::outline);
    add(SnapKind::crossing, geo::SnapTarget::crossing);
    return targets;
}

const data::DraftGrid* grid_of(const data::DraftVersion& version, geo::FaceId face) { return face == geo::no_face ? nullptr : version.grid(face); }

SnapKind kind_of(const geo::Snapped& snapped, const std::vector<SnapGround::Source>& sources)
{
    switch (snapped.target) {
    case geo::SnapTarget::node: return SnapKind::node;
    case geo::SnapTarget::crossing: return SnapKind::crossing;
    case geo::SnapTarget::vertex: return SnapKind::vertex;
    case geo::SnapTarget::outline: return SnapKind::outline;
    case geo::SnapTarget::edge: return SnapKind::edge;
    case geo::SnapTarget::corner:
    case geo::SnapTarget::line: break;
    }
    return sources[snapped.source].kind;
}

std::string name_of(const MapScene& scene, const EditTarget& target)
{
    const Texts& text = scene.view().text;
    const data::DraftVersion& version = scene.view().draft->draft.version();
    const std::string word = text(std::string("edit.snap.") + snap_kind_names[static_cast<std::size_t>(*target.kind)]);
    switch (*target.kind) {
    case SnapKind::node: return word;
    case SnapKind::vertex:
    case SnapKind::edge:
    case SnapKind::outline:
        return word + " " + short_name(grid_of(version, target.snapped.left)) + "|" + short_name(grid_of(version, target.snapped.right));
    case SnapKind::crossing: {
        const std::string name(target.snapped.name), other(target.snapped.other_name);
        return name.empty() && other.empty() ? word : other.empty() || name.empty() ? word + " " + name + other : name + " × " + other;
    }
    case SnapKind::reference:
    case SnapKind::road:
    case SnapKind::river:
    case SnapKind::building: break;
    }
    return target.snapped.name.empty() ? word : std::string(target.snapped.name);
}

} // namespace

std::string short_name(const data::DraftGrid* grid)
{
    if (!grid)
        return "–";
    constexpr std::size_t sequence = 2; // the last digits of a code tell grids of one community apart
    return grid->code.size() > sequence ? grid->code.substr(grid->code.size() - sequence) : grid->name;
}

std::vector<EditTarget> find_targets(const MapScene& scene, geo::LonLat place, std::optional<geo::FixedPoint> except)
{
    const DraftView* draft = scene.view().draft;
    if (!draft)
        return {};
    const SnapSettings& settings = scene.session().editor.snap;
    const auto sources = scene.snap ? scene.snap->sources(settings.kinds) : std::vector<SnapGround::Source>();
    const data::DraftVersion& version = draft->draft.version();
    geo::SnapQuery query{.at = geo::fixed_from_lonlat(place),
                         .reach_m = settings.reach_px * ground_metres_per_pixel(scene.viewport.view),
                         .targets = targets_of(settings.kinds, !sources.empty()),
                         .sources = {},
                         .is_outline = {},
                         .except = except};
    for (const SnapGround::Source& source : sources)
        query.sources.push_back(source.lines);
    query.is_outline = [&](const geo::SharedArc& arc) {
        const data::DraftGrid *left = grid_of(version, arc.left), *right = grid_of(version, arc.right);
        return !left || !right || left->parent != right->parent;
    };
    std::vector<EditTarget> found;
    for (const geo::Snapped& snapped : geo::find_snaps(version.map, query)) {
        EditTarget& target = found.emplace_back();
        target.place = geo::lonlat_from_fixed(snapped.point);
        target.snapped = snapped;
        target.kind = kind_of(snapped, sources);
        if (snapped.target == geo::SnapTarget::corner || snapped.target == geo::SnapTarget::line || snapped.target == geo::SnapTarget::crossing)
            target.lines = sources[snapped.source].lines;
        target.name = name_of(scene, target);
    }
    return found;
}

EditTarget find_target(const MapScene& scene, geo::LonLat place, std::optional<geo::FixedPoint> except)
{
    std::vector<EditTarget> found = find_targets(scene, place, except);
    if (!found.empty())
        return std::move(found.front());
    EditTarget target;
    target.place = geo::lonlat_from_fixed(geo::fixed_from_lonlat(place)); // as it will be kept
    return target;
}

} // namespace console
