#include "data/records/demo_url.h"

#include <gtest/gtest.h>

namespace data {
namespace {

TEST(DemoUrl, ReadsWhatItWrites)
{
    for (const DemoFault fault : {DemoFault::none, DemoFault::frozen, DemoFault::black, DemoFault::refused, DemoFault::retry,
                                  DemoFault::late}) {
        const DemoUrl url{217, fault};
        EXPECT_EQ(parse_demo_url(text_from_demo_url(url)), url) << text_from_demo_url(url);
    }
    EXPECT_EQ(text_from_demo_url({31}), "demo:31");
    const DemoUrl shared{.number = 19999, .view = 16};
    EXPECT_EQ(text_from_demo_url(shared), "demo:19999?view=16");
    EXPECT_EQ(parse_demo_url("demo:19999?view=16"), shared);
    EXPECT_EQ(text_from_demo_url({118, DemoFault::frozen}), "demo:118?fault=frozen");
}

TEST(DemoUrl, RefusesEverythingElse)
{
    for (const char* text : {"", "demo:", "demo:0", "demo:-5", "demo:100000", "demo:99999999999", "demo:217x", "demo:217?",
                             "demo:217?fault=", "demo:217?fault=fire", "demo:217?fault=frozen&x", "demo:217?view=", "demo:217?view=0", "demo:217?view=17", "demo:217?view=3x", "rtsp://127.0.0.1/217", "217"})
        EXPECT_FALSE(parse_demo_url(text)) << text;
}

}
}
