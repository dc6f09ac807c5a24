// Codes: right ones, free ones, their order, names of new grids.

#include "data/drafts/codes.h"
#include "tests/data/drafts/raster.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace {

using namespace data;
using raster::area;
using raster::face_of;
using raster::Picture;
using raster::Raster;

constexpr GridId east{50}, west{51}; // communities

void give(DraftVersion& version, char letter, GridId community, std::string code, std::string name = {})
{
    raster::edit_record(version, letter, [&](DraftGrid& grid) { grid.parent = community, grid.code = code, grid.name = name; });
}

TEST(Codes, AreRightOrWrong)
{
    EXPECT_TRUE(is_grid_code("420106001002003"));
    for (const char* wrong : {"", "42010600100200", "4201060010020031", "42010600100200a", "４２０106001002"})
        EXPECT_FALSE(is_grid_code(wrong)) << wrong;
    EXPECT_EQ(problem_of_code("", "420106001002"), CodeProblem::missing);
    EXPECT_EQ(problem_of_code("420106001002003", "420106001002"), CodeProblem::none);
    EXPECT_EQ(problem_of_code("420106001003003", "420106001002"), CodeProblem::wrong);
    EXPECT_EQ(problem_of_code("420106001003003", "Hyde Park"), CodeProblem::none);
    EXPECT_EQ(problem_of_code("B-7", ""), CodeProblem::wrong);
}

TEST(Codes, RunFromNorthToSouthAndWestToEast)
{
    const Picture picture{"ddbb", "ddba", "ccca", "ccea"};
    EXPECT_EQ(in_reading_order(Raster(picture).map(picture), {0, 1, 2, 3, 4}),
              (std::vector<geo::FaceId>{face_of('d'), face_of('b'), face_of('c'), face_of('e'), face_of('a')}));
}

TEST(CodeBook, ProposesWhatNobodyEverHad)
{
    const Picture picture{"abcd"};
    DraftVersion version = Raster(picture).version(picture);
    give(version, 'a', east, "420106001002001");
    give(version, 'b', east, "420106001002003");
    give(version, 'c', west, "420106001002006"); // went to another community and kept its code
    DraftGround ground;
    ground.areas = {area(east, Level::community, "420106001002"), area(west, Level::community, "420106001003"),
                    area(GridId{9}, Level::grid, "420106001002007", {}, east)};
    ground.areas.back().valid_to = TimePoint{}; // of a past edition
    CodeBook book(ground, version);
    EXPECT_EQ(book.propose(east, 2), (std::vector<std::string>{"420106001002008", "420106001002009"}));
    EXPECT_EQ(book.propose(west, 1), (std::vector<std::string>{"420106001003001"}));

    // What an edit gives is taken, and free again when it is undone.
    DraftEdit edit;
    DraftGrid grid = *version.grid(face_of('d'));
    grid.parent = east, grid.code = "420106001002998";
    edit.grids = {{face_of('d'), version.grids[face_of('d')], std::make_shared<const DraftGrid>(grid)}};
    book.follow(edit.grids);
    EXPECT_EQ(book.faces_with("420106001002998"), (std::vector<geo::FaceId>{face_of('d')}));
    EXPECT_EQ(book.propose(east, 3), (std::vector<std::string>{"420106001002999", "420106001002002", "420106001002004"}));
    std::swap(edit.grids[0].before, edit.grids[0].after);
    book.follow(edit.grids);
    EXPECT_EQ(book.propose(east, 1).front(), "420106001002008");
    EXPECT_FALSE(book.is_taken("420106001002998"));
}

TEST(CodeBook, ProposesNoCodeOfAnEditionThatEnded)
{
    const Picture picture{"ab"};
    DraftVersion version = Raster(picture).version(picture);
    give(version, 'a', east, "420106001002001");
    give(version, 'b', west, "E-2");
    DraftGround ground;
    ground.areas = {area(east, Level::community, "420106001002"), area(west, Level::community, "West")};
    ground.retired = {"420106001002002", "420106001002004", "E-3", "North"};
    CodeBook book(ground, version);
    EXPECT_EQ(book.propose(east, 1).front(), "420106001002005");
    EXPECT_EQ(book.propose(west, 1).front(), "E-4");
    EXPECT_TRUE(book.is_taken("420106001002002") && book.is_retired("420106001002002"));
    EXPECT_FALSE(book.is_retired("420106001002001"));
    // Also where a grid takes such a code and gives it back.
    DraftGrid grid = *version.grid(face_of('a'));
    grid.code = "420106001002004";
    std::vector<DraftEdit::GridChange> change{{face_of('a'), version.grids[face_of('a')], std::make_shared<const DraftGrid>(grid)}};
    book.follow(change);
    std::swap(change[0].before, change[0].after);
    book.follow(change);
    EXPECT_TRUE(book.is_taken("420106001002004"));
    EXPECT_EQ(plan_renumber(version, book, west), (std::vector<CodeChange>{{face_of('b'), "E-2", "E-1"}}));
    ground.retired.push_back("420106001002003"), ground.areas[0].code = "420106001002";
    give(version, 'a', east, "420106001002005");
    EXPECT_EQ(plan_renumber(version, CodeBook(ground, version), east), (std::vector<CodeChange>{{face_of('a'), "420106001002005", "420106001002001"}}));
    give(version, 'b', east, "420106001002006");
    EXPECT_EQ(plan_renumber(version, CodeBook(ground, version), east),
              (std::vector<CodeChange>{{face_of('a'), "420106001002005", "420106001002001"}})) << "b stands behind it, and keeps its own";
}

TEST(CodeBook, KeepsToTheShapeOfTheNeighbours)
{
    const std::vector<std::tuple<std::vector<std::string>, std::string>> cases{
        {{"E-07", "E-12"}, "E-13"}, {{"7", "12"}, "13"}, {{"101", "102"}, "103"}, {{"North", "South"}, ""}, {{"07", "8"}, ""}, {{"", ""}, ""}, {{"99", "98"}, "100"}};
    for (const auto& [codes, expected] : cases) {
        const Picture picture{"ab"};
        DraftVersion version = Raster(picture).version(picture);
        give(version, 'a', east, codes[0]);
        give(version, 'b', east, codes[1]);
        DraftGround ground;
        ground.areas = {area(east, Level::community, "East")};
        EXPECT_EQ(CodeBook(ground, version).propose(east, 1).front(), expected) << codes[0];
    }
}

/// A book that followed any edits offers what one made anew does.
TEST(CodeBook, FollowsEditsAsIfItWereMadeAnew)
{
    const Picture picture{"abcdefgh"};
    std::mt19937 random(11);
    DraftVersion version = Raster(picture).version(picture);
    const DraftGround ground;
    CodeBook book(ground, version);
    for (int i = 0; i < 2000; ++i) {
        const auto letter = static_cast<char>('a' + random() % 8);
        const std::uint32_t kind = random() % 12, number = random() % 30;
        const std::string code = kind == 0 ? "" : kind == 1 ? "Pier" : kind == 2 ? "N-" + std::to_string(number) : fmt::format("N-{:03}", number);
        DraftEdit::GridChange change{face_of(letter), version.grids[face_of(letter)], nullptr};
        give(version, letter, random() % 9 == 0 ? west : east, code);
        change.after = version.grids[face_of(letter)];
        book.follow(std::span(&change, 1));
        const CodeBook anew(ground, version);
        for (const GridId community : {east, west})
            ASSERT_EQ(book.propose(community, 3), anew.propose(community, 3)) << i << ": " << code;
    }
}

TEST(CodeBook, GivesNoCodeWhenAllAreTaken)
{
    DraftGround ground;
    ground.areas = {area(east, Level::community, "420106001002")};
    for (int number = 1; number <= 998; ++number)
        ground.areas.push_back(area(GridId{100 + number}, Level::grid, "420106001002" + std::string(number < 10 ? "00" : number < 100 ? "0" : "") + std::to_string(number), {}, east));
    EXPECT_EQ(CodeBook(ground, DraftVersion()).propose(east, 2), (std::vector<std::string>{"420106001002999", ""}));
}

TEST(CodeBook, DerivesNames)
{
    const Picture picture{"abc"};
    DraftVersion version = Raster(picture).version(picture);
    give(version, 'a', east, "", "East 7");
    give(version, 'b', east, "", "East 7b");
    give(version, 'c', west, "", "Harbour b");
    const CodeBook book(DraftGround(), version);
    EXPECT_EQ(book.derive_name(east, "East 7"), "East 7c");
    EXPECT_EQ(book.derive_name(east, "East 7b"), "East 7c");
    EXPECT_EQ(book.derive_name(west, "East 7"), "East 7b");
    EXPECT_EQ(book.derive_name(east, "East 7", {"East 7c"}), "East 7d");
    EXPECT_EQ(book.derive_name(east, "东街7"), "东街7b");
    EXPECT_EQ(book.derive_name(east, "东街7b"), "东街7b");
    EXPECT_EQ(book.derive_name(east, "东街"), "东街b");
    EXPECT_EQ(book.derive_name(east, "Harbour"), "Harbour b");
    EXPECT_EQ(book.derive_name(west, "Harbour"), "Harbour c");
    EXPECT_EQ(book.derive_name(east, "b"), "b b");
    EXPECT_EQ(book.derive_name(east, ""), "");
}

TEST(Renumber, GivesACommunityItsNumbersInOrder)
{
    const Picture picture{"dcb", "aef"};
    DraftVersion version = Raster(picture).version(picture);
    give(version, 'a', east, "420106001002001");
    give(version, 'b', east, "420106001002002");
    give(version, 'c', east, "");
    give(version, 'd', east, "420106001002001");
    give(version, 'e', west, "420106001002003"); // another community's now
    give(version, 'f', west, "420106001003001");
    DraftGround ground;
    ground.areas = {area(east, Level::community, "420106001002"), area(west, Level::community, "420106001003")};
    const CodeBook book(ground, version);
    EXPECT_EQ(plan_renumber(version, book, east),
              (std::vector<CodeChange>{{face_of('c'), "", "420106001002004"}, {face_of('b'), "420106001002002", "420106001002005"}, {face_of('a'), "420106001002001", "420106001002006"}}))
        << "b's number goes to nobody else";
    EXPECT_EQ(plan_renumber(version, book, west), (std::vector<CodeChange>{{face_of('e'), "420106001002003", "420106001003002"}, {face_of('f'), "420106001003001", "420106001003003"}}));
    EXPECT_TRUE(plan_renumber(version, book, GridId{77}).empty());
}

} // namespace
