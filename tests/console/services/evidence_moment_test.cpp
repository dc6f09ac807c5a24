// Evidence lies in the folder of the day on which the operator saw it.

#include "console/services/evidence_service.h"
#include "data/records/time.h"

#include <gtest/gtest.h>

namespace {

TEST(EvidenceMoment, names_are_of_the_workspaces_zone)
{
    using namespace std::chrono_literals;
    const data::TimePoint late = *data::parse_time("2026-11-29T16:15:00Z");
    EXPECT_EQ(console::evidence_moment(late, 8h), "20261130T001500.000000+0800");
    EXPECT_EQ(console::evidence_moment(late, -(3h + 30min)), "20261129T124500.000000-0330");
    EXPECT_EQ(console::evidence_moment(late, 0min), "20261129T161500.000000+0000");
}

}
