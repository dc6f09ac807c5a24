#pragma once
// Any point of the map as an address in words, Chinese and English: from house numbers, roads, their crossings and landmarks.
// Built once from a frozen table, off the UI thread; then any thread. A question takes some microseconds.

#include "data/records/world.h"
#include "geo/shapes/spatial_index.h"

#include <string>
#include <vector>

namespace data {

struct AddressWords {
    std::string zh, en;  // both empty where nothing with a name is near (5 km)
};

/// A place's name for readers of either language: its name there, else, for Chinese, in letters (name_in_letters).
std::string name_in_chinese(const Place& place);
std::string name_in_english(const Place& place);

class AddressIndex {
public:
    AddressIndex() = default;
    explicit AddressIndex(Frozen<Place> places);

    /// "解放大道12号，新华路口以北40米", "Jiefang Av 12, 40 m north of the crossing with Xinhua Rd".
    AddressWords describe(geo::LonLat at) const;

private:
    struct Near {
        const Place* place = nullptr;
        double distance_m = 0;
        geo::LonLat foot; // the nearest point of it
    };
    struct Crossing {
        const Place* place;
        std::string one, other;       // names of the roads
        std::string one_en, other_en;
    };
    struct Segment {
        std::uint32_t road;           // in roads_
        geo::LonLat a, b;
    };
    Near nearest_point(const geo::SpatialIndex& index, const std::vector<const Place*>& places, geo::LonLat at, double radius_m) const;
    Near nearest_road(geo::LonLat at, double radius_m) const;
    /// The nearest crossing; where `road` is named, one of that road.
    const Crossing* nearest_crossing(geo::LonLat at, double radius_m, const std::string* road) const;

    Frozen<Place> places_;
    std::vector<const Place*> houses_, landmarks_, roads_;
    std::vector<Crossing> crossings_;
    std::vector<Segment> segments_;
    geo::SpatialIndex house_index_, landmark_index_, crossing_index_, segment_index_;
};

} // namespace data
