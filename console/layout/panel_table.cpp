#include "console/frame/panel.h"

#include "console/map/panel/map_panel.h"
#include "console/panels/panels.h"
#include "console/panels/shell/shell_panels.h"

namespace console {
namespace {

constexpr PanelRow panel_rows[] = {
    {"top", make_top_strip},
    {"status", make_status_strip},
    {"map", make_map_panel},
    {"palette", make_command_palette},
    {"keys", make_key_list},
    {"figures", make_figures_panel},
    {"menu", make_menu_panel},
    {"form", make_form_panel},
    {"guide", make_guide_panel},
    {"files", make_file_panel},
    {"queue", make_queue_panel},
    {"case", make_case_panel},
    {"list", make_list_panel},
    {"wall", make_wall_panel},
    {"wall_side", make_wall_side_panel},
    {"start", make_start_panel},
    {"search", make_search_panel},
    {"messages", make_messages_panel},
    {"diary", make_diary_panel},
    {"password", make_password_panel},
    {"import", make_import_panel},
    {"sign_on", make_sign_on_panel},
    {"log", make_log_panel},
    {"sheet", make_sheet_panel},
    {"upgrade", make_upgrade_panel},
    {"gallery", make_gallery_panel},
    {"edit_tools", make_edit_tools_panel},
    {"edit_drafts", make_edit_drafts_panel},
    {"edit_side", make_edit_side_panel},
    {"edit_drawer", make_edit_drawer_panel},
    {"edit_card", make_edit_card_panel},
};

}

std::span<const PanelRow> panel_table() { return panel_rows; }

}
