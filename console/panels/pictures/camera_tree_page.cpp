#include "console/look/list_keys.h"
#include "console/look/field.h"
#include "console/look/imgui_versions.h"
#include "console/look/rows.h"
#include "console/panels/pictures/wall_side.h"
#include "console/wall/camera_drag.h"
#include "data/records/condition.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr float tree_row_px = 28, indent_px = 16, star_px = 28;
constexpr std::uint64_t group_bit = std::uint64_t{1} << 63; // no camera's id has it

const std::set<int>& favourites_of(const View& view)
{
    static const std::set<int> none;
    const auto memory = view.session.remembered.find(view.world.workspace.path);
    return memory == view.session.remembered.end() ? none : memory->second.favourites;
}

/// Which of the wall's tiles shows it, from 1; 0: none.
int tile_of(const WallState& wall, data::CameraId camera)
{
    for (int i = 0; i < wall.tiles_shown; ++i)
        if (wall.tiles[static_cast<std::size_t>(i)].camera == camera)
            return i + 1;
    return 0;
}

/// Whole levels from the top, as long as all of them fit on a screen: a street shows its communities, a city its streets.
std::set<std::string> first_unfolded(const CameraTree& tree)
{
    constexpr std::ptrdiff_t most_lines = 28;
    std::set<std::string> unfolded;
    for (int depth = 0; std::ranges::count_if(tree.lines, [&](const TreeLine& line) { return line.depth <= depth + 1; }) <= most_lines; ++depth) {
        bool any = false;
        for (const TreeLine& line : tree.lines)
            if (line.depth == depth && line.group != TreeLine::none)
                unfolded.insert(tree.groups[line.group].key), any = true;
        if (!any)
            break;
    }
    return unfolded;
}

CameraMark mark_of(const View& view, const data::Camera& camera)
{
    CameraMark mark{.kind = camera.kind, .indoor = camera.indoor, .tile = tile_of(view.session.wall, camera.id)};
    const auto condition = view.world.conditions.find(camera.id);
    mark.never_asked = condition == view.world.conditions.end() || condition->second.state == data::PictureState::never_asked;
    mark.struck = camera.status == data::CameraStatus::in_repair || (!mark.never_asked && data::is_faulty(condition->second.state));
    return mark;
}

}

void CameraTreePage::refresh(const View& view)
{
    const std::set<int>& favourites = favourites_of(view);
    const TreeBy by = tree_by_from_name(view.session.tree_by).value_or(TreeBy::grid);
    const bool same = tree_.cameras == view.world.cameras && by_ == view.session.tree_by && language_ == view.session.language && grids_ == view.world.grids &&
                      recorders_ == view.world.setup.recorders && (by != TreeBy::favourites || favourites_ == favourites);
    if (same)
        return;
    by_ = view.session.tree_by, language_ = view.session.language;
    grids_ = view.world.grids, recorders_ = view.world.setup.recorders, favourites_ = favourites;
    tree_ = make_camera_tree(view.world, by, favourites, view.text);
    search_.reset();
    if (unfolded_.empty())
        unfolded_ = first_unfolded(tree_);
    is_stale_ = true;
}

void CameraTreePage::refresh_rows()
{
    if (!is_stale_ && shown_of_ == typed_)
        return;
    if (is_search() && !search_)
        search_ = std::make_unique<TreeSearch>(tree_);
    rows_ = is_search() ? search_->rows(tree_, typed_) : tree_rows(tree_, unfolded_);
    keys_.clear();
    for (const std::uint32_t line : rows_)
        keys_.push_back(tree_.lines[line].group != TreeLine::none ? group_bit | tree_.lines[line].group
                                                                  : static_cast<std::uint64_t>(tree_.cameras->rows[tree_.lines[line].camera].id.value));
    if (shown_of_ != typed_) { // what Enter takes: the first camera found
        const auto first = std::ranges::find_if(keys_, [](std::uint64_t key) { return !(key & group_bit); });
        selected_.clear();
        if (is_search() && first != keys_.end())
            hand_.cursor = hand_.anchor = static_cast<std::size_t>(first - keys_.begin()), selected_.insert(*first);
        into_sight_ = 0;
    }
    shown_of_ = typed_, is_stale_ = false;
}

void CameraTreePage::draw(const View& view, Outbox& outbox, Rect box)
{
    refresh(view);
    const FramePainter p(view);
    draw_heads(p, outbox, box);
    refresh_rows();
    constexpr float least_lines_px = 160; // in a low column how it is done gives way to the cameras
    draw_foot(p, outbox, cut_bottom(box, p.px(box.height >= p.px(76 + least_lines_px) ? 76 : 38)));
    draw_lines(p, outbox, box);
    view.names.say("wall_side.rows", std::to_string(rows_.size()));
    view.names.say("wall_side.chosen", std::to_string(chosen().size()));
}

void CameraTreePage::draw_heads(const FramePainter& p, Outbox& outbox, Rect& box)
{
    const View& view = p.view();
    const Rect field = inset(cut_top(box, p.px(42)), p.px(8), p.px(6));
    if (focus_ != view.session.tree_focus)
        focus_ = view.session.tree_focus, focus_frames_ = 3; // a field takes the keyboard only once it has been drawn
    const bool focus = focus_frames_ > 0;
    focus_frames_ -= focus;
    const FieldState state = draw_field(p, "wall_side.search", field, typed_, view.text("tree.search"), focus);
    if (focus)
        outbox.wanted.redraw_by(view.now);
    if (state.active && !keys_.empty())
        for (const auto& [key, step] : {std::pair(ImGuiKey_DownArrow, TableKey::down), std::pair(ImGuiKey_UpArrow, TableKey::up)})
            if (imgui::is_pressed(key, true))
                selected_ = after_key(hand_, keys_, step, page_, false), into_sight_ = static_cast<int>(hand_.cursor);
    if (state.submitted)
        put(view, outbox, chosen());
    Rect row = inset(cut_top(box, p.px(34)), p.px(8), p.px(2));
    for (const char* by : tree_by_names) {
        const std::string label = view.text(fmt::format("tree.by.{}", by));
        if (p.button_width(label) > row.width) { // a narrow column: two lines
            row = inset(cut_top(box, p.px(34)), p.px(8), p.px(2));
        }
        if (p.button(fmt::format("wall_side.by.{}", by), cut_left(row, p.button_width(label)), label, {}, true, view.session.tree_by == by))
            outbox.run("wall.tree_by", {by});
        cut_left(row, p.px(2));
    }
    cut_top(box, p.px(4));
}

void CameraTreePage::draw_foot(const FramePainter& p, Outbox& outbox, Rect box)
{
    const View& view = p.view();
    p.horizontal(box.x, box.x + box.width, box.y);
    Rect lines = inset(box, p.px(8), p.px(4));
    const std::size_t count = chosen().size();
    Rect row = cut_top(lines, p.px(30));
    const std::string label = view.text.format("tree.put", {std::to_string(count)});
    if (p.button("wall_side.put", cut_left(row, p.button_width(label, "Enter")), label, "Enter", count > 0))
        put(view, outbox, chosen());
    const auto is_shown = [&](std::uint32_t i) { return tree_.lines[i].camera != TreeLine::none; };
    const auto is_one = [](const TreeLine& line) { return line.camera != TreeLine::none; };
    const auto found = is_search() ? std::ranges::count_if(rows_, is_shown) : std::ranges::count_if(tree_.lines, is_one);
    const std::string seen = view.text.format(is_search() ? "tree.found" : "tree.count", {std::to_string(found)});
    view.names.say("wall_side.count", seen);
    if (const Rect room = inset(row, p.px(8), 0); p.width(seen, FontSize::secondary) <= room.width)
        p.text(room, seen, {FontSize::secondary, Colour::secondary, Align::right});
    if (lines.height >= p.line_height(FontSize::secondary))
        p.paragraph(lines, view.text("tree.how"), {FontSize::secondary, Colour::secondary});
}

void CameraTreePage::draw_lines(const FramePainter& p, Outbox& outbox, Rect box)
{
    const View& view = p.view();
    if (rows_.empty()) {
        const char* why = is_search() ? "tree.none_found" : view.session.tree_by == "favourites" ? "tree.no_favourites" : "tree.no_cameras";
        p.paragraph(inset(box, p.px(12), p.px(12)), view.text(why), {FontSize::body, Colour::secondary});
        return;
    }
    page_ = static_cast<std::size_t>(std::max(1.F, box.height / p.px(tree_row_px) - 1));
    const int into_sight = std::exchange(into_sight_, -1);
    draw_rows(p, "wall_side.lines", box, static_cast<int>(rows_.size()), p.px(tree_row_px), [&](const FramePainter& inside, int i, Rect row) {
        const auto at = static_cast<std::size_t>(i);
        if (at >= rows_.size()) // folded above, in this very frame
            return;
        is_camera(at) ? draw_camera_line(inside, outbox, at, row) : draw_group(inside, outbox, at, row);
    }, false, into_sight);
    take_keys(p, outbox, box);
    refresh_rows();
}

void CameraTreePage::draw_group(const FramePainter& p, Outbox& outbox, std::size_t at, Rect row)
{
    const View& view = p.view();
    const TreeLine& line = tree_.lines[rows_[at]];
    const TreeGroup& group = tree_.groups[line.group];
    const std::string name = fmt::format("wall_side.group.{}", at + 1);
    Rect all = cut_right(row, p.px(star_px));
    const AreaState put_all = p.area(name + ".all", all);
    const AreaState state = p.area(name, row);
    const Rect whole{row.x, row.y, row.width + all.width, row.height};
    const bool is_chosen = selected_.contains(keys_[at]);
    view.names.say(name, group.label);
    draw_row_ground(p, whole, is_chosen, state);
    const bool is_open = !shown_of_.empty() || unfolded_.contains(group.key);
    Rect rest = row;
    cut_left(rest, p.px(8 + indent_px * static_cast<float>(line.depth)));
    const Rect mark = cut_left(rest, p.px(20));
    p.sign(is_open ? Sign::down : Sign::folded, mark.x + mark.width / 2, mark.y + mark.height / 2, 10, Colour::secondary);
    // In a search what was found, and no more, is counted and put on the wall.
    const std::vector<std::uint32_t> held = is_search() ? camera_rows_in(tree_, rows_, rows_[at]) : std::vector{rows_[at]};
    const std::string count = std::to_string(is_search() ? held.size() : group.cameras);
    view.names.say(name + ".count", count);
    p.text(cut_right(rest, p.width(count, FontSize::secondary) + p.px(8)), count, {FontSize::secondary, Colour::secondary, Align::right});
    p.text(rest, group.label, {.shorten = Shorten::middle});
    if (state.hovered || put_all.hovered)
        p.sign(Sign::empty, all.x + all.width / 2, all.y + all.height / 2, 14, put_all.hovered ? Colour::text : Colour::secondary);
    if (put_all.hovered)
        p.tooltip(view.text.format("tree.put_group", {count}));
    if (put_all.clicked)
        put(view, outbox, cameras_of_lines(tree_, held));
    if (state.clicked) {
        selected_ = after_click(hand_, keys_, selected_, at, ImGui::GetIO().KeyCtrl, ImGui::GetIO().KeyShift);
        if (!ImGui::GetIO().KeyCtrl && !ImGui::GetIO().KeyShift)
            fold(at, !is_open);
    }
}

void CameraTreePage::draw_camera_line(const FramePainter& p, Outbox& outbox, std::size_t at, Rect row)
{
    const View& view = p.view();
    const TreeLine& line = tree_.lines[rows_[at]];
    const data::Camera& camera = tree_.cameras->rows[line.camera];
    const std::string name = fmt::format("wall_side.camera.{}", camera.number), number = std::to_string(camera.number);
    const Rect star = cut_right(row, p.px(star_px));
    const AreaState starred = p.area(name + ".star", star);
    const AreaState state = p.area(name, row);
    if (ImGui::IsItemActive() || ImGui::IsItemHovered()) {
        std::vector<std::int64_t> others;
        if (selected_.contains(keys_[at]))
            for (const data::CameraId id : chosen())
                others.push_back(id.value);
        offer_camera_drag(camera, p, 0, others);
    }
    const bool is_favourite = favourites_of(view).contains(camera.number);
    draw_row_ground(p, {row.x, row.y, row.width + star.width, row.height}, selected_.contains(keys_[at]), state);
    Rect rest = row;
    cut_left(rest, p.px(8 + indent_px * static_cast<float>(line.depth)));
    const Rect mark = cut_left(rest, p.px(24));
    draw_camera(p.list(), view.palette, mark_of(view, camera), {mark.x + p.px(9), mark.y + std::round(mark.height / 2)}, p.px(12));
    const std::string padded = fmt::format("{:04}", camera.number);
    cut_left(rest, p.text(rest, padded, {FontSize::secondary, Colour::secondary}) + p.px(8));
    p.text(rest, camera.name, {.shorten = Shorten::middle});
    if (is_favourite || state.hovered || starred.hovered)
        p.sign(is_favourite ? Sign::star_full : Sign::star, star.x + star.width / 2, star.y + star.height / 2, 16, starred.hovered ? Colour::text : Colour::secondary);
    if (starred.hovered)
        p.tooltip(view.text(is_favourite ? "tree.unmark" : "tree.mark"));
    if (starred.clicked)
        outbox.run("camera.favourite", {number});
    else if (state.double_clicked)
        put(view, outbox, {camera.id});
    else if (state.clicked)
        selected_ = after_click(hand_, keys_, selected_, at, ImGui::GetIO().KeyCtrl, ImGui::GetIO().KeyShift);
    offer_menu(outbox, state, thing::camera, fmt::format("{}  {}", padded, camera.name), {number});
}

void CameraTreePage::take_keys(const FramePainter& p, Outbox& outbox, Rect box)
{
    if (keys_.empty() || !takes_list_keys(p, box))
        return;
    const std::size_t cursor = std::min(hand_.cursor, keys_.size() - 1);
    if (const auto key = list_key()) {
        selected_ = after_key(hand_, keys_, *key, page_, ImGui::GetIO().KeyShift);
        into_sight_ = static_cast<int>(hand_.cursor);
        outbox.wanted.redraw_by(p.view().now);
    } else if (imgui::is_pressed(ImGuiKey_RightArrow, true) || imgui::is_pressed(ImGuiKey_LeftArrow, true)) {
        if (!is_camera(cursor))
            fold(cursor, imgui::is_pressed(ImGuiKey_RightArrow, true));
    } else if (list_enter()) {
        if (is_camera(cursor))
            put(p.view(), outbox, chosen());
        else
            fold(cursor, !unfolded_.contains(tree_.groups[tree_.lines[rows_[cursor]].group].key));
    }
}

void CameraTreePage::fold(std::size_t at, bool open)
{
    if (!shown_of_.empty()) // what a search found is all unfolded
        return;
    const std::string& key = tree_.groups[tree_.lines[rows_[at]].group].key;
    if (open)
        unfolded_.insert(key);
    else
        unfolded_.erase(key);
    is_stale_ = true;
}

/// The cameras selected, in the order of the tree.
std::vector<data::CameraId> CameraTreePage::chosen() const
{
    std::vector<data::CameraId> cameras;
    if (selected_.empty())
        return cameras;
    for (std::size_t i = 0; i < keys_.size() && cameras.size() < selected_.size(); ++i)
        if (!(keys_[i] & group_bit) && selected_.contains(keys_[i]))
            cameras.push_back(data::CameraId{static_cast<std::int64_t>(keys_[i])});
    return cameras;
}

void CameraTreePage::put(const View& view, Outbox& outbox, const std::vector<data::CameraId>& cameras) const
{
    std::vector<std::string> numbers;
    for (const data::CameraId id : cameras)
        if (const data::Camera* camera = view.world.cameras->find(id); camera && numbers.size() < 64)
            numbers.push_back(std::to_string(camera->number));
    if (!numbers.empty())
        outbox.run("wall.add", std::move(numbers));
}

}
