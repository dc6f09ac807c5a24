// Corrected editions of boundaries as steps of a draft: what is the same costs nothing, what differs is one entry, undone as one.

#include "data/import/draft_grids.h"

#include "data/error.h"
#include "data/store/draft_desk.h"
#include "data/store/process.h"
#include "geo/partition/edits.h"
#include "tests/data/import/fixture.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>

namespace draft_imports {
namespace {

using namespace data;
using nlohmann::ordered_json;
using testing::HasSubstr;

const std::string shared = SHARED_DATA;

ordered_json ring_of(double x, double y, double width, double height)
{
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
}

/// A square of 0.001° at column and row, with what stands in its table.
ordered_json square(int column, int row, ordered_json fields)
{
    return {{"type", "Feature"},
            {"properties", std::move(fields)},
            {"geometry", {{"type", "Polygon"}, {"coordinates", {ring_of(121.5 + 0.001 * column, 25 + 0.001 * row, 0.001, 0.001)}}}}};
}

struct DraftImports : ImportFixture {
    const Actor actor{{}, {}, "desk-1"};
    const DraftHolder me = this_process("desk-1", {}, import_moment);

    std::string write(const std::string& name, const std::vector<ordered_json>& features)
    {
        return file(name, ordered_json{{"type", "FeatureCollection"}, {"features", features}}.dump());
    }
    ImportReport take(const std::string& source, Level level = Level::grid) { return ImportFixture::take({.source = source, .level = level}); }
    ImportReport correct(const std::string& source, ImportJob job = {}, const std::string& unlock = {})
    {
        job.source = source, job.actor = actor, job.now = import_moment;
        return import_into_draft(store_, job, {"spring", me, unlock});
    }
    Draft draft() { return load_draft(store_, *store_.draft("spring"), import_moment); }
    std::vector<DraftEntry> entries()
    {
        const auto head = store_.draft("spring");
        return head ? store_.entries(head->id) : std::vector<DraftEntry>();
    }
    void expect_sound()
    {
        const Draft now = draft();
        for (const geo::PlanarFault& fault : geo::find_planar_faults(now.version().map))
            ADD_FAILURE() << fault.what << " at " << fault.at.x << "," << fault.at.y;
    }
    /// Back to the boundaries it was begun on.
    void undo_all()
    {
        DraftDesk desk(store_, "spring", me, actor, import_moment);
        const std::string base = digest_of(desk.draft().base());
        while (desk.draft().next_undo())
            ASSERT_TRUE(std::holds_alternative<DoneOp>(desk.perform(UndoOp{}, import_moment)));
        EXPECT_EQ(digest_of(desk.draft().version()), base);
    }
    const DraftGrid* grid(const Draft& draft, const std::string& code)
    {
        const auto face = draft.find(GridRef(code));
        return std::holds_alternative<geo::FaceId>(face) ? draft.version().grid(std::get<geo::FaceId>(face)) : nullptr;
    }
    std::string refusal(const std::string& source, ImportJob job = {})
    {
        try {
            correct(source, std::move(job));
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }

    std::vector<ordered_json> four()
    {
        std::vector<ordered_json> out;
        for (int i = 0; i < 4; ++i)
            out.push_back(square(i % 2, i / 2, {{"code", "33010600100100" + std::to_string(i + 1)}, {"name", "Square " + std::to_string(i + 1)}, {"households", 100 * (i + 1)}}));
        return out;
    }
    /// The corner in the middle of the four goes elsewhere.
    static void move_middle(std::vector<ordered_json>& features, double lon, double lat)
    {
        for (ordered_json& feature : features)
            for (ordered_json& p : feature["geometry"]["coordinates"][0])
                if (std::abs(p[0].get<double>() - 121.501) < 1e-7 && std::abs(p[1].get<double>() - 25.001) < 1e-7)
                    p = {lon, lat};
    }
};

TEST_F(DraftImports, TheSameFileAgainIsNoEntry)
{
    std::vector<ordered_json> features = four();
    take(write("grids.geojson", features));
    std::ranges::reverse(features);
    const ImportReport report = correct(write("again.geojson", features));
    EXPECT_EQ(report.read, 4);
    EXPECT_EQ(report.unchanged, 4);
    EXPECT_EQ(report.imported, report.unchanged);
    EXPECT_EQ(report.missing, 0);
    EXPECT_TRUE(entries().empty());
}

TEST_F(DraftImports, AMovedCornerNewAndOtherFieldsAreOneEntry)
{
    std::vector<ordered_json> features = four();
    take(write("grids.geojson", features));
    move_middle(features, 121.5012, 25.0011);
    features[3]["properties"]["name"] = "Harbour";
    features.push_back(square(2, 0, {{"code", "330106001001009"}, {"name", "New"}, {"households", 7}}));
    const ImportReport report = correct(write("corrected.geojson", features));
    EXPECT_EQ(report.imported, 5);
    EXPECT_EQ(report.updated, 4);
    EXPECT_EQ(report.unchanged, 0);
    EXPECT_EQ(report.updated_fields.at("name"), 1);
    EXPECT_EQ(report.updated_fields.at("shape"), 4);
    const std::vector<DraftEntry> journal = entries();
    ASSERT_EQ(journal.size(), 1u);
    EXPECT_EQ(journal[0].op, "import");
    EXPECT_EQ(journal[0].subject, "corrected.geojson");
    const auto parsed = parse_draft_op(journal[0].script);
    ASSERT_TRUE(std::holds_alternative<RefusedOp>(parsed));
    EXPECT_EQ(std::get<RefusedOp>(parsed).reason, DraftRefusal::unknown_op);
    expect_sound();
    const Draft now = draft();
    EXPECT_EQ(grid(now, "330106001001004")->name, "Harbour");
    EXPECT_EQ(grid(now, "330106001001009")->households, 7);
    EXPECT_LT(grid(now, "330106001001009")->id.value, 0);
    EXPECT_EQ(grid(now, "330106001001001")->households, 100) << "the file says so, whatever the border";
    EXPECT_FALSE(grid(now, "330106001001001")->is_estimated);
    // And once more: nothing is left to do.
    EXPECT_EQ(correct((folder_ / "corrected.geojson").string()).unchanged, 5);
    EXPECT_EQ(entries().size(), 1u);
    undo_all();
}

TEST_F(DraftImports, CountsFollowTheLandWhereTheFileHasNone)
{
    std::vector<ordered_json> features = four();
    take(write("grids.geojson", features));
    move_middle(features, 121.5015, 25.001);
    for (ordered_json& feature : features)
        feature["properties"].erase("households");
    correct(write("corrected.geojson", features));
    const Draft now = draft();
    int sum = 0;
    for (int i = 1; i <= 4; ++i) {
        const DraftGrid* g = grid(now, "33010600100100" + std::to_string(i));
        sum += g->households.value_or(0);
        EXPECT_NE(g->households, 100 * i);
        EXPECT_TRUE(g->is_estimated);
    }
    EXPECT_EQ(sum, 1000);
}

TEST_F(DraftImports, WithoutCodesTheShapeTells)
{
    std::vector<ordered_json> features = four();
    for (ordered_json& feature : features)
        feature["properties"].erase("code");
    take(write("grids.geojson", features));
    move_middle(features, 121.5013, 25.0012);
    for (ordered_json& feature : features)
        feature["properties"] = {{"code", "3301060010010" + std::to_string(10 + (&feature - features.data()))}};
    std::ranges::reverse(features);
    const ImportReport report = correct(write("corrected.geojson", features));
    EXPECT_EQ(report.updated, 4);
    EXPECT_EQ(report.imported, 4);
    EXPECT_EQ(report.missing, 0);
    const Draft now = draft();
    for (int i = 0; i < 4; ++i) {
        const DraftGrid* g = grid(now, "3301060010010" + std::to_string(10 + i));
        ASSERT_TRUE(g);
        EXPECT_EQ(g->name, "Square " + std::to_string(i + 1));
    }
}

TEST_F(DraftImports, WhatTheFileDoesNotHaveStaysOrGoes)
{
    std::vector<ordered_json> features = four();
    take(write("grids.geojson", features));
    features.pop_back();
    const std::string fewer = write("fewer.geojson", features);
    const ImportReport kept = correct(fewer);
    EXPECT_EQ(kept.missing, 1);
    EXPECT_EQ(kept.imported, 3);
    EXPECT_EQ(kept.unchanged, 3);
    EXPECT_TRUE(entries().empty());
    const ImportReport tried = correct(fewer, {.missing = MissingPolicy::close, .dry_run = true});
    EXPECT_EQ(tried.missing, 1);
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(correct(fewer, {.missing = MissingPolicy::close}).missing, 1);
    EXPECT_EQ(entries().size(), 1u);
    EXPECT_FALSE(grid(draft(), "330106001001004"));
    EXPECT_EQ(draft().version().map.face_at(geo::fixed_from_lonlat({121.5015, 25.0015})), geo::no_face);
    undo_all();
}

TEST_F(DraftImports, OverlapsOfTheFileAreThereToBeRepaired)
{
    std::vector<ordered_json> features = four();
    take(write("grids.geojson", features));
    features[0]["geometry"]["coordinates"][0] = ring_of(121.5, 25, 0.0012, 0.001);
    const ImportReport report = correct(write("wide.geojson", features));
    EXPECT_EQ(report.updated, 1);
    expect_sound();
    const Draft now = draft();
    const geo::FaceId overlap = now.version().map.face_at(geo::fixed_from_lonlat({121.5011, 25.0005}));
    ASSERT_NE(overlap, geo::no_face);
    EXPECT_TRUE(now.version().map.face(overlap)->is_overlap());
    EXPECT_EQ(correct((folder_ / "wide.geojson").string()).unchanged, 4);
    undo_all();
}

TEST_F(DraftImports, GridsInOnePlaceAreTheSameGridsWhenTheFileMovesThemApart)
{
    std::vector<ordered_json> features = four();
    features.push_back(square(0, 0, {{"code", "330106001001005"}, {"name", "Square 5"}, {"households", 500}}));
    const std::string twins = write("twins.geojson", features);
    take(twins);
    EXPECT_EQ(correct(twins).unchanged, 5);

    features[1]["properties"]["name"] = "Another name";
    features[3]["geometry"]["coordinates"][0] = ring_of(121.501, 25.001, 0.001, 0.0008);
    EXPECT_EQ(correct(write("elsewhere.geojson", features)).updated, 2);
    EXPECT_EQ(covered_grids(draft().version()).size(), 2u) << "what is not corrected keeps its claim";

    features[4] = square(2, 0, {{"code", "330106001001005"}, {"name", "Square 5"}, {"households", 500}});
    const ImportReport apart = correct(write("apart.geojson", features));
    EXPECT_EQ(apart.updated, 1);
    EXPECT_EQ(apart.imported - apart.updated - apart.unchanged, 0) << "nothing is new";
    expect_sound();
    const Draft now = draft();
    EXPECT_TRUE(covered_grids(now.version()).empty());
    for (const auto& [code, households] : {std::pair("330106001001001", 100), std::pair("330106001001005", 500)}) {
        ASSERT_TRUE(grid(now, code)) << code;
        EXPECT_EQ(grid(now, code)->households, households) << code;
        EXPECT_GT(grid(now, code)->id.value, 0) << code << ": the same as before";
    }
    undo_all();

    features.pop_back();
    EXPECT_EQ(correct(write("without.geojson", features), {.missing = MissingPolicy::close}).missing, 1);
    expect_sound();
    EXPECT_FALSE(grid(draft(), "330106001001005"));
    EXPECT_TRUE(grid(draft(), "330106001001001"));
    undo_all();
}

TEST_F(DraftImports, LockedOutlinesAreNotMovedUnlessUnlocked)
{
    ordered_json west = square(0, 0, {{"code", "330106001001"}, {"name", "West"}}), east = square(1, 0, {{"code", "330106001002"}, {"name", "East"}});
    west["geometry"]["coordinates"][0] = ring_of(121.5, 25, 0.001, 0.002), east["geometry"]["coordinates"][0] = ring_of(121.501, 25, 0.001, 0.002);
    take(write("communities.geojson", {west, east}), Level::community);
    std::vector<ordered_json> features = four();
    features[1]["properties"]["code"] = "330106001002002", features[3]["properties"]["code"] = "330106001002004";
    take(write("grids.geojson", features));
    // A vertex in the border of two grids of the west moves nobody's outline.
    const auto rings = [](std::vector<ordered_json>& all, std::size_t i) -> ordered_json& { return all[i]["geometry"]["coordinates"][0]; };
    const auto with_vertex = [&](std::size_t i, std::size_t at, double lat) {
        ordered_json& ring = rings(features, i);
        ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(at), ordered_json{121.5005, lat});
    };
    with_vertex(0, 3, 25.0012), with_vertex(2, 1, 25.0012);
    const std::string inside = write("inside.geojson", features);
    EXPECT_EQ(correct(inside).updated, 2);
    std::vector<ordered_json> overlapping = features; // two of one community claim the same land
    rings(overlapping, 0)[3] = {121.5005, 25.0015};
    EXPECT_EQ(correct(write("overlap.geojson", overlapping)).updated, 1);
    EXPECT_EQ(correct(inside).updated, 1);
    ASSERT_EQ(entries().size(), 3u);
    move_middle(features, 121.5012, 25.0013);
    const std::string across = write("across.geojson", features);
    const std::string why = refusal(across);
    EXPECT_THAT(why, HasSubstr("community 330106001001 West"));
    EXPECT_THAT(why, HasSubstr("community 330106001002 East"));
    EXPECT_EQ(entries().size(), 3u);
    EXPECT_EQ(correct(across, {}, "survey of May").updated, 4);
    const std::vector<DraftEntry> journal = entries();
    ASSERT_EQ(journal.size(), 6u);
    EXPECT_EQ(journal[3].op, "unlock");
    EXPECT_EQ(journal[4].op, "unlock");
    EXPECT_EQ(journal[5].op, "import");
    expect_sound();
    undo_all();
}

TEST_F(DraftImports, RowsThatAreNoGridsOfTheDraftAreRefused)
{
    std::vector<ordered_json> features = four();
    take(write("grids.geojson", features));
    features.push_back(square(5, 5, {{"code", "330106001001001"}}));
    features.push_back(square(6, 6, {{"code", "330106001001077"}, {"valid_to", "2001-01-01"}}));
    const ImportReport report = correct(write("odd.geojson", features));
    ASSERT_EQ(report.rejected.size(), 2u);
    EXPECT_EQ(report.rejected[0].reasons[0].key, "code_twice");
    EXPECT_EQ(report.rejected[1].reasons[0].key, "area_ended");
    EXPECT_THAT(refusal(write("communities.geojson", features), {.level = Level::community}), HasSubstr("level grid"));
}

TEST_F(DraftImports, AnotherSetOfCodesIsRefused)
{
    std::vector<ordered_json> features = four();
    take(write("grids.geojson", features));
    for (ordered_json& feature : features)
        feature["properties"]["code"] = "9" + feature["properties"]["code"].get<std::string>().substr(1);
    const std::string other = write("other.geojson", features);
    EXPECT_THAT(refusal(other), HasSubstr("claim all the land"));
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(correct(other, {.match = "name"}).updated, 4);
    EXPECT_EQ(draft().version().grid(0)->code.substr(0, 1), "9");
}

/// Real files, changed by hand.
struct RealDraftImports : DraftImports {
    void SetUp() override
    {
        if (!std::filesystem::exists(shared))
            GTEST_SKIP() << "the real files beside the project are absent";
    }
    ordered_json read(const std::string& path)
    {
        std::ifstream in(path);
        return ordered_json::parse(in);
    }
    /// Every ring of the features.
    template <class Work> static void each_ring(ordered_json& features, Work work)
    {
        for (ordered_json& feature : features) {
            ordered_json& shape = feature["geometry"];
            for (ordered_json& part : shape["coordinates"])
                if (shape["type"] == "Polygon")
                    work(part);
                else
                    for (ordered_json& ring : part)
                        work(ring);
        }
    }
    /// Every vertex that lies there, in whichever areas.
    static void move(ordered_json& features, const ordered_json& from, const ordered_json& to)
    {
        each_ring(features, [&](ordered_json& ring) {
            for (ordered_json& p : ring)
                if (p == from)
                    p = to;
        });
    }
    /// In shuffled order nothing; with vertices moved, one area gone and another there, what was done; undone, the same as before.
    void try_file(const std::string& path, const std::string& code_field, Level level)
    {
        const ImportReport first = ImportFixture::take({.source = path, .level = level});
        ASSERT_GT(first.imported, 50);
        ordered_json source = read(path);
        ordered_json& features = source["features"];
        std::mt19937 random(11);
        std::shuffle(features.begin(), features.end(), random);
        const std::string shuffled = file("shuffled.geojson", source.dump());
        const ImportReport same = correct(shuffled, {.level = level});
        EXPECT_EQ(same.unchanged, first.imported);
        EXPECT_EQ(same.imported, same.unchanged);
        EXPECT_TRUE(entries().empty());

        // Three vertices, a thousandth of a degree at most, all areas that share them along.
        for (const std::size_t i : {5, 17, 40}) {
            ordered_json& shape = features[i]["geometry"];
            ordered_json& ring = shape["type"] == "Polygon" ? shape["coordinates"][0] : shape["coordinates"][0][0];
            const ordered_json from = ring[ring.size() / 2];
            ordered_json to = from;
            to[0] = from[0].get<double>() + 2e-6, to[1] = from[1].get<double>() + 1e-6;
            move(features, from, to);
        }
        features.erase(3);
        ordered_json added = features[0];
        added["properties"][code_field] = "99999999999";
        added["geometry"] = {{"type", "Polygon"}, {"coordinates", {ring_of(0.5, 0.5, 0.001, 0.001)}}};
        features.push_back(added);
        const ImportReport changed = correct(file("changed.geojson", source.dump()), {.level = level, .missing = MissingPolicy::close});
        EXPECT_EQ(changed.missing, 1);
        EXPECT_EQ(changed.imported, changed.updated + changed.unchanged + 1);
        EXPECT_GE(changed.updated, 3);
        EXPECT_LE(changed.updated, 12);
        EXPECT_EQ(changed.unchanged + changed.updated, first.imported - 1);
        expect_sound();
        const std::vector<DraftEntry> journal = entries();
        ASSERT_EQ(journal.size(), 1u);
        EXPECT_LT(journal[0].delta.size(), 200'000u);
        const ImportReport again = correct((folder_ / "changed.geojson").string(), {.level = level});
        EXPECT_EQ(again.imported, again.unchanged);
        EXPECT_EQ(entries().size(), 1u);
        undo_all();
    }
};

TEST_F(RealDraftImports, VillagesOfTaipei)
{
    try_file(shared + "/polygons/taipei/taipei_villages.geojson", "VILLCODE", Level::community);
}

TEST_F(RealDraftImports, AreasOfChicago)
{
    try_file(shared + "/polygons/chicago/chicago-community-areas.geojson", "area_numbe", Level::community);
}

TEST_F(RealDraftImports, NeighbourhoodsOfChicagoAreNoPartition)
{
    const std::string path = shared + "/polygons/chicago/chicago_neighborhoods98.geojson";
    const ImportReport first = ImportFixture::take({.source = path, .level = Level::grid});
    EXPECT_EQ(correct(path, {.level = Level::grid}).unchanged, first.imported);
    EXPECT_TRUE(entries().empty());
}

} // namespace
} // namespace draft_imports
