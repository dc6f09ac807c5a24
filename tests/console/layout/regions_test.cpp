#include "console/layout/regions.h"
#include "console/seat/layout_names.h"

#include <gtest/gtest.h>

namespace {

using console::Layout;
using console::place_regions;

TEST(Regions, the_desk_at_1920_is_as_drawn)
{
    const auto placed = place_regions(Layout::desk, 1920, 1080, 1, {});
    const struct {
        const char* name;
        float x, y, width, height;
    } expected[] = {{"top", 0, 0, 1920, 40},
                    {"status", 0, 1052, 1920, 28},
                    {"queue", 0, 40, 372, 1012},
                    {"case", 1356, 40, 564, 1012},
                    {"map", 376, 40, 976, 1012}};
    for (const auto& row : expected) {
        const auto* region = placed.find(row.name);
        ASSERT_NE(region, nullptr) << row.name;
        EXPECT_EQ(region->rect.x, row.x) << row.name;
        EXPECT_EQ(region->rect.y, row.y) << row.name;
        EXPECT_EQ(region->rect.width, row.width) << row.name;
        EXPECT_EQ(region->rect.height, row.height) << row.name;
        EXPECT_FALSE(region->is_collapsed);
    }
    ASSERT_EQ(placed.splits.size(), 2u);
    EXPECT_EQ(placed.splits[0].bar.width, 4);
    EXPECT_EQ(placed.splits[0].grab.width, 10);
}

TEST(Regions, below_1500_pixels_the_queue_is_a_rail)
{
    const auto placed = place_regions(Layout::desk, 1366, 768, 1, {});
    EXPECT_TRUE(placed.find("queue")->is_collapsed);
    EXPECT_EQ(placed.find("queue")->rect.width, 56);
    EXPECT_EQ(place_regions(Layout::desk, 1920, 1080, 2, {}).find("queue")->rect.width, 112);
}

TEST(Regions, a_wider_window_gives_the_columns_their_share)
{
    const auto placed = place_regions(Layout::desk, 3840, 2160, 1, {});
    EXPECT_EQ(placed.find("case")->rect.width, 564 + 576);
    EXPECT_EQ(placed.find("queue")->rect.width, 372 + 192);
    EXPECT_EQ(place_regions(Layout::desk, 3840, 2160, 2, {}).find("case")->rect.width, 2 * 564);
    EXPECT_EQ(place_regions(Layout::desk, 3840, 2160, 1, {{"desk.case", 600}}).find("case")->rect.width, 600) << "somebody dragged it";
}

TEST(Regions, remembered_sizes_are_kept_within_bounds)
{
    EXPECT_EQ(place_regions(Layout::desk, 1920, 1080, 1, {{"desk.queue", 500}}).find("queue")->rect.width, 500);
    EXPECT_EQ(place_regions(Layout::desk, 1920, 1080, 1, {{"desk.queue", 10}}).find("queue")->rect.width, 320);
    const auto greedy = place_regions(Layout::desk, 1920, 1080, 1, {{"desk.queue", 5000}, {"desk.case", 5000}});
    EXPECT_GE(greedy.find("map")->rect.width, 0);
}

TEST(Regions, every_layout_is_covered_without_overlap_at_any_size)
{
    for (const Layout layout : {Layout::start, Layout::desk, Layout::wall, Layout::list, Layout::gallery, Layout::editor})
        for (const float scale : {1.f, 1.25f, 1.5f, 2.f})
            for (const auto& [width, height] : {std::pair{1920.f, 1080.f}, {1366.f, 768.f}, {1024.f, 700.f}, {3840.f, 2160.f}}) {
                const auto placed = place_regions(layout, width, height, scale, {});
                float area = 0;
                for (const auto& region : placed.regions) {
                    EXPECT_GE(region.rect.width, 1) << layout_name(layout) << ' ' << region.row->name << ' ' << width;
                    area += region.rect.width * region.rect.height;
                }
                for (const auto& split : placed.splits)
                    area += split.bar.width * split.bar.height;
                EXPECT_FLOAT_EQ(area, width * height) << layout_name(layout) << ' ' << width << " at " << scale;
            }
}

TEST(Regions, the_editor_at_1920_is_as_drawn)
{
    const auto placed = place_regions(Layout::editor, 1920, 1080, 1, {}, {.drawer = false});
    const struct {
        const char* name;
        float x, y, width, height;
    } expected[] = {{"top", 0, 0, 1920, 40},
                    {"edit_tools", 0, 40, 1920, 44},
                    {"edit_drafts", 0, 84, 280, 968},
                    {"edit_side", 1480, 84, 440, 968},
                    {"map", 284, 84, 1192, 968}};
    for (const auto& row : expected) {
        const auto* region = placed.find(row.name);
        ASSERT_NE(region, nullptr) << row.name;
        EXPECT_EQ(region->rect.x, row.x) << row.name;
        EXPECT_EQ(region->rect.y, row.y) << row.name;
        EXPECT_EQ(region->rect.width, row.width) << row.name;
        EXPECT_EQ(region->rect.height, row.height) << row.name;
    }
    EXPECT_EQ(placed.find("edit_drawer"), nullptr);
}

TEST(Regions, a_list_lies_beside_the_wall_while_it_is_open)
{
    EXPECT_EQ(place_regions(Layout::wall, 1920, 1080, 1, {}).find("wall_side"), nullptr);
    const auto placed = place_regions(Layout::wall, 1920, 1080, 1, {}, {.wall_side = true});
    EXPECT_EQ(placed.find("wall_side")->rect.width, 340);
    EXPECT_EQ(placed.find("wall")->rect.x, 344);
    EXPECT_EQ(placed.find("wall")->rect.width, 1576);
    EXPECT_EQ(place_regions(Layout::wall, 1920, 1080, 1, {{"wall.wall_side", 420}}, {.wall_side = true}).find("wall_side")->rect.width, 420);
    EXPECT_GE(place_regions(Layout::wall, 1366, 768, 1, {{"wall.wall_side", 5000}}, {.wall_side = true}).find("wall")->rect.width, 470);
}

TEST(Regions, the_drawer_lies_under_the_map_and_leaves_it_room)
{
    const auto placed = place_regions(Layout::editor, 1920, 1080, 1, {{"editor.edit_drawer", 300}});
    EXPECT_EQ(placed.find("edit_drawer")->rect.height, 300);
    EXPECT_EQ(placed.find("edit_drawer")->rect.width, 1192);
    EXPECT_EQ(placed.find("map")->rect.height, 968 - 300 - 4);
    EXPECT_GE(place_regions(Layout::editor, 1920, 1080, 1, {{"editor.edit_drawer", 5000}}).find("map")->rect.height, 150);
}

/// The import desk stands beside the map that shows what is in the file, at every size.
TEST(Regions, the_import_desk_covers_no_map)
{
    const console::ShownRegions shown{.import = true};
    const struct {
        float width, height, scale, desk, map;
        bool has_case;
    } sizes[] = {{1920, 1080, 1, 720, 628, true}, {1366, 768, 1, 446, 472, true}, {1366, 768, 1.5F, 646, 714, false}, {1920, 1080, 2, 960, 952, false}, {640, 480, 1, 320, 316, false}};
    for (const auto& size : sizes) {
        const auto placed = place_regions(Layout::desk, size.width, size.height, size.scale, {}, shown);
        EXPECT_EQ(placed.find("import")->rect.width, size.desk) << size.width << " at " << size.scale;
        EXPECT_EQ(placed.find("map")->rect.width, size.map) << size.width << " at " << size.scale;
        EXPECT_EQ(placed.find("case") != nullptr, size.has_case) << size.width << " at " << size.scale;
        EXPECT_EQ(placed.find("queue"), nullptr);
    }
    EXPECT_EQ(place_regions(Layout::desk, 1920, 1080, 1, {}).find("import"), nullptr);
    EXPECT_EQ(place_regions(Layout::editor, 1366, 768, 1, {}, {.drawer = false, .import = true}).find("edit_side")->rect.width, 360);
}

/// What is asked while a wall is in use has a column of its own: the tiles are smaller, and whole.
TEST(Regions, a_wall_makes_room_for_what_is_asked)
{
    const auto placed = place_regions(Layout::wall, 1920, 1080, 1, {}, {.aside = 480});
    EXPECT_EQ(placed.find("aside")->rect.width, 480);
    EXPECT_EQ(placed.find("wall")->rect.x, 480);
    EXPECT_EQ(placed.find("wall")->rect.width, 1440);
    const auto with_tree = place_regions(Layout::wall, 1366, 768, 1, {}, {.wall_side = true, .aside = 480});
    EXPECT_EQ(with_tree.find("aside")->rect.width, 342) << "a quarter of the window";
    EXPECT_EQ(with_tree.find("wall_side")->rect.x, 342);
    EXPECT_EQ(with_tree.find("wall")->rect.width, 1366 - 342 - 340 - 4);
    for (const float width : {480.F, 640.F, 911.F}) {
        const auto narrow = place_regions(Layout::wall, width, 400, 1, {}, {.wall_side = true, .aside = 480});
        EXPECT_EQ(narrow.find("wall_side") != nullptr, width > 760) << "the list waits";
        EXPECT_GE(narrow.find("aside")->rect.width, 320) << width;
        EXPECT_GE(narrow.find("wall")->rect.width, 160) << width;
    }
}

}
