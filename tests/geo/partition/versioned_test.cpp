#include "geo/partition/versioned.h"

#include <gtest/gtest.h>

#include <vector>

namespace geo {
namespace {

struct Difference {
    std::size_t i;
    int was, is; // -1: beyond the end
    bool operator==(const Difference&) const = default;
};

std::vector<Difference> differences(const Versioned<int>& a, const Versioned<int>& b, std::size_t* visited = nullptr)
{
    std::vector<Difference> out;
    Versioned<int>::visit_unshared(a, b, [&](std::size_t i, const int* was, const int* is) {
        if (visited)
            ++*visited;
        if (!was || !is || *was != *is)
            out.push_back({i, was ? *was : -1, is ? *is : -1});
    });
    return out;
}

TEST(Versioned, what_two_versions_do_not_share_is_visited_and_little_more)
{
    Versioned<int> a;
    for (int i = 0; i < 40'000; ++i)
        a.push_back(i);
    Versioned<int> b = a;
    b.set(7, 1), b.set(31'999, 2);
    std::size_t visited = 0;
    EXPECT_EQ(differences(a, b, &visited), (std::vector<Difference>{{7, 7, 1}, {31'999, 31'999, 2}}));
    EXPECT_LE(visited, 64u);
    EXPECT_EQ(differences(b, a).size(), 2u);
    EXPECT_TRUE(differences(a, a).empty());
}

TEST(Versioned, one_may_be_longer_and_deeper)
{
    Versioned<int> none, a;
    for (int i = 0; i < 32; ++i)
        a.push_back(i);
    Versioned<int> b = a;
    b.push_back(32);
    EXPECT_EQ(differences(a, b), (std::vector<Difference>{{32, -1, 32}}));
    EXPECT_EQ(differences(b, a), (std::vector<Difference>{{32, 32, -1}}));
    EXPECT_EQ(differences(none, b).size(), 33u);
    for (int i = 33; i < 1100; ++i)
        b.push_back(i);
    EXPECT_EQ(differences(a, b).size(), 1100u - 32);
}

} // namespace
} // namespace geo
