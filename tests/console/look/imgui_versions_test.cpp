// What the console relies on in every Dear ImGui it is built with.

#include "console/look/imgui_versions.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace {

using namespace console;

constexpr std::array keys{std::pair<imgui::Key, int>{ImGuiKey_Tab, 258}, std::pair<imgui::Key, int>{ImGuiKey_A, 65}};

struct ImguiVersions : testing::Test {
    ImguiVersions() : context(ImGui::CreateContext())
    {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {400, 300};
        io.DeltaTime = 0.016F;
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        imgui::prepare_keys(io, keys);
        frame(); // a window that appears takes the keyboard
        frame();
    }
    ~ImguiVersions() override { ImGui::DestroyContext(context); }

    /// Two child windows with a field each; `focus` ("left", "right"): the one that asks for the keyboard. Returns the one that has it.
    std::string frame(const std::string& focus = {})
    {
        ImGui::NewFrame();
        ImGui::Begin("both");
        std::string has;
        for (const std::string side : {"left", "right"}) {
            ImGui::BeginChild(side.c_str(), {100, 40});
            if (focus == side)
                imgui::focus_next_item();
            ImGui::InputText("##field", text.data(), text.size());
            if (ImGui::IsItemActive())
                has = side;
            ImGui::EndChild();
        }
        ImGui::End();
        ImGui::Begin("other");
        ImGui::End();
        ImGui::Render();
        return has;
    }

    ImGuiContext* context;
    std::array<char, 16> text{};
};

TEST_F(ImguiVersions, TheKeyboardGoesFromOneChildWindowToAnother)
{
    for (const std::string side : {"left", "right", "left"}) {
        frame(side);
        frame();
        EXPECT_EQ(frame(), side);
    }
}

TEST_F(ImguiVersions, AKeyAndItsCharacterAreHeardInOneFrame)
{
    frame("left");
    frame();
    ASSERT_EQ(frame(), "left");
    ImGuiIO& io = ImGui::GetIO();
    for (const char c : {'a', 'b'}) {
        imgui::set_key(io, ImGuiKey_A, c == 'a');
        io.AddInputCharacter(static_cast<unsigned>(c));
    }
    frame();
    EXPECT_STREQ(text.data(), "ab");
    EXPECT_FALSE(ImGui::IsKeyDown(ImGui::GetKeyIndex(ImGuiKey_A)));
}

TEST_F(ImguiVersions, AKeyThatIsDownCanBePressedAnew)
{
    ImGuiIO& io = ImGui::GetIO();
    imgui::set_key(io, ImGuiKey_A, true);
    frame();
    frame();
    EXPECT_FALSE(ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_A), false));
    imgui::press_anew(io, ImGuiKey_A);
    frame();
    EXPECT_TRUE(ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_A), false));
}

}
