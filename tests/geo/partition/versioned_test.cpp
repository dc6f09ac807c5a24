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

TEST(Versioned, made_at_once_it_is_as_one_that_grew)
{
    for (const int size : {0, 1, 31, 32, 33, 1023, 1024, 1025, 32'768, 40'000}) {
        std::vector<int> values(static_cast<std::size_t>(size));
        Versioned<int> grown;
        for (int i = 0; i < size; ++i)
            values[static_cast<std::size_t>(i)] = 3 * i, grown.push_back(3 * i);
        Versioned<int> made(values);
        EXPECT_EQ(made.size(), grown.size());
        EXPECT_TRUE(differences(made, grown).empty()) << size;
        made.push_back(-7), grown.push_back(-7);
        EXPECT_TRUE(differences(made, grown).empty()) << size << ": and goes on alike";
    }
}

} // namespace
} // namespace geo
