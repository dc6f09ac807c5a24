// What `bench reach` counts: frames, runs, and after how many frames something stands on the screen. Never how long.

#include "console/app/span_meter.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

TEST(SpanMeter, counts_frames_until_what_was_asked_for_is_there)
{
    console::SpanMeter meter;
    meter.add_frame("menu", 1, 2, 1, false);
    meter.add_frame("menu", 1, 4, 3, true);
    meter.add_frame("menu", 1, 2, 1, true);
    meter.add_frame("menu", 3, 2, 1, false);
    meter.add_frame("menu", 3, 2, 1, false);
    meter.add_frame("menu", 3, 2, 1, true);
    meter.add_frame("scroll", 5, 8, 6, false);
    const nlohmann::json all = nlohmann::json::parse(meter.result());
    EXPECT_EQ(all["menu"]["runs"], 2);
    EXPECT_EQ(all["menu"]["frames"], 6);
    EXPECT_EQ(all["menu"]["frames_until_there"], 3) << "of the slowest run";
    EXPECT_EQ(all["menu"]["wall_ms"]["max"], 4);
    EXPECT_EQ(all["menu"]["cpu_ms"]["p50"], 1);
    EXPECT_EQ(all["scroll"]["frames"], 1);
    EXPECT_FALSE(all["scroll"].contains("frames_until_there")) << "it waits for nothing";
}

}
