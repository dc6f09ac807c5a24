#include "data/demo/street_roads.h"

#include "data/demo/names.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace data::demo {
namespace {

using Edge = std::pair<int, int>;

struct CutEnd {
    int cut;
    Point outward; // from the node into the cut
};

int root(std::vector<int>& parent, int i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

RoadClass rank_of(int cut, int first_street, int first_lane)
{
    return cut < first_street ? RoadClass::avenue : cut < first_lane ? RoadClass::street : RoadClass::lane;
}

/// Edges of one road as a chain of nodes from one end to the other.
std::vector<int> chain(const std::vector<Edge>& edges)
{
    std::map<int, std::vector<int>> next;
    for (auto [a, b] : edges)
        next[a].push_back(b), next[b].push_back(a);
    int start = next.begin()->first;
    for (const auto& [node, others] : next)
        if (others.size() == 1) {
            start = node;
            break;
        }
    std::vector<int> nodes{start};
    std::set<int> seen{start};
    for (bool more = true; more;) {
        more = false;
        for (const int other : next[nodes.back()])
            if (seen.insert(other).second) {
                nodes.push_back(other);
                more = true;
                break;
            }
    }
    return nodes;
}

Road make_road(const Mesh& mesh, RoadClass rank, const std::vector<Edge>& edges)
{
    Road road{.rank = rank, .width_m = rank == RoadClass::avenue ? 34.0 : rank == RoadClass::street ? 18.0 : 8.0};
    road.nodes = chain(edges);
    const Point way = mesh.nodes[road.nodes.back()] - mesh.nodes[road.nodes.front()];
    if (std::abs(way.x) > std::abs(way.y) ? way.x < 0 : way.y > 0)
        std::reverse(road.nodes.begin(), road.nodes.end());
    double sum = 0;
    for (const int node : road.nodes) {
        if (!road.line.empty())
            sum += length(mesh.nodes[node] - road.line.back());
        road.line.push_back(mesh.nodes[node]);
        road.chainage.push_back(sum);
    }
    return road;
}

/// Cuts of one rank that end at the same node in opposite directions are one road.
std::vector<int> join_cuts(const Mesh& mesh, const std::vector<std::vector<Edge>>& edges_of, int first_inner, int first_street,
                           int first_lane)
{
    std::vector<int> parent(edges_of.size());
    std::iota(parent.begin(), parent.end(), 0);
    std::map<int, std::vector<CutEnd>> ends;
    for (std::size_t cut = first_inner; cut < edges_of.size(); ++cut) {
        std::map<int, std::vector<int>> at;
        for (auto [a, b] : edges_of[cut])
            at[a].push_back(b), at[b].push_back(a);
        for (const auto& [node, others] : at)
            if (others.size() == 1) {
                const Point way = mesh.nodes[others[0]] - mesh.nodes[node];
                ends[node].push_back({int(cut), way * (1 / length(way))});
            }
    }
    for (auto& [node, here] : ends)
        for (std::size_t i = 0; i < here.size(); ++i)
            for (std::size_t j = i + 1; j < here.size(); ++j) {
                const int a = here[i].cut, b = here[j].cut;
                if (a >= 0 && b >= 0 && rank_of(a, first_street, first_lane) == rank_of(b, first_street, first_lane) &&
                    dot(here[i].outward, here[j].outward) < -0.85) {
                    parent[root(parent, a)] = root(parent, b);
                    here[i].cut = here[j].cut = -1; // each end goes on once
                    break;
                }
            }
    for (std::size_t i = 0; i < parent.size(); ++i)
        parent[i] = root(parent, int(i));
    return parent;
}

} // namespace

void make_roads(StreetPlan& plan, int first_street, int first_lane, int cuts)
{
    constexpr int first_inner = 4;
    std::vector<Cell> cells;
    for (const Block& block : plan.blocks)
        cells.push_back(block.cell);
    std::vector<std::vector<Edge>> edges_of(cuts);
    for (const Edge& edge : plan.mesh.edges(cells))
        edges_of[plan.mesh.cut_of(edge.first, edge.second)].push_back(edge);

    const std::vector<int> joined = join_cuts(plan.mesh, edges_of, first_inner, first_street, first_lane);
    std::map<int, std::vector<Edge>> by_road;
    for (int cut = 0; cut < cuts; ++cut)
        by_road[joined[cut]].insert(by_road[joined[cut]].end(), edges_of[cut].begin(), edges_of[cut].end());
    std::vector<int> road_of_cut(cuts, -1);
    for (const auto& [cut, edges] : by_road) {
        for (int other = 0; other < cuts; ++other)
            if (joined[other] == cut)
                road_of_cut[other] = int(plan.roads.size());
        plan.roads.push_back(make_road(plan.mesh, rank_of(cut, first_street, first_lane), edges));
    }
    for (Block& block : plan.blocks) {
        const Cell ring = plan.mesh.ring(block.cell);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            block.ring.push_back(plan.mesh.nodes[ring[i]]);
            block.road_of_edge.push_back(road_of_cut[plan.mesh.cut_of(ring[i], ring[(i + 1) % ring.size()])]);
        }
    }
    name_roads(plan, road_of_cut);
}

std::vector<Junction> find_junctions(const StreetPlan& plan)
{
    std::map<int, Junction> at;
    for (std::size_t r = 0; r < plan.roads.size(); ++r) {
        const Road& road = plan.roads[r];
        if (road.rank == RoadClass::lane)
            continue;
        for (std::size_t i = 0; i < road.nodes.size(); ++i) {
            Junction& junction = at[road.nodes[i]];
            junction.node = road.nodes[i];
            junction.p = road.line[i];
            junction.roads.push_back(int(r));
            junction.arms += i == 0 || i + 1 == road.nodes.size() ? 1 : 2;
        }
    }
    std::vector<Junction> out;
    for (auto& [node, junction] : at)
        if (junction.roads.size() > 1) {
            std::stable_sort(junction.roads.begin(), junction.roads.end(),
                             [&](int a, int b) { return plan.roads[a].width_m > plan.roads[b].width_m; });
            out.push_back(std::move(junction));
        }
    return out;
}

}
