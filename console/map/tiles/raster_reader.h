#pragma once
// A raster base map shared by the tasks that paint tiles. A file is read where it is asked for, by one task at a time. What comes over
// a network is never waited for: read() gives what has arrived and notes what has not, which tasks of Queue::net then fetch().
// Any thread.

#include "console/error.h"
#include "geo/formats/raster_source.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>
#include <vector>

namespace console {

class RasterReader {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// A picture of a part of the map.
    struct Part {
        geo::MapBox box;
        int width = 0, height = 0;
        auto operator<=>(const Part& other) const
        {
            return std::tie(box.min_x, box.min_y, box.max_x, width, height) <=> std::tie(other.box.min_x, other.box.min_y, other.box.max_x, other.width, other.height);
        }
        bool operator==(const Part& other) const { return (*this <=> other) == 0; }
    };

    /// Throws geo::Error when the file is no raster that can be shown.
    RasterReader(const std::string& path, const std::string& crs);

    /// Empty where the source has nothing or cannot be read: the map stays usable around a damaged part. Of a server: empty until
    /// the part has arrived.
    std::optional<geo::TileImage> read(const geo::MapBox& box, int width, int height, std::stop_token stop);
    geo::LonLatBox extent() const { return geo::lonlat_box(box_); }
    const std::string& attribution() const { return attribution_; }

    /// Why a part of the file, or the last try of a server, failed, without credentials; empty while it answers.
    Fault fault() const;

    // ---- of a server ----
    bool is_remote() const { return is_remote_; }
    /// What is looked at: parts of it, at its scale, come first.
    struct Sight {
        geo::MapBox box;
        double metres_per_pixel = 1;
    };
    /// The part needed most of those that nobody fetches yet, or one whose second try is due; it counts as on its way then. Empty: none.
    std::optional<Part> take_wanted(Time now, const Sight& sight);
    /// Fetches it, blocking some seconds at the most; several may be fetched at once.
    void fetch(const Part& part, std::stop_token stop);
    /// When a part that failed is to be tried again; empty: none waits.
    std::optional<Time> next_try() const;
    /// Parts of what is looked at are wanted or on their way.
    bool is_fetching(const Sight& sight) const;
    /// How many parts have arrived.
    std::uint64_t arrived() const;

private:
    struct Arrived {
        std::shared_ptr<const geo::TileImage> image;
        std::uint64_t used = 0;
    };
    struct Failed {
        int tries = 0;
        Time again;
    };
    std::optional<geo::TileImage> read_file(const Part& part, std::stop_token stop);
    void keep(const Part& part, geo::TileImage image);
    bool is_paused(Time now) const;

    std::string path_, crs_;
    geo::MapBox box_;
    std::string attribution_;
    bool is_remote_ = false;

    mutable std::mutex mutex_;
    // All below guarded by mutex_, but a source taken out of the list belongs to who took it.
    std::vector<std::unique_ptr<geo::RasterSource>> sources_;
    std::vector<Part> wanted_;         // the newest last
    std::set<Part> under_way_;
    std::map<Part, Failed> failed_;
    std::map<Part, Arrived> here_;
    std::uint64_t used_ = 0, arrived_ = 0;
    int failures_ = 0;                 // in a row: after some the server is left alone for a while
    Time pause_until_;
    Fault fault_;
};

}
