#pragma once
// The folder of real and damaged footage beside the project.

#include <string>

inline const std::string recordings = SHARED_DATA "/video/";
