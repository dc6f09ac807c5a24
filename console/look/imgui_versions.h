#pragma once
// Where Dear ImGui 1.86 (Debian 12) and 1.90 (Debian 13) want different words. Included by sources only, like ImGui's own headers;
// what else differs: docs/DEBIAN13.md. UI thread; the window's context is the current one.

#include <imgui.h>
#include <imgui_internal.h>

#include <span>
#include <utility>
#include <vector>

namespace console::imgui {

#if IMGUI_VERSION_NUM < 18700

using Key = ImGuiKey_;
inline constexpr Key keypad_enter = ImGuiKey_KeyPadEnter;

/// Once per context. `keys`: ImGui's key and our number of it.
inline void prepare_keys(ImGuiIO& io, std::span<const std::pair<Key, int>> keys)
{
    for (const auto& [key, number] : keys)
        io.KeyMap[key] = number;
}

/// For the next frame; several in a frame are all heard, the last one counts.
inline void set_key(ImGuiIO& io, Key key, bool down) { io.KeysDown[io.KeyMap[key]] = down; }

inline void set_modifiers(ImGuiIO& io, bool ctrl, bool shift, bool alt)
{
    io.KeyCtrl = ctrl;
    io.KeyShift = shift;
    io.KeyAlt = alt;
}

/// Goes down in the next frame, whether it is down already or not.
inline void press_anew(ImGuiIO& io, Key key)
{
    set_key(io, key, true);
    io.KeysDownDuration[io.KeyMap[key]] = -1;
}

inline void set_lists(ImDrawData& data, std::vector<ImDrawList*>& lists)
{
    data.CmdLists = lists.data();
    data.CmdListsCount = static_cast<int>(lists.size());
}

/// The keyboard goes to the field that is drawn next.
inline void focus_next_item() { ImGui::SetKeyboardFocusHere(); }

/// Went down in this frame, or is held long enough to count again.
inline bool is_pressed(Key key, bool repeats) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), repeats); }

#else

using Key = ImGuiKey;
inline constexpr Key keypad_enter = ImGuiKey_KeypadEnter;

inline void prepare_keys(ImGuiIO& io, std::span<const std::pair<Key, int>>)
{
    // What arrives between two frames is heard in one, as in 1.86: the console itself holds back what would not go together.
    io.ConfigInputTrickleEventQueue = false;
}

inline void set_key(ImGuiIO& io, Key key, bool down) { io.AddKeyEvent(key, down); }

inline void set_modifiers(ImGuiIO& io, bool ctrl, bool shift, bool alt)
{
    io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
    io.AddKeyEvent(ImGuiMod_Shift, shift);
    io.AddKeyEvent(ImGuiMod_Alt, alt);
}

inline void press_anew(ImGuiIO& io, Key key)
{
    set_key(io, key, true);
    ImGui::GetKeyData(key)->DownDuration = -1;
}

inline void set_lists(ImDrawData& data, std::vector<ImDrawList*>& lists)
{
    data.CmdLists.resize(0);
    for (ImDrawList* list : lists)
        data.CmdLists.push_back(list);
    data.CmdListsCount = data.CmdLists.Size;
}

inline bool is_pressed(Key key, bool repeats) { return ImGui::IsKeyPressed(key, repeats); }

/// 1.90.1 gives the keyboard to nothing outside the child window that had it last; 1.90.2 mended that.
inline void focus_next_item()
{
    ImGuiContext& context = *ImGui::GetCurrentContext();
    context.NavFocusScopeId = context.CurrentFocusScopeId;
    ImGui::SetKeyboardFocusHere();
}

#endif

}
