#pragma once
// Where GDAL 3.6 (Debian 12) and 3.10 (Debian 13) want different words. Included by sources only, like GDAL's own headers; what else
// differs: docs/DEBIAN13.md.

#include <gdal_version.h>
#include <ogr_geometry.h>

namespace geo {

/// Digits of every coordinate.
inline void set_precision(OGRWktOptions& options, int digits)
{
#if GDAL_VERSION_NUM < GDAL_COMPUTE_VERSION(3, 9, 0)
    options.precision = digits;
#else
    options.xyPrecision = options.zPrecision = options.mPrecision = digits;
#endif
}

}
