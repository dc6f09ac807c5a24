#include "geo/partition/tessellation.h"

#include "geo/halves.h"
#include "geo/partition/segments.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace geo {
namespace {

// So many arcs share a cell of the index, on average.
constexpr double arcs_a_cell = 2;

/// A segment that passes the height of a point, and where: x = across / up at y.
struct Passing {
    WideInt x_num, den; // relative to the point
    WideInt dx;         // the slope: dx / den
    FaceId east;
};

/// Which lies further east just above the point's height.
bool is_west_of(const Passing& a, const Passing& b)
{
    const WideInt l = a.x_num * b.den, r = b.x_num * a.den;
    return l != r ? l < r : a.dx * b.den < b.dx * a.den;
}

} // namespace

FixedBox box_of(std::span<const FixedPoint> points)
{
    FixedBox box;
    for (const FixedPoint p : points)
        box.add(p);
    return box;
}

LonLatBox lonlat_box(const FixedBox& box)
{
    if (box.is_empty())
        return {};
    const LonLat low = lonlat_from_fixed({box.west, box.south}), high = lonlat_from_fixed({box.east, box.north});
    return {low.lon, low.lat, high.lon, high.lat};
}

FixedBox fixed_box(const LonLatBox& box)
{
    FixedBox out;
    if (!box.is_empty())
        out.add(fixed_from_lonlat({box.west, box.south})), out.add(fixed_from_lonlat({box.east, box.north}));
    return out;
}

WideInt doubled_area(std::span<const FixedPoint> ring)
{
    WideInt sum = 0;
    for (std::size_t i = 2; i < ring.size(); ++i)
        sum += cross(ring[0], ring[i - 1], ring[i]);
    return sum;
}

// ---- edits ----

TessellationEdit TessellationEdit::inverse() const
{
    TessellationEdit out = *this;
    for (ArcChange& change : out.arcs)
        std::swap(change.before, change.after);
    for (FaceChange& change : out.faces)
        std::swap(change.was, change.is);
    return out;
}

TessellationEdit TessellationEdit::then(const TessellationEdit& next) const
{
    std::map<ArcId, ArcChange> arcs_of;
    std::map<FaceId, FaceChange> faces_of;
    for (const ArcChange& change : arcs)
        arcs_of.emplace(change.id, change);
    for (const ArcChange& change : next.arcs)
        arcs_of.try_emplace(change.id, change).first->second.after = change.after;
    for (const FaceChange& change : faces)
        faces_of.emplace(change.id, change);
    for (const FaceChange& change : next.faces) {
        FaceChange& known = faces_of.try_emplace(change.id, change).first->second;
        known.is = change.is;
        if (change.is)
            known.owners = change.owners;
    }
    TessellationEdit out;
    for (auto& [id, change] : arcs_of)
        if (change.before != change.after && !(change.before && change.after && *change.before == *change.after))
            out.arcs.push_back(std::move(change));
    for (auto& [id, change] : faces_of)
        if (change.was != change.is)
            out.faces.push_back(std::move(change));
    return out;
}

FixedBox TessellationEdit::box() const
{
    FixedBox box;
    for (const ArcChange& change : arcs)
        for (const ArcPtr& arc : {change.before, change.after})
            if (arc)
                box.add(box_of(arc->points));
    return box;
}

std::vector<FaceId> TessellationEdit::touched() const
{
    std::vector<FaceId> out;
    for (const FaceChange& change : faces)
        out.push_back(change.id);
    for (const ArcChange& change : arcs)
        for (const ArcPtr& arc : {change.before, change.after})
            if (arc)
                for (const FaceId face : {arc->left, arc->right})
                    if (face != no_face)
                        out.push_back(face);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

// ---- versions ----

Tessellation::Tessellation(const FixedBox& extent, std::size_t arcs) : extent_(extent)
{
    if (extent.is_empty()) {
        extent_.add(FixedPoint{0, 0});
    } else {
        const double width = static_cast<double>(extent.east - extent.west) + 1, height = static_cast<double>(extent.north - extent.south) + 1;
        const double cells = std::max(1.0, static_cast<double>(arcs) / arcs_a_cell);
        columns_ = static_cast<std::size_t>(std::clamp(std::sqrt(cells * width / height), 1.0, 4096.0));
        rows_ = static_cast<std::size_t>(std::clamp(cells / static_cast<double>(columns_), 1.0, 4096.0));
        cell_width_ = (extent.east - extent.west) / static_cast<std::int64_t>(columns_) + 1;
        cell_height_ = (extent.north - extent.south) / static_cast<std::int64_t>(rows_) + 1;
    }
    cells_ = Versioned<Cell>(std::vector<Cell>(columns_ * rows_));
}

Tessellation::Tessellation(const FixedBox& extent, std::vector<ArcPtr> arcs, std::vector<std::vector<FaceId>> owners) : Tessellation(extent, arcs.size())
{
    // Which cells an arc passes is most of the work, and each arc's own.
    std::vector<FixedBox> boxes(arcs.size());
    std::vector<std::vector<std::uint32_t>> passed(arcs.size());
    in_halves(arcs.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t id = first; id < last; ++id)
            if (arcs[id]) {
                visit_cells(*arcs[id], [&](std::size_t cell) { passed[id].push_back(static_cast<std::uint32_t>(cell)); });
                boxes[id] = box_of(arcs[id]->points);
            }
    });
    std::vector<std::vector<ArcId>> cells(cells_.size());
    std::vector<std::shared_ptr<Face>> faces(owners.size());
    for (ArcId id = 0; id < arcs.size(); ++id) {
        if (!arcs[id])
            continue;
        for (const std::uint32_t cell : passed[id])
            cells[cell].push_back(id);
        const FixedBox& box = boxes[id];
        for (const FaceId face : {arcs[id]->left, arcs[id]->right})
            if (face != no_face) {
                if (!faces[face])
                    faces[face] = std::make_shared<Face>();
                faces[face]->arcs.push_back(id);
                faces[face]->box.add(box);
            }
    }
    for (FaceId face = 0; face < faces.size(); ++face)
        if (faces[face] && !owners[face].empty())
            faces[face]->owners = std::move(owners[face]), ++overlaps_;
    std::vector<Cell> filled(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        if (!cells[cell].empty())
            filled[cell] = std::make_shared<const std::vector<ArcId>>(std::move(cells[cell]));
    cells_ = Versioned<Cell>(std::move(filled));
    arcs_ = Versioned<ArcPtr>(std::move(arcs));
    faces_ = Versioned<FacePtr>(std::vector<FacePtr>(std::make_move_iterator(faces.begin()), std::make_move_iterator(faces.end())));
}

std::size_t Tessellation::column(std::int64_t x) const
{
    return x <= extent_.west ? 0 : std::min(columns_ - 1, static_cast<std::size_t>((x - extent_.west) / cell_width_));
}

std::size_t Tessellation::row(std::int64_t y) const
{
    return y <= extent_.south ? 0 : std::min(rows_ - 1, static_cast<std::size_t>((y - extent_.south) / cell_height_));
}

template <class Visit> void Tessellation::visit_cells(const SharedArc& arc, Visit visit) const
{
    std::vector<std::size_t> cells;
    for (std::size_t i = 1; i < arc.points.size(); ++i) {
        FixedPoint a = arc.points[i - 1], b = arc.points[i];
        const std::size_t west = column(std::min(a.x, b.x)), east = column(std::max(a.x, b.x));
        const std::size_t south = row(std::min(a.y, b.y)), north = row(std::max(a.y, b.y));
        if (west == east && south == north) {
            if (cells.empty() || cells.back() != south * columns_ + west)
                cells.push_back(south * columns_ + west);
            continue;
        }
        // Of a long segment, row by row, only the cells it passes (and one on each side, for what is rounded away).
        if (a.y > b.y)
            std::swap(a, b);
        const double slope = b.y == a.y ? 0 : static_cast<double>(b.x - a.x) / static_cast<double>(b.y - a.y);
        for (std::size_t r = south; r <= north; ++r) {
            std::size_t from = west, to = east;
            if (north > south && east > west + 3) {
                const double low = static_cast<double>(extent_.south + static_cast<std::int64_t>(r) * cell_height_ - a.y);
                const double high = low + static_cast<double>(cell_height_), rise = static_cast<double>(b.y - a.y);
                const double x0 = slope * std::clamp(r == 0 ? 0.0 : low, 0.0, rise), x1 = slope * std::clamp(r + 1 == rows_ ? rise : high, 0.0, rise);
                from = column(a.x + std::llround(std::min(x0, x1))), to = column(a.x + std::llround(std::max(x0, x1)));
                from = std::max(west, from > 0 ? from - 1 : 0), to = std::min(east, to + 1);
            }
            for (std::size_t c = from; c <= to; ++c)
                cells.push_back(r * columns_ + c);
        }
    }
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const std::size_t cell : cells)
        visit(cell);
}

void Tessellation::put_in_cells(ArcId id, const SharedArc& arc)
{
    visit_cells(arc, [&](std::size_t cell) {
        std::vector<ArcId> ids = cells_[cell] ? *cells_[cell] : std::vector<ArcId>();
        ids.insert(std::lower_bound(ids.begin(), ids.end(), id), id);
        cells_.set(cell, std::make_shared<const std::vector<ArcId>>(std::move(ids)));
    });
}

void Tessellation::take_from_cells(ArcId id, const SharedArc& arc)
{
    visit_cells(arc, [&](std::size_t cell) {
        std::vector<ArcId> ids = *cells_[cell];
        std::erase(ids, id);
        cells_.set(cell, ids.empty() ? nullptr : std::make_shared<const std::vector<ArcId>>(std::move(ids)));
    });
}

void Tessellation::arcs_near(const FixedBox& box, std::vector<ArcId>& out) const
{
    out.clear();
    if (box.is_empty())
        return;
    const std::size_t west = column(box.west), east = column(box.east), south = row(box.south), north = row(box.north);
    for (std::size_t r = south; r <= north; ++r)
        for (std::size_t c = west; c <= east; ++c)
            if (const Cell& cell = cells_[r * columns_ + c])
                out.insert(out.end(), cell->begin(), cell->end());
    if (west != east || south != north) {
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
    }
}

std::vector<ArcId> Tessellation::arcs_near(const FixedBox& box) const
{
    std::vector<ArcId> out;
    arcs_near(box, out);
    return out;
}

std::vector<ArcId> Tessellation::arcs_at(FixedPoint node) const
{
    std::vector<ArcId> out;
    if (const Cell& cell = cells_[row(node.y) * columns_ + column(node.x)])
        for (const ArcId id : *cell)
            if (const SharedArc& arc = *arcs_[id]; arc.points.front() == node || arc.points.back() == node)
                out.push_back(id);
    return out;
}

FaceId Tessellation::face_at(FixedPoint p) const
{
    // The nearest segment to the west at this height, cell by cell.
    const std::size_t r = row(p.y);
    std::optional<Passing> best;
    for (std::size_t c = column(p.x);; --c) {
        if (const Cell& cell = cells_[r * columns_ + c])
            for (const ArcId id : *cell) {
                const SharedArc& arc = *arcs_[id];
                for (std::size_t i = 1; i < arc.points.size(); ++i) {
                    FixedPoint a = arc.points[i - 1], b = arc.points[i];
                    if ((a.y > p.y) == (b.y > p.y))
                        continue;
                    const FaceId east = a.y < b.y ? arc.right : arc.left;
                    if (a.y > b.y)
                        std::swap(a, b);
                    if (side(a, b, p) >= 0)
                        continue; // on it, or to its west
                    const Passing passing{static_cast<WideInt>(a.x - p.x) * (b.y - a.y) + static_cast<WideInt>(b.x - a.x) * (p.y - a.y),
                                          b.y - a.y, b.x - a.x, east};
                    if (!best || is_west_of(*best, passing))
                        best = passing;
                }
            }
        if (c == 0)
            break;
        const std::int64_t cell_west = extent_.west + static_cast<std::int64_t>(c) * cell_width_;
        if (best && best->x_num >= static_cast<WideInt>(cell_west - p.x) * best->den)
            break;
    }
    return best ? best->east : no_face;
}

std::vector<FaceId> Tessellation::claims(FaceId id) const
{
    std::vector<FaceId> out;
    if (!face(id))
        return out;
    out.push_back(id);
    if (overlaps_ == 0)
        return out;
    // An overlap of it borders it, or another of its overlaps, or lies somewhere else in a file that is no partition: they are few.
    for (FaceId other = 0; other < faces_.size(); ++other)
        if (const Face* face = faces_[other].get(); face && face->is_overlap() && std::binary_search(face->owners.begin(), face->owners.end(), id))
            out.push_back(other);
    return out;
}

std::vector<FaceId> Tessellation::neighbours(FaceId id) const
{
    std::vector<FaceId> out;
    if (const Face* face = this->face(id))
        for (const ArcId a : face->arcs)
            out.push_back(arcs_[a]->left == id ? arcs_[a]->right : arcs_[a]->left);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Tessellation Tessellation::after(const TessellationEdit& edit) const
{
    Tessellation out = *this;
    out.apply(edit);
    return out;
}

void Tessellation::apply(const TessellationEdit& edit)
{
    std::map<FaceId, Face> changed;
    const auto face_of = [&](FaceId id) -> Face& {
        const auto [at, is_new] = changed.try_emplace(id);
        if (is_new && id < faces_.size() && faces_[id])
            at->second = *faces_[id];
        return at->second;
    };
    for (const TessellationEdit::FaceChange& change : edit.faces) {
        if (change.is)
            face_of(change.id).owners = change.owners;
        if (!change.owners.empty())
            overlaps_ += std::size_t{change.is} - std::size_t{change.was};
    }
    for (const TessellationEdit::ArcChange& change : edit.arcs) {
        assert(change.id >= arcs_.size() || arcs_[change.id] == change.before || (arcs_[change.id] && change.before && *arcs_[change.id] == *change.before));
        if (change.before) {
            take_from_cells(change.id, *change.before);
            for (const FaceId face : {change.before->left, change.before->right})
                if (face != no_face)
                    std::erase(face_of(face).arcs, change.id);
        }
        while (arcs_.size() <= change.id)
            arcs_.push_back(nullptr);
        arcs_.set(change.id, change.after);
        if (change.after) {
            put_in_cells(change.id, *change.after);
            for (const FaceId face : {change.after->left, change.after->right})
                if (face != no_face) {
                    std::vector<ArcId>& arcs = face_of(face).arcs;
                    arcs.insert(std::lower_bound(arcs.begin(), arcs.end(), change.id), change.id);
                }
        }
    }
    for (auto& [id, face] : changed) {
        face.box = {};
        for (const ArcId a : face.arcs)
            face.box.add(box_of(arcs_[a]->points));
        while (faces_.size() <= id)
            faces_.push_back(nullptr);
        faces_.set(id, std::make_shared<const Face>(std::move(face)));
    }
    for (const TessellationEdit::FaceChange& change : edit.faces)
        if (change.was && !change.is)
            faces_.set(change.id, nullptr);
}

} // namespace geo
