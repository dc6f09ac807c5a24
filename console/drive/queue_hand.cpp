#include "console/drive/hand.h"

namespace console {
namespace {

class QueueHand final : public Hand {
public:
    explicit QueueHand(InputQueue& queue) : queue_(queue) {}

    void move(const Surface&, float x, float y) override { queue_.push({.kind = InputEvent::Kind::move, .x = x, .y = y}); }
    void button(int number, bool down) override { queue_.push({.kind = InputEvent::Kind::button, .code = number, .down = down}); }
    void wheel(int notches) override { queue_.push({.kind = InputEvent::Kind::wheel, .y = static_cast<float>(notches)}); }

    void key(const Chord& chord) override
    {
        const std::pair<bool, int> held[] = {{chord.modifiers.ctrl, key::left_ctrl}, {chord.modifiers.alt, key::left_alt}, {chord.modifiers.shift, key::left_shift}};
        for (const auto& [is_held, code] : held)
            if (is_held)
                push(code, true, chord.modifiers);
        push(chord.key, true, chord.modifiers);
        const bool makes_character = chord.key >= 32 && chord.key < 127 && !chord.modifiers.ctrl && !chord.modifiers.alt;
        if (makes_character) {
            const char32_t plain = chord.key >= 'A' && chord.key <= 'Z' && !chord.modifiers.shift ? chord.key - 'A' + 'a' : chord.key;
            queue_.push({.kind = InputEvent::Kind::character, .character = plain});
        }
        push(chord.key, false, chord.modifiers);
        for (const auto& [is_held, code] : held)
            if (is_held)
                push(code, false, {});
    }

    void hold_shift(bool down) override { push(key::left_shift, down, {.shift = down}); }
    void type(char32_t character) override { queue_.push({.kind = InputEvent::Kind::character, .character = character}); }

private:
    void push(int code, bool down, Modifiers modifiers)
    {
        queue_.push({.kind = InputEvent::Kind::key, .code = code, .down = down, .modifiers = modifiers});
    }

    InputQueue& queue_;
};

}

std::unique_ptr<Hand> make_queue_hand(InputQueue& queue) { return std::make_unique<QueueHand>(queue); }

std::u32string characters_from_utf8(std::string_view text)
{
    std::u32string characters;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0xFF >> (length + 1));
        for (int k = 1; k < length && i + k < text.size(); ++k)
            c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
        characters += c;
        i += static_cast<std::size_t>(length);
    }
    return characters;
}

}
