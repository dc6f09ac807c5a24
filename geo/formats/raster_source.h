#pragma once
// Raster base maps through GDAL: MBTiles, GeoTIFF and whatever else it opens, shown in EPSG:3857.
// One object belongs to one task at a time and may move between threads between two tasks; reading blocks (slow queue).

#include "geo/shapes/map_shapes.h"
#include "geo/tile_image.h"

#include <memory>
#include <stop_token>
#include <string>

namespace geo {

/// Where tiles fetched from servers are kept, at most `most_bytes` of each; once at the start, before any is opened. Without it they
/// are kept nowhere.
void set_tile_cache(const std::string& folder, std::uint64_t most_bytes = 512ull << 20);

class RasterSource {
public:
    /// crs: "EPSG:4547" or WKT where the file names no system or a wrong one; "GCJ-02" or "BD-09": its pictures are shifted as map
    /// services of China shift theirs, and are read where they belong; empty: the file's own.
    /// A description of tiles on a server (GDAL's <GDAL_WMS> or <GDAL_WMTS>) keeps what it fetched on the disk, see set_tile_cache().
    /// Throws Error: not readable, no raster in it, no place on the Earth, across the 180° meridian.
    explicit RasterSource(const std::string& path, const std::string& crs = {});
    ~RasterSource();
    RasterSource(RasterSource&&) noexcept;
    RasterSource& operator=(RasterSource&&) noexcept;

    /// Where it lies, in EPSG:3857.
    const MapBox& box() const;
    /// Metres of EPSG:3857 a pixel of the finest picture.
    double metres_per_pixel() const;
    /// Its pictures come over a network: reading takes as long as a server takes, at most some seconds a piece.
    bool is_remote() const;
    /// The file's own word about its makers; often empty.
    const std::string& attribution() const;

    /// That part of the map, warped to width × height pixels, premultiplied; transparent where the source has nothing.
    /// Throws Error when the file cannot be read there, Cancelled when stop is asked for.
    TileImage read(const MapBox& box, int width, int height, std::stop_token stop = {}) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}
