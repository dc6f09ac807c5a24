#pragma once
// Distinct types for the keys of the workspace's tables, so that a camera's id never passes for a grid's.

#include <compare>
#include <cstdint>
#include <functional>

namespace data {

template <class Tag> struct Id {
    std::int64_t value = 0; // 0: none
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

using GridId = Id<struct GridTag>;
using PlaceId = Id<struct PlaceTag>;
using CameraId = Id<struct CameraTag>;
using IncidentId = Id<struct IncidentTag>;
using EventId = Id<struct EventTag>;
using UnitId = Id<struct UnitTag>;
using PostId = Id<struct PostTag>;
using AccountId = Id<struct AccountTag>;
using LayerId = Id<struct LayerTag>;
using WallViewId = Id<struct WallViewTag>;
using SeatPlanId = Id<struct SeatPlanTag>;

}

template <class Tag> struct std::hash<data::Id<Tag>> {
    std::size_t operator()(data::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
