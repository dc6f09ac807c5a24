// Households and residents after an edit, names, units and codes of new grids.

#include "data/drafts/counts.h"
#include "tests/data/drafts/raster.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace {

using namespace data;
using raster::face_of;
using raster::Picture;
using raster::Raster;

/// The records after an edit, by letter.
struct Outcome {
    DraftVersion after;
    std::vector<DraftEdit::GridChange> changes;
    const DraftGrid& operator[](char letter) const { return *after.grid(face_of(letter)); }
};

Outcome edit(const DraftVersion& before, const Picture& from, const Picture& to, std::vector<CountedPlace> places = {}, RecordOptions options = {})
{
    const Raster cells(from);
    const geo::Edited edited = cells.edited(from, to);
    const geo::Tessellation map = before.map.after(edited.edit);
    Outcome out;
    out.changes = records_after(before, map, edited, CountIndex(places), options);
    out.after = raster::with(before, map, out.changes);
    return out;
}

TEST(ShareOut, AddsUpAndGivesTheLargestRemaindersOneMore)
{
    const std::vector<double> thirds{1, 1, 1}, mixed{0.5, 0.3, 0.2}, nothing{0, 0};
    EXPECT_EQ(share_out(10, thirds), (std::vector<int>{4, 3, 3}));
    EXPECT_EQ(share_out(7, mixed), (std::vector<int>{4, 2, 1}));
    EXPECT_EQ(share_out(0, mixed), (std::vector<int>{0, 0, 0}));
    EXPECT_EQ(share_out(5, nothing), (std::vector<int>{5, 0}));
    EXPECT_EQ(share_out(5, {}), (std::vector<int>{}));
    std::mt19937 random(7);
    for (int round = 0; round < 1000; ++round) {
        std::vector<double> weights(1 + random() % 20);
        for (double& weight : weights)
            weight = random() % 3 == 0 ? 0 : static_cast<double>(random()) * 1e9;
        const int total = static_cast<int>(random() % 100'000);
        const std::vector<int> parts = share_out(total, weights);
        EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), 0), total);
        EXPECT_GE(*std::min_element(parts.begin(), parts.end()), 0);
    }
}

TEST(RecordsAfter, ASplitSharesByAreaAndSaysSo)
{
    const Picture from{"aaaa"}, to{"aaab"};
    DraftVersion before = Raster(from).version(from);
    raster::set_households(before, 'a', 301, 900);
    const Outcome out = edit(before, from, to);
    EXPECT_EQ(out['a'].households, 226);
    EXPECT_EQ(out['b'].households, 75);
    EXPECT_EQ(*out['a'].residents + *out['b'].residents, 900);
    EXPECT_EQ(out['b'].residents, 224); // with the households: 75/301
    EXPECT_TRUE(out['a'].is_estimated);
    EXPECT_TRUE(out['b'].is_estimated);
    EXPECT_EQ(out['a'].id, GridId{1});
    EXPECT_EQ(out['b'].id, GridId{-1});
    EXPECT_EQ(out['a'].name, "A");
    EXPECT_EQ(out['b'].name, "A b");
}

TEST(RecordsAfter, PlacesSayWhereHouseholdsAre)
{
    const Picture from{"aaaa"}, to{"aaab"};
    const Raster cells(from);
    DraftVersion before = cells.version(from);
    raster::set_households(before, 'a', 100, 250);
    const std::vector<CountedPlace> places{{cells.middle(0, 0), 20}, {cells.middle(3, 0), 50}, {cells.middle(3, 0), 30}};
    Outcome out = edit(before, from, to, places);
    EXPECT_EQ(out['a'].households, 20);
    EXPECT_EQ(out['b'].households, 80);
    EXPECT_EQ(out['a'].residents, 50);
    EXPECT_EQ(out['b'].residents, 200);
    EXPECT_FALSE(out['a'].is_estimated);
    EXPECT_FALSE(out['b'].is_estimated);

    // Places that do not add up to the record: in their proportion, and an estimate.
    raster::set_households(before, 'a', 50, 250);
    out = edit(before, from, to, places);
    EXPECT_EQ(out['a'].households, 10);
    EXPECT_EQ(out['b'].households, 40);
    EXPECT_TRUE(out['a'].is_estimated);
}

TEST(RecordsAfter, AMergeAdds)
{
    const Picture from{"abbc"}, to{"bbbb"};
    DraftVersion before = Raster(from).version(from);
    raster::set_households(before, 'a', 10, 20);
    raster::set_households(before, 'b', 100, 200);
    raster::set_households(before, 'c', 1, 2);
    const Outcome out = edit(before, from, to);
    EXPECT_EQ(out['b'].households, 111);
    EXPECT_EQ(out['b'].residents, 222);
    EXPECT_FALSE(out['b'].is_estimated);
    EXPECT_EQ(out['b'].name, "B");
    EXPECT_EQ(out.after.grid(face_of('a')), nullptr);
    EXPECT_EQ(out.after.grid(face_of('c')), nullptr);
}

TEST(RecordsAfter, UnknownStaysUnknownAndNothingKnownIsLost)
{
    const Picture from{"aabb"}, split{"acbb"}, merged{"aaaa"}, moved{"aaab"};
    DraftVersion before = Raster(from).version(from);
    raster::set_households(before, 'b', 100);
    Outcome out = edit(before, from, split);
    EXPECT_EQ(out['a'].households, std::nullopt);
    EXPECT_EQ(out['c'].households, std::nullopt);
    EXPECT_FALSE(out['c'].is_estimated);
    out = edit(before, from, merged);
    EXPECT_EQ(out['a'].households, 100);
    EXPECT_TRUE(out['a'].is_estimated);
    out = edit(before, from, moved);
    EXPECT_EQ(out['a'].households, 50);
    EXPECT_EQ(out['b'].households, 50);
    EXPECT_EQ(out['a'].residents, std::nullopt);
}

TEST(RecordsAfter, ABorderThatMovesNobodyMarksNobody)
{
    const Picture from{"aaaaaaaaab"}, to{"aaaaaaaabb"};
    const Raster cells(from);
    DraftVersion before = cells.version(from);
    raster::set_households(before, 'a', 100, 300);
    raster::set_households(before, 'b', 30, 90);
    const std::vector<CountedPlace> places{{cells.middle(0, 0), 100}};
    Outcome out = edit(before, from, to, places);
    EXPECT_TRUE(out.changes.empty());
    raster::set_households(before, 'a', 3, 4);
    out = edit(before, from, to);
    EXPECT_TRUE(out.changes.empty()) << "a ninth of three is nobody";
}

TEST(RecordsAfter, ACutTakesFromEach)
{
    const Picture from{"aabb", "aabb"}, to{"aabb", "accb"};
    DraftVersion before = Raster(from).version(from);
    raster::set_households(before, 'a', 100);
    raster::set_households(before, 'b', 200);
    raster::edit_record(before, 'b', [](DraftGrid& grid) { grid.unit = UnitId{7}, grid.parent = GridId{50}; });
    RecordOptions options;
    options.kind = GridKind::dedicated;
    options.community = GridId{60};
    options.next_id = -5;
    const Outcome out = edit(before, from, to, {}, options);
    EXPECT_EQ(out['a'].households, 75);
    EXPECT_EQ(out['b'].households, 150);
    EXPECT_EQ(out['c'].households, 75);
    EXPECT_EQ(out['c'].id, GridId{-5});
    EXPECT_EQ(out['c'].kind, GridKind::dedicated);
    EXPECT_EQ(out['c'].parent, GridId{60});
    EXPECT_EQ(out['b'].unit, UnitId{7});
}

TEST(RecordsAfter, LandOfNobodyBringsItsPlaces)
{
    const Picture from{"aa.."}, to{"aab."};
    const Raster cells(from);
    const DraftVersion before = cells.version(from);
    const std::vector<CountedPlace> places{{cells.middle(2, 0), 40}, {cells.middle(3, 0), 5}};
    const Outcome out = edit(before, from, to, places);
    EXPECT_EQ(out['b'].households, 40);
    EXPECT_EQ(out['b'].name, "");
    EXPECT_FALSE(out['b'].is_estimated);
    EXPECT_EQ(edit(before, from, to)['b'].households, std::nullopt);
}

TEST(RecordsAfter, NewGridsHaveCodesAndNamesInReadingOrder)
{
    const Picture from{"aaaa", "aaaa"}, to{"aabb", "ccdd"};
    DraftVersion before = Raster(from).version(from);
    DraftGround ground;
    Grid community;
    community.id = GridId{50}, community.level = Level::community, community.code = "420106001002";
    Grid old = community;
    old.id = GridId{1}, old.level = Level::grid, old.parent = GridId{50}, old.code = "420106001002004";
    ground.areas = {community, old};
    raster::edit_record(before, 'a', [](DraftGrid& grid) { grid.parent = GridId{50}, grid.code = "420106001002004", grid.name = "东街7"; });
    const CodeBook book(ground, before);
    RecordOptions options;
    options.book = &book;
    const Outcome out = edit(before, from, to, {}, options);
    EXPECT_EQ(out['a'].code, "420106001002004");
    EXPECT_EQ(out['b'].code, "420106001002005");
    EXPECT_EQ(out['c'].code, "420106001002006");
    EXPECT_EQ(out['d'].code, "420106001002007");
    EXPECT_EQ(out['b'].name, "东街7b");
    EXPECT_EQ(out['c'].name, "东街7c");
    EXPECT_EQ(out['d'].name, "东街7d");
}

/// Random pictures that follow one another: what is known adds up to the same, whatever is known and wherever places lie.
TEST(RecordsAfter, SumsAreEqualBeforeAndAfter)
{
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        constexpr std::size_t columns = 8, rows = 6;
        const Raster cells(columns, rows);
        Picture from(rows, std::string(columns, 'a'));
        for (std::string& row : from)
            for (char& cell : row)
                cell = static_cast<char>('a' + random() % 5);
        DraftVersion version = cells.version(from);
        for (geo::FaceId face = 0; face < version.grids.size(); ++face)
            if (version.grid(face))
                raster::set_households(version, static_cast<char>('a' + face), random() % 4 ? std::optional(static_cast<int>(random() % 400)) : std::nullopt,
                                       random() % 3 ? std::optional(static_cast<int>(random() % 999)) : std::nullopt);
        std::vector<CountedPlace> places;
        for (std::size_t i = random() % 30; i > 0; --i)
            places.push_back({cells.middle(random() % columns, random() % rows), static_cast<int>(random() % 50)});
        for (int step = 0; step < 5; ++step) {
            Picture to = from;
            const char paint = static_cast<char>('a' + random() % 8);
            const std::size_t west = random() % columns, north = random() % rows;
            for (std::size_t row = north; row < std::min(rows, north + 1 + random() % 4); ++row)
                for (std::size_t column = west; column < std::min(columns, west + 1 + random() % 4); ++column)
                    to[row][column] = paint;
            const Outcome out = edit(version, from, to, places);
            int households = 0, residents = 0;
            for (const auto& change : out.changes) {
                EXPECT_EQ(change.before ? *change.before : DraftGrid{}, version.grid(change.face) ? *version.grid(change.face) : DraftGrid{});
                households += (change.after ? change.after->households.value_or(0) : 0) - (change.before ? change.before->households.value_or(0) : 0);
                residents += (change.after ? change.after->residents.value_or(0) : 0) - (change.before ? change.before->residents.value_or(0) : 0);
            }
            EXPECT_EQ(households, 0);
            EXPECT_EQ(residents, 0);
            from = to, version = out.after;
            for (geo::FaceId face = 0; face < version.map.face_slots(); ++face)
                EXPECT_EQ(version.map.face(face) != nullptr, version.grid(face) != nullptr);
        }
    }
}

} // namespace
