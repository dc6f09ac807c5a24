#include "geo/partition/line_overlay.h"

#include "geo/partition/segments.h"

#include <algorithm>

namespace geo {
namespace {

/// Points put into a segment, in its direction, each once.
void sort_along(std::vector<FixedPoint>& points, FixedPoint a, FixedPoint b)
{
    const auto along = [&](FixedPoint p) {
        return static_cast<WideInt>(b.x - a.x) * (p.x - a.x) + static_cast<WideInt>(b.y - a.y) * (p.y - a.y);
    };
    std::sort(points.begin(), points.end(), [&](FixedPoint p, FixedPoint q) { return along(p) < along(q); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
}

/// The chain with the points put into its segments (by the segment's first point).
std::vector<FixedPoint> with_cuts(std::span<const FixedPoint> chain, std::map<std::size_t, std::vector<FixedPoint>>& cuts)
{
    std::vector<FixedPoint> out;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (out.empty() || out.back() != chain[i])
            out.push_back(chain[i]);
        if (const auto at = cuts.find(i); at != cuts.end() && i + 1 < chain.size()) {
            sort_along(at->second, chain[i], chain[i + 1]);
            for (const FixedPoint p : at->second)
                if (p != out.back() && p != chain[i + 1])
                    out.push_back(p);
        }
    }
    return out;
}

bool is_same_after_rounding(FixedPoint a, FixedPoint b) { return std::abs(a.x - b.x) <= 1 && std::abs(a.y - b.y) <= 1; }

class Noding {
public:
    Noding(const Tessellation& map, std::vector<FixedPoint> line) : map_(map), line_(std::move(line)) {}

    LineOverlay run()
    {
        std::vector<ArcId> near;
        for (std::size_t i = 0; i + 1 < line_.size(); ++i) {
            FixedBox box;
            box.add(line_[i]), box.add(line_[i + 1]);
            box = {box.west - 1, box.south - 1, box.east + 1, box.north + 1};
            map_.arcs_near(box, near);
            for (const ArcId id : near)
                meet(i, id, map_.arc(id)->points, box);
        }
        out_.line = with_cuts(line_, line_cuts_);
        return std::move(out_);
    }

private:
    void meet(std::size_t i, ArcId id, const std::vector<FixedPoint>& arc, const FixedBox& box)
    {
        const FixedPoint p = line_[i], q = line_[i + 1];
        for (std::size_t k = 0; k + 1 < arc.size(); ++k) {
            const FixedPoint a = arc[k], b = arc[k + 1];
            if (std::max(a.x, b.x) < box.west || std::min(a.x, b.x) > box.east || std::max(a.y, b.y) < box.south || std::min(a.y, b.y) > box.north)
                continue;
            for (const FixedPoint end : {p, q})
                if (end == a || end == b)
                    stop(id, end);
            // A point that was set on a border lies beside it by what it was rounded: it is on the border.
            bool is_beside = false;
            for (const FixedPoint end : {p, q})
                if (end != a && end != b && is_beside_segment(a, b, end)) {
                    stop(id, end);
                    out_.cuts[id][k].push_back(end);
                    is_beside = true;
                }
            const Meeting met = meeting(p, q, a, b);
            if (met == Meeting::none)
                continue;
            if (met == Meeting::cross) {
                const FixedPoint x = crossing_point(p, q, a, b);
                if (is_beside && (is_same_after_rounding(x, p) || is_same_after_rounding(x, q)))
                    continue;
                stop(id, x);
                if (x != p && x != q)
                    line_cuts_[i].push_back(x);
                if (x != a && x != b)
                    out_.cuts[id][k].push_back(x);
                continue;
            }
            for (const FixedPoint end : {a, b})
                if (is_inside_segment(p, q, end)) {
                    stop(id, end);
                    line_cuts_[i].push_back(end);
                }
        }
    }

    void stop(ArcId id, FixedPoint at)
    {
        out_.met.insert(id);
        out_.stops.insert(at);
    }

    const Tessellation& map_;
    std::vector<FixedPoint> line_;
    std::map<std::size_t, std::vector<FixedPoint>> line_cuts_;
    LineOverlay out_;
};

bool lies_along_border(EditBoard& board, const std::vector<FixedPoint>& piece)
{
    if (piece.size() != 2)
        return false;
    for (const EditBoard::End end : board.ends_at(piece[0])) {
        const std::vector<FixedPoint>& points = board.arc(end.arc).points;
        if (points.size() == 2 && board.second_of(end) == piece[1])
            return true;
    }
    return false;
}

} // namespace

std::variant<std::vector<FixedPoint>, Refused> clean_line(std::span<const FixedPoint> line, bool is_ring)
{
    std::vector<FixedPoint> out;
    for (const FixedPoint p : line) {
        if (std::abs(p.x) > 180'000'000'000 || std::abs(p.y) > 90'000'000'000)
            return Refused{RefusalReason::off_globe, p, "a point lies beyond 180 degrees of longitude or 90 of latitude"};
        if (out.empty() || out.back() != p)
            out.push_back(p);
    }
    if (is_ring)
        while (out.size() > 1 && out.front() == out.back())
            out.pop_back();
    if (out.size() < (is_ring ? 3u : 2u))
        return Refused{RefusalReason::too_few_points, out.empty() ? FixedPoint{} : out.front(),
                       is_ring ? "a ring needs three different points" : "a line needs two different points"};
    // Each pair of segments, those apart in x left out.
    struct Span {
        std::int64_t west, east;
        std::size_t first;
    };
    const std::size_t segments = out.size() - (is_ring ? 0 : 1);
    const auto at = [&](std::size_t i) { return out[i % out.size()]; };
    std::vector<Span> spans;
    for (std::size_t i = 0; i < segments; ++i)
        spans.push_back({std::min(at(i).x, at(i + 1).x), std::max(at(i).x, at(i + 1).x), i});
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.west < b.west; });
    for (std::size_t s = 0; s < spans.size(); ++s)
        for (std::size_t t = s + 1; t < spans.size() && spans[t].west <= spans[s].east; ++t) {
            const std::size_t i = std::min(spans[s].first, spans[t].first), k = std::max(spans[s].first, spans[t].first);
            const FixedPoint a = at(i), b = at(i + 1), c = at(k), d = at(k + 1);
            if (meeting(a, b, c, d) != Meeting::none)
                return Refused{RefusalReason::self_crossing, meeting(a, b, c, d) == Meeting::cross ? crossing_point(a, b, c, d) : c,
                               "the line crosses or touches itself"};
            const bool follows = k == i + 1 || (is_ring && i == 0 && k + 1 == segments);
            const std::size_t shared = std::size_t{a == c} + std::size_t{a == d} + std::size_t{b == c} + std::size_t{b == d};
            if (shared > (follows ? (segments == 2 && is_ring ? 2u : 1u) : 0u))
                return Refused{RefusalReason::self_crossing, a == c || a == d ? a : b, "the line comes back to one of its points"};
        }
    return out;
}

void cut_borders(EditBoard& board, const LineOverlay& laid, const std::set<FixedPoint>& stops)
{
    for (const ArcId id : laid.met)
        board.load(id);
    for (const auto& [id, cuts] : laid.cuts) {
        std::map<std::size_t, std::vector<FixedPoint>> wanted;
        for (const auto& [segment, points] : cuts)
            for (const FixedPoint p : points)
                if (stops.contains(p))
                    wanted[segment].push_back(p);
        if (!wanted.empty())
            board.set_points(id, with_cuts(board.map().arc(id)->points, wanted));
    }
    board.cut_at(stops);
}

LineOverlay lay_line(const Tessellation& map, std::span<const FixedPoint> line, bool is_ring)
{
    std::vector<FixedPoint> chain(line.begin(), line.end());
    if (is_ring)
        chain.push_back(chain.front());
    LineOverlay out = Noding(map, std::move(chain)).run();
    EditBoard board(map); // on which every stop is a node
    cut_borders(board, out, out.stops);
    std::vector<FixedPoint> whole = out.line;
    if (is_ring) {
        // A ring begins at a stop, if it has one.
        whole.pop_back();
        const auto first = std::find_if(whole.begin(), whole.end(), [&](FixedPoint p) { return out.stops.contains(p); });
        if (first != whole.end())
            std::rotate(whole.begin(), first, whole.end());
        out.line = whole;
        whole.push_back(whole.front());
    }
    LinePiece piece;
    const auto close = [&](FixedPoint last, bool is_free) {
        piece.points.push_back(last);
        piece.ends_free = is_free;
        if (piece.points.size() > 1 && (piece.starts_free || piece.ends_free || !lies_along_border(board, piece.points))) {
            if (!piece.starts_free)
                piece.face = board.face_towards(piece.points[0], piece.points[1]);
            else if (!piece.ends_free)
                piece.face = board.face_towards(last, piece.points[piece.points.size() - 2]);
            else
                piece.face = board.map().face_at(piece.points[0]);
            out.pieces.push_back(piece);
        }
        piece = {};
        piece.points.push_back(last);
    };
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const bool is_stop = out.stops.contains(whole[i]);
        if (i == 0) {
            piece.points.push_back(whole[0]);
            piece.starts_free = !is_stop;
        } else if (is_stop || i + 1 == whole.size()) {
            close(whole[i], !is_stop);
        } else {
            piece.points.push_back(whole[i]);
        }
    }
    return out;
}

} // namespace geo
