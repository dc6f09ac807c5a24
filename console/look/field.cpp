#include "console/look/field.h"

#include "console/look/imgui_versions.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <functional>

namespace console {
namespace {

int grow(ImGuiInputTextCallbackData* data)
{
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        auto& text = *static_cast<std::string*>(data->UserData);
        text.resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = text.data();
    }
    return 0;
}

}

FieldState draw_field(const Painter& painter, const std::string& name, Rect box, std::string& text, std::string_view hint, bool focus,
                      bool is_secret, bool selects)
{
    const Look& look = painter.look();
    look.names.put(name, box);
    std::string buffer = look.glyphs.shown(text);
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    push_font(FontSize::body);
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::SetNextItemWidth(box.width);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(painter.px(8), std::max(0.F, (box.height - ImGui::GetFontSize()) / 2)));
    if (focus)
        imgui::focus_next_item();
    // An active field of ImGui keeps its own text. When ours was changed from outside (a hit was taken, a note saved) it has to let go.
    const ImGuiID id = ImGui::GetID(("##" + name).c_str());
    const auto print = [](const std::string& words) { return static_cast<int>(std::hash<std::string>{}(words)); };
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    if (ImGui::GetActiveID() == id && storage.GetInt(id, print(text)) != print(text))
        ImGui::ClearActiveID();
    const ImFont* font = ImGui::GetFont();
    const std::string short_hint = shortened(look.glyphs.shown(hint), box.width - 2 * painter.px(8), Shorten::end,
                                             [font](char32_t c) { return font->GetCharAdvance(static_cast<ImWchar>(c)); });
    const ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_EnterReturnsTrue | (is_secret ? ImGuiInputTextFlags_Password : 0) |
                                      (focus && selects ? ImGuiInputTextFlags_AutoSelectAll : 0);
    FieldState state;
    state.submitted = ImGui::InputTextWithHint(("##" + name).c_str(), short_hint.c_str(), buffer.data(), buffer.capacity() + 1,
                                               flags, grow, &buffer);
    state.active = ImGui::IsItemActive();
    ImGui::PopStyleVar();
    pop_font();
    painter.frame(box, state.active ? Colour::text : Colour::line);
    std::string whole = look.glyphs.whole(buffer.c_str());
    state.changed = whole != text;
    text = std::move(whole);
    storage.SetInt(id, print(text));
    ImGui::SetCursorScreenPos(cursor);
    return state;
}

}
