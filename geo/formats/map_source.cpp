#include "geo/formats/map_source.h"

#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/open_map.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <filesystem>
#include <string_view>

namespace geo {
namespace {

GDALDatasetUniquePtr open(const MapFile& file, unsigned flags)
{
    if (flags & GDAL_OF_RASTER)
        return GDALDatasetUniquePtr(open_raster(file, GDAL_OF_VERBOSE_ERROR));
    CPLStringList drivers;
    for (const std::string& driver : local_vector_drivers())
        drivers.AddString(driver.c_str());
    return GDALDatasetUniquePtr(GDALDataset::Open(file.to_open.c_str(), flags | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers.List(), nullptr, nullptr));
}

std::string code_of(const OGRSpatialReference* srs)
{
    const char* authority = srs ? srs->GetAuthorityName(nullptr) : nullptr;
    const char* code = srs ? srs->GetAuthorityCode(nullptr) : nullptr;
    return authority && code ? std::string(authority) + ":" + code : std::string();
}

void add_box(MapSource& source, const std::string& wkt, const SourceExtent& extent)
{
    if (extent.is_empty())
        return;
    try {
        const CrsTransform transform = CrsTransform::make(wkt, extent);
        for (const double x : {extent.min_x, extent.max_x})
            for (const double y : {extent.min_y, extent.max_y})
                if (const auto p = transform.lonlat(x, y))
                    source.bounds.add(*p);
    } catch (const Error&) { // shown without bounds: a base map of an unknown system still opens
    }
}

void describe_raster(MapSource& source, GDALDataset& dataset)
{
    source.is_raster = true;
    std::array<double, 6> t{};
    if (dataset.GetGeoTransform(t.data()) != CE_None)
        throw Error(remark("no_georeference"));
    SourceExtent extent;
    const double width = dataset.GetRasterXSize(), height = dataset.GetRasterYSize();
    for (const double x : {0.0, width})
        for (const double y : {0.0, height})
            extent.add(t[0] + x * t[1] + y * t[2], t[3] + x * t[4] + y * t[5]);
    add_box(source, wkt_of(dataset.GetSpatialRef()), extent);
    source.crs = code_of(dataset.GetSpatialRef());
}

void describe_vector(MapSource& source, GDALDataset& dataset)
{
    if (dataset.GetLayerCount() == 0)
        throw Error(remark("file_no_layer"));
    source.crs = code_of(dataset.GetLayer(0)->GetSpatialRef());
    for (OGRLayer* layer : dataset.GetLayers()) {
        OGREnvelope box;
        if (source.driver == "OSM" || layer->GetExtent(&box, FALSE) != OGRERR_NONE)
            continue;
        SourceExtent extent;
        extent.add(box.MinX, box.MinY), extent.add(box.MaxX, box.MaxY);
        add_box(source, wkt_of(layer->GetSpatialRef()), extent);
    }
}

} // namespace

namespace {

constexpr std::string_view layer_mark = "|layername=";

} // namespace

LayerOfFile layer_of_file(const std::string& text)
{
    const std::size_t at = text.find(layer_mark);
    return at == std::string::npos ? LayerOfFile{text, {}} : LayerOfFile{text.substr(0, at), text.substr(at + layer_mark.size())};
}

std::string text_of(const LayerOfFile& layer)
{
    return layer.layer.empty() ? layer.path : layer.path + std::string(layer_mark) + layer.layer;
}

MapSource describe_map_source(const std::string& path)
{
    std::error_code error;
    if (!path.starts_with("/vsi") && !std::filesystem::exists(path, error))
        throw Error(remark("no_file", path));
    GdalSession session;
    const MapFile file = map_file(path);
    MapSource source;
    for (const unsigned flags : {GDAL_OF_RASTER, GDAL_OF_VECTOR}) {
        const GDALDatasetUniquePtr dataset = open(file, flags);
        if (!dataset || (flags == GDAL_OF_RASTER && dataset->GetRasterCount() == 0))
            continue;
        source.driver = dataset->GetDriverName();
        const auto item = [&](const char* key) {
            const char* text = dataset->GetMetadataItem(key);
            return std::string(text ? text : "");
        };
        source.name = item("name");
        source.attribution = item("attribution");
        if (source.driver == "OSM" && source.attribution.empty())
            source.attribution = "© OpenStreetMap contributors";
        flags == GDAL_OF_RASTER ? describe_raster(source, *dataset) : describe_vector(source, *dataset);
        return source;
    }
    throw Error(remark("no_map", path, session.last_failure("no known format")));
}

} // namespace geo
