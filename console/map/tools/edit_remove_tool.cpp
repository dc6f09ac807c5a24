// Deleting a grid: its land goes to a neighbour, the one with the longest common border first, or to nobody.

#include "console/map/tools/edit_choice_tool.h"
#include "console/map/tools/map_tools.h"
#include "geo/shapes/near_plane.h"

#include <algorithm>

namespace console {
namespace {

double border_m(const geo::Tessellation& map, geo::FaceId face, geo::FaceId other)
{
    double length = 0;
    for (const geo::ArcId id : map.face(face)->arcs) {
        const geo::SharedArc& arc = *map.arc(id);
        if (arc.left != other && arc.right != other)
            continue;
        const geo::NearPlane plane(geo::lonlat_from_fixed(arc.points.front()).lat);
        for (std::size_t i = 1; i < arc.points.size(); ++i)
            length += plane.distance_m(geo::lonlat_from_fixed(arc.points[i - 1]), geo::lonlat_from_fixed(arc.points[i]));
    }
    return length;
}

class RemoveTool final : public ChoiceMapTool {
protected:
    const char* hint_key() const override { return "edit.remove.hint"; }
    bool takes_one() const override { return true; }
    std::vector<Choice> choices(const MapScene& scene, const std::vector<geo::FaceId>& faces) const override
    {
        if (faces.size() != 1)
            return {};
        const data::Draft& draft = scene.view().draft->draft;
        const data::DraftVersion& version = draft.version();
        const geo::FaceId face = faces.front();
        std::vector<std::pair<double, geo::FaceId>> neighbours;
        for (const geo::FaceId other : version.map.neighbours(face))
            if (other != geo::no_face && version.grid(other))
                neighbours.emplace_back(border_m(version.map, face, other), other);
        std::ranges::stable_sort(neighbours, std::greater<>(), &std::pair<double, geo::FaceId>::first);
        const data::GridRef grid = draft.name_for_scripts(face);
        const Texts& text = scene.view().text;
        std::vector<Choice> made;
        for (const auto& [length, other] : neighbours)
            made.push_back({text.format("edit.remove.into", {name_of_grid(version, face), name_of_grid(version, other)}),
                            data::RemoveOp{grid, data::GridRef(draft.name_for_scripts(other))}});
        made.push_back({text.format("edit.remove.unassigned", {name_of_grid(version, face)}), data::RemoveOp{grid, {}}});
        return made;
    }
};

} // namespace

std::unique_ptr<MapTool> make_remove_tool() { return std::make_unique<RemoveTool>(); }

} // namespace console
