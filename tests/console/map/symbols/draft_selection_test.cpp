#include "console/map/symbols/draft_selection.h"

#include "tests/console/map/draft/squares.h"

#include <gtest/gtest.h>

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
    selection.follow(shapes, 1, 1, all_of(squares));
    EXPECT_FALSE(selection.has_room_for_outlines(shapes, viewport));
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
    selection.follow(shapes, 1, 1, all_of(squares));
    const double all = area_of(selection.rows(shapes, viewport, 1), 1);
    selection.follow(shapes, 1, 1, but_one);
    const double side = pixels_of_side(squares, viewport);
    EXPECT_NEAR(all - area_of(selection.rows(shapes, viewport, 1), 1), side * side / std::cos(30.6 * 3.14159265 / 180), 2 * side);
    selection.follow(shapes, 1, 1, {});
    EXPECT_TRUE(selection.is_empty());
}

TEST(DraftSelection, near_it_each_grid_has_its_outline_and_each_border_is_drawn_once)
{
    const Squares squares;
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 600);
    DraftSelection selection;
    selection.follow(shapes, 1, 1, {squares.face(1, 1), squares.face(2, 1)});
    EXPECT_TRUE(selection.has_room_for_outlines(shapes, viewport));
    EXPECT_EQ(selection.borders(shapes, viewport, true).size(), 7u);
    EXPECT_EQ(selection.borders(shapes, viewport, false).size(), 6u);
}

TEST(DraftSelection, land_that_goes_on_beyond_the_window_fills_it)
{
    const Squares squares{.columns = 40, .rows = 40};
    const DraftShapes shapes(squares.version(), {});
    const Viewport viewport = window_over(squares, 1000);
    DraftSelection selection;
    selection.follow(shapes, 1, 1, all_of(squares));
    EXPECT_TRUE(selection.borders(shapes, viewport, false).empty());
    EXPECT_NEAR(area_of(selection.rows(shapes, viewport, 2), 2), 400 * 400, 1);
}

TEST(DraftSelection, a_tint_is_kept_while_the_map_moves_and_lies_where_the_land_is)
{
    const Squares squares{.columns = 40, .rows = 40};
    const DraftShapes shapes(squares.version(), {});
    Viewport viewport = window_over(squares, 8000);
    DraftSelection selection;
    selection.follow(shapes, 1, 1, all_of(squares));
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
    selection.follow(shapes, 1, 1, {squares.face(0, 0)});
    EXPECT_LT(selection.tint(shapes, window_over(squares, 8000), 2).rows.size(), 12u);
}

} // namespace
} // namespace console
