#include "geo/shapes/geos_shapes.h"

#include "geo/error.h"

#include <geos_c.h>

#include <vector>

namespace geo {

struct GeosShapes::State {
    GEOSContextHandle_t context = GEOS_init_r();
    std::string message;

    State()
    {
        GEOSContext_setErrorMessageHandler_r(
            context, [](const char* text, void* self) noexcept { static_cast<State*>(self)->keep(text); }, this);
    }
    ~State() { GEOS_finish_r(context); }

    void keep(const char* text) noexcept
    {
        try {
            message = text;
        } catch (...) { // out of memory: the operation fails without its reason
        }
    }
    /// `what`: a key of data/i18n/error.json.
    [[noreturn]] void fail(const char* what) const { throw Error(remark(what, message.empty() ? std::string("GEOS") : "GEOS: " + message)); }

    struct Destroy {
        GEOSContextHandle_t context;
        void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(context, g); }
    };
    using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

    Geometry own(GEOSGeometry* g) const { return Geometry(g, Destroy{context}); }

    Geometry geometry(const MultiPolygon& shape) const
    {
        const std::string wkb = wkb_from_multipolygon(shape);
        Geometry g = own(GEOSGeomFromWKB_buf_r(context, reinterpret_cast<const unsigned char*>(wkb.data()), wkb.size()));
        if (!g)
            fail("shape_not_read");
        return g;
    }

    Geometry valid(const MultiPolygon& shape) const
    {
        Geometry g = geometry(shape);
        if (GEOSisValid_r(context, g.get()) != 1)
            g = own(GEOSMakeValid_r(context, g.get()));
        if (!g)
            fail("shape_not_repaired");
        return g;
    }

    void append(const GEOSGeometry* g, MultiPolygon& out) const
    {
        const int type = GEOSGeomTypeId_r(context, g);
        if (type == GEOS_POLYGON) {
            std::size_t size = 0;
            unsigned char* bytes = GEOSGeomToWKB_buf_r(context, g, &size);
            if (!bytes)
                fail("shape_not_made");
            MultiPolygon part;
            try {
                part = multipolygon_from_wkb({reinterpret_cast<const char*>(bytes), size});
            } catch (...) {
                GEOSFree_r(context, bytes);
                throw;
            }
            GEOSFree_r(context, bytes);
            for (Polygon& polygon : part)
                out.push_back(std::move(polygon));
        } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
            for (int i = 0; i < GEOSGetNumGeometries_r(context, g); ++i)
                append(GEOSGetGeometryN_r(context, g, i), out);
        }
    }

    MultiPolygon shape(const Geometry& g, const char* what) const
    {
        if (!g)
            fail(what);
        MultiPolygon out;
        append(g.get(), out);
        return out;
    }
};

GeosShapes::GeosShapes() : state_(std::make_unique<State>()) {}
GeosShapes::~GeosShapes() = default;

std::string GeosShapes::invalid_reason(const MultiPolygon& shape) const
{
    const State& s = *state_;
    State::Geometry g;
    for (const Polygon& polygon : shape) {
        if (polygon.outer.size() < 3)
            return "Too few points in a ring";
        for (const Ring& hole : polygon.holes)
            if (hole.size() < 3)
                return "Too few points in a ring";
    }
    g = s.geometry(shape);
    if (GEOSisValid_r(s.context, g.get()) == 1)
        return {};
    char* reason = GEOSisValidReason_r(s.context, g.get());
    const std::string text = reason ? reason : "not valid";
    GEOSFree_r(s.context, reason);
    return text;
}

MultiPolygon GeosShapes::intersection(const MultiPolygon& a, const MultiPolygon& b) const
{
    const State& s = *state_;
    const State::Geometry x = s.valid(a), y = s.valid(b);
    return s.shape(s.own(GEOSIntersection_r(s.context, x.get(), y.get())), "areas_not_cut");
}

MultiPolygon GeosShapes::difference(const MultiPolygon& a, const MultiPolygon& b) const
{
    const State& s = *state_;
    const State::Geometry x = s.valid(a), y = s.valid(b);
    return s.shape(s.own(GEOSDifference_r(s.context, x.get(), y.get())), "areas_not_cut");
}

std::vector<MultiPolygon> GeosShapes::in_boxes(const MultiPolygon& shape, std::span<const LonLatBox> boxes) const
{
    const State& s = *state_;
    const State::Geometry whole = s.valid(shape);
    std::vector<MultiPolygon> out;
    out.reserve(boxes.size());
    for (const LonLatBox& box : boxes)
        out.push_back(s.shape(s.own(GEOSClipByRect_r(s.context, whole.get(), box.west, box.south, box.east, box.north)), "areas_not_cut"));
    return out;
}

MultiPolygon GeosShapes::union_of(std::span<const MultiPolygon> shapes) const
{
    const State& s = *state_;
    std::vector<GEOSGeometry*> parts;
    std::vector<State::Geometry> owned;
    for (const MultiPolygon& shape : shapes)
        owned.push_back(s.valid(shape));
    for (State::Geometry& g : owned)
        parts.push_back(g.release());
    const State::Geometry all = s.own(GEOSGeom_createCollection_r(s.context, GEOS_GEOMETRYCOLLECTION, parts.data(), static_cast<unsigned>(parts.size())));
    if (!all)
        s.fail("areas_not_joined");
    return s.shape(s.own(GEOSUnaryUnion_r(s.context, all.get())), "areas_not_joined");
}

}
