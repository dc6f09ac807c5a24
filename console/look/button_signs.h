#pragma once
// Signs of buttons and lists; draw_sign() calls them. For the sources of console/look alone. UI thread, inside an ImGui frame.

#include "console/look/sign_pen.h"

namespace console::signs {

void draw_replay(const Pen& pen);
void draw_snapshot(const Pen& pen);
void draw_clip(const Pen& pen);
void draw_enlarge(const Pen& pen);
void draw_star(const Pen& pen, bool is_full);
void draw_folded(const Pen& pen);
void draw_play(const Pen& pen);
void draw_no_address(const Pen& pen);
void draw_tree(const Pen& pen);

}
