// Drawing a new grid, on unassigned land or over grids that give way.

#include "console/map/tools/edit_tool.h"
#include "console/map/tools/map_tools.h"

namespace console {
namespace {

class DrawGridTool final : public LineMapTool {
protected:
    EditTool tool() const override { return EditTool::draw; }
    bool is_ring() const override { return true; }
    std::optional<data::DraftOp> op_for(const MapScene&, const geo::Line& line) const override
    {
        if (line.size() < 3)
            return {};
        return data::DrawOp{line, {}};
    }
};

} // namespace

std::unique_ptr<MapTool> make_draw_tool() { return std::make_unique<DrawGridTool>(); }

} // namespace console
