// Cutting out: what lies inside a closed line becomes a grid of its own.

#include "console/map/tools/edit_tool.h"
#include "console/map/tools/map_tools.h"

namespace console {
namespace {

class CutTool final : public LineMapTool {
protected:
    EditTool tool() const override { return EditTool::cut; }
    bool is_ring() const override { return true; }
    std::optional<data::DraftOp> op_for(const MapScene&, const geo::Line& line) const override
    {
        if (line.size() < 3)
            return {};
        return data::CutOp{line, {}};
    }
};

} // namespace

std::unique_ptr<MapTool> make_cut_tool() { return std::make_unique<CutTool>(); }

} // namespace console
