#include "console/wall/roll_call_setting.h"

namespace console {

bool is_roll_call_on(const data::World& world)
{
    const auto at = world.settings.find(roll_call_key);
    return world.loaded && at != world.settings.end() && !at->second.empty();
}

}
