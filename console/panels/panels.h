#pragma once
// The panels that hold the operator's work; rows of panel_table.cpp.

#include "console/frame/panel.h"

#include <memory>

namespace console {

std::unique_ptr<Panel> make_queue_panel();
std::unique_ptr<Panel> make_case_panel();
std::unique_ptr<Panel> make_list_panel();
std::unique_ptr<Panel> make_wall_panel();
std::unique_ptr<Panel> make_wall_side_panel();
std::unique_ptr<Panel> make_start_panel();
std::unique_ptr<Panel> make_search_panel();
std::unique_ptr<Panel> make_messages_panel();
std::unique_ptr<Panel> make_diary_panel();
std::unique_ptr<Panel> make_password_panel();
std::unique_ptr<Panel> make_import_panel();
std::unique_ptr<Panel> make_file_panel();
std::unique_ptr<Panel> make_sign_on_panel();
std::unique_ptr<Panel> make_log_panel();
std::unique_ptr<Panel> make_sheet_panel();
std::unique_ptr<Panel> make_upgrade_panel();
std::unique_ptr<Panel> make_gallery_panel();
std::unique_ptr<Panel> make_edit_tools_panel();
std::unique_ptr<Panel> make_edit_drafts_panel();
std::unique_ptr<Panel> make_edit_side_panel();
std::unique_ptr<Panel> make_edit_drawer_panel();
std::unique_ptr<Panel> make_edit_card_panel();

}
