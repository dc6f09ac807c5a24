#include "console/wall/tile_presenter.h"

#include "console/window/surface.h"

#include <gtest/gtest.h>

using console::PixelBox, console::PlacedTile, console::TilePresenter;

namespace {

/// A window of bytes instead of X's; keeps what was put where.
class FakePixels final : public console::WindowPixels {
public:
    struct Put {
        int left, top, width, height;
        PixelBox visible;
    };
    std::vector<Put>* puts;
    explicit FakePixels(std::vector<Put>* into) : puts(into) {}
    void put(int left, int top, int width, int height, const PixelBox& visible, const std::uint8_t*) override
    {
        puts->push_back({left, top, width, height, visible});
    }
    void fill(const PixelBox&, std::uint32_t) override {}
    void flush() override {}
};

class Presenter : public testing::Test {
protected:
    const data::CameraId camera{7};
    std::unique_ptr<console::Surface> surface = console::make_offscreen({.width = 320, .height = 200});
    std::vector<FakePixels::Put> puts;
    TilePresenter presenter;
    Presenter() { presenter.add_surface(0, std::make_unique<FakePixels>(&puts)); }

    static std::shared_ptr<video::Frame> frame(int width, int height)
    {
        auto made = std::make_shared<video::Frame>();
        made->width = width;
        made->height = height;
        made->order = video::PixelOrder::bgra;
        made->rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 128);
        return made;
    }
    PlacedTile tile() const
    {
        return {.camera = camera, .picture = {10, 20, 74, 56}, .visible = {12, 22, 300, 300}, .is_plain = true};
    }
    void draw(const std::vector<PlacedTile>& tiles, bool is_covered = false, const std::vector<PixelBox>& boxes = {}, int window = 0)
    {
        presenter.begin_frame();
        presenter.placed() = tiles;
        presenter.prepare(window, boxes);
        presenter.end_frame(window, boxes, [&](const PlacedTile&) { return is_covered; });
    }
    console::Picture described() const
    {
        console::Picture picture;
        presenter.describe(camera, picture);
        return picture;
    }
};

TEST_F(Presenter, the_first_picture_goes_through_the_interface_and_the_next_straight)
{
    EXPECT_TRUE(presenter.show(camera, frame(64, 36)));
    draw({tile()});
    EXPECT_TRUE(described().is_straight);
    const auto mark = described().mark;
    EXPECT_FALSE(presenter.show(camera, frame(64, 36)));
    EXPECT_EQ(described().mark, mark) << "the interface has nothing to draw";
    presenter.put_changed([](int) { return true; });
    ASSERT_EQ(puts.size(), 1u);
    EXPECT_EQ(puts[0].left, 10);
    EXPECT_EQ(puts[0].visible, tile().visible);
    presenter.put_changed([](int) { return true; });
    EXPECT_EQ(puts.size(), 1u) << "only what changed";
}

TEST_F(Presenter, goes_through_the_interface_while_something_lies_on_it)
{
    struct Row {
        const char* what;
        std::vector<PlacedTile> tiles;
        bool is_covered;
    };
    PlacedTile veiled = tile(), other_size = tile();
    veiled.is_plain = false;
    other_size.picture.right += 8;
    const Row table[] = {
        {"covered by a window", {tile()}, true},  {"veiled", {veiled}, false},
        {"not on the screen", {}, false},         {"in two tiles", {tile(), tile()}, false},
        {"of another size", {other_size}, false},
    };
    for (const Row& row : table) {
        presenter.show(camera, frame(64, 36));
        draw({tile()});
        ASSERT_TRUE(described().is_straight) << row.what;
        const auto mark = described().mark;
        draw(row.tiles, row.is_covered);
        EXPECT_FALSE(described().is_straight) << row.what;
        EXPECT_GT(described().mark, mark) << row.what;
        EXPECT_TRUE(presenter.show(camera, frame(64, 36))) << row.what;
    }
    EXPECT_TRUE(puts.empty());
}

TEST_F(Presenter, a_picture_of_another_size_waits_for_the_interface)
{
    presenter.show(camera, frame(64, 36));
    draw({tile()});
    EXPECT_TRUE(presenter.show(camera, frame(32, 18)));
    presenter.put_changed([](int) { return true; });
    EXPECT_TRUE(puts.empty());
}

TEST_F(Presenter, a_picture_of_the_screen_is_drawn_whole)
{
    presenter.show(camera, frame(64, 36));
    draw({tile()});
    presenter.pause();
    EXPECT_FALSE(described().is_straight);
    EXPECT_TRUE(presenter.show(camera, frame(64, 36)));
    draw({tile()});
    EXPECT_FALSE(described().is_straight);
    presenter.resume();
    draw({tile()});
    EXPECT_TRUE(described().is_straight);
}

TEST_F(Presenter, nothing_is_put_into_a_hidden_window)
{
    presenter.show(camera, frame(64, 36));
    draw({tile()});
    presenter.show(camera, frame(64, 36));
    presenter.put_changed([](int) { return false; });
    EXPECT_TRUE(puts.empty());
    presenter.put_changed([](int) { return true; });
    EXPECT_EQ(puts.size(), 1u);
}

TEST_F(Presenter, each_camera_goes_straight_to_the_window_that_shows_it)
{
    std::vector<FakePixels::Put> second_puts;
    presenter.add_surface(5, std::make_unique<FakePixels>(&second_puts));
    presenter.show(camera, frame(64, 36));
    draw({tile()}, false, {}, 5);
    draw({});
    ASSERT_TRUE(described().is_straight) << "a frame of the other window says nothing about it";
    EXPECT_FALSE(presenter.show(camera, frame(64, 36)));
    presenter.put_changed([](int window) { return window != 5; });
    EXPECT_TRUE(second_puts.empty()) << "nobody sees that window";
    presenter.put_changed([](int) { return true; });
    EXPECT_EQ(second_puts.size(), 1u);
    EXPECT_TRUE(puts.empty());

    draw({tile()}); // now in both
    EXPECT_FALSE(described().is_straight);
    EXPECT_TRUE(presenter.show(camera, frame(64, 36)));
    presenter.remove_surface(5);
    draw({tile()});
    EXPECT_TRUE(described().is_straight) << "and in one again";
}

}
