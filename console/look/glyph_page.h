#pragma once
// The atlas of one ImGui context without its texture: fonts in four sizes, grown in place. New characters are baked with FreeType
// below the glyphs that are there; when the page is full it doubles in height, keeping every glyph. UI thread; needs no GL.

#include <memory>
#include <vector>

struct ImFontAtlas;

namespace console {

class GlyphPage {
public:
    /// Finds the fonts. Throws Error when there is no Noto Sans CJK, naming the package that has it.
    explicit GlyphPage(ImFontAtlas& atlas);
    ~GlyphPage();

    /// ASCII and Latin-1 at 14, 16, 20 px and figures at 28 px, times `scale`; drops what was baked before.
    void build(float scale);

    struct Change {
        bool whole = false;                 // the page has another size: upload all of it
        int x = 0, y = 0, width = 0, height = 0; // otherwise this part, in pixels; empty when width is 0
    };
    struct Wanted {
        char32_t carried, real;             // equal unless it travels as a private-use code point
    };
    /// Bakes the characters into the three text sizes, 20 µs each. One that no font has is drawn as its code point in small
    /// hexadecimal figures within a frame.
    Change bake(const std::vector<Wanted>& characters);

    const unsigned char* pixels() const;    // one byte of opacity each
    int width() const;
    int height() const;
    bool has(char32_t carried) const;
    /// Whether some font has a shape for it (else it shows as its code point).
    bool is_covered(char32_t character) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}
