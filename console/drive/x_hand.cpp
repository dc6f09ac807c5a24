#include "console/drive/hand.h"

#include "console/error.h"

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

#include <map>
#include <set>

namespace console {
namespace {

/// Latin-1 keysyms are their own code points; the others carry a mark (X protocol, appendix A).
KeySym keysym_of(char32_t c)
{
    if (c == U'\n')
        return XK_Return;
    return c < 0x100 ? c : 0x01000000 | c;
}

KeySym keysym_of_key(int number)
{
    static const std::map<int, KeySym> special{
        {key::escape, XK_Escape},   {key::enter, XK_Return},      {key::tab, XK_Tab},         {key::backspace, XK_BackSpace},
        {key::insert, XK_Insert},   {key::del, XK_Delete},        {key::right, XK_Right},     {key::left, XK_Left},
        {key::down, XK_Down},       {key::up, XK_Up},             {key::page_up, XK_Page_Up}, {key::page_down, XK_Page_Down},
        {key::home, XK_Home},       {key::end, XK_End},           {key::left_ctrl, XK_Control_L}, {key::left_alt, XK_Alt_L},
        {key::left_shift, XK_Shift_L},  {key::menu, XK_Menu}};
    if (const auto at = special.find(number); at != special.end())
        return at->second;
    if (number >= key::f1 && number < key::f1 + 12)
        return XK_F1 + static_cast<KeySym>(number - key::f1);
    if (number >= 'A' && number <= 'Z')
        return static_cast<KeySym>(number - 'A' + 'a');
    return static_cast<KeySym>(number);
}

class XHand final : public Hand {
public:
    explicit XHand(const std::u32string& characters)
    {
        display_ = XOpenDisplay(nullptr);
        int unused = 0;
        if (!display_)
            throw Error("The script needs a display for its real key presses: set DISPLAY, or use --offscreen.");
        if (!XTestQueryExtension(display_, &unused, &unused, &unused, &unused))
            throw Error("This display takes no test events (extension XTEST): use --offscreen.");
        put_on_spare_keys(characters);
    }

    ~XHand() override
    {
        for (const auto& [keysym, code] : spare_) {
            KeySym none = NoSymbol;
            XChangeKeyboardMapping(display_, code, 1, &none, 1);
        }
        XCloseDisplay(display_);
    }

    void move(const Surface& surface, float x, float y) override
    {
        int left = 0, top = 0;
        surface.find_root_position(left, top);
        XTestFakeMotionEvent(display_, -1, left + static_cast<int>(x), top + static_cast<int>(y), CurrentTime);
        XSync(display_, False);
    }

    bool is_real() const override { return true; }

    void button(int number, bool down) override
    {
        XTestFakeButtonEvent(display_, number == 1 ? 3 : 1, down, CurrentTime);
        XSync(display_, False);
    }

    void wheel(int notches) override
    {
        const unsigned number = notches > 0 ? 4 : 5;
        for (int i = std::abs(notches); i > 0; --i) {
            XTestFakeButtonEvent(display_, number, True, CurrentTime);
            XTestFakeButtonEvent(display_, number, False, CurrentTime);
        }
        XSync(display_, False);
    }

    void key(const Chord& chord) override
    {
        const std::pair<bool, int> held[] = {{chord.modifiers.ctrl, key::left_ctrl}, {chord.modifiers.alt, key::left_alt}, {chord.modifiers.shift, key::left_shift}};
        for (const auto& [is_held, code] : held)
            if (is_held)
                press(keysym_of_key(code), true);
        tap(chord.character ? keysym_of(chord.character) : keysym_of_key(chord.key));
        for (const auto& [is_held, code] : held)
            if (is_held)
                press(keysym_of_key(code), false);
        XSync(display_, False);
    }

    void type(char32_t character) override
    {
        tap(keysym_of(character));
        XSync(display_, False);
    }

    void hold_shift(bool down) override
    {
        press(XK_Shift_L, down);
        XSync(display_, False);
    }

private:
    struct Place {
        KeyCode code = 0;
        bool shift = false;
    };

    Place place_of(KeySym keysym) const
    {
        if (const auto at = spare_.find(keysym); at != spare_.end())
            return {at->second, false};
        const KeyCode code = XKeysymToKeycode(display_, keysym);
        if (!code)
            return {};
        int per_code = 0;
        KeySym* symbols = XGetKeyboardMapping(display_, code, 1, &per_code);
        const bool plain = symbols && symbols[0] == keysym;
        XFree(symbols);
        return {code, !plain};
    }

    void press(KeySym keysym, bool down) { XTestFakeKeyEvent(display_, place_of(keysym).code, down, CurrentTime); }

    void tap(KeySym keysym)
    {
        const Place place = place_of(keysym);
        if (!place.code)
            throw Error("The keyboard has no key for one of the script's characters.");
        if (place.shift)
            press(XK_Shift_L, true);
        XTestFakeKeyEvent(display_, place.code, True, CurrentTime);
        XTestFakeKeyEvent(display_, place.code, False, CurrentTime);
        if (place.shift)
            press(XK_Shift_L, false);
    }

    void put_on_spare_keys(const std::u32string& characters)
    {
        std::set<KeySym> needed;
        for (const char32_t c : characters)
            if (!XKeysymToKeycode(display_, keysym_of(c)))
                needed.insert(keysym_of(c));
        int lowest = 0, highest = 0, per_code = 0;
        XDisplayKeycodes(display_, &lowest, &highest);
        KeySym* symbols = XGetKeyboardMapping(display_, static_cast<KeyCode>(lowest), highest - lowest + 1, &per_code);
        int code = highest;
        for (const KeySym keysym : needed) {
            const auto is_used = [&](int at) {
                for (int i = 0; i < per_code; ++i)
                    if (symbols[(at - lowest) * per_code + i] != NoSymbol)
                        return true;
                return false;
            };
            while (code >= lowest && is_used(code))
                --code;
            if (code < lowest) {
                XFree(symbols);
                throw Error("The script types more characters than the keyboard has spare keys.");
            }
            KeySym pair[2] = {keysym, keysym};
            XChangeKeyboardMapping(display_, code, 2, pair, 1);
            spare_[keysym] = static_cast<KeyCode>(code);
            --code;
        }
        XFree(symbols);
        XSync(display_, False);
    }

    Display* display_ = nullptr;
    std::map<KeySym, KeyCode> spare_;
};

}

std::unique_ptr<Hand> make_x_hand(const std::u32string& characters) { return std::make_unique<XHand>(characters); }

}
