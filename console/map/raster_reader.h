#pragma once
// A raster base map shared by the tasks that paint tiles: one of them reads at a time. Any thread; blocks while reading.

#include "geo/raster_source.h"

#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace console {

class RasterReader {
public:
    /// Throws geo::Error when the file is no raster that can be shown.
    RasterReader(const std::string& path, const std::string& crs) : source_(path, crs) {}

    /// Empty where the source has nothing or cannot be read: the map stays usable around a damaged part.
    std::optional<geo::TileImage> read(const geo::MapBox& box, int width, int height, std::stop_token stop)
    {
        if (!source_.box().meets(box))
            return {};
        std::lock_guard lock(mutex_);
        try {
            return source_.read(box, width, height, std::move(stop));
        } catch (const std::exception&) {
            return {};
        }
    }
    geo::LonLatBox extent() const { return geo::lonlat_box(source_.box()); }
    const std::string& attribution() const { return source_.attribution(); }

private:
    std::mutex mutex_;
    geo::RasterSource source_; // read() guarded by mutex_
};

}
