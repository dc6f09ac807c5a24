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
        return split_of(scene, line);
    }
};

} // namespace

std::unique_ptr<MapTool> make_split_tool() { return std::make_unique<SplitTool>(); }

} // namespace console
