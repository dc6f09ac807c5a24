#include "console/wall/camera_tree.h"

#include "data/records/camera_url.h"
#include "data/search/query.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace console {
namespace {

/// A group while it is filled: its groups and cameras in the order they came.
struct Branch {
    std::string code, label; // what it is in the order of, and what it is called
    bool is_last = false;    // without a name of its own: behind the others
    std::vector<std::uint32_t> branches, cameras;
};

class TreeBuilder {
public:
    TreeBuilder() { branches_.emplace_back(); }

    std::uint32_t branch(std::uint32_t in, const std::string& code, const std::string& label, bool is_last = false)
    {
        const auto [at, is_new] = found_.try_emplace({in, code}, static_cast<std::uint32_t>(branches_.size()));
        if (is_new) {
            branches_.push_back({code, label, is_last, {}, {}});
            branches_[in].branches.push_back(at->second);
        }
        return at->second;
    }
    void add(std::uint32_t in, std::uint32_t camera) { branches_[in].cameras.push_back(camera); }

    CameraTree finish(data::Frozen<data::Camera> cameras)
    {
        CameraTree tree{std::move(cameras), {}, {}};
        tree.lines.reserve(tree.cameras->rows.size() + branches_.size());
        write(tree, 0, "", 0);
        return tree;
    }

private:
    /// `key` is a copy: the groups grow meanwhile.
    std::size_t write(CameraTree& tree, std::uint32_t index, const std::string key, int depth)
    {
        Branch& branch = branches_[index];
        std::ranges::sort(branch.branches, {}, [&](std::uint32_t i) { return std::tie(branches_[i].is_last, branches_[i].code, branches_[i].label); });
        std::ranges::sort(branch.cameras, {}, [&](std::uint32_t row) { return tree.cameras->rows[row].number; });
        std::size_t cameras = branch.cameras.size();
        for (const std::uint32_t inner : branch.branches) {
            const std::size_t line = tree.lines.size(), group = tree.groups.size();
            tree.groups.push_back({key + "/" + branches_[inner].code, branches_[inner].label});
            tree.lines.push_back({.group = static_cast<std::uint32_t>(group), .depth = depth});
            const std::size_t within = write(tree, inner, tree.groups[group].key, depth + 1);
            tree.groups[group].cameras = within;
            tree.lines[line].end = static_cast<std::uint32_t>(tree.lines.size());
            cameras += within;
        }
        for (const std::uint32_t row : branch.cameras)
            tree.lines.push_back({.camera = row, .end = static_cast<std::uint32_t>(tree.lines.size() + 1), .depth = depth});
        return cameras;
    }

    std::vector<Branch> branches_; // the first is the whole
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> found_;
};

/// Where a camera of this grid stands: under its district where there are several, its street, its community, its grid.
std::uint32_t branch_of_grid(TreeBuilder& builder, const data::World& world, data::GridId grid, bool has_districts, const Texts& text)
{
    std::vector<const data::Grid*> path = data::grid_path(world, grid);
    if (path.empty())
        return builder.branch(0, "", text("tree.no_grid"), true);
    std::ranges::reverse(path);
    std::uint32_t at = 0;
    for (const data::Grid* area : path)
        if (area->level >= data::Level::street || (has_districts && area->level == data::Level::district))
            at = builder.branch(at, area->code.empty() ? area->name : area->code, area->name.empty() ? area->code : area->name);
    return at;
}

std::uint32_t branch_of_recorder(TreeBuilder& builder, const data::World& world, const data::Camera& camera, const Texts& text)
{
    const data::CameraRecorder* recorder = world.setup.recorders->find(camera.id);
    const std::string host = data::host_of_url(recorder ? recorder->url : data::least_url(camera));
    return host.empty() ? builder.branch(0, "", text("tree.no_recorder"), true) : builder.branch(0, host, host);
}

bool answers(const std::vector<data::MatchRank>& ranks, std::size_t line) { return ranks[line] != data::MatchRank::none; }

std::string folded_text(const std::string& text)
{
    std::string out;
    data::append_folded(out, text);
    return out;
}

}

std::optional<TreeBy> tree_by_from_name(const std::string& name)
{
    const auto at = std::ranges::find(tree_by_names, name);
    return at == tree_by_names.end() ? std::nullopt : std::optional(static_cast<TreeBy>(at - tree_by_names.begin()));
}

CameraTree make_camera_tree(const data::World& world, TreeBy by, const std::set<int>& favourites, const Texts& text)
{
    TreeBuilder builder;
    std::unordered_map<data::GridId, std::uint32_t> of_grid; // twenty thousand cameras stand in far fewer grids
    const bool has_districts = by == TreeBy::grid && std::ranges::count(world.grids->rows, data::Level::district, &data::Grid::level) > 1;
    const auto& cameras = world.cameras->rows;
    for (std::uint32_t row = 0; row < cameras.size(); ++row) {
        const data::Camera& camera = cameras[row];
        if (camera.status == data::CameraStatus::removed)
            continue;
        switch (by) {
        case TreeBy::grid: {
            const auto [at, is_new] = of_grid.try_emplace(camera.grid, 0);
            if (is_new)
                at->second = branch_of_grid(builder, world, camera.grid, has_districts, text);
            builder.add(at->second, row);
            break;
        }
        case TreeBy::recorder: builder.add(branch_of_recorder(builder, world, camera, text), row); break;
        case TreeBy::owner:
            builder.add(camera.owner.empty() ? builder.branch(0, "", text("tree.no_owner"), true) : builder.branch(0, camera.owner, camera.owner), row);
            break;
        case TreeBy::favourites:
            if (favourites.contains(camera.number))
                builder.add(0, row);
            break;
        }
    }
    return builder.finish(world.cameras);
}

std::vector<std::uint32_t> tree_rows(const CameraTree& tree, const std::set<std::string>& unfolded)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < tree.lines.size();) {
        const TreeLine& line = tree.lines[i];
        rows.push_back(i);
        i = line.group == TreeLine::none || unfolded.contains(tree.groups[line.group].key) ? i + 1 : line.end;
    }
    return rows;
}

std::vector<std::uint32_t> camera_rows_in(const CameraTree& tree, const std::vector<std::uint32_t>& rows, std::uint32_t line)
{
    std::vector<std::uint32_t> found;
    for (auto at = std::ranges::lower_bound(rows, line); at != rows.end() && *at < tree.lines[line].end; ++at)
        if (tree.lines[*at].camera != TreeLine::none)
            found.push_back(*at);
    return found;
}

TreeSearch::TreeSearch(const CameraTree& tree)
{
    for (std::uint32_t i = 0; i < tree.lines.size(); ++i) {
        const TreeLine& line = tree.lines[i];
        if (line.group != TreeLine::none) {
            texts_.add(folded_text(tree.groups[line.group].label), i);
            continue;
        }
        const data::Camera& camera = tree.cameras->rows[line.camera];
        for (const std::string& text : {std::to_string(camera.number), camera.name, camera.address})
            if (!text.empty())
                texts_.add(folded_text(text), i);
    }
    texts_.freeze();
}

std::vector<std::uint32_t> TreeSearch::rows(const CameraTree& tree, std::string_view typed) const
{
    const data::SearchQuery query = data::parse_query(typed);
    std::vector<char> shown(tree.lines.size(), 1);
    for (const std::string& word : query.words) {
        std::vector<data::MatchRank> ranks;
        texts_.match(word, ranks);
        ranks.resize(tree.lines.size(), data::MatchRank::none);
        // A group that answers answers for all it holds.
        std::uint32_t until = 0;
        for (std::uint32_t i = 0; i < tree.lines.size(); ++i) {
            const bool is_group = tree.lines[i].group != TreeLine::none;
            if (is_group && answers(ranks, i))
                until = std::max(until, tree.lines[i].end);
            shown[i] = shown[i] && !is_group && (i < until || answers(ranks, i));
        }
    }
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> above; // groups that wait for a camera to be shown in them
    for (std::uint32_t i = 0; i < tree.lines.size(); ++i) {
        while (!above.empty() && tree.lines[above.back()].end <= i)
            above.pop_back();
        if (tree.lines[i].group != TreeLine::none) {
            above.push_back(i);
        } else if (shown[i]) {
            for (const std::uint32_t group : above)
                if (rows.empty() || group > rows.back())
                    rows.push_back(group);
            rows.push_back(i);
        }
    }
    return rows;
}

std::vector<data::CameraId> cameras_of_lines(const CameraTree& tree, const std::vector<std::uint32_t>& lines)
{
    std::vector<data::CameraId> cameras;
    std::uint32_t done = 0; // lines before this one are in already
    for (const std::uint32_t first : lines)
        for (std::uint32_t i = std::max(first, done); i < tree.lines[first].end; ++i, done = i)
            if (tree.lines[i].camera != TreeLine::none)
                cameras.push_back(tree.cameras->rows[tree.lines[i].camera].id);
    return cameras;
}

}
