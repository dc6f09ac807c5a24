// The place of the incident being reported: the next click sets it.

#include "console/map/tools/map_tools.h"

namespace console {
namespace {

class ReportTool final : public MapTool {
public:
    void click(const MapScene& scene, ScreenPoint at, bool, Outbox& outbox) override { outbox.run("report.position", words_at(scene, at)); }
    bool sets_points() const override { return true; }
};

}

std::unique_ptr<MapTool> make_report_tool() { return std::make_unique<ReportTool>(); }

}
