#include "geo/formats/basemap_geometry.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <memory>

namespace geo {
namespace {

std::string wkb_of(const OGRGeometry& geometry)
{
    std::string wkb(geometry.WkbSize(), '\0');
    geometry.exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()), wkbVariantIso);
    return wkb;
}

void add_geometry(BasemapFeature& feature, const OGRGeometry& geometry)
{
    if (geometry.IsEmpty())
        return;
    if (geometry.hasCurveGeometry()) {
        const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry());
        if (linear)
            add_geometry(feature, *linear);
        return;
    }
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
        feature.point = point_from_wkb(wkb_of(geometry));
        feature.box.add(feature.point);
        break;
    case wkbLineString:
    case wkbMultiLineString:
        for (Line& line : multiline_from_wkb(wkb_of(geometry)))
            feature.lines.push_back(std::move(line));
        break;
    case wkbPolygon:
    case wkbMultiPolygon:
        for (Polygon& polygon : multipolygon_from_wkb(wkb_of(geometry)))
            feature.area.push_back(std::move(polygon));
        break;
    case wkbMultiPoint:
    case wkbGeometryCollection:
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            add_geometry(feature, *part);
        break;
    default:
        break; // surfaces of solids and the like are nothing a map of the ground draws
    }
}

} // namespace

void set_geometry(BasemapFeature& feature, const OGRGeometry& geometry)
{
    add_geometry(feature, geometry);
    for (const Polygon& polygon : feature.area)
        feature.box.add(box_of(polygon.outer));
    for (const Line& line : feature.lines)
        feature.box.add(box_of(line));
}

void finish(BasemapFeatures& features)
{
    std::stable_sort(features.features.begin(), features.features.end(), [](const BasemapFeature& a, const BasemapFeature& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.layer < b.layer;
    });
    if (features.box.is_empty())
        for (const BasemapFeature& feature : features.features)
            features.box.add(feature.box);
}

} // namespace geo
