#pragma once
// The picture of a window that somebody asked for; the frame that draws it takes the wish. UI thread.

#include "console/frame/services.h"

#include <utility>

namespace console {

class Screenshots final : public Photographer {
public:
    void take_screenshot(const std::string& path) override { wanted_ = path; }

    bool is_wanted() const { return !wanted_.empty(); }
    /// The file asked for last, once; empty: none.
    std::string take() { return std::exchange(wanted_, {}); }

private:
    std::string wanted_;
};

}
