#pragma once
// What panels draw with: rectangles, text that is shortened and never clipped, named areas that can be clicked, buttons that show
// their key. Lives for one draw() on the current ImGui window; sizes are logical pixels unless said otherwise. UI thread.

#include "console/look/glyphs.h"
#include "console/look/look.h"
#include "console/look/palette.h"
#include "console/look/shorten.h"
#include "console/look/signs.h"

#include <string>
#include <string_view>

namespace console {

enum class Align { left, centre, right };

struct TextStyle {
    FontSize size = FontSize::body;
    Colour colour = Colour::text;
    Align align = Align::left;
    Shorten shorten = Shorten::end;
    float alpha = 1;
};

/// What the operator did with a named area in this frame.
struct AreaState {
    bool hovered = false, clicked = false, double_clicked = false, right_clicked = false, held = false;
};

class Painter {
public:
    explicit Painter(const Look& look);
    /// To measure before there is a window: draws into no window's list.
    static Painter to_measure(const Look& look);

    const Look& look() const { return look_; }
    ImDrawList& list() const { return list_; }
    /// Logical pixels as whole window pixels.
    float px(float logical) const;
    Rgba colour(Colour meaning, float alpha = 1) const { return look_.palette.with_alpha(meaning, alpha); }

    void fill(Rect box, Colour meaning, float alpha = 1) const;
    void fill_with(Rect box, Rgba colour) const; // a colour of the palette that has no name (choropleth)
    void frame(Rect box, Colour meaning, float width = 1, float alpha = 1) const;
    void dashed_frame(Rect box, Colour meaning, float width = 1) const;
    void hatch(Rect box, Colour meaning, float alpha, float step) const;
    void horizontal(float x0, float x1, float y, Colour meaning = Colour::line) const;
    void vertical(float x, float y0, float y1, Colour meaning = Colour::line) const;

    float width(std::string_view text, FontSize size = FontSize::body) const;
    float line_height(FontSize size = FontSize::body) const;
    /// One line, in the middle of the box's height; shortened where it does not fit, with the whole text on hover. Returns the
    /// width it took.
    float text(Rect box, std::string_view text, TextStyle style = {}) const;
    /// Several lines broken at the box's width; returns the height taken. When the box is too low, the last line is
    /// shortened, with all that is left on hover.
    float paragraph(Rect box, std::string_view text, TextStyle style = {}) const;
    /// The height paragraph() would take at this width.
    float paragraph_height(float width, std::string_view text, FontSize size = FontSize::body) const;

    void sign(Sign sign, float x_centre, float y_centre, float size, Colour meaning = Colour::text, int part = 0) const;

    /// Makes the box react to the mouse under this name, which scripts use too.
    AreaState area(const std::string& name, Rect box) const;
    /// A button that shows its key: [A] Accept. True when pressed.
    bool button(const std::string& name, Rect box, std::string_view label, std::string_view key = {}, bool enabled = true, bool chosen = false) const;
    /// The width such a button wants.
    float button_width(std::string_view label, std::string_view key = {}) const;
    /// The key alone in its little frame; returns its width.
    float key_cap(float x, float y_centre, std::string_view key, float alpha = 1) const;
    /// What, why, what to do, with its key: drawn in the middle of the box. True when the action was pressed.
    bool empty_screen(Rect box, const std::string& name, std::string_view what, std::string_view why, std::string_view action = {},
                      std::string_view key = {}) const;
    void tooltip(std::string_view text) const;

private:
    Painter(const Look& look, ImDrawList& list) : look_(look), list_(list) {}

    const Look& look_;
    ImDrawList& list_;
};

/// The whole of the current ImGui window, its padding included; and what is left of it below the cursor.
Rect window_box();
/// `box` without `amount` at its sides.
Rect inset(Rect box, float horizontal, float vertical);
/// Cuts a piece off the box and returns it.
Rect cut_top(Rect& box, float height);
Rect cut_bottom(Rect& box, float height);
Rect cut_left(Rect& box, float width);
Rect cut_right(Rect& box, float width);

}
