#include "console/panels/editor/side_pages.h"

namespace console {
namespace {

class BalancePage final : public SidePage {
public:
    void draw(const FramePainter&, Outbox&, Rect) override {}
};

}

std::unique_ptr<SidePage> make_balance_page() { return std::make_unique<BalancePage>(); }

}
