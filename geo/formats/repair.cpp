#include "geo/formats/repair.h"

#include "geo/error.h"

#include <fmt/format.h>
#include <geos_c.h>

#include <cmath>
#include <memory>
#include <utility>

namespace geo {
namespace {

struct Geos {
    GEOSContextHandle_t handle = GEOS_init_r();
    std::string message;
    Geos()
    {
        GEOSContext_setErrorMessageHandler_r(
            handle,
            [](const char* text, void* self) noexcept {
                try {
                    static_cast<Geos*>(self)->message = text;
                } catch (...) { // out of memory while noting a message
                }
            },
            this);
    }
    ~Geos() { GEOS_finish_r(handle); }
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;
};

class Geometry {
public:
    Geometry(Geos& geos, GEOSGeometry* g) : geos_(&geos), g_(g) {}
    Geometry(Geometry&& o) noexcept : geos_(o.geos_), g_(std::exchange(o.g_, nullptr)) {}
    Geometry& operator=(Geometry&&) = delete;
    ~Geometry()
    {
        if (g_)
            GEOSGeom_destroy_r(geos_->handle, g_);
    }
    GEOSGeometry* get() const { return g_; }
    explicit operator bool() const { return g_ != nullptr; }

private:
    Geos* geos_;
    GEOSGeometry* g_;
};

Geometry geometry_from(Geos& geos, const MultiPolygon& shape)
{
    const std::string wkb = wkb_from_multipolygon(shape);
    return {geos, GEOSGeomFromWKB_buf_r(geos.handle, reinterpret_cast<const unsigned char*>(wkb.data()), wkb.size())};
}

/// Polygons of a geometry of any kind; lines and points that a repair leaves behind are dropped.
void append_polygons(Geos& geos, const GEOSGeometry* g, MultiPolygon& out)
{
    const int type = GEOSGeomTypeId_r(geos.handle, g);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(geos.handle, g))
            return;
        std::size_t size = 0;
        unsigned char* bytes = GEOSGeomToWKB_buf_r(geos.handle, g, &size);
        if (!bytes)
            throw Error(remark("repair", geos.message));
        const std::string wkb(reinterpret_cast<const char*>(bytes), size);
        GEOSFree_r(geos.handle, bytes);
        for (Polygon& part : multipolygon_from_wkb(wkb))
            out.push_back(std::move(part));
        return;
    }
    if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION)
        for (int i = 0; i < GEOSGetNumGeometries_r(geos.handle, g); ++i)
            append_polygons(geos, GEOSGetGeometryN_r(geos.handle, g, i), out);
}

void round_to_lattice(Ring& ring)
{
    for (LonLat& p : ring)
        p = {on_lattice(p.lon), on_lattice(p.lat)};
    const auto same = std::unique(ring.begin(), ring.end());
    ring.erase(same, ring.end());
    while (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
}

/// Rings of fewer than three different points enclose nothing and go; `dropped` counts them.
MultiPolygon put_on_lattice(MultiPolygon shape, int& dropped)
{
    const auto is_degenerate = [&](const Ring& ring) { return ring.size() < 3 && ++dropped; };
    for (Polygon& part : shape) {
        round_to_lattice(part.outer);
        for (Ring& hole : part.holes)
            round_to_lattice(hole);
        std::erase_if(part.holes, is_degenerate);
    }
    std::erase_if(shape, [&](const Polygon& part) { return is_degenerate(part.outer); });
    return shape;
}

/// GEOS's words for what is wrong with a shape and our keys for them.
struct FaultName {
    const char* geos;
    const char* key;
};
constexpr FaultName fault_names[] = {
    {"Self-intersection", "shape_crosses_itself"},
    {"Ring Self-intersection", "ring_touches_itself"},
    {"Hole lies outside shell", "hole_outside"},
    {"Holes are nested", "holes_nested"},
    {"Interior is disconnected", "interior_cut"},
    {"Nested shells", "parts_nested"},
    {"Duplicate Rings", "ring_twice"},
    {"Too few points in geometry component", "too_few_points"},
    {"Invalid Coordinate", "not_finite"},
    {"Ring is not closed", "ring_open"},
};

/// Empty when valid; else what is wrong and where: {"ring_touches_itself", {"114.312500 30.530000"}}.
Remark fault(Geos& geos, const GEOSGeometry* g)
{
    char* why = nullptr;
    GEOSGeometry* where = nullptr;
    const char valid = GEOSisValidDetail_r(geos.handle, g, 0, &why, &where);
    const Geometry place(geos, where);
    Remark found;
    if (valid != 1) {
        const std::string text = why ? why : geos.message;
        double x = 0, y = 0;
        std::string at = "?";
        if (place && GEOSGeomGetX_r(geos.handle, place.get(), &x) && GEOSGeomGetY_r(geos.handle, place.get(), &y))
            at = fmt::format("{:.6f} {:.6f}", x, y);
        found = {"shape_not_valid", {at, text}};
        for (const FaultName& name : fault_names)
            if (text == name.geos)
                found = {name.key, {at}};
    }
    if (why)
        GEOSFree_r(geos.handle, why);
    return found;
}

double change(double before, double after)
{
    const double larger = std::max(before, after);
    return larger > 0 ? std::abs(before - after) / larger : 1;
}

} // namespace

double on_lattice(double degrees)
{
    return std::round(degrees * 1e9) / 1e9;
}

Repair repair(MultiPolygon shape)
{
    Repair result;
    int dropped = 0;
    result.shape = put_on_lattice(std::move(shape), dropped);
    if (result.shape.empty()) {
        result.reasons = {{"no_ring"}};
        return result;
    }
    Geos geos;
    const Geometry before = geometry_from(geos, result.shape);
    if (!before) {
        result.reasons = {{"shape_not_valid", {"?", geos.message}}};
        return result;
    }
    const Remark wrong = fault(geos, before.get());
    if (!wrong.empty())
        result.reasons.push_back(wrong);
    if (wrong.empty()) {
        result.valid = true;
        if (dropped > 0) {
            result.repaired = true;
            result.reasons = {{"rings_left_out", {std::to_string(dropped)}}};
            result.area_before_m2 = result.area_after_m2 = std::abs(area_m2(result.shape));
        }
        return result;
    }
    result.area_before_m2 = std::abs(area_m2(result.shape));
    const Geometry made(geos, GEOSMakeValid_r(geos.handle, before.get()));
    MultiPolygon after;
    if (made)
        append_polygons(geos, made.get(), after);
    after = put_on_lattice(std::move(after), dropped);
    if (after.empty()) {
        result.reasons.push_back({"nothing_left"});
        return result;
    }
    result.area_after_m2 = area_m2(after);
    if (const double share = change(result.area_before_m2, result.area_after_m2); share > max_repair_area_change) {
        result.reasons.push_back({"area_would_change", {fmt::format("{:.0f}", result.area_before_m2),
                                                        fmt::format("{:.0f}", result.area_after_m2)}});
        return result;
    }
    if (const Geometry check = geometry_from(geos, after); !check || !fault(geos, check.get()).empty()) {
        result.reasons.push_back({"still_not_valid"});
        return result;
    }
    result.valid = result.repaired = true;
    result.shape = std::move(after);
    return result;
}

} // namespace geo
