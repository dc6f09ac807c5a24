#pragma once
// KML as text. GDAL's writers do not serve: driver KML mixes up fields, LIBKML took 33 s for 3,040 points and 473 s for
// 10,000. Pure functions; any thread.

#include "geo/vector_writer.h"

#include <string>

namespace geo {

std::string kml_head(const std::string& name);
/// A place mark: the column "name" is its title, every column stands in ExtendedData. `wkb`: longitude and latitude;
/// empty: no shape.
std::string kml_placemark(const std::vector<OutputColumn>& columns, const std::vector<OutputValue>& values,
                          const std::string& wkb);
std::string kml_tail();

} // namespace geo
