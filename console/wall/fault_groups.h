#pragma once
// Cameras in trouble that share a cause as one line and one message: a recorder, a subnet, a minute; else a state. Pure functions;
// tests/console/wall/fault_groups_test.cpp.

#include "data/records/world.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace console {

struct FaultGroup {
    std::string where;                         // the recorder's credential, its host or the subnet they share; empty: none
    bool is_together = false;                  // no shared place, but all began within one minute
    data::PictureState state = data::PictureState::no_signal; // where nothing else is shared: of all of them
    std::vector<data::CameraId> cameras;       // in the order of their numbers
    data::TimePoint since;                     // the first of them
};

/// So many cameras in trouble make a shared place or minute the likely cause.
inline constexpr std::size_t least_shared = 3;

/// Largest first. Each camera in trouble is in one of them.
std::vector<FaultGroup> make_fault_groups(const data::World& world);

struct FaultMessage {
    FaultGroup group;
    bool is_over = false; // all its cameras are well again
};

/// Says of each shared trouble once that it began and once that it is over.
class FaultNews {
public:
    std::vector<FaultMessage> follow(const std::vector<FaultGroup>& groups);

private:
    std::map<std::string, FaultGroup> said_; // by place, or by minute
};

}
