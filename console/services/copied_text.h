#pragma once
// Words on their way to the clipboard: a command leaves them, the App hands them to the window. UI thread.

#include "console/frame/services.h"

#include <optional>
#include <utility>

namespace console {

class CopiedText final : public Clipboard {
public:
    void copy(const std::string& text) override { wanted_ = text; }

    /// What was copied last, once.
    std::optional<std::string> take() { return std::exchange(wanted_, std::nullopt); }

private:
    std::optional<std::string> wanted_;
};

}
