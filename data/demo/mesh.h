#pragma once
// A plane cut into cells that share their edges node for node. Cells are made by cutting other cells in two, so that a
// parent's outline holds every node of its children. Local metres, x to the east, y to the north; rings counter-clockwise.

#include "data/demo/random.h"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace data::demo {

struct Point {
    double x = 0, y = 0;
};
inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(Point a, double s) { return {a.x * s, a.y * s}; }
inline double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
inline double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
inline double length(Point a) { return std::hypot(a.x, a.y); }

/// Signed area, positive for counter-clockwise rings.
double area(const std::vector<Point>& ring);
/// Centre of gravity.
Point centroid(const std::vector<Point>& ring);

/// Nodes, in order; those put on its edges later are found through Mesh::ring.
using Cell = std::vector<int>;

class Mesh {
public:
    std::vector<Point> nodes;

    int add_node(Point p);
    /// Gives the edge a–b to a cut; its parts inherit it.
    void set_cut(int a, int b, int cut);
    int cut_of(int a, int b) const;
    /// Puts a node on the edge a–b, which must not be divided yet.
    int divide(int a, int b, Point p);
    /// The cell with every node on its outline.
    Cell ring(const Cell& cell) const;
    std::vector<Point> points(const Cell& cell) const;

    struct Halves {
        Cell low, high; // along the normal
        int from, to;   // ends of the cut, a new edge between them
    };
    /// Cuts the cell along a line across `normal` so that the lower part has `share` of its area; an end closer than `snap_m`
    /// to a node of the outline goes there. The new edge belongs to `cut`.
    Halves cut(const Cell& cell, Point normal, double share, double snap_m, int cut);

    /// Undivided edges on the outlines of the cells, each once, smaller node first, in order of appearance.
    std::vector<std::pair<int, int>> edges(const std::vector<Cell>& cells) const;

private:
    static std::uint64_t key(int a, int b);
    void expand(int a, int b, Cell& out) const;

    std::unordered_map<std::uint64_t, int> middle_; // of divided edges
    std::unordered_map<std::uint64_t, int> cut_;
};

/// Bisects a cell into as many cells as there are weights, areas in their proportion; a node of the tree a call.
struct Subdivision {
    double snap_m = 0;       // see Mesh::cut
    double tilt = 0.1;       // greatest deviation of a cut from the shorter axis, radians
    double axis = 0;         // direction of the pattern, radians
    int first_cut = 0;       // number of the first cut; counted up
    std::vector<std::pair<int, int>> ends; // of the cuts made, appended
};
std::vector<Cell> subdivide(Mesh& mesh, const Cell& cell, const std::vector<double>& weights, Subdivision& how, Random& random);

}
