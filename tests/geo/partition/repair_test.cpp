#include "geo/partition/repair.h"

#include "geo/cancelled.h"
#include "geo/partition/assemble.h"
#include "tests/geo/partition/planar_check.h"
#include "tests/geo/shared_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace geo;

namespace {

// Metres on the equator, where a degree is as long both ways to a hundredth.
constexpr double units_a_metre = 8983;

MultiPolygon area(const std::vector<std::pair<double, double>>& metres)
{
    std::vector<FixedPoint> points;
    for (const auto& [x, y] : metres)
        points.push_back({std::llround(x * units_a_metre), std::llround(y * units_a_metre)});
    return {{ring_of_units(points), {}}};
}

MultiPolygon box(double west, double south, double east, double north)
{
    return area({{west, south}, {east, south}, {east, north}, {west, north}});
}

FixedPoint point_at(double x, double y)
{
    return {std::llround(x * units_a_metre), std::llround(y * units_a_metre)};
}

/// Applies the plan; each repair is looked at on its way.
Tessellation mended(Tessellation map, const RepairOptions& options, std::vector<ProposedRepair>* plan = nullptr)
{
    const std::vector<ProposedRepair> repairs = plan_repairs(map, options);
    for (const ProposedRepair& repair : repairs) {
        const Tessellation before = map;
        map.apply(repair.edited.edit);
        WideInt moved = 0;
        for (const Passage& p : repair.edited.passages)
            moved += p.doubled_area;
        EXPECT_EQ(moved, repair.doubled_area);
        const Tessellation back = map.after(repair.edited.edit.inverse());
        for (FaceId face = 0; face < before.face_slots(); ++face)
            EXPECT_EQ(back.doubled_area(face), before.doubled_area(face));
    }
    if (plan)
        *plan = repairs;
    return map;
}

Tessellation mended(Tessellation map, RepairKind kind, RepairGive give = RepairGive::longest)
{
    return mended(std::move(map), RepairOptions{kind, give, {}, {}, {}, {}});
}

double unassigned_m2(const TessellationFindings& found)
{
    double sum = 0;
    for (const UnownedArea& land : found.unassigned)
        sum += land.area_m2;
    return sum;
}

/// Squares whose corners were moved on their own, so that borders overlap and part; some are gone.
std::vector<MultiPolygon> loose_squares(std::mt19937& random, int n, double by_m)
{
    std::uniform_real_distribution<double> off(-by_m, by_m);
    std::vector<MultiPolygon> shapes;
    for (int y = 0; y < n; ++y)
        for (int x = 0; x < n; ++x) {
            std::vector<std::pair<double, double>> ring;
            for (const auto& [cx, cy] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}})
                ring.emplace_back((x + cx) * 100 + off(random), (y + cy) * 100 + off(random));
            if (random() % 9 != 0)
                shapes.push_back(area(ring));
        }
    return shapes;
}

} // namespace

TEST(TessellationCheck, FindsWhatIsThere)
{
    const std::vector<MultiPolygon> shapes{
        box(0, 0, 100, 100), box(90, 0, 200, 100),                                          // overlap by 10 m
        box(0, 101, 200, 200),                                                              // a slit of 1 m, open to both sides: no gap
        box(0, 200, 50, 300), box(51, 200, 200, 300), box(0, 300, 200, 301.5),              // a gap of 1 m, closed by a sliver
        {box(300, 0, 400, 100)[0], box(420, 0, 440, 100)[0]},                               // two parts
        area({{300, 200}, {400, 200}, {600, 200.5}, {400, 300}, {300, 300}, {300, 250}}),   // a broad point, and none
        area({{300, 400}, {400, 400}, {600, 410}, {400, 405}, {400, 500}, {300, 500}}),     // a spike
        box(500, 0, 600, 40), box(500, 60, 600, 100), box(500, 40, 520, 60), box(580, 40, 600, 60), // around unassigned land
    };
    const TessellationFindings found = check_tessellation(assemble(shapes).map);
    EXPECT_EQ(found.faces, shapes.size());
    ASSERT_EQ(found.overlaps.size(), 1u);
    EXPECT_EQ(found.overlaps[0].owners, (std::vector<FaceId>{0, 1}));
    EXPECT_NEAR(found.overlaps[0].area_m2, 1000, 20);
    EXPECT_NEAR(found.overlaps[0].width_m, 2.0 * 1000 / 220, 0.2);
    ASSERT_EQ(found.gaps.size(), 1u);
    EXPECT_EQ(found.gaps[0].faces, (std::vector<FaceId>{2, 3, 4, 5}));
    ASSERT_EQ(found.unassigned.size(), 1u);
    EXPECT_NEAR(found.unassigned[0].area_m2, 20 * 60, 20);
    ASSERT_EQ(found.in_parts.size(), 1u);
    EXPECT_EQ(found.in_parts[0].face, 6u);
    EXPECT_EQ(found.in_parts[0].parts, 2u);
    ASSERT_EQ(found.slivers.size(), 2u);
    EXPECT_TRUE(found.slivers[0].face == 5 && found.slivers[0].is_whole && !found.slivers[0].is_spike);
    EXPECT_TRUE(found.slivers[1].face == 8 && found.slivers[1].is_spike);
    EXPECT_EQ(found.hairlines, 0u);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(check_tessellation(assemble(shapes).map, {}, stop.get_token()), Cancelled);
}

TEST(TessellationCheck, HairlinesAreOnlyCounted)
{
    const TessellationFindings found = check_tessellation(assemble(std::vector<MultiPolygon>{box(0, 0, 100, 100), box(99.9997, 0, 200, 100)}).map);
    EXPECT_EQ(found.overlaps.size(), 0u);
    EXPECT_EQ(found.hairlines, 1u);
}

TEST(PartitionRepair, AnOverlapGoesToAnOwner)
{
    // The second shares 100 m of the overlap's border and the first 100 + 2 · 10.
    const std::vector<MultiPolygon> shapes{area({{0, 0}, {110, 0}, {110, 10}, {100, 10}, {100, 90}, {110, 90}, {110, 100}, {0, 100}}), box(90, 10, 300, 90)};
    const Tessellation map = assemble(shapes).map;
    const struct {
        RepairGive give;
        std::vector<FaceId> owner;
    } rows[] = {{RepairGive::longest, {0}}, {RepairGive::larger, {1}}, {RepairGive::unassigned, {no_face}}};
    for (const auto& row : rows) {
        std::vector<ProposedRepair> plan;
        const Tessellation after = mended(map, RepairOptions{RepairKind::overlaps, row.give, {}, {}, {}, {}}, &plan);
        EXPECT_EQ(after.face_at(point_at(95, 50)), row.owner[0]);
        EXPECT_EQ(planar_faults(after), "");
        ASSERT_EQ(plan.size(), 1u);
        EXPECT_NEAR(plan[0].area_m2, 800, 10);
        EXPECT_EQ(after.face_at(fixed_from_lonlat(plan[0].place)), row.owner[0]);
    }
    EXPECT_TRUE(plan_repairs(map, RepairOptions{RepairKind::overlaps, {}, 5, {}, {}, {}}).empty()) << "it is wider than that";
    EXPECT_TRUE(plan_repairs(map, RepairOptions{RepairKind::overlaps, {}, {}, lonlat_from_fixed(point_at(50, 50)), {}, {}}).empty()) << "it is elsewhere";
    EXPECT_EQ(plan_repairs(map, RepairOptions{RepairKind::overlaps, {}, {}, lonlat_from_fixed(point_at(95, 50)), {}, {}}).size(), 1u);
}

TEST(PartitionRepair, AnOverlapInPiecesIsMendedWhole)
{
    const std::vector<MultiPolygon> shapes{box(0, 0, 100, 100), area({{90, 10}, {300, 10}, {300, 90}, {90, 90}, {90, 60}, {110, 60}, {110, 40}, {90, 40}})};
    const Tessellation map = assemble(shapes).map;
    ASSERT_EQ(map.overlap_count(), 1u);
    std::vector<ProposedRepair> plan;
    const Tessellation after = mended(map, RepairOptions{RepairKind::overlaps, {}, {}, lonlat_from_fixed(point_at(95, 20)), {}, {}}, &plan);
    EXPECT_EQ(after.overlap_count(), 0u) << "they are one finding";
    ASSERT_EQ(plan.size(), 1u);
    EXPECT_NEAR(plan[0].area_m2, 600, 10);
}

TEST(PartitionRepair, NobodyIsLostOrParted)
{
    // A square inside another without a hole there, and a strip across a third.
    const std::vector<MultiPolygon> shapes{box(0, 0, 100, 100), box(40, 40, 60, 60), box(200, 0, 300, 100), box(240, 0, 260, 100)};
    for (const RepairGive give : {RepairGive::longest, RepairGive::larger}) {
        const Tessellation after = mended(assemble(shapes).map, RepairKind::overlaps, give);
        EXPECT_EQ(after.face_at(point_at(50, 50)), 1u);
        EXPECT_EQ(after.face_at(point_at(250, 50)), 3u) << "else nothing were left of it";
        EXPECT_EQ(planar_faults(after), "");
    }
    // A tongue into the middle of another: whoever loses it must stay whole.
    const std::vector<MultiPolygon> tongue{box(0, 0, 100, 100), box(-50, 40, 100, 60), box(100, 40, 150, 60)};
    const Tessellation after = mended(assemble(tongue).map, RepairKind::overlaps, RepairGive::longest);
    EXPECT_EQ(after.face_at(point_at(50, 50)), 0u) << "the first would fall into two";
    EXPECT_TRUE(check_tessellation(after).in_parts.empty());
}

TEST(PartitionRepair, GapsAreFilledAndUnassignedLandIsNot)
{
    const std::vector<MultiPolygon> shapes{box(0, 0, 100, 49), box(0, 50, 100, 100), box(-10, 0, 0, 100), box(100, 0, 120, 100), // a gap of 1 m
                                           box(0, 100, 120, 110), box(0, 160, 120, 170), box(-10, 100, 0, 170), box(110, 110, 120, 160)};
    const Tessellation map = assemble(shapes).map;
    std::vector<ProposedRepair> plan;
    const Tessellation after = mended(map, RepairOptions{RepairKind::gaps, {}, {}, {}, {}, {}}, &plan);
    ASSERT_EQ(plan.size(), 1u);
    EXPECT_EQ(after.face_at(point_at(50, 49.5)), plan[0].face);
    EXPECT_LT(plan[0].face, 2u);
    EXPECT_EQ(after.face_at(point_at(50, 130)), no_face);
    const TessellationFindings found = check_tessellation(after);
    EXPECT_TRUE(found.gaps.empty());
    EXPECT_EQ(found.unassigned.size(), 1u);
    EXPECT_TRUE(plan_repairs(map, RepairOptions{RepairKind::gaps, RepairGive::unassigned, {}, {}, {}, {}}).empty());
    EXPECT_TRUE(plan_repairs(map, RepairOptions{RepairKind::gaps, {}, 0.5, {}, {}, {}}).empty());
    // Unassigned land within a face's reach, but wider than the rule, stays at any width asked for.
    EXPECT_EQ(mended(map, RepairOptions{RepairKind::gaps, {}, 1000, {}, {}, {}}).face_at(point_at(50, 130)), no_face);
}

TEST(PartitionRepair, SliversGoToANeighbour)
{
    const std::vector<MultiPolygon> shapes{box(0, 0, 100, 50), box(0, 50, 100, 51), box(0, 51, 100, 100), {box(200, 0, 300, 100)[0], box(100, 0, 101, 100)[0]}};
    const Tessellation after = mended(assemble(shapes).map, RepairKind::slivers);
    EXPECT_EQ(after.face_at(point_at(50, 50.5)), 0u);
    EXPECT_EQ(after.face(1), nullptr);
    EXPECT_EQ(after.face_at(point_at(100.5, 20)), 0u) << "the part, not the face";
    EXPECT_EQ(after.face_at(point_at(250, 50)), 3u);
    EXPECT_EQ(planar_faults(after), "");
    EXPECT_EQ(mended(assemble(shapes).map, RepairKind::slivers, RepairGive::unassigned).face_at(point_at(100.5, 80)), no_face);
}

TEST(PartitionRepair, InvalidShapesKeepWhatTheyWereReadAs)
{
    const Assembled assembled = assemble(std::vector<MultiPolygon>{area({{0, 0}, {100, 100}, {100, 0}, {0, 100}}), area({{200, 0}, {300, 0}, {300, 100}, {301, 101}, {300, 101}, {301, 100}, {200, 100}})});
    RepairOptions options{RepairKind::invalid, {}, {}, {}, {}, {}};
    for (const InvalidFace& invalid : assembled.invalid)
        options.invalid.push_back(invalid.face);
    ASSERT_EQ(options.invalid, (std::vector<FaceId>{0, 1}));
    const std::vector<ProposedRepair> plan = plan_repairs(assembled.map, options);
    ASSERT_EQ(plan.size(), 2u);
    EXPECT_TRUE(plan[0].edited.edit.is_empty());
    EXPECT_FALSE(plan[1].edited.edit.is_empty()) << "a splinter of a metre";
    EXPECT_LT(plan[1].area_m2, 2);
}

TEST(PartitionRepair, RandomLooseSquares)
{
    std::mt19937 random(11);
    for (int round = 0; round < 60; ++round) {
        const double by = round % 3 == 0 ? 0.5 : round % 3 == 1 ? 3 : 20;
        const Assembled assembled = assemble(loose_squares(random, 6, by));
        ASSERT_EQ(planar_faults(assembled.map), "");
        const TessellationFindings before = check_tessellation(assembled.map);
        const RepairGive give = round % 2 == 0 ? RepairGive::longest : RepairGive::larger;
        const Tessellation whole = mended(mended(assembled.map, RepairKind::overlaps, give), RepairKind::gaps, give);
        const TessellationFindings after = check_tessellation(whole);
        EXPECT_TRUE(after.overlaps.empty() && after.gaps.empty() && after.hairlines == 0);
        EXPECT_EQ(after.unassigned.size(), before.unassigned.size());
        EXPECT_EQ(unassigned_m2(after), unassigned_m2(before));
        EXPECT_EQ(after.faces, before.faces) << "nobody is lost";
        // Of two that cross like the bars of a plus one must fall apart.
        EXPECT_LE(after.in_parts.size(), before.in_parts.size() + (by > 5 ? 3 : 1));
        EXPECT_EQ(planar_faults(whole), "");
        for (FaceId face = 0; face < whole.face_slots(); ++face)
            EXPECT_TRUE(!whole.face(face) || !whole.face(face)->is_overlap());
    }
}

TEST(PartitionRepair, RealFiles)
{
    const struct {
        const char* path;
        double at_most_m2; // what mapshaper -clean moved; 0: not measured
    } rows[] = {{"polygons/chicago/chicago_neighborhoods98.geojson", 2}, {"polygons/other/houston.geojson", 11854},
                {"polygons/other/toronto.geojson", 10}, {"polygons/other/boston.geojson", 36},
                {"polygons/other/atlanta.geojson", 510648}, {"polygons/china/wuhan_districts.geojson", 238740},
                {"polygons/other/NY8_bna_utm18.gpkg", 0}, {"polygons/broken/geometry_checker/follow_ref.shp", 0},
                {"polygons/broken/geometry_checker/follow_subj.shp", 0}, {"polygons/broken/geometry_checker/gap_layer.shp", 0},
                {"polygons/broken/geometry_checker/gap_layer_point_in_poly.shp", 0}, {"polygons/broken/geometry_checker/missing_vertex.gpkg", 0},
                {"polygons/broken/geometry_checker/overlap_layer_tolerance_bug.shp", 0}, {"polygons/broken/geometry_checker/polygon_layer.shp", 0}};
    for (const auto& row : rows) {
        const std::vector<MultiPolygon> shapes = shapes_of_shared_file(row.path);
        if (shapes.empty())
            GTEST_SKIP() << "real files are not here: " << row.path;
        const Assembled assembled = assemble(shapes);
        EXPECT_TRUE(find_planar_faults(assembled.map).empty()) << row.path;
        const TessellationFindings before = check_tessellation(assembled.map);
        Tessellation map = assembled.map;
        double moved = 0;
        for (const RepairKind kind : {RepairKind::overlaps, RepairKind::gaps}) {
            std::vector<ProposedRepair> plan;
            map = mended(std::move(map), RepairOptions{kind, {}, {}, {}, {}, {}}, &plan);
            for (const ProposedRepair& repair : plan)
                moved += repair.area_m2;
        }
        const TessellationFindings after = check_tessellation(map);
        EXPECT_TRUE(after.overlaps.empty() && after.gaps.empty() && after.hairlines == 0) << row.path;
        EXPECT_EQ(after.unassigned.size(), before.unassigned.size()) << row.path;
        EXPECT_EQ(unassigned_m2(after), unassigned_m2(before)) << row.path;
        EXPECT_LE(after.in_parts.size(), before.in_parts.size() + 1) << row.path << ": of two that cross like a plus one falls apart";
        EXPECT_TRUE(find_planar_faults(map).empty()) << row.path;
        if (row.at_most_m2 > 0) {
            EXPECT_LE(moved, row.at_most_m2) << row.path;
        }
        // The judge of imports agrees.
        std::vector<MultiPolygon> out;
        for (FaceId face = 0; face < shapes.size(); ++face)
            if (map.face(face))
                out.push_back(map.shape(face));
        const PartitionFindings judged = check_partition(Partition(out));
        EXPECT_TRUE(judged.overlaps.empty() && judged.gaps.empty() && judged.invalid.empty()) << row.path;
        EXPECT_EQ(judged.unassigned.size(), before.unassigned.size()) << row.path;
        // Slivers and splinters of invalid shapes may follow; they bring no overlap and no gap back.
        RepairOptions options{RepairKind::invalid, {}, {}, {}, {}, {}};
        for (const InvalidFace& invalid : assembled.invalid)
            options.invalid.push_back(invalid.face);
        map = mended(mended(std::move(map), options), RepairKind::slivers);
        const TessellationFindings at_last = check_tessellation(map);
        EXPECT_TRUE(at_last.overlaps.empty() && at_last.gaps.empty()) << row.path;
        EXPECT_TRUE(find_planar_faults(map).empty()) << row.path;
    }
}
