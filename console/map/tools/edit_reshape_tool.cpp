// Reshaping: a line that leaves a border and meets it again becomes the border.

#include "console/map/tools/edit_tool.h"
#include "console/map/tools/map_tools.h"

namespace console {
namespace {

class ReshapeTool final : public LineMapTool {
protected:
    EditTool tool() const override { return EditTool::reshape; }
    std::optional<data::DraftOp> op_for(const MapScene&, const geo::Line& line) const override
    {
        if (line.size() < 2)
            return {};
        return data::ReshapeOp{line, {}};
    }
    bool is_unfinished(data::DraftRefusal reason) const override { return reason == data::DraftRefusal::not_adjacent || LineMapTool::is_unfinished(reason); }
    const char* refused_key(data::DraftRefusal reason) const override
    {
        return is_unfinished(reason) && reason != data::DraftRefusal::too_few_points ? "edit.reshape.not_adjacent" : nullptr;
    }
};

} // namespace

std::unique_ptr<MapTool> make_reshape_tool() { return std::make_unique<ReshapeTool>(); }

} // namespace console
