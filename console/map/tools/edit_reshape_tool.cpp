// Reshaping: a line that leaves a border and meets it again becomes the border.

#include "console/map/tools/edit_tool.h"
#include "console/map/tools/map_tools.h"

namespace console {
namespace {

class ReshapeTool final : public LineMapTool {
protected:
    EditTool tool() const override { return EditTool::reshape; }
    std::optional<data::DraftOp> op_for(const MapScene& scene, const geo::Line& line) const override
    {
        if (line.size() < 2)
            return {};
        return data::ReshapeOp{overshot(scene, line), {}};
    }
};

} // namespace

std::unique_ptr<MapTool> make_reshape_tool() { return std::make_unique<ReshapeTool>(); }

} // namespace console
