#pragma once
// What is known of places and kept ready for asking: the search over everything with a name, the address of any point, the grid
// that holds it. Built on the slow queue from frozen tables (services/place_service), then read by any thread.

#include "data/records/assign.h"
#include "data/search/address_words.h"
#include "data/search/search.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace console {

struct PlaceBook {
    data::Frozen<data::Grid> grids;
    data::SearchIndex records; // grids, cameras, places
    data::AddressIndex addresses;
    data::GridLocator locator;
    geo::LonLatBox city;       // of the grids, else of the places: settles which number of a pair is the longitude
};
std::shared_ptr<const PlaceBook> make_place_book(data::Frozen<data::Grid> grids, data::Frozen<data::Camera> cameras, data::Frozen<data::Place> places,
                                                 data::TimePoint now);

/// What the services keep ready; UI thread.
struct Places {
    std::shared_ptr<const PlaceBook> book;                            // null until it is prepared
    std::vector<std::shared_ptr<const data::SearchIndex>> incidents;  // in chunks: an index of incidents only grows
    bool has_incidents = false;                                       // false until those of this workspace are among them
    std::uint64_t edition = 0;                                        // grows whenever asking again may give another answer

    /// All records can be found. What a part of them answers is never what was meant.
    bool are_prepared() const { return book && has_incidents; }
};

}
