#include "console/window/damage.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <functional>

namespace {

using console::PixelBox;

class DamageTest : public testing::Test {
protected:
    DamageTest()
    {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DisplaySize = {400, 300};
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    }
    ~DamageTest() override { ImGui::DestroyContext(); }

    std::vector<PixelBox> frame(const std::function<void(ImDrawList&)>& draw)
    {
        ImGui::NewFrame();
        draw(*ImGui::GetBackgroundDrawList());
        ImGui::Render();
        return damage_.update(*ImGui::GetDrawData());
    }

    console::Damage damage_;
};

void square(ImDrawList& list, float x, float y, ImU32 colour = ~0U) { list.AddRectFilled({x, y}, {x + 10, y + 10}, colour); }

TEST_F(DamageTest, FirstFrameIsWholeAndTheSameAgainIsNothing)
{
    const auto draw = [](ImDrawList& list) { square(list, 20, 20); };
    EXPECT_EQ(frame(draw), std::vector<PixelBox>({{0, 0, 400, 300}}));
    EXPECT_TRUE(frame(draw).empty());
    damage_.forget();
    EXPECT_EQ(frame(draw), std::vector<PixelBox>({{0, 0, 400, 300}}));
}

TEST_F(DamageTest, WhatMovesIsDrawnWhereItWasAndWhereItIs)
{
    frame([](ImDrawList& list) { square(list, 20, 20); square(list, 100, 100); square(list, 300, 200); });
    const auto boxes = frame([](ImDrawList& list) { square(list, 20, 20); square(list, 110, 100); square(list, 300, 200); });
    ASSERT_EQ(boxes.size(), 1U);
    EXPECT_EQ(boxes[0], (PixelBox{99, 99, 121, 111}));
}

TEST_F(DamageTest, WhatCameOrWentIsDrawnAlone)
{
    frame([](ImDrawList& list) { square(list, 20, 20); square(list, 300, 200); });
    const auto boxes = frame([](ImDrawList& list) { square(list, 20, 20); square(list, 200, 50); square(list, 300, 200); });
    ASSERT_EQ(boxes.size(), 1U);
    EXPECT_EQ(boxes[0], (PixelBox{199, 49, 211, 61}));
}

TEST_F(DamageTest, ACallbackThatDrawsFillsItsClipToThePixel)
{
    static int content = 0;
    const auto draw = [](int* now) {
        return [now](ImDrawList& list) {
            square(list, 300, 200);
            list.PushClipRect({20, 30}, {120, 130});
            list.AddCallback([](const ImDrawList*, const ImDrawCmd*) {}, now);
            list.PopClipRect();
        };
    };
    frame(draw(nullptr));
    EXPECT_EQ(frame(draw(&content)), std::vector<PixelBox>({{20, 30, 120, 130}}));
    EXPECT_TRUE(console::is_filled(*ImGui::GetDrawData(), {20, 30, 120, 130}));
    EXPECT_FALSE(console::is_filled(*ImGui::GetDrawData(), {19, 30, 120, 130}));
    EXPECT_FALSE(console::is_filled(*ImGui::GetDrawData(), {20, 30, 120, 131}));
}

TEST_F(DamageTest, AMarkTellsThatATextureHoldsSomethingElse)
{
    const auto draw = [](std::uint64_t serial) {
        return [serial](ImDrawList& list) {
            square(list, 20, 20);
            console::mark_content(list, serial);
            square(list, 200, 50);
            console::mark_content(list, 0);
            square(list, 300, 200);
        };
    };
    frame(draw(1));
    EXPECT_TRUE(frame(draw(1)).empty());
    const auto boxes = frame(draw(2));
    ASSERT_EQ(boxes.size(), 1U);
    EXPECT_EQ(boxes[0], (PixelBox{199, 49, 211, 61}));
}

}
