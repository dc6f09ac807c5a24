#pragma once
// The tree of cameras beside a wall: by street, community and grid, by recorder, by owner, or those that somebody marked. Made when
// what it is made of changes, not per frame. Pure but for the search's own index; tests/console/wall/camera_tree_test.cpp. UI thread.

#include "console/text/text.h"
#include "data/records/world.h"
#include "data/search/match.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace console {

enum class TreeBy { grid, recorder, owner, favourites };
inline constexpr std::array<const char*, 4> tree_by_names{"grid", "recorder", "owner", "favourites"};
/// Empty for a word that is none of tree_by_names.
std::optional<TreeBy> tree_by_from_name(const std::string& name);

struct TreeGroup {
    std::string key;            // where it stands, of codes: the same in another tree of the same city
    std::string label;
    std::size_t cameras = 0;    // in it, however deep
};

/// A line of the tree when all of it is unfolded. A group stands before what it holds.
struct TreeLine {
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    std::uint32_t group = none;  // of `groups`
    std::uint32_t camera = none; // row of `cameras`
    std::uint32_t end = 0;       // the line behind all it holds
    int depth = 0;
};

struct CameraTree {
    data::Frozen<data::Camera> cameras;
    std::vector<TreeGroup> groups;
    std::vector<TreeLine> lines;
};

/// Cameras that are not removed, by number in their group; groups in the order of their codes or names, those without one last.
CameraTree make_camera_tree(const data::World& world, TreeBy by, const std::set<int>& favourites, const Texts& text);
/// What is seen of it while these groups are unfolded: indices of lines.
std::vector<std::uint32_t> tree_rows(const CameraTree& tree, const std::set<std::string>& unfolded);

/// Of what is seen, the lines of cameras that this line holds, or is: of a group in a search only what was found in it. `rows` in their order.
std::vector<std::uint32_t> camera_rows_in(const CameraTree& tree, const std::vector<std::uint32_t>& rows, std::uint32_t line);

/// Finds cameras by number, name and address, and all cameras of a group by its name: words, readings and initials of Chinese names.
class TreeSearch {
public:
    explicit TreeSearch(const CameraTree& tree);
    /// Indices of lines: what answers, and the groups it stands in. Every word must.
    std::vector<std::uint32_t> rows(const CameraTree& tree, std::string_view typed) const;

private:
    data::TextMatcher texts_; // a record each line of the tree
};

/// The cameras among these lines that are chosen, in the order of the lines; a group that is chosen gives all it holds.
std::vector<data::CameraId> cameras_of_lines(const CameraTree& tree, const std::vector<std::uint32_t>& lines);

}
