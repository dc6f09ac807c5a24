#pragma once
// Reads shapes of the real files beside the project, for tests.

#include "geo/shapes/shapes.h"

#include <string>
#include <vector>

/// All polygons of the first layer, in degrees where it names a projection; empty where the file is absent. With field: its values, feature by feature.
std::vector<geo::MultiPolygon> shapes_of_shared_file(const std::string& path, const std::string& field = {},
                                                     std::vector<std::string>* values = nullptr);
std::vector<geo::MultiPolygon> shapes_of_file(const std::string& path, const std::string& field = {},
                                              std::vector<std::string>* values = nullptr);
