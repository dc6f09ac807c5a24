#pragma once
// What the readers of vector base maps share: GDAL's geometry into a feature, and the order of the result.
// GDAL's types are only named here, so that its headers stay in the sources.

#include "geo/formats/basemap_feature.h"

class OGRGeometry;

namespace geo {

/// Fills area, lines or point, and box. Curves become chains of lines, collections are taken apart.
void set_geometry(BasemapFeature& feature, const OGRGeometry& geometry);

/// Sorts by kind and layer (stable), and takes the features' box where the file named none.
void finish(BasemapFeatures& features);

}
