#pragma once
// Dear ImGui for one window: its context, its GL side, and the way in for our input events. UI thread; needs a current GL context.

#include "console/look/glyphs.h"
#include "console/look/palette.h"
#include "console/window/damage.h"
#include "console/window/surface.h"

#include <bitset>
#include <functional>
#include <span>
#include <string>
#include <vector>

struct ImGuiContext;

namespace console {

class ImguiHost {
public:
    ImguiHost(Surface& surface, Glyphs& glyphs);
    ~ImguiHost();
    ImguiHost(const ImguiHost&) = delete;
    ImguiHost& operator=(const ImguiHost&) = delete;

    /// Before anything else of this window's: its context becomes the current one.
    void make_current();
    /// Returns how many of the events it took; the others belong to the next frame.
    std::size_t begin_frame(std::span<const InputEvent> events, float seconds_since_last);
    /// Draws what differs from the frame before over what the bound framebuffer still holds of it, on `ground`. Returns what
    /// differed; `prepare` is told before it is drawn.
    std::vector<PixelBox> end_frame(Rgba ground, const std::function<void(const std::vector<PixelBox>&)>& prepare = {});
    /// Something lies on this box of the window with that number, as of the last frame.
    bool is_covered(unsigned window, const PixelBox& box) const;
    /// The next frame is drawn whole: what the framebuffer held is gone, or the font's texture is another one.
    void forget_frame() { damage_.forget(); }
    /// A text field has the keyboard (as of the last frame).
    bool field_has_keyboard() const;
    /// Takes the keyboard away from the field that has it; what was typed stays.
    void leave_field();

private:
    void feed(const InputEvent& event);
    void set_held_modifiers();
    void paste_private();

    Damage damage_;
    Surface& surface_;
    Glyphs& glyphs_;
    ImGuiContext* context_ = nullptr;
    std::bitset<512> held_; // keys by their numbers
    std::string pasted_;    // private-use characters on their way into a field
    std::string clipboard_; // what GetClipboardText returned last; ImGui keeps the pointer
};

}
