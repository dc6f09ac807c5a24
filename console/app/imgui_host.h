#pragma once
// Dear ImGui for one window: its context, its GL side, and the way in for our input events. UI thread; needs a current GL context.

#include "console/gl/surface.h"
#include "console/glyphs.h"

#include <span>
#include <string>

struct ImGuiContext;

namespace console {

class ImguiHost {
public:
    ImguiHost(Surface& surface, Glyphs& glyphs);
    ~ImguiHost();
    ImguiHost(const ImguiHost&) = delete;
    ImguiHost& operator=(const ImguiHost&) = delete;

    /// Returns how many of the events it took; the others belong to the next frame.
    std::size_t begin_frame(std::span<const InputEvent> events, float seconds_since_last);
    void end_frame();
    /// A text field has the keyboard (as of the last frame).
    bool field_has_keyboard() const;
    /// Takes the keyboard away from the field that has it; what was typed stays.
    void leave_field();

private:
    void feed(const InputEvent& event);
    void paste_private();

    Surface& surface_;
    Glyphs& glyphs_;
    ImGuiContext* context_ = nullptr;
    std::string pasted_;    // private-use characters on their way into a field
    std::string clipboard_; // what GetClipboardText returned last; ImGui keeps the pointer
};

}
