#pragma once
// The panels that belong to the shell itself: strips at the edges, and what lies over the screen on a key.

#include "console/frame/panel.h"

namespace console {

std::unique_ptr<Panel> make_top_strip();
std::unique_ptr<Panel> make_status_strip();
std::unique_ptr<Panel> make_command_palette();
std::unique_ptr<Panel> make_key_list();
std::unique_ptr<Panel> make_figures_panel();
std::unique_ptr<Panel> make_menu_panel();
std::unique_ptr<Panel> make_form_panel();
std::unique_ptr<Panel> make_guide_panel();
/// Window pixels of the guided tour's strip: the same for all its stations, so that nothing moves between them.
float guide_height(const View& view, float width);

}
