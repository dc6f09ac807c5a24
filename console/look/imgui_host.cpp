#include "console/look/imgui_host.h"

#include "console/error.h"
#include "console/look/imgui_versions.h"
#include "console/look/private_characters.h"

#include <epoxy/gl.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <utility>

namespace console {
namespace {

constexpr std::pair<imgui::Key, int> key_map[]{
    {ImGuiKey_Tab, key::tab},
    {ImGuiKey_LeftArrow, key::left},
    {ImGuiKey_RightArrow, key::right},
    {ImGuiKey_UpArrow, key::up},
    {ImGuiKey_DownArrow, key::down},
    {ImGuiKey_PageUp, key::page_up},
    {ImGuiKey_PageDown, key::page_down},
    {ImGuiKey_Home, key::home},
    {ImGuiKey_End, key::end},
    {ImGuiKey_Insert, key::insert},
    {ImGuiKey_Delete, key::del},
    {ImGuiKey_Backspace, key::backspace},
    {ImGuiKey_Space, key::space},
    {ImGuiKey_Enter, key::enter},
    {ImGuiKey_Escape, key::escape},
    {imgui::keypad_enter, key::keypad_enter},
    {ImGuiKey_A, 'A'},
    {ImGuiKey_C, 'C'},
    {ImGuiKey_V, 'V'},
    {ImGuiKey_X, 'X'},
    {ImGuiKey_Y, 'Y'},
    {ImGuiKey_Z, 'Z'},
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
    imgui::set_lists(part, touched);
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
    imgui::prepare_keys(io, key_map);
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
    // It opens libGL by its name, whatever the program links.
    if (!ImGui_ImplOpenGL3_Init("#version 330"))
        throw Error("Drawing the interface needs libGL.so.1 (package libgl1).");
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
        // The queue knows how soon it was; ImGui would count the frames between as well.
        if (event.down)
            io.MouseDoubleClickTime = event.is_second ? 1e6f : 0;
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
        if (event.code >= 0 && static_cast<std::size_t>(event.code) < held_.size())
            held_.set(static_cast<std::size_t>(event.code), event.down);
        set_held_modifiers();
        // With Ctrl it would go to another of ImGui's windows, and list them: they are no windows to an operator.
        if (event.code == key::tab && event.down && (held_[key::left_ctrl] || held_[key::right_ctrl]))
            break;
        for (const auto& [imgui_key, number] : key_map)
            if (number == event.code)
                imgui::set_key(io, imgui_key, event.down);
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
            held_.reset();
            for (const auto& [imgui_key, number] : key_map)
                imgui::set_key(io, imgui_key, false);
            set_held_modifiers();
        }
        break; // ImGui itself is not told: 1.90 would forget where the pointer is
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

void ImguiHost::set_held_modifiers()
{
    imgui::set_modifiers(ImGui::GetIO(), held_[key::left_ctrl] || held_[key::right_ctrl], held_[key::left_shift] || held_[key::right_shift],
                         held_[key::left_alt] || held_[key::right_alt]);
}

void ImguiHost::paste_private()
{
    // ImGui drops typed characters of the private-use area (it takes them for the arrow keys of another system), but keeps
    // pasted ones. So for this one frame the clipboard holds them and Ctrl+V goes down.
    ImGuiIO& io = ImGui::GetIO();
    imgui::set_modifiers(io, true, false, false);
    imgui::press_anew(io, ImGuiKey_V);
}

std::vector<PixelBox> ImguiHost::end_frame(Rgba ground, const std::function<void(const std::vector<PixelBox>&)>& prepare)
{
    if (!pasted_.empty()) {
        pasted_.clear();
        imgui::set_key(ImGui::GetIO(), ImGuiKey_V, false);
        set_held_modifiers();
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

// WantTextInput alone stays for two frames after Enter has put the field down: keys of that time would reach nobody.
bool ImguiHost::field_has_keyboard() const { return ImGui::GetIO().WantTextInput && ImGui::GetActiveID() != 0; }

void ImguiHost::leave_field() { ImGui::ClearActiveID(); }

}
