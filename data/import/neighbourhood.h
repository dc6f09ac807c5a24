#pragma once
// Where most positions of a source lie: one of which a half is 0, or far from those of all others, is a slip. Part of the importer.

#include "geo/formats/vector_file.h"
#include "geo/remark.h"
#include "geo/shapes/coordinates.h"

#include <stop_token>

namespace data {

/// A value; any thread. Without a box nothing is far.
struct Neighbourhood {
    geo::LonLatBox box;    // what is not far: the middle half of the positions with much room around it
    geo::LonLat middle;    // the median of each half
    bool is_known = false; // there were enough of them

    /// half_zero or far_off; empty where the position is plausible.
    geo::Remark defect(geo::LonLat p) const;
};

/// Of the first 20,000 rows. Not known for fewer than 5 positions, nor where more than one in twenty would be far: those are places of their own.
Neighbourhood neighbourhood_of(geo::VectorFile& file, const geo::VectorQuery& query, std::stop_token stop);

} // namespace data
