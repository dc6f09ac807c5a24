// Assigning grids to another community: those of their neighbours are offered, the nearest first; then a form with all of them.

#include "console/map/tools/edit_choice_tool.h"
#include "console/map/tools/map_tools.h"

#include <algorithm>
#include <map>

namespace console {
namespace {

constexpr std::size_t rounds = 3; // of neighbours that are asked for their community

class AssignTool final : public ChoiceMapTool {
protected:
    const char* hint_key() const override { return "edit.assign.hint"; }
    std::vector<Choice> choices(const MapScene& scene, const std::vector<geo::FaceId>& faces) const override
    {
        const data::Draft& draft = scene.view().draft->draft;
        const data::DraftVersion& version = draft.version();
        std::vector<data::GridRef> grids;
        for (const geo::FaceId face : faces)
            grids.emplace_back(draft.name_for_scripts(face));
        const auto all_belong_to = [&](data::GridId id) {
            return std::ranges::all_of(faces, [&](geo::FaceId face) { return version.grid(face)->parent == id; });
        };
        std::vector<data::GridId> found;
        std::set<geo::FaceId> seen(faces.begin(), faces.end());
        std::vector<geo::FaceId> ring = faces;
        for (std::size_t round = 0; round < rounds; ++round) {
            std::vector<geo::FaceId> next;
            for (const geo::FaceId face : ring)
                for (const geo::FaceId other : version.map.neighbours(face)) {
                    if (other == geo::no_face || !seen.insert(other).second)
                        continue;
                    next.push_back(other);
                    const data::DraftGrid* grid = version.grid(other);
                    if (grid && grid->parent && !all_belong_to(grid->parent) && std::ranges::find(found, grid->parent) == found.end())
                        found.push_back(grid->parent);
                }
            ring = std::move(next);
        }
        std::vector<Choice> made;
        for (const data::GridId id : found)
            if (const data::Grid* community = draft.area(id))
                made.push_back({scene.view().text.format("edit.assign.to", {std::to_string(faces.size()), community->name}),
                                data::AssignOp{grids, data::GridRef("#" + std::to_string(id.value))}});
        if (!faces.empty())
            made.push_back({scene.view().text("edit.assign.all"), {}});
        return made;
    }
    void ask(Outbox& outbox) const override { outbox.run("form.open", {"grid.assign"}); }
};

} // namespace

std::unique_ptr<MapTool> make_assign_tool() { return std::make_unique<AssignTool>(); }

} // namespace console
