#pragma once
// What stands on the editor's toolbar: each tool with its word and key, and why it cannot be used now. Pure.

#include "console/frame/draft_view.h"
#include "console/seat/session.h"

#include <string>
#include <vector>

namespace console {

struct ToolButton {
    const char* command = "";
    const char* title = "";       // key of data/i18n
    bool is_chosen = false;
    bool is_enabled = true;
    const char* reason = "";      // why it is not, key of data/i18n
    std::string count;            // behind the title: "41"
    bool begins_group = false;
};

/// `draft`: null while none is open.
std::vector<ToolButton> make_tool_buttons(const Session& session, const DraftView* draft);

}
