// Merging neighbours: the grids are clicked, and whose name stays is chosen.

#include "console/map/tools/edit_choice_tool.h"
#include "console/map/tools/map_tools.h"

#include <algorithm>

namespace console {
namespace {

class MergeTool final : public ChoiceMapTool {
protected:
    const char* hint_key() const override { return "edit.merge.hint"; }
    std::vector<Choice> choices(const MapScene& scene, const std::vector<geo::FaceId>& faces) const override
    {
        if (faces.size() < 2)
            return {};
        const data::Draft& draft = scene.view().draft->draft;
        std::vector<geo::FaceId> keepers = faces;
        const auto households = [&](geo::FaceId face) { return draft.version().grid(face)->households.value_or(0); };
        std::ranges::stable_sort(keepers, [&](geo::FaceId a, geo::FaceId b) { return households(a) > households(b); });
        std::vector<data::GridRef> grids;
        for (const geo::FaceId face : faces)
            grids.emplace_back(draft.name_for_scripts(face));
        std::vector<Choice> made;
        for (const geo::FaceId keeper : keepers)
            made.push_back({scene.view().text.format("edit.merge.keep", {std::to_string(faces.size()), name_of_grid(draft.version(), keeper)}),
                            data::MergeOp{grids, data::GridRef(draft.name_for_scripts(keeper))}});
        return made;
    }
};

} // namespace

std::unique_ptr<MapTool> make_merge_tool() { return std::make_unique<MergeTool>(); }

} // namespace console
