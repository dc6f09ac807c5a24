#pragma once
// The one function every string passes on its way to ImGui. It notes characters the atlas has not got yet (they are there in the
// next frame) and maps characters beyond U+FFFF, which Debian's ImGui cannot carry, to private-use code points of our own.
// One per window context; UI thread.

#include <memory>
#include <string>
#include <string_view>

namespace console {

class Glyphs {
public:
    Glyphs();
    ~Glyphs();

    /// Text ready for ImGui; valid until the next frame begins.
    const char* shown(std::string_view utf8);
    /// What an ImGui field holds, whole again: for the store, the clipboard, exports.
    std::string whole(std::string_view from_imgui) const;
    /// A typed character as ImGui's input takes it; noted like any other.
    char32_t carried(char32_t character);

    /// Builds the atlas of the current ImGui context (four sizes: 14, 16, 20, 28 px × scale) and makes its texture in the current GL
    /// context; again after a change of scale. Throws Error when the font is missing.
    void build(float scale);
    /// Between frames: bakes the characters noted since, into the atlas in place. Needs the GL context of build().
    void grow();
    /// Right before ImGui::NewFrame(), after the back end's own: what shown() gave out before is void.
    void begin_frame();
    /// Characters were noted that the next frame will have: ask for one.
    bool has_unseen() const;
    /// Drops the texture; the GL context is about to go.
    void release();

    struct Impl;
    Impl& impl() { return *impl_; }

private:
    std::unique_ptr<Impl> impl_;
};

/// The four sizes of docs/SCREENS.md. `digits` holds figures only.
enum class FontSize { secondary, body, title, digits };
void push_font(FontSize size);
void pop_font();

}
