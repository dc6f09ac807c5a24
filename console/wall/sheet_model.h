#pragma once
// The contact sheet's cells: which cameras, in which order, and what each says of its still. Pure functions;
// tests/console/wall/sheet_model_test.cpp.

#include "console/look/signs.h"
#include "console/seat/session.h"
#include "console/text/text.h"
#include "console/wall/stills.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace console {

inline constexpr std::array sheet_filters{"all", "faulty", "unasked", "area"};

struct Sheet {
    std::vector<std::uint32_t> rows;               // of world.cameras
    std::array<std::size_t, sheet_filters.size()> counts{}; // how many each filter shows
};

/// Row numbers of the cameras that are not removed, by their short number. On change of the list, not per frame.
std::vector<std::uint32_t> make_sheet_order(const data::Table<data::Camera>& cameras);
/// `order` as the filter has it. Linear: on change, not per frame. `area`: corners on the map; empty: none is drawn.
Sheet make_sheet(const data::World& world, const std::vector<std::uint32_t>& order, const std::string& filter, const std::vector<geo::LonLat>& area);

/// Where a step of so many columns and rows leads from `at` in a sheet; stays at its ends. `at` beyond the end: none yet, the first.
std::size_t step_on_sheet(std::size_t count, std::size_t columns, std::size_t at, int across, int down);

struct SheetCell {
    std::string number, name;
    std::string words;                  // the state with its age, never "live"
    std::optional<Sign> sign;           // of a fault, or of one never asked
    bool is_old = false;                // the still is greyed: it is not what the camera showed when it was last asked
    std::string time;                   // of such a still: when it was taken
};

/// `still` null: there is none. `clock`: local time of the city.
SheetCell make_sheet_cell(const data::World& world, const data::Camera& camera, const Still* still, const Texts& text, data::TimePoint now,
                          const std::function<std::string(data::TimePoint)>& clock);

}
