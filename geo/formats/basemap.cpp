#include "geo/formats/basemap.h"

#include "geo/cancelled.h"
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/formats/basemap_geometry.h"
#include "geo/formats/drawing_text.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/map_files.h"
#include "geo/formats/map_source.h"

#include <cpl_conv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <memory>
#include <string_view>

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

// GDAL puts the lines of a block into one feature on the layer of its insert, unless it is told not to.
class BlocksApart {
public:
    BlocksApart() { CPLSetThreadLocalConfigOption(option, "FALSE"); }
    ~BlocksApart() { CPLSetThreadLocalConfigOption(option, nullptr); }
    BlocksApart(const BlocksApart&) = delete;
    BlocksApart& operator=(const BlocksApart&) = delete;

private:
    static constexpr const char* option = "DXF_MERGE_BLOCK_GEOMETRIES";
};

std::string lower_ending(const std::string& path)
{
    std::string ending = std::filesystem::path(path).extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return ending;
}

GDALDatasetUniquePtr open_vector(const GdalSession& session, const std::string& path)
{
    require_map_file(path);
    std::vector<const char*> drivers;
    for (const std::string& name : local_vector_drivers())
        drivers.push_back(name.c_str());
    drivers.push_back(nullptr);
    const bool is_plain = lower_ending(path) == ".dxf" && has_plain_bytes(path);
    const CPLConfigOptionSetter as_bytes("DXF_ENCODING", is_plain ? "UTF-8" : nullptr, false);
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data()));
    if (!file)
        throw Error(remark("layer_not_read", std::filesystem::path(path).filename().string(), session.last_failure("it does not exist, or is no vector file this program reads.")));
    return file;
}

bool is_dxf(GDALDataset& file) { return std::string_view(file.GetDriverName()) == "DXF"; }

/// GDAL tells of what is invisible, or on a layer that is frozen or off, by a colour without opacity: "PEN(c:#ff000000)".
bool is_hidden(OGRFeature& row)
{
    const char* text = row.GetStyleString();
    const std::string_view style = text ? text : "";
    for (std::size_t at = style.find("c:#"); at != std::string_view::npos; at = style.find("c:#", at + 1)) {
        const std::string_view colour = style.substr(at + 3, 8);
        if (colour.size() < 8 || colour.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos || !colour.ends_with("00"))
            return false;
    }
    return style.find("c:#") != std::string_view::npos;
}

/// What a drawing says of a feature.
struct DrawingFields {
    int layer = -1, text = -1;
};

void read_layer(OGRLayer& layer, const std::string& crs, std::stop_token stop, BasemapFeatures& out, const std::string* of_drawing = nullptr)
{
    const std::string system = crs.empty() ? wkt_of(layer.GetSpatialRef()) : crs;
    SourceExtent extent;
    if (OGREnvelope envelope; layer.GetExtent(&envelope, TRUE) == OGRERR_NONE) {
        extent.add(envelope.MinX, envelope.MinY);
        extent.add(envelope.MaxX, envelope.MaxY);
    }
    const CrsTransform transform = CrsTransform::make(system, extent);
    const int name_field = name_field_of(*layer.GetLayerDefn());
    DrawingFields drawing;
    if (of_drawing)
        drawing = {layer.GetLayerDefn()->GetFieldIndex("Layer"), layer.GetLayerDefn()->GetFieldIndex("Text")};
    layer.ResetReading();
    while (const OGRFeatureUniquePtr row{layer.GetNextFeature()}) {
        if (stop.stop_requested())
            throw Cancelled{};
        const OGRGeometry* geometry = row->GetGeometryRef();
        if (!geometry || geometry->IsEmpty())
            continue;
        if (of_drawing && (is_hidden(*row) || (!of_drawing->empty() && drawing.layer >= 0 && *of_drawing != drawing_text(row->GetFieldAsString(drawing.layer)))))
            continue;
        BasemapFeature feature;
        set_geometry(feature, *geometry);
        feature.kind = !feature.area.empty()    ? BasemapKind::reference_area
                       : !feature.lines.empty() ? BasemapKind::reference_line
                                                : BasemapKind::reference_point;
        if (name_field >= 0)
            feature.name = row->GetFieldAsString(name_field);
        if (drawing.text >= 0 && feature.kind == BasemapKind::reference_point)
            feature.name = drawing_text(row->GetFieldAsString(drawing.text));
        if (drawing.layer >= 0 && feature.kind != BasemapKind::reference_point)
            feature.name = drawing_text(row->GetFieldAsString(drawing.layer));
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
    const BlocksApart blocks_apart;
    const GDALDatasetUniquePtr file = open_vector(session, path);
    BasemapFeatures out;
    bool found = layer.empty();
    for (OGRLayer* each : file->GetLayers())
        if (is_dxf(*file)) {
            found = true;
            read_layer(*each, crs, stop, out, &layer);
        } else if (layer.empty() || layer == each->GetName()) {
            found = true;
            read_layer(*each, crs, stop, out);
        }
    if (!found)
        throw Error(remark("layer_no_layer", std::filesystem::path(path).filename().string(), layer));
    finish(out);
    return out;
}

std::vector<std::string> reference_layers(const std::string& path, std::stop_token stop)
{
    const GdalSession session;
    const BlocksApart blocks_apart;
    const GDALDatasetUniquePtr file = open_vector(session, path);
    std::vector<std::string> names;
    for (OGRLayer* each : file->GetLayers()) {
        if (!is_dxf(*file)) {
            names.emplace_back(each->GetName());
            continue;
        }
        const int field = each->GetLayerDefn()->GetFieldIndex("Layer");
        while (const OGRFeatureUniquePtr row{each->GetNextFeature()}) {
            if (stop.stop_requested())
                throw Cancelled{};
            const OGRGeometry* geometry = row->GetGeometryRef();
            if (field < 0 || !geometry || geometry->IsEmpty() || is_hidden(*row))
                continue;
            if (const std::string name = drawing_text(row->GetFieldAsString(field)); std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

bool is_drawing(const std::string& path)
{
    const GdalSession session;
    return is_dxf(*open_vector(session, path));
}

BasemapFeatures read_vector_basemap(const std::string& path, const std::string& crs, std::stop_token stop)
{
    const LayerOfFile named = layer_of_file(path);
    return is_osm(named.path) ? read_osm(named.path, stop) : read_reference(named.path, named.layer, crs, stop);
}

}
