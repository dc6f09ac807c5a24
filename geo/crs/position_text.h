#pragma once
// Positions as people type, read and paste them, and in the projected system of the place.
// Pure functions; any thread. ProjectedGrid holds PROJ objects: one for each thread that uses it.

#include "geo/shapes/coordinates.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// A position in WGS 84 degrees from one line: "114.30512, 30.60211", "30°36'07.6\"N 114°18'18\"E", "30.6N 114.3E",
/// "北纬30.6 东经114.3", "(114.3;30.6)", "geo:30.6,114.3", "POINT(114.3 30.6)", "lat=30.6 lon=114.3".
/// Quarters and words decide which number is which; else a number over 90 is the longitude; else the order that falls into
/// `nearby`; else longitude first. Two bare whole numbers without a comma are no position (people type camera numbers).
/// Empty for anything else, and for what is off the globe.
std::optional<LonLat> parse_position(std::string_view text, const LonLatBox& nearby = {});

/// "114.30512 E 30.60211 N"; five decimals are about a metre.
std::string format_position(LonLat p, int decimals = 5);
/// 30°36'07.6"N 114°18'18.4"E
std::string format_position_dms(LonLat p);

/// EPSG code of the projected system surveyors would use at a place: CGCS2000 3-degree Gauss–Krüger by central meridian
/// (4534 + (CM − 75) / 3) for CM 75 to 135 and latitudes 3 to 54, else WGS 84 / UTM.
int projected_code_for(LonLat place);

/// A position in a projected system, as the status line shows it.
class ProjectedGrid {
public:
    /// Throws Error when PROJ does not know the code.
    explicit ProjectedGrid(int epsg);
    ~ProjectedGrid();
    ProjectedGrid(ProjectedGrid&&) noexcept;
    ProjectedGrid& operator=(ProjectedGrid&&) noexcept;

    int epsg() const;
    /// Metres; empty outside the projection.
    struct Position {
        double north = 0, east = 0;
    };
    std::optional<Position> position(LonLat p) const;
    /// "X 3386666 Y 528770": X is north and Y is east, as Chinese surveyors and EPSG have it; UTM: "E 528770 N 3386666".
    std::string label(LonLat p) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}
