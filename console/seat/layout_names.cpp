#include "console/seat/layout_names.h"

#include <array>

namespace console {
namespace {

constexpr std::array layout_names{"start", "desk", "wall", "list", "gallery", "log", "sheet", "editor"};

}

const char* layout_name(Layout layout) { return layout_names[static_cast<std::size_t>(layout)]; }

std::optional<Layout> layout_from_name(std::string_view name)
{
    for (std::size_t i = 0; i < layout_names.size(); ++i)
        if (name == layout_names[i])
            return static_cast<Layout>(i);
    return std::nullopt;
}

}
