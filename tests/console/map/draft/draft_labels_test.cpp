#include "console/map/draft/draft_labels.h"

#include "tests/console/map/draft/squares.h"

#include <gtest/gtest.h>

namespace console {
namespace {

TEST(DraftLabels, an_edit_makes_those_of_the_grids_it_changed)
{
    const Squares squares;
    const data::DraftVersion base = squares.version();
    const DraftShapes shapes(base, {});
    const geo::MapBox everywhere = geo::map_box({114, 30, 115, 31});
    const data::Table<data::Grid> published{};
    DraftLabels labels;
    EXPECT_EQ(labels.find(shapes, base, base, published, everywhere).size(), 16u);
    EXPECT_EQ(labels.made(), 32u); // a place and words each
    labels.find(shapes, base, base, published, everywhere);
    EXPECT_EQ(labels.made(), 32u) << "nothing has changed";

    // One grid has another name: its words alone. Its borders are as they were.
    data::DraftVersion named = base;
    auto grid = std::make_shared<data::DraftGrid>(*base.grids[5]);
    grid->name = "renamed";
    named.grids.set(5, std::move(grid));
    std::size_t found = 0;
    for (const DraftLabel& label : labels.find(shapes, named, base, published, everywhere))
        found += label.text == "renamed";
    EXPECT_EQ(found, 1u);
    EXPECT_EQ(labels.made(), 33u);

    // A border is moved: two grids have their places anew.
    data::DraftVersion moved = named;
    moved.map = named.map.after(moved_middle(named.map, 20, 100'000, 200'000));
    std::vector<geo::MapBox> changed;
    const DraftShapes last = shapes.after(moved, changed);
    EXPECT_EQ(labels.find(last, moved, base, published, everywhere).size(), 16u);
    EXPECT_EQ(labels.made(), 35u);
}

} // namespace
} // namespace console
