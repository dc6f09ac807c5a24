#include "console/panel.h"

#include "console/shell_panels/shell_panels.h"

namespace console {
namespace {

constexpr PanelRow table[] = {
    {"top", make_top_strip},
    {"status", make_status_strip},
    {"palette", make_command_palette},
    {"keys", make_key_list},
    {"figures", make_figures_panel},
};

}

std::span<const PanelRow> panel_table() { return table; }

}
