#include "geo/formats/basemap.h"

#include "geo/cancelled.h"
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/formats/basemap_geometry.h"
#include "geo/formats/gdal_session.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

namespace geo {
namespace {

/// False where a point has no image in WGS 84: such a feature is left out.
bool unproject(std::vector<LonLat>& points, const CrsTransform& crs)
{
    for (LonLat& p : points) {
        const auto q = crs.lonlat(p.lon, p.lat);
        if (!q)
            return false;
        p = *q;
    }
    return true;
}

bool unproject(BasemapFeature& feature, const CrsTransform& crs)
{
    feature.box = {};
    for (Polygon& polygon : feature.area) {
        if (!unproject(polygon.outer, crs))
            return false;
        for (Ring& hole : polygon.holes)
            if (!unproject(hole, crs))
                return false;
        feature.box.add(box_of(polygon.outer));
    }
    for (Line& line : feature.lines) {
        if (!unproject(line, crs))
            return false;
        feature.box.add(box_of(line));
    }
    if (feature.kind == BasemapKind::reference_point) {
        std::vector<LonLat> point{feature.point};
        if (!unproject(point, crs))
            return false;
        feature.point = point[0];
        feature.box.add(feature.point);
    }
    return true;
}

int name_field_of(const OGRFeatureDefn& fields)
{
    for (const char* name : {"name", "名称", "title", "label"}) // GDAL compares without regard to case
        if (const int i = fields.GetFieldIndex(name); i >= 0)
            return i;
    return -1;
}

void read_layer(OGRLayer& layer, const std::string& crs, std::stop_token stop, BasemapFeatures& out)
{
    const std::string system = crs.empty() ? wkt_of(layer.GetSpatialRef()) : crs;
    SourceExtent extent;
    if (OGREnvelope envelope; layer.GetExtent(&envelope, TRUE) == OGRERR_NONE) {
        extent.add(envelope.MinX, envelope.MinY);
        extent.add(envelope.MaxX, envelope.MaxY);
    }
    const CrsTransform transform = CrsTransform::make(system, extent);
    const int name_field = name_field_of(*layer.GetLayerDefn());
    layer.ResetReading();
    while (const OGRFeatureUniquePtr row{layer.GetNextFeature()}) {
        if (stop.stop_requested())
            throw Cancelled{};
        const OGRGeometry* geometry = row->GetGeometryRef();
        if (!geometry || geometry->IsEmpty())
            continue;
        BasemapFeature feature;
        set_geometry(feature, *geometry);
        feature.kind = !feature.area.empty()    ? BasemapKind::reference_area
                       : !feature.lines.empty() ? BasemapKind::reference_line
                                                : BasemapKind::reference_point;
        if (name_field >= 0)
            feature.name = row->GetFieldAsString(name_field);
        if (transform.is_identity() || unproject(feature, transform))
            out.features.push_back(std::move(feature));
    }
}

bool is_osm(const std::string& path)
{
    const std::string suffix = std::filesystem::path(path).extension().string();
    return suffix == ".pbf" || suffix == ".osm";
}

} // namespace

BasemapFeatures read_reference(const std::string& path, const std::string& layer, const std::string& crs, std::stop_token stop)
{
    const GdalSession session;
    const std::string tried = "Reading the layer " + std::filesystem::path(path).filename().string() + ": ";
    std::vector<const char*> drivers;
    for (const std::string& name : local_vector_drivers())
        drivers.push_back(name.c_str());
    drivers.push_back(nullptr);
    const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data()));
    if (!file)
        throw Error(tried + session.last_failure("it does not exist, or is no vector file this program reads."));
    BasemapFeatures out;
    bool found = layer.empty();
    for (OGRLayer* each : file->GetLayers())
        if (layer.empty() || layer == each->GetName()) {
            found = true;
            read_layer(*each, crs, stop, out);
        }
    if (!found)
        throw Error(tried + "it has no layer \"" + layer + "\".");
    finish(out);
    return out;
}

BasemapFeatures read_vector_basemap(const std::string& path, const std::string& crs, std::stop_token stop)
{
    return is_osm(path) ? read_osm(path, stop) : read_reference(path, {}, crs, stop);
}

}
