#pragma once
// From any coordinate reference system to WGS 84 (EPSG:4326) and back, honestly: no operation is used that PROJ itself
// calls a guess ("ballpark"), none outside the area it was made for. One object per task and thread; PROJ stays inside.

#include "geo/error.h"
#include "geo/remark.h"
#include "geo/shapes/coordinates.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A box in the source's coordinates, east or longitude first; empty until something was added.
struct SourceExtent {
    double min_x = std::numeric_limits<double>::infinity(), min_y = min_x, max_x = -min_x, max_y = -min_x;
    bool is_empty() const { return !(min_x <= max_x && min_y <= max_y); }
    void add(double x, double y)
    {
        min_x = std::min(min_x, x), max_x = std::max(max_x, x);
        min_y = std::min(min_y, y), max_y = std::max(max_y, y);
    }
};

/// A system from which no sound way leads to WGS 84 where the data lie; the words again as a remark, for the console's language:
/// crs_no_way (its name), crs_borrowed (its name, whose the only parameters are) crs_elsewhere (its name, whose area it is,
/// where the data would lie) or crs_beyond (its name, whose area it is).
struct NoWay : Error {
    NoWay(const std::string& words, Remark reason) : Error(words) { why = std::move(reason); }
};

class CrsTransform {
public:
    /// `crs`: empty (WGS 84), "EPSG:4547", "4547", "GCJ-02", "BD-09", WKT of any kind, a PROJ string or a fit (fit.h); each with
    /// " swapped" behind it where north comes first. `extent`: where the data lie, so that only an operation made for that place
    /// is taken. Throws Error when the system is not known, when no operation leads to WGS 84 there (naming whose parameters
    /// would be borrowed; NoWay), or none better than 50 m. The CGCS2000 family (EPSG 4490, 4491–4554) is unprojected and its degrees
    /// are taken as WGS 84, which notes() says.
    static CrsTransform make(std::string_view crs, const SourceExtent& extent = {});

    /// For finding out which system numbers are in, never for records: the degrees of whatever datum taken as they are, some
    /// hundred metres off at most.
    static CrsTransform make_rough(std::string_view crs);

    /// Whether `crs` is WGS 84 in degrees however it is written (EPSG:4326, CRS84, their WKT), so that no
    /// transformation is due.
    static bool is_wgs84(std::string_view crs);

    CrsTransform(CrsTransform&&) noexcept;
    CrsTransform& operator=(CrsTransform&&) noexcept;
    ~CrsTransform();

    /// East or longitude first. Empty when the point has no image (infinite, outside the projection, off the globe).
    std::optional<LonLat> lonlat(double x, double y) const;
    /// The way back, for exports: x east or longitude, y north or latitude.
    std::optional<MapPoint> source(LonLat p) const;

    bool is_identity() const;             // source degrees are WGS 84 already
    const std::string& name() const;      // "EPSG:4547 CGCS2000 / 3-degree Gauss-Kruger CM 114E"
    const std::string& operation() const; // what PROJ does, in its words; empty for the identity
    const std::vector<Remark>& notes() const;

private:
    struct Impl;
    explicit CrsTransform(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// WKT of a system for writing files; throws Error when it is not known. GCJ-02 and BD-09 have none: empty.
std::string wkt_of_crs(std::string_view crs);

} // namespace geo
