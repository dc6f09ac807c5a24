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

    /// Builds the atlas (four sizes: 14, 16, 20, 28 px × scale) and makes its texture; again after a change of scale. Needs GL.
    void build(float scale);
    /// Between frames: bakes the characters noted since, into the atlas in place.
    void grow();
    void begin_frame();
    bool has_unseen() const;

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
