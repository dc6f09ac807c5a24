// Splitting: a line across one grid, or as many as it crosses.

#include "console/map/tools/edit_tool.h"
#include "console/map/tools/map_tools.h"

namespace console {
namespace {

class SplitTool final : public LineMapTool {
protected:
    EditTool tool() const override { return EditTool::split; }
    std::optional<data::DraftOp> op_for(const MapScene& scene, const geo::Line& line) const override
    {
        if (line.size() < 2)
            return {};
        return data::SplitOp{line, refs(scene)};
    }
    std::string note(const MapScene& scene) const override
    {
        const std::size_t count = refs(scene).size();
        return count == 0 ? std::string() : scene.view().text.format("edit.split.only", {std::to_string(count)});
    }
    bool is_unfinished(data::DraftRefusal reason) const override { return reason == data::DraftRefusal::not_adjacent || LineMapTool::is_unfinished(reason); }
    const char* refused_key(data::DraftRefusal reason) const override
    {
        return reason == data::DraftRefusal::not_adjacent ? "edit.split.not_adjacent" : nullptr;
    }

private:
    /// Asked for in every frame.
    const std::vector<data::GridRef>& refs(const MapScene& scene) const
    {
        const std::pair of{draft(scene)->draft.ground_ptr(), draft(scene)->revision};
        if (refs_of_ != of || !selected_.is_same(state(scene).selected))
            refs_ = selected_refs(scene), refs_of_ = of, selected_ = state(scene).selected;
        return refs_;
    }

    mutable std::pair<data::DraftGroundPtr, std::uint64_t> refs_of_; // of the draft as it was opened; revision
    mutable FaceSet selected_;
    mutable std::vector<data::GridRef> refs_;
};

} // namespace

std::unique_ptr<MapTool> make_split_tool() { return std::make_unique<SplitTool>(); }

} // namespace console
