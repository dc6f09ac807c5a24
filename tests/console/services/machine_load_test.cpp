#include "console/services/machine_load.h"

#include <gtest/gtest.h>

namespace {

TEST(MachineLoad, reads_what_the_kernel_tells)
{
    const console::CoreTicks ticks = console::ticks_from("cpu  100 20 30 400 50 6 7 8 9 0\ncpu0 1 2 3\ncpu1 1 2 3\nintr 5\n");
    EXPECT_EQ(ticks.cores, 2);
    EXPECT_EQ(ticks.all, 621);
    EXPECT_EQ(ticks.busy, 171);
    EXPECT_EQ(console::ticks_from("").cores, 0);
}

}
