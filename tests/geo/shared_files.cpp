#include "tests/geo/shared_files.h"

#include <ogrsf_frmts.h>

#include <filesystem>

std::vector<geo::MultiPolygon> shapes_of_shared_file(const std::string& path, const std::string& field, std::vector<std::string>* values)
{
    return shapes_of_file(std::string(SHARED_DATA) + "/" + path, field, values);
}

std::vector<geo::MultiPolygon> shapes_of_file(const std::string& path, const std::string& field, std::vector<std::string>* values)
{
    std::vector<geo::MultiPolygon> shapes;
    if (!std::filesystem::exists(path))
        return shapes;
    GDALAllRegister();
    const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    if (!file)
        return shapes;
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const OGRSpatialReference* srs = file->GetLayer(0)->GetSpatialRef();
    const bool is_projected = srs && srs->IsProjected();
    for (const auto& feature : *file->GetLayer(0)) {
        OGRGeometry* geometry = feature->GetGeometryRef();
        if (!geometry || wkbFlatten(geometry->getGeometryType()) % 3 != 0)
            continue;
        if (is_projected && geometry->transformTo(&wgs84) != OGRERR_NONE)
            continue;
        std::string wkb(static_cast<std::size_t>(geometry->WkbSize()), '\0');
        geometry->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()), wkbVariantIso);
        shapes.push_back(geo::multipolygon_from_wkb(wkb));
        if (values)
            values->push_back(feature->GetFieldAsString(field.c_str()));
    }
    return shapes;
}
