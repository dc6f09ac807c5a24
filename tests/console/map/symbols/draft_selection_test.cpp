#include "console/map/symbols/draft_selection.h"

#include "geo/partition/edits.h"
#include "tests/console/map/draft/squares.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

/// A window of 400 pixels that shows `metres` of the map's width around the squares' middle.
Viewport window_over(const Squares& squares, double metres)
{
    const geo::FixedPoint middle = squares.corner(squares.columns / 2, squares.rows / 2);
    Viewport viewport{.x = 10, .y = 20, .width = 400, .height = 400, .scale = 1, .view = {}};
    viewport.view = {geo::map_from_lonlat(geo::lonlat_from_fixed(middle)), metres / 400};
    return viewport;
}

std::set<geo::FaceId> all_of(const Squares& squares)
{
    std::set<geo::FaceId> faces;
    for (int i = 0; i < squares.columns * squares.rows; ++i)
        faces.insert(static_cast<geo::FaceId>(i));
    return faces;
}

double area_of(const std::vector<DraftSelection::Row>& rows, float step)
{
    double area = 0;
    for (const DraftSelection::Row& row : rows)
        area += (row.right - row.left) * step;
    return area;
}

/// What the square would cover in the window, in pixels.
double pixels_of_side(const Squares& squares, const Viewport& viewport)
{
    const ScreenPoint a = screen_from_lonlat(viewport, geo::lonlat_from_fixed(squares.corner(0, 0))), b = screen_from_lonlat(viewport, geo::lonlat_from_fixed(squares.corner(1, 0)));
    return b.x - a.x;
}

TEST(DraftSelection, a_selected_city_is_shown_whole_from_afar)
{
    const Squares squares{.columns = 40, .rows = 40};
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 8000);
    DraftSelection selection;
    selection.follow(shapes, 1, all_of(squares));
    EXPECT_FALSE(selection.has_room_for_outlines(viewport));
    EXPECT_EQ(selection.borders(shapes, viewport, false).size(), 160u) << "around it, and none inside";
    const double side = pixels_of_side(squares, viewport) * 40;
    const double high = side / std::cos(30.6 * 3.14159265 / 180); // mercator's degrees of latitude are longer
    EXPECT_NEAR(area_of(selection.rows(shapes, viewport, 2), 2), side * high, side * 4);
}

TEST(DraftSelection, what_is_not_selected_is_left_out)
{
    const Squares squares{.columns = 40, .rows = 40};
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 8000);
    DraftSelection selection;
    std::set<geo::FaceId> but_one = all_of(squares);
    but_one.erase(squares.face(20, 20));
    selection.follow(shapes, 1, all_of(squares));
    const double all = area_of(selection.rows(shapes, viewport, 1), 1);
    selection.follow(shapes, 1, but_one);
    const double side = pixels_of_side(squares, viewport);
    EXPECT_NEAR(all - area_of(selection.rows(shapes, viewport, 1), 1), side * side / std::cos(30.6 * 3.14159265 / 180), 2 * side);
    selection.follow(shapes, 1, {});
    EXPECT_TRUE(selection.is_empty());
}

TEST(DraftSelection, near_it_each_grid_has_its_outline_and_each_border_is_drawn_once)
{
    const Squares squares;
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 600);
    DraftSelection selection;
    selection.follow(shapes, 1, {squares.face(1, 1), squares.face(2, 1)});
    EXPECT_TRUE(selection.has_room_for_outlines(viewport));
    EXPECT_EQ(selection.borders(shapes, viewport, true).size(), 7u);
    EXPECT_EQ(selection.borders(shapes, viewport, false).size(), 6u);
}

TEST(DraftSelection, land_that_goes_on_beyond_the_window_fills_it)
{
    const Squares squares{.columns = 40, .rows = 40};
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 1000);
    DraftSelection selection;
    selection.follow(shapes, 1, all_of(squares));
    EXPECT_TRUE(selection.borders(shapes, viewport, false).empty());
    EXPECT_NEAR(area_of(selection.rows(shapes, viewport, 2), 2), 400 * 400, 1);
}

TEST(DraftSelection, a_tint_is_kept_while_the_map_moves_and_lies_where_the_land_is)
{
    const Squares squares{.columns = 40, .rows = 40};
    const DraftShapes shapes(squares.version(), {});
    Viewport viewport = window_over(squares, 8000);
    DraftSelection selection;
    selection.follow(shapes, 1, all_of(squares));
    const DraftSelection::Row* const kept = selection.tint(shapes, viewport, 2).rows.data();
    viewport.view.centre.x += 600, viewport.view.centre.y -= 300;
    viewport.view.metres_per_pixel *= 0.9;
    const DraftSelection::Tint moved = selection.tint(shapes, viewport, 2);
    EXPECT_EQ(moved.rows.data(), kept);
    const ScreenPoint corner = screen_from_lonlat(viewport, geo::lonlat_from_fixed(squares.corner(0, 40)));
    EXPECT_NEAR(moved.rows.front().left * moved.scale + moved.dx, corner.x, 0.5);
    EXPECT_NEAR(moved.rows.front().top * moved.scale + moved.dy, corner.y, 2);
    viewport.view.metres_per_pixel /= 4;
    EXPECT_NE(selection.tint(shapes, viewport, 2).scale, moved.scale);
    selection.follow(shapes, 1, {squares.face(0, 0)});
    EXPECT_LT(selection.tint(shapes, window_over(squares, 8000), 2).rows.size(), 12u);
}

using Lines = std::vector<std::vector<std::pair<float, float>>>;

Lines sorted(const std::vector<std::vector<ScreenPoint>>& borders)
{
    Lines lines;
    for (const auto& border : borders)
        for (auto& line = lines.emplace_back(); const ScreenPoint p : border)
            line.emplace_back(p.x, p.y);
    std::ranges::sort(lines);
    return lines;
}

/// What a new one would show.
Lines borders_anew(const DraftShapes& shapes, const FaceSet& selected, const Viewport& viewport)
{
    DraftSelection selection;
    selection.follow(shapes, 1, selected);
    return sorted(selection.borders(shapes, viewport, true));
}

TEST(DraftSelection, thousands_of_grids_are_looked_up_in_several_frames_and_shown_when_all_are_known)
{
    const Squares squares{.columns = 100, .rows = 100};
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 20000);
    DraftSelection selection;
    const FaceSet one{squares.face(1, 1)}, all(all_of(squares));
    selection.follow(shapes, 1, one);
    ASSERT_FALSE(selection.is_behind());
    selection.follow(shapes, 1, all);
    EXPECT_TRUE(selection.is_behind());
    EXPECT_EQ(selection.borders(shapes, viewport, false).size(), 4u) << "what was selected before";
    int frames = 1;
    for (; selection.is_behind() && frames < 10; ++frames)
        selection.follow(shapes, 1, all);
    EXPECT_EQ(frames, 3);
    EXPECT_EQ(selection.borders(shapes, viewport, false).size(), 400u);
}

TEST(DraftSelection, rows_of_scattered_land_are_worked_out_in_several_frames_and_the_last_ones_serve_until_then)
{
    const Squares squares{.columns = 120, .rows = 120};
    const DraftShapes shapes(squares.version(), {});
    std::set<geo::FaceId> scattered;
    for (int column = 0; column < 120; ++column)
        for (int row = column % 2; row < 120; row += 2)
            scattered.insert(squares.face(column, row));
    DraftSelection selection;
    const FaceSet selected(scattered);
    do
        selection.follow(shapes, 1, selected);
    while (selection.is_behind());
    Viewport viewport = window_over(squares, 15000);
    const auto whole = [&] {
        int frames = 1;
        for (; selection.tint(shapes, viewport, 1).rows.empty() || selection.is_behind(); ++frames)
            if (frames > 10)
                break;
        return frames;
    };
    EXPECT_EQ(whole(), 3) << "28,800 borders";
    const DraftSelection::Tint shown = selection.tint(shapes, viewport, 1);
    viewport.view.metres_per_pixel /= 2;
    const DraftSelection::Row* const kept = shown.rows.data();
    EXPECT_EQ(selection.tint(shapes, viewport, 1).rows.data(), kept);
    EXPECT_TRUE(selection.is_behind());
    whole();
    EXPECT_NE(selection.tint(shapes, viewport, 1).rows.data(), kept);
    EXPECT_FALSE(selection.is_behind());
}

TEST(DraftSelection, another_choice_meanwhile_calls_the_first_off)
{
    const Squares squares{.columns = 100, .rows = 100};
    const DraftShapes shapes(squares.version(), {});
    DraftSelection selection;
    selection.follow(shapes, 1, all_of(squares));
    ASSERT_TRUE(selection.is_behind());
    selection.follow(shapes, 1, {squares.face(1, 1)});
    EXPECT_FALSE(selection.is_behind());
    EXPECT_EQ(selection.borders(shapes, window_over(squares, 600), true).size(), 4u);
}

TEST(DraftSelection, an_edit_changes_the_borders_it_changes_and_no_others)
{
    const Squares squares{.columns = 40, .rows = 40};
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 8000);
    DraftSelection selection;
    FaceSet selected(all_of(squares));
    selected.erase(squares.face(3, 3));
    selection.follow(shapes, 1, selected);
    const DraftSelection::Row* const kept = selection.tint(shapes, viewport, 2).rows.data();
    const auto after = [&](const data::DraftVersion& version) {
        std::vector<geo::MapBox> boxes;
        return shapes.after(version, boxes);
    };
    const auto lines = [&](const DraftShapes& now) {
        selection.follow(now, 1, selected);
        return sorted(selection.borders(now, viewport, true));
    };
    const auto merged_with_east = [&](int column, int row) {
        const std::array faces{squares.face(column, row), squares.face(column + 1, row)};
        data::DraftVersion version = shapes.version();
        version.map = version.map.after(std::get<geo::Edited>(geo::merge(version.map, faces, faces[0])).edit);
        return after(version);
    };
    const DraftShapes merged = merged_with_east(20, 20);
    EXPECT_EQ(lines(merged), borders_anew(merged, selected, viewport));
    EXPECT_EQ(selection.tint(merged, viewport, 2).rows.data(), kept) << "the land together is the same";
    EXPECT_EQ(lines(shapes), borders_anew(shapes, selected, viewport)) << "and back";
    const DraftShapes eaten = merged_with_east(2, 3); // it was not selected
    EXPECT_EQ(lines(eaten), borders_anew(eaten, selected, viewport));
    EXPECT_NE(selection.tint(eaten, viewport, 2).rows.data(), kept);
}

} // namespace
} // namespace console
