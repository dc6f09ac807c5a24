#pragma once
// The two pages beside the tiles of a wall: the tree of cameras, the saved views. UI thread.

#include "console/frame/frame_painter.h"
#include "console/look/table_order.h"
#include "console/wall/camera_tree.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace console {

/// Fills tiles by double click, Enter or dragging; several at once in their order. Only the lines on the screen are looked at in a frame.
class CameraTreePage {
public:
    void draw(const View& view, Outbox& outbox, Rect box);

private:
    void refresh(const View& view);
    void refresh_rows();
    void draw_heads(const FramePainter& p, Outbox& outbox, Rect& box);
    void draw_foot(const FramePainter& p, Outbox& outbox, Rect box);
    void draw_lines(const FramePainter& p, Outbox& outbox, Rect box);
    void draw_group(const FramePainter& p, Outbox& outbox, std::size_t at, Rect row);
    void draw_camera_line(const FramePainter& p, Outbox& outbox, std::size_t at, Rect row);
    void take_keys(const FramePainter& p, Outbox& outbox, Rect box);
    void fold(std::size_t at, bool open);
    void put(const View& view, Outbox& outbox, const std::vector<data::CameraId>& cameras) const;
    std::vector<data::CameraId> chosen() const;
    bool is_search() const { return typed_.find_first_not_of(' ') != std::string::npos; }
    bool is_camera(std::size_t at) const { return tree_.lines[rows_[at]].camera != TreeLine::none; }

    CameraTree tree_;
    std::unique_ptr<TreeSearch> search_;         // made with the first letter
    std::vector<std::uint32_t> rows_;            // lines of the tree that are seen
    std::vector<std::uint64_t> keys_;            // of rows_: a camera's id, or that of a group
    TableKeys selected_;
    TableHand hand_;
    std::set<std::string> unfolded_;
    std::string typed_, shown_of_;               // in the field; what rows_ answer
    bool is_stale_ = true;                       // rows_ are
    int into_sight_ = -1;
    std::uint64_t focus_ = 0;
    int focus_frames_ = 0;
    std::size_t page_ = 10;
    // What the tree was made of.
    std::string by_;
    Language language_ = Language::zh;
    data::Frozen<data::Grid> grids_;
    data::Frozen<data::CameraRecorder> recorders_;
    std::set<int> favourites_;
};

/// Shows, renames, removes and starts tours.
class WallViewsPage {
public:
    void draw(const View& view, Outbox& outbox, Rect box);

private:
    static void draw_tour(const FramePainter& p, Outbox& outbox, Rect& box);
    static void draw_view(const FramePainter& p, Outbox& outbox, const data::WallView& shown, std::size_t index, Rect row);
};

}
