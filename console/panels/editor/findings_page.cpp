#include "console/panels/editor/side_pages.h"

namespace console {
namespace {

class FindingsPage final : public SidePage {
public:
    void draw(const FramePainter&, Outbox&, Rect) override {}
};

}

std::unique_ptr<SidePage> make_findings_page() { return std::make_unique<FindingsPage>(); }

}
