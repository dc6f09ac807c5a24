#include "console/look/imgui_host.h"

#include "console/look/private_characters.h"

#include <epoxy/gl.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace console {
namespace {

constexpr std::array key_map{
    std::pair{ImGuiKey_Tab, key::tab},
    std::pair{ImGuiKey_LeftArrow, key::left},
    std::pair{ImGuiKey_RightArrow, key::right},
    std::pair{ImGuiKey_UpArrow, key::up},
    std::pair{ImGuiKey_DownArrow, key::down},
    std::pair{ImGuiKey_PageUp, key::page_up},
    std::pair{ImGuiKey_PageDown, key::page_down},
    std::pair{ImGuiKey_Home, key::home},
    std::pair{ImGuiKey_End, key::end},
    std::pair{ImGuiKey_Insert, key::insert},
    std::pair{ImGuiKey_Delete, key::del},
    std::pair{ImGuiKey_Backspace, key::backspace},
    std::pair{ImGuiKey_Space, key::space},
    std::pair{ImGuiKey_Enter, key::enter},
    std::pair{ImGuiKey_Escape, key::escape},
    std::pair{ImGuiKey_KeyPadEnter, key::keypad_enter},
    std::pair{ImGuiKey_A, int{'A'}},
    std::pair{ImGuiKey_C, int{'C'}},
    std::pair{ImGuiKey_V, int{'V'}},
    std::pair{ImGuiKey_X, int{'X'}},
    std::pair{ImGuiKey_Y, int{'Y'}},
    std::pair{ImGuiKey_Z, int{'Z'}},
};

/// Redraws one box of the window.
void draw_box(const ImDrawData& data, const PixelBox& box, Rgba ground)
{
    glEnable(GL_SCISSOR_TEST);
    glScissor(box.left, static_cast<int>(data.DisplaySize.y) - box.bottom, box.right - box.left, box.bottom - box.top);
    if (!is_filled(data, box)) {
        glClearColor((ground & 0xFF) / 255.f, (ground >> 8 & 0xFF) / 255.f, (ground >> 16 & 0xFF) / 255.f, 1);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    glDisable(GL_SCISSOR_TEST);

    std::vector<ImDrawList*> touched;
    std::vector<ImVec4> clips;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        bool is_touched = false;
        for (ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) {
            const ImVec4 clip = command.ClipRect;
            clips.push_back(clip);
            command.ClipRect = {std::max(clip.x, static_cast<float>(box.left)), std::max(clip.y, static_cast<float>(box.top)),
                                std::min(clip.z, static_cast<float>(box.right)), std::min(clip.w, static_cast<float>(box.bottom))};
            if (command.ClipRect.x >= command.ClipRect.z || command.ClipRect.y >= command.ClipRect.w)
                command.ClipRect = {1, 1, 0, 0}; // the renderer leaves it out
            else
                is_touched = true;
        }
        if (is_touched)
            touched.push_back(data.CmdLists[i]);
    }
    ImDrawData part = data;
    part.CmdLists = touched.data();
    part.CmdListsCount = static_cast<int>(touched.size());
    ImGui_ImplOpenGL3_RenderDrawData(&part);
    auto clip = clips.begin();
    for (int i = 0; i < data.CmdListsCount; ++i)
        for (ImDrawCmd& command : data.CmdLists[i]->CmdBuffer)
            command.ClipRect = *clip++;
}

bool is_private(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

}

ImguiHost::ImguiHost(Surface& surface, Glyphs& glyphs) : surface_(surface), glyphs_(glyphs)
{
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // layouts are our own
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    for (const auto& [imgui_key, number] : key_map)
        io.KeyMap[imgui_key] = number;
    io.ClipboardUserData = this;
    // Characters beyond U+FFFF travel through ImGui as private ones; outside they are whole.
    io.GetClipboardTextFn = [](void* self) {
        auto& host = *static_cast<ImguiHost*>(self);
        if (!host.pasted_.empty())
            return host.pasted_.c_str();
        host.clipboard_ = host.glyphs_.shown(host.surface_.clipboard());
        return host.clipboard_.c_str();
    };
    io.SetClipboardTextFn = [](void* self, const char* text) {
        auto& host = *static_cast<ImguiHost*>(self);
        host.surface_.set_clipboard(host.glyphs_.whole(text));
    };
    ImGui_ImplOpenGL3_Init("#version 330");
    ImGui_ImplOpenGL3_CreateDeviceObjects();
}

void ImguiHost::make_current() { ImGui::SetCurrentContext(context_); }

ImguiHost::~ImguiHost()
{
    ImGui::SetCurrentContext(context_);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
}

void ImguiHost::feed(const InputEvent& event)
{
    ImGuiIO& io = ImGui::GetIO();
    switch (event.kind) {
    case InputEvent::Kind::move: io.MousePos = {event.x, event.y}; break;
    case InputEvent::Kind::button:
        if (event.code >= 0 && event.code < 5)
            io.MouseDown[event.code] = event.down;
        break;
    case InputEvent::Kind::wheel:
        io.MouseWheelH += event.x;
        io.MouseWheel += event.y;
        break;
    case InputEvent::Kind::key: {
        // Escape would throw away what stands in a field; the console leaves the field instead.
        if (event.code == key::escape && event.down && field_has_keyboard()) {
            leave_field();
            break;
        }
        if (event.code >= 0 && event.code < IM_ARRAYSIZE(io.KeysDown))
            io.KeysDown[event.code] = event.down;
        io.KeyCtrl = io.KeysDown[key::left_ctrl] || io.KeysDown[key::right_ctrl];
        io.KeyShift = io.KeysDown[key::left_shift] || io.KeysDown[key::right_shift];
        io.KeyAlt = io.KeysDown[key::left_alt] || io.KeysDown[key::right_alt];
        break;
    }
    case InputEvent::Kind::character:
        if (const char32_t c = glyphs_.carried(event.character); is_private(c))
            append_utf8(pasted_, c);
        else
            io.AddInputCharacter(static_cast<unsigned>(c));
        break;
    case InputEvent::Kind::focus:
        if (!event.down) {
            // Releases that happen in another window never reach us.
            std::ranges::fill(io.KeysDown, false);
            io.KeyCtrl = io.KeyShift = io.KeyAlt = false;
        }
        io.AddFocusEvent(event.down);
        break;
    case InputEvent::Kind::drop:
    case InputEvent::Kind::refresh: break;
    }
}

std::size_t ImguiHost::begin_frame(std::span<const InputEvent> events, float seconds_since_last)
{
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(surface_.width()), static_cast<float>(surface_.height())};
    io.DeltaTime = std::max(seconds_since_last, 1e-4f);
    std::size_t taken = 0;
    bool has_typed = false;
    for (; taken < events.size(); ++taken) {
        // Pasted and typed characters do not mix within a frame: fields take no typed ones while Ctrl is down.
        const InputEvent& next = events[taken];
        const bool is_text = next.kind == InputEvent::Kind::character;
        const bool is_pasted = is_text && is_private(glyphs_.carried(next.character));
        if ((is_pasted && has_typed) || (!pasted_.empty() && !is_pasted && (is_text || next.kind == InputEvent::Kind::key)))
            break;
        has_typed = has_typed || (is_text && !is_pasted);
        feed(next);
    }
    if (!pasted_.empty())
        paste_private();
    ImGui_ImplOpenGL3_NewFrame();
    glyphs_.begin_frame();
    ImGui::NewFrame();
    return taken;
}

void ImguiHost::paste_private()
{
    // ImGui 1.86 drops typed characters of the private-use area (it takes them for the arrow keys of another system), but keeps
    // pasted ones. So for this one frame the clipboard holds them and Ctrl+V goes down.
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = true;
    io.KeyShift = io.KeyAlt = false;
    io.KeysDown['V'] = true;
    io.KeysDownDuration['V'] = -1;
}

std::vector<PixelBox> ImguiHost::end_frame(Rgba ground, const std::function<void(const std::vector<PixelBox>&)>& prepare)
{
    if (!pasted_.empty()) {
        pasted_.clear();
        ImGuiIO& io = ImGui::GetIO();
        io.KeysDown['V'] = false;
        io.KeyCtrl = io.KeysDown[key::left_ctrl] || io.KeysDown[key::right_ctrl];
    }
    ImGui::Render();
    surface_.set_pointer(ImGui::GetMouseCursor());
    ImDrawData& data = *ImGui::GetDrawData();
    const std::vector<PixelBox> boxes = damage_.update(data);
    if (prepare)
        prepare(boxes);
    for (const PixelBox& box : boxes)
        draw_box(data, box, ground);
    return boxes;
}

bool ImguiHost::is_covered(unsigned window, const PixelBox& box) const
{
    const ImGuiWindow* own = ImGui::FindWindowByID(window);
    for (const ImGuiWindow* other : context_->Windows) {
        // Regions do not overlap; the grips between them have no ground and draw nothing outside their bar.
        if (!other->Active || other->Hidden || (own && other->RootWindow == own->RootWindow) || other->Flags & ImGuiWindowFlags_NoBackground)
            continue;
        const ImRect at = other->Rect();
        if (at.Min.x < static_cast<float>(box.right) && at.Max.x > static_cast<float>(box.left) && at.Min.y < static_cast<float>(box.bottom) &&
            at.Max.y > static_cast<float>(box.top))
            return true;
    }
    return false;
}

bool ImguiHost::field_has_keyboard() const { return ImGui::GetIO().WantTextInput; }

void ImguiHost::leave_field() { ImGui::ClearActiveID(); }

}
