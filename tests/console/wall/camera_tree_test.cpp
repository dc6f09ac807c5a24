#include "console/wall/camera_tree.h"

#include <gmock/gmock.h>

namespace {

using console::TreeBy, console::TreeLine;
using testing::ElementsAre;

struct Trees : testing::Test {
    data::World world;
    console::Texts text;

    Trees()
    {
        text.set_language(console::Language::en);
        std::vector<data::Grid> grids;
        const auto area = [&](std::int64_t id, data::Level level, std::int64_t parent, const char* code, const char* name) {
            data::Grid grid;
            grid.id = {id}, grid.level = level, grid.parent = {parent}, grid.code = code, grid.name = name;
            grids.push_back(grid);
        };
        area(1, data::Level::district, 0, "340104", "蜀山区");
        area(2, data::Level::street, 1, "340104003", "解放街道");
        area(3, data::Level::community, 2, "340104003002", "城北社区");
        area(4, data::Level::grid, 3, "340104003002007", "East 7");
        area(5, data::Level::grid, 3, "340104003002001", "East 1");
        world.grids = data::frozen(grids);
        add(217, "Gate 3", 4, "rtsp://10.1.2.3/a", "police");
        add(31, "解放大道路口", 5, "rtsp://10.1.2.3/b", "");
        add(118, "School", 4, "rtsp://10.1.2.4/a", "police");
        add(9, "Nowhere", 0, "", "school");
        add(500, "Taken down", 4, "", "");
        cameras.back().status = data::CameraStatus::removed;
        world.cameras = data::frozen(cameras);
    }
    void add(int number, const char* name, std::int64_t grid, const char* url, const char* owner)
    {
        data::Camera camera;
        camera.id = {number + 1000}, camera.number = number, camera.name = name, camera.grid = {grid}, camera.main_url = url, camera.owner = owner;
        cameras.push_back(camera);
    }
    /// "+" and a label for a group, the number of a camera; two blanks a level.
    std::vector<std::string> lines(const console::CameraTree& tree, const std::vector<std::uint32_t>& rows) const
    {
        std::vector<std::string> out;
        for (const std::uint32_t i : rows) {
            const TreeLine& line = tree.lines[i];
            const std::string words = line.group != TreeLine::none ? "+" + tree.groups[line.group].label + " " + std::to_string(tree.groups[line.group].cameras)
                                                                   : std::to_string(tree.cameras->rows[line.camera].number);
            out.push_back(std::string(2 * static_cast<std::size_t>(line.depth), ' ') + words);
        }
        return out;
    }
    std::vector<std::string> whole(const console::CameraTree& tree) const
    {
        std::set<std::string> all;
        for (const console::TreeGroup& group : tree.groups)
            all.insert(group.key);
        return lines(tree, tree_rows(tree, all));
    }
    std::vector<data::Camera> cameras;
};

TEST_F(Trees, by_grid_street_community_grid_in_the_order_of_codes)
{
    const auto tree = make_camera_tree(world, TreeBy::grid, {}, text);
    EXPECT_THAT(whole(tree), ElementsAre("+解放街道 3", "  +城北社区 3", "    +East 1 1", "      31", "    +East 7 2", "      118", "      217", "+outside all grids 1", "  9"));
    EXPECT_THAT(lines(tree, tree_rows(tree, {})), ElementsAre("+解放街道 3", "+outside all grids 1"));
    EXPECT_THAT(lines(tree, tree_rows(tree, {tree.groups[0].key})), ElementsAre("+解放街道 3", "  +城北社区 3", "+outside all grids 1"));
}

TEST_F(Trees, by_recorder_its_own_or_the_host_of_the_address)
{
    world.setup.recorders = data::frozen(std::vector<data::CameraRecorder>{{.id = {1118}, .model = "hikvision", .url = "rtsp://recorder-east/tracks/1"}});
    EXPECT_THAT(whole(make_camera_tree(world, TreeBy::recorder, {}, text)),
                ElementsAre("+10.1.2.3 2", "  31", "  217", "+recorder-east 1", "  118", "+no recorder and no address 1", "  9"));
}

TEST_F(Trees, by_owner_and_favourites_alone)
{
    EXPECT_THAT(whole(make_camera_tree(world, TreeBy::owner, {}, text)), ElementsAre("+police 2", "  118", "  217", "+school 1", "  9", "+owner not known 1", "  31"));
    EXPECT_THAT(whole(make_camera_tree(world, TreeBy::favourites, {217, 9, 4000}, text)), ElementsAre("9", "217"));
}

TEST_F(Trees, are_searched_by_number_name_initials_and_by_the_names_of_groups)
{
    const auto tree = make_camera_tree(world, TreeBy::grid, {}, text);
    const console::TreeSearch search(tree);
    EXPECT_THAT(lines(tree, search.rows(tree, "217")), ElementsAre("+解放街道 3", "  +城北社区 3", "    +East 7 2", "      217"));
    EXPECT_THAT(lines(tree, search.rows(tree, "jfddlk")), ElementsAre("+解放街道 3", "  +城北社区 3", "    +East 1 1", "      31"));
    EXPECT_THAT(lines(tree, search.rows(tree, "城北 school")), ElementsAre("+解放街道 3", "  +城北社区 3", "    +East 7 2", "      118")) << "a group's word and a camera's";
    EXPECT_THAT(lines(tree, search.rows(tree, "no such thing")), ElementsAre());
}

TEST_F(Trees, a_group_of_a_search_holds_what_was_found)
{
    const auto tree = make_camera_tree(world, TreeBy::grid, {}, text);
    const auto rows = console::TreeSearch(tree).rows(tree, "217");
    EXPECT_EQ(camera_rows_in(tree, rows, 0).size(), 1U) << "of three in the street";
    EXPECT_EQ(cameras_of_lines(tree, camera_rows_in(tree, rows, 0)), (std::vector<data::CameraId>{{1217}}));
    EXPECT_EQ(camera_rows_in(tree, rows, rows.back()).size(), 1U) << "a camera holds itself";
    EXPECT_EQ(camera_rows_in(tree, {}, 0).size(), 0U);
}

TEST_F(Trees, a_group_gives_all_it_holds_once)
{
    const auto tree = make_camera_tree(world, TreeBy::grid, {}, text);
    EXPECT_EQ(cameras_of_lines(tree, {0}), (std::vector<data::CameraId>{{1031}, {1118}, {1217}}));
    EXPECT_EQ(cameras_of_lines(tree, {0, 3}), (std::vector<data::CameraId>{{1031}, {1118}, {1217}})) << "the camera is in its group";
}

}
