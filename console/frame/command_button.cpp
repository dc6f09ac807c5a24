#include "console/frame/command_button.h"

namespace console {

std::string_view key_of(const char* command)
{
    const CommandRow* row = find_command(command);
    return row ? row->key : "";
}

void command_button(const FramePainter& painter, Outbox& outbox, Rect& row, const std::string& name, std::string_view label, const char* command,
                    std::vector<std::string> arguments, bool enabled)
{
    const CommandRow* found = find_command(command);
    const View& view = painter.view();
    const bool can_run = enabled && found && (!found->enabled || found->enabled(view.world, view.session));
    const std::string_view key = found ? found->key : "";
    const Rect box = cut_left(row, painter.button_width(label, key));
    cut_left(row, painter.px(8));
    if (painter.button(name, box, label, key, can_run))
        outbox.run(command, std::move(arguments));
}

}
