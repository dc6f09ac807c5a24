// The editor's tools by keyboard and mouse, on the demo street; and how each looks.

#include "tests/console/map/tools/edit_stage.h"

#include <gtest/gtest.h>

#include <array>

namespace console {
namespace {

geo::LonLatBox wider(const geo::LonLatBox& box, double by)
{
    const double x = (box.east - box.west) * by, y = (box.north - box.south) * by;
    return {box.west - x, box.south - y, box.east + x, box.north + y};
}

/// Puts the cross hair there and sets a point.
void set_point(EditStage& stage, geo::LonLat place)
{
    stage.editor().keyboard = place;
    stage.frame();
    stage.key(key::space);
}

/// A grid of the street and the column through its middle, a little beyond it.
struct Column {
    geo::FaceId face;
    geo::LonLatBox box;
    geo::LonLat top, bottom, middle;
};
Column column_of(EditStage& stage)
{
    const geo::FaceId face = stage.grids().front();
    const geo::LonLatBox box = stage.box(face);
    const double x = (box.west + box.east) / 2, over = (box.north - box.south) * 0.15;
    return {face, box, {x, box.north + over}, {x, box.south - over}, {x, (box.south + box.north) / 2}};
}

TEST(EditTools, a_grid_is_split_by_keys_alone_and_undone)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.editor().tool = EditTool::split;
    stage.editor().selected = {column.face}; // the line runs on into its neighbours
    stage.editor().snap.kinds.clear();
    stage.editor().keyboard = column.top;
    stage.frame();
    // An arrow moves the cross hair by a step.
    const double before = stage.editor().keyboard->lon;
    stage.key(key::right);
    EXPECT_GT(stage.editor().keyboard->lon, before);
    set_point(stage, column.top);
    EXPECT_EQ(stage.editor().line.size(), 1u);
    set_point(stage, column.middle);
    stage.key(key::backspace);
    EXPECT_EQ(stage.editor().line.size(), 1u);
    // Laid aside, and taken up again.
    stage.key(key::escape);
    EXPECT_TRUE(stage.editor().line.empty());
    stage.editor().keyboard.reset();
    stage.key(key::enter);
    EXPECT_EQ(stage.editor().line.size(), 1u);
    set_point(stage, column.bottom);
    stage.key(key::enter);
    ASSERT_EQ(stage.done.size(), 1u);
    EXPECT_NE(stage.done[0].find("\"split\""), std::string::npos);
    EXPECT_TRUE(stage.editor().line.empty());
    EXPECT_FALSE(stage.view().refused);
}

TEST(EditTools, a_line_that_ends_on_a_snapped_border_splits)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.editor().tool = EditTool::split;
    stage.editor().snap.kinds = {SnapKind::edge, SnapKind::outline};
    // From border to border: where the column meets them, rounded feet.
    const geo::Tessellation& map = stage.draft().version().map;
    std::vector<double> met;
    for (const geo::ArcId id : map.face(column.face)->arcs) {
        const auto& points = map.arc(id)->points;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const geo::LonLat a = geo::lonlat_from_fixed(points[i - 1]), b = geo::lonlat_from_fixed(points[i]);
            if ((a.lon > column.middle.lon) != (b.lon > column.middle.lon))
                met.push_back(a.lat + (b.lat - a.lat) * (column.middle.lon - a.lon) / (b.lon - a.lon));
        }
    }
    ASSERT_EQ(met.size(), 2u);
    set_point(stage, {column.middle.lon, met[0]});
    set_point(stage, {column.middle.lon, met[1]});
    stage.key(key::enter);
    EXPECT_EQ(stage.done.size(), 1u);
}

TEST(EditTools, what_the_draft_refuses_stays_in_hand_with_its_reason)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.editor().tool = EditTool::split;
    stage.editor().snap.kinds.clear();
    set_point(stage, column.top);
    set_point(stage, column.middle);
    stage.key(key::enter);
    EXPECT_TRUE(stage.done.empty());
    EXPECT_EQ(stage.editor().line.size(), 2u);
}

TEST(EditTools, a_vertex_is_carried_by_keys_and_the_draft_of_another_is_only_looked_at)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.editor().tool = EditTool::vertex;
    const geo::LonLat vertex = geo::lonlat_from_fixed(stage.draft().version().map.polygons(column.face).front().outer[1]);
    stage.view().is_mine = false;
    stage.editor().keyboard = vertex;
    stage.frame();
    stage.key(key::space);
    stage.key(key::up);
    stage.key(key::space);
    EXPECT_TRUE(stage.done.empty());
    stage.view().is_mine = true;
    stage.editor().keyboard = vertex;
    stage.frame();
    stage.key(key::space);
    stage.editor().keyboard = geo::LonLat{vertex.lon + 3e-6, vertex.lat + 3e-6};
    stage.frame();
    stage.key(key::space);
    // A node between communities stays where it is; either way the tool asked for this move alone.
    ASSERT_LE(stage.done.size(), 1u);
    if (!stage.done.empty()) {
        EXPECT_NE(stage.done[0].find("\"move\""), std::string::npos);
    }
}

TEST(EditTools, grids_are_chosen_merged_and_deleted)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 1));
    // A neighbour of the same community, so that no outline moves.
    const data::DraftVersion& version = stage.draft().version();
    geo::FaceId other = geo::no_face;
    for (const geo::FaceId face : version.map.neighbours(column.face))
        if (face != geo::no_face && version.grid(face) && version.grid(face)->parent == version.grid(column.face)->parent)
            other = face;
    ASSERT_NE(other, geo::no_face);
    stage.editor().tool = EditTool::merge;
    stage.editor().selected = {column.face, other};
    stage.frame();
    stage.key(key::tab);
    stage.key(key::enter);
    ASSERT_EQ(stage.done.size(), 1u);
    EXPECT_NE(stage.done[0].find("\"merge\""), std::string::npos);
    EXPECT_TRUE(stage.editor().selected.empty());
    stage.editor().tool = EditTool::remove;
    stage.frame();
    stage.editor().keyboard = geo::lonlat_from_map(geo::map_from_lonlat(column.middle));
    stage.frame();
    stage.key(key::space);
    EXPECT_EQ(stage.editor().selected.size(), 1u);
    stage.key(key::escape);
    EXPECT_TRUE(stage.editor().selected.empty());
}

TEST(EditTools, a_click_of_the_mouse_selects_and_sets_points)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.click(column.middle);
    EXPECT_EQ(stage.editor().selected.size(), 1u);
    stage.editor().tool = EditTool::cut;
    stage.editor().snap.kinds.clear();
    stage.click({column.middle.lon + (column.box.east - column.box.west) * 0.2, column.middle.lat});
    EXPECT_EQ(stage.editor().line.size(), 1u);
}

TEST(EditTools, a_point_is_set_where_the_map_shows_the_pointer)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.editor().tool = EditTool::split;
    stage.editor().snap.kinds.clear();
    // Pointers stand on whole pixels.
    const geo::LonLat meant = lonlat_from_screen(stage.viewport(), {380.5f, 280.5f});
    stage.click(meant);
    ASSERT_EQ(stage.editor().line.size(), 1u);
    const ScreenPoint at = screen_from_lonlat(stage.viewport(), stage.editor().line.back());
    EXPECT_NEAR(at.x, 380, 0.02);
    EXPECT_NEAR(at.y, 280, 0.02);
}

TEST(EditTools, a_second_click_of_a_resting_hand_adds_nothing)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.editor().tool = EditTool::split;
    stage.editor().snap.kinds.clear();
    stage.click(column.middle);
    const geo::MapPoint middle = geo::map_from_lonlat(column.middle);
    const double pixel = stage.viewport().metres_per_pixel();
    stage.editor().keyboard.reset();
    stage.click(geo::lonlat_from_map({middle.x + 2 * pixel, middle.y}));
    EXPECT_EQ(stage.editor().line.size(), 1u);
    stage.click(geo::lonlat_from_map({middle.x + 30 * pixel, middle.y}));
    EXPECT_EQ(stage.editor().line.size(), 2u);
}

TEST(EditTools, a_ring_that_comes_back_to_where_it_began_selects_what_lies_inside)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 1));
    const geo::LonLatBox around = wider(column.box, 0.1);
    const std::array<geo::LonLat, 5> ring{geo::LonLat{around.west, around.south}, {around.east, around.south}, {around.east, around.north}, {around.west, around.north},
                                          {around.west, around.south}};
    stage.drag(ring, key::left_ctrl);
    EXPECT_TRUE(stage.editor().selected.contains(column.face));
}

TEST(EditTools, a_map_that_is_drawn_there_and_back_is_no_click)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    const std::set<geo::FaceId> kept{stage.grids(0).back()};
    stage.editor().selected = kept;
    const double far = (column.box.east - column.box.west) * 0.4;
    // The map follows the hand: the place that lies where it began is as far on the other side.
    stage.drag(std::array<geo::LonLat, 3>{column.middle, {column.middle.lon + far, column.middle.lat}, {column.middle.lon - far, column.middle.lat}});
    EXPECT_EQ(stage.editor().selected, kept);
    stage.drag(std::array<geo::LonLat, 1>{column.middle});
    EXPECT_EQ(stage.editor().selected, std::set<geo::FaceId>{column.face}) << "a click takes the grid";
}

// ---- how each looks ----

struct Look {
    EditStage stage;
    Column column;
    explicit Look(Language language, EditTool tool, double around = 0.5) : stage(language, 600, 420), column(column_of(stage))
    {
        stage.show(wider(column.box, around));
        stage.editor().tool = tool;
    }
    geo::LonLat at(double x, double y) const
    {
        return {column.box.west + (column.box.east - column.box.west) * x, column.box.south + (column.box.north - column.box.south) * y};
    }
};

TEST(GoldenTools, split_shows_the_parts_and_their_households)
{
    for (const Language language : {Language::en, Language::zh}) {
        Look look(language, EditTool::split);
        look.stage.editor().snap.kinds.clear();
        look.stage.editor().line = {look.column.top};
        look.stage.editor().keyboard = look.column.bottom;
        look.stage.frame();
        look.stage.compare(language == Language::en ? "edit_split_en" : "edit_split_zh");
    }
}

TEST(GoldenTools, what_is_not_taken_is_hatched_with_its_reason)
{
    for (const Language language : {Language::en, Language::zh}) {
        Look look(language, EditTool::split);
        look.stage.editor().snap.kinds.clear();
        set_point(look.stage, look.column.top);
        set_point(look.stage, look.column.middle);
        look.stage.key(key::enter);
        look.stage.compare(language == Language::en ? "edit_refused_en" : "edit_refused_zh");
    }
}

/// Each picture in both languages: words of one fit where those of the other do not.
template <class Draw> void compare_both(const std::string& name, EditTool tool, double around, Draw draw)
{
    for (const Language language : {Language::en, Language::zh}) {
        Look look(language, tool, around);
        draw(look);
        look.stage.frame();
        look.stage.compare(name + (language == Language::en ? "_en" : "_zh"));
    }
}

/// A neighbour of the grid in the middle, of the same community.
geo::FaceId neighbour_of(Look& look)
{
    const data::DraftVersion& version = look.stage.draft().version();
    for (const geo::FaceId face : version.map.neighbours(look.column.face))
        if (face != geo::no_face && version.grid(face)->parent == version.grid(look.column.face)->parent)
            return face;
    return geo::no_face;
}

TEST(GoldenTools, a_split_of_selected_grids_says_that_it_divides_no_others)
{
    compare_both("edit_split_only", EditTool::split, 0.5, [](Look& look) {
        look.stage.editor().snap.kinds.clear();
        look.stage.editor().selected = {look.column.face};
        look.stage.editor().line = {look.column.top};
        look.stage.editor().keyboard = look.column.bottom;
    });
}

TEST(GoldenTools, a_snap_sign_has_its_name_beside_it)
{
    compare_both("edit_vertex", EditTool::vertex, 0.5, [](Look& look) {
        const geo::FixedPoint vertex = look.stage.draft().version().map.polygons(look.column.face).front().outer[1];
        look.stage.editor().keyboard = geo::lonlat_from_fixed(vertex);
        look.stage.editor().settings_open = true;
    });
}

TEST(GoldenTools, a_carried_vertex_shows_how_far_and_the_borders_before_and_after)
{
    compare_both("edit_carried", EditTool::vertex, 0.05, [](Look& look) {
        look.stage.editor().snap.kinds = {SnapKind::vertex, SnapKind::node};
        // In the middle of a border with a neighbour of the same community.
        const data::DraftVersion& version = look.stage.draft().version();
        const geo::FaceId other = neighbour_of(look);
        geo::LonLat vertex;
        for (const geo::ArcId id : version.map.face(look.column.face)->arcs)
            if (const geo::SharedArc& arc = *version.map.arc(id); arc.points.size() > 2 && (arc.left == other || arc.right == other))
                vertex = geo::lonlat_from_fixed(arc.points[arc.points.size() / 2]);
        set_point(look.stage, vertex);
        look.stage.editor().keyboard = geo::LonLat{vertex.lon + (look.column.middle.lon - vertex.lon) * 0.35, vertex.lat + (look.column.middle.lat - vertex.lat) * 0.35};
    });
}

TEST(GoldenTools, cut_out_and_draw)
{
    for (const auto& [tool, name] : {std::pair{EditTool::cut, "edit_cut"}, {EditTool::draw, "edit_draw"}})
        compare_both(name, tool, 0.05, [](Look& look) {
            look.stage.editor().snap.kinds.clear();
            look.stage.editor().line = {look.at(0.35, 0.35), look.at(0.65, 0.35)};
            look.stage.editor().keyboard = look.at(0.6, 0.65);
        });
}

TEST(GoldenTools, a_line_laid_aside_is_offered_again)
{
    compare_both("edit_aside", EditTool::reshape, 0.05, [](Look& look) {
        look.stage.editor().keyboard = look.at(0.5, 0.4);
        look.stage.editor().aside[EditTool::reshape] = {look.at(0.1, 0.9), look.at(0.5, 0.7), look.at(0.9, 0.9)};
    });
}

TEST(GoldenTools, reshape_says_what_is_missing_while_one_draws)
{
    compare_both("edit_reshape", EditTool::reshape, 0.05, [](Look& look) {
        look.stage.editor().snap.kinds.clear();
        look.stage.editor().line = {look.at(0.3, 0.3), look.at(0.5, 0.6)};
        look.stage.editor().keyboard = look.at(0.7, 0.5);
    });
}

TEST(GoldenTools, trace_follows_a_border_between_two_clicks)
{
    compare_both("edit_trace", EditTool::cut, 0.1, [](Look& look) {
        look.stage.editor().snap.kinds = {SnapKind::vertex, SnapKind::node};
        look.stage.editor().is_tracing = true;
        // Around a corner of the grid.
        const geo::FixedRing ring = look.stage.draft().version().map.polygons(look.column.face).front().outer;
        set_point(look.stage, geo::lonlat_from_fixed(ring[ring.size() / 8]));
        look.stage.editor().keyboard = geo::lonlat_from_fixed(ring[ring.size() / 2]);
    });
}

TEST(GoldenTools, merge_assign_and_remove_offer_what_can_be_done)
{
    for (const auto& [tool, name] : {std::pair{EditTool::merge, "edit_merge"}, {EditTool::assign, "edit_assign"}, {EditTool::remove, "edit_remove"}})
        compare_both(name, tool, 0.8, [tool = tool](Look& look) {
            look.stage.editor().selected = {look.column.face};
            if (tool == EditTool::merge)
                look.stage.editor().selected.insert(neighbour_of(look));
        });
}

TEST(GoldenTools, all_grids_of_a_street_are_tinted_from_afar)
{
    EditStage stage;
    geo::LonLatBox all;
    for (const geo::FaceId face : stage.grids(0))
        all.add(stage.box(face));
    stage.show(wider(all, 1.2));
    const std::vector<geo::FaceId> grids = stage.grids(0);
    stage.editor().selected = {grids.begin(), grids.end()};
    stage.editor().selected.erase(grids.front());
    stage.frame();
    stage.compare("edit_selected_en");
}

TEST(EditTools, the_right_button_opens_the_menu_of_a_grid_where_it_takes_nothing_back)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    const data::DraftGrid& grid = *stage.draft().version().grid(column.face);
    for (const EditTool tool : {EditTool::select, EditTool::split, EditTool::vertex, EditTool::merge}) {
        stage.editor().tool = tool;
        stage.editor().selected.clear();
        stage.asked.clear();
        stage.click(column.middle, {}, 1);
        ASSERT_EQ(stage.asked.size(), 1u) << edit_tool_names[static_cast<std::size_t>(tool)];
        EXPECT_EQ(stage.asked[0].name, "menu.about");
        EXPECT_EQ(stage.asked[0].arguments[0], "grid");
        EXPECT_EQ(stage.asked[0].arguments[3], grid.code + "  " + grid.name);
        EXPECT_EQ(stage.editor().selected, FaceSet{column.face});
    }
    // One of several: it is about all of them.
    stage.editor().selected = {column.face, stage.grids().back()};
    stage.click(column.middle, {}, 1);
    EXPECT_EQ(stage.editor().selected.size(), 2u);
    // A line in hand loses its last point, and no menu comes.
    stage.editor().tool = EditTool::split;
    set_point(stage, column.top);
    set_point(stage, column.middle);
    stage.asked.clear();
    stage.click(column.middle, {}, 1);
    EXPECT_EQ(stage.editor().line.size(), 1u);
    EXPECT_TRUE(stage.asked.empty());
}

TEST(EditTools, all_communities_stand_behind_those_near_by)
{
    EditStage stage;
    const Column column = column_of(stage);
    stage.show(wider(column.box, 0.6));
    stage.editor().tool = EditTool::assign;
    stage.editor().selected = {column.face};
    stage.frame();
    InputEvent shift;
    shift.kind = InputEvent::Kind::key;
    shift.code = key::left_shift;
    shift.down = true;
    stage.frame(std::span(&shift, 1));
    stage.key(key::tab, {.shift = true}); // the one before the first is the last
    shift.down = false;
    stage.frame(std::span(&shift, 1));
    stage.key(key::enter);
    ASSERT_EQ(stage.asked.size(), 1u);
    EXPECT_EQ(stage.asked[0].name, "form.open");
    EXPECT_EQ(stage.asked[0].arguments, std::vector<std::string>{"grid.assign"});
    EXPECT_TRUE(stage.done.empty());
}

} // namespace
} // namespace console
