#include "console/window/input_queue.h"

#include "tests/console/input_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace {

using console::InputEvent;
using console::InputQueue;
using Kind = InputEvent::Kind;

TEST(InputQueue, a_press_and_release_within_one_frame_takes_two)
{
    InputQueue queue;
    queue.push(press('A'));
    queue.push(release('A'));
    const auto first = queue.take_frame();
    ASSERT_EQ(first.size(), 1u);
    EXPECT_TRUE(first[0].down);
    EXPECT_FALSE(queue.is_empty());
    const auto second = queue.take_frame();
    ASSERT_EQ(second.size(), 1u);
    EXPECT_FALSE(second[0].down);
    EXPECT_TRUE(queue.is_empty());
}

TEST(InputQueue, a_double_click_arrives_whole_and_where_it_was)
{
    InputQueue queue;
    queue.push({.kind = Kind::move, .x = 5, .y = 5});
    for (const bool down : {true, false, true, false})
        queue.push({.kind = Kind::button, .code = 0, .down = down});
    queue.push({.kind = Kind::move, .x = 90, .y = 90});
    int changes = 0;
    for (int frame = 0; frame < 5; ++frame)
        for (const InputEvent& event : queue.take_frame()) {
            changes += event.kind == Kind::button;
            if (event.kind == Kind::move && event.x == 90) {
                EXPECT_EQ(changes, 4);
            }
        }
    EXPECT_EQ(changes, 4);
    EXPECT_TRUE(queue.is_empty());
}

/// Lists ask what is held when they are drawn: a Shift let go in the frame of its click was no Shift (a slow frame, a quick hand).
TEST(InputQueue, what_is_held_for_a_click_or_a_key_is_let_go_after_it)
{
    const auto frames_of = [](const std::vector<InputEvent>& events) {
        InputQueue queue;
        for (const InputEvent& event : events)
            queue.push(event);
        bool is_held = false, is_down = false;
        std::vector<bool> held_when_it_counts; // a button that is let go, a key that goes down
        for (int frame = 0; frame < 12; ++frame) {
            bool counts = false;
            for (const InputEvent& event : queue.take_frame()) {
                if (event.kind == Kind::key && event.code == console::key::left_shift)
                    is_held = event.down;
                else if (event.kind == Kind::key)
                    counts = counts || event.down;
                else if (event.kind == Kind::button)
                    counts = is_down && !event.down, is_down = event.down;
            }
            if (counts)
                held_when_it_counts.push_back(is_held);
        }
        EXPECT_TRUE(queue.is_empty());
        return held_when_it_counts;
    };
    const InputEvent shift = press(console::key::left_shift), no_shift = release(console::key::left_shift);
    const InputEvent down{.kind = Kind::button, .code = 0, .down = true}, up{.kind = Kind::button, .code = 0, .down = false};
    EXPECT_EQ(frames_of({shift, down, up, no_shift}), std::vector<bool>{true});
    EXPECT_EQ(frames_of({down, up, shift, no_shift}), std::vector<bool>{false}) << "held after the click only";
    EXPECT_EQ(frames_of({down, up, shift, down, up, no_shift, down, up}), (std::vector<bool>{false, true, false}));
    EXPECT_EQ(frames_of({shift, press(console::key::down), release(console::key::down), no_shift}), std::vector<bool>{true});
}

/// The frames of a slow machine lie half a second apart: what the hand did within 0.3 s is a double click all the same.
TEST(InputQueue, a_double_click_is_the_hands_and_not_the_frames)
{
    using namespace std::chrono_literals;
    const auto second = [](std::chrono::milliseconds apart, std::chrono::milliseconds frame) -> bool {
        InputQueue queue;
        InputQueue::Moment now = InputQueue::Moment{} + 1h;
        const InputEvent down{.kind = Kind::button, .code = 0, .down = true}, up{.kind = Kind::button, .code = 0, .down = false};
        queue.push(down, now), queue.push(up, now);
        queue.take_frame(now + apart - frame);
        queue.push(down, now + apart);
        std::vector<bool> found;
        while (!queue.is_empty())
            for (const InputEvent& event : queue.take_frame(now += 500ms))
                if (event.down)
                    found.push_back(event.is_second);
        return found.back();
    };
    EXPECT_TRUE(second(0ms, 0ms));
    EXPECT_TRUE(second(250ms, 16ms));
    EXPECT_FALSE(second(400ms, 16ms));
    EXPECT_TRUE(second(450ms, 400ms)) << "asked after a slow frame, it may have been pressed long before";
    EXPECT_FALSE(second(700ms, 600ms));
    InputQueue queue;
    queue.push({.kind = Kind::button, .code = 0, .down = true});
    queue.push({.kind = Kind::button, .code = 1, .down = true});
    EXPECT_FALSE(queue.take_frame().back().is_second) << "another button";
}

/// Ten keys a second for three seconds, frames of 60 ms: every press, release and character comes through, in order.
TEST(InputQueue, nothing_is_lost_at_60_ms_a_frame)
{
    const std::string typed = "aabbccddee112233445566778899jfdd";
    struct Timed {
        int at_ms;
        InputEvent event;
    };
    std::vector<Timed> script;
    int at = 0;
    for (const char c : typed) {
        const int key = c >= 'a' ? c - 'a' + 'A' : c;
        script.push_back({at, press(key)});
        script.push_back({at, letter(static_cast<char32_t>(c))});
        script.push_back({at + 8, release(key)}); // released within the same frame
        at += 25;                                  // a burst faster than any typist
    }
    InputQueue queue;
    std::string came;
    int presses = 0, releases = 0;
    std::size_t next = 0;
    for (int now = 0; now < 60 * 200; now += 60) {
        for (; next < script.size() && script[next].at_ms <= now; ++next)
            queue.push(script[next].event);
        std::vector<int> changed;
        for (const InputEvent& event : queue.take_frame()) {
            if (event.kind == Kind::character) {
                came += static_cast<char>(event.character);
                continue;
            }
            EXPECT_EQ(std::ranges::count(changed, event.code), 0);
            changed.push_back(event.code);
            (event.down ? presses : releases)++;
        }
    }
    EXPECT_EQ(came, typed);
    EXPECT_EQ(presses, static_cast<int>(typed.size()));
    EXPECT_EQ(releases, static_cast<int>(typed.size()));
    EXPECT_TRUE(queue.is_empty());
}

TEST(InputQueue, characters_after_backspace_wait_for_the_next_frame)
{
    InputQueue queue;
    queue.push(letter('x'));
    queue.push(press(console::key::backspace));
    queue.push(letter('y'));
    EXPECT_EQ(queue.take_frame().size(), 2u);
    const auto second = queue.take_frame();
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(second[0].character, U'y');
}

TEST(Keys, names_are_read)
{
    using console::Modifiers;
    const struct {
        const char* text;
        int key;
        Modifiers modifiers;
        char32_t character;
        bool in_fields;
    } rows[] = {{"Ctrl+K", 'K', {true, false, false}, 0, true},
                {"Ctrl+=", '=', {true, false, false}, 0, true},
                {"Ctrl+C", 'C', {true, false, false}, 0, false},
                {"F4", console::key::f1 + 3, {}, 0, true},
                {"A", 'A', {}, 0, false},
                {"?", '?', {}, U'?', false},
                {"/", '/', {}, U'/', false},
                {"Alt+Left", console::key::left, {false, true, false}, 0, true},
                {"Home", console::key::home, {}, 0, false},
                {"Ctrl+Shift+Z", 'Z', {true, false, true}, 0, false}};
    for (const auto& row : rows) {
        const auto chord = console::parse_chord(row.text);
        ASSERT_TRUE(chord) << row.text;
        EXPECT_EQ(chord->key, row.key) << row.text;
        EXPECT_EQ(chord->modifiers, row.modifiers) << row.text;
        EXPECT_EQ(chord->character, row.character) << row.text;
        EXPECT_EQ(works_in_fields(*chord), row.in_fields) << row.text;
    }
    EXPECT_FALSE(console::parse_chord("F13"));
    EXPECT_FALSE(console::parse_chord(""));
    EXPECT_FALSE(console::parse_chord("Nonsense"));
}

TEST(InputQueue, a_drag_within_one_frame_is_seen_at_its_beginning_and_at_its_goal)
{
    InputQueue queue;
    const auto move = [&](float x) { queue.push({.kind = Kind::move, .x = x}); };
    move(10);
    queue.push({.kind = Kind::button, .down = true});
    for (const float x : {20.F, 30.F, 40.F})
        move(x);
    queue.push({.kind = Kind::button, .down = false});
    std::vector<std::vector<InputEvent>> frames;
    while (!queue.is_empty())
        frames.push_back(queue.take_frame());
    ASSERT_EQ(frames.size(), 4u);
    EXPECT_TRUE(frames[0].back().down);
    EXPECT_FLOAT_EQ(frames[1].back().x, 20);
    EXPECT_FLOAT_EQ(frames[2].back().x, 40);
    ASSERT_EQ(frames[3].size(), 1u);
    EXPECT_FALSE(frames[3].back().down);
}

}
