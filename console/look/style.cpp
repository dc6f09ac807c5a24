#include "console/look/style.h"

#include <imgui.h>

namespace console {

void set_style(const Palette& palette, float scale)
{
    ImGuiStyle style;
    style.WindowPadding = {12, 8};
    style.FramePadding = {8, 3};
    style.CellPadding = {8, 2};
    style.ItemSpacing = {8, 4};
    style.ItemInnerSpacing = {8, 4};
    style.IndentSpacing = 16;
    style.ScrollbarSize = 12;
    style.GrabMinSize = 12;
    style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
    style.PopupBorderSize = 1;
    style.WindowRounding = style.ChildRounding = style.PopupRounding = 0;
    style.FrameRounding = style.ScrollbarRounding = style.GrabRounding = style.TabRounding = 2;
    style.WindowMinSize = {1, 1};
    style.WindowTitleAlign = {0, 0.5F};
    style.ColumnsMinSpacing = 8;
    style.AntiAliasedLinesUseTex = true;
    style.ScaleAllSizes(scale);

    const auto set = [&](ImGuiCol index, Colour colour, float alpha = 1) {
        style.Colors[index] = ImGui::ColorConvertU32ToFloat4(palette.with_alpha(colour, alpha));
    };
    for (int i = 0; i < ImGuiCol_COUNT; ++i)
        set(i, Colour::panel_raised);
    set(ImGuiCol_Text, Colour::text);
    set(ImGuiCol_TextDisabled, Colour::secondary);
    set(ImGuiCol_WindowBg, Colour::panel);
    set(ImGuiCol_ChildBg, Colour::panel, 0);
    set(ImGuiCol_PopupBg, Colour::panel);
    set(ImGuiCol_Border, Colour::line);
    set(ImGuiCol_BorderShadow, Colour::line, 0);
    set(ImGuiCol_FrameBg, Colour::ground);
    set(ImGuiCol_FrameBgHovered, Colour::panel_raised);
    set(ImGuiCol_FrameBgActive, Colour::panel_pressed);
    set(ImGuiCol_TitleBg, Colour::ground);
    set(ImGuiCol_TitleBgActive, Colour::ground);
    set(ImGuiCol_TitleBgCollapsed, Colour::ground);
    set(ImGuiCol_MenuBarBg, Colour::ground);
    set(ImGuiCol_ScrollbarBg, Colour::panel, 0);
    set(ImGuiCol_ScrollbarGrab, Colour::line);
    set(ImGuiCol_ScrollbarGrabHovered, Colour::secondary);
    set(ImGuiCol_ScrollbarGrabActive, Colour::secondary);
    set(ImGuiCol_CheckMark, Colour::text);
    set(ImGuiCol_SliderGrab, Colour::accent);
    set(ImGuiCol_SliderGrabActive, Colour::text);
    set(ImGuiCol_ButtonHovered, Colour::panel_pressed);
    set(ImGuiCol_ButtonActive, Colour::line);
    set(ImGuiCol_HeaderHovered, Colour::panel_raised);
    set(ImGuiCol_HeaderActive, Colour::panel_pressed);
    set(ImGuiCol_Separator, Colour::line);
    set(ImGuiCol_SeparatorHovered, Colour::accent);
    set(ImGuiCol_SeparatorActive, Colour::text);
    set(ImGuiCol_ResizeGrip, Colour::line);
    set(ImGuiCol_ResizeGripHovered, Colour::accent);
    set(ImGuiCol_ResizeGripActive, Colour::text);
    set(ImGuiCol_TabActive, Colour::panel_pressed);
    set(ImGuiCol_TabUnfocusedActive, Colour::panel_pressed);
    set(ImGuiCol_PlotLines, Colour::secondary);
    set(ImGuiCol_PlotHistogram, Colour::accent);
    set(ImGuiCol_TableHeaderBg, Colour::panel_raised);
    set(ImGuiCol_TableBorderStrong, Colour::line);
    set(ImGuiCol_TableBorderLight, Colour::line, 0.6F);
    set(ImGuiCol_TableRowBg, Colour::panel, 0);
    set(ImGuiCol_TableRowBgAlt, Colour::panel_raised, 0.35F);
    set(ImGuiCol_TextSelectedBg, Colour::accent, 0.5F);
    set(ImGuiCol_DragDropTarget, Colour::focus);
    set(ImGuiCol_NavHighlight, Colour::accent);
    set(ImGuiCol_NavWindowingHighlight, Colour::accent);
    set(ImGuiCol_NavWindowingDimBg, Colour::shadow);
    set(ImGuiCol_ModalWindowDimBg, Colour::shadow);
    ImGui::GetStyle() = style;
}

}
