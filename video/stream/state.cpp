#include "video/stream/state.h"

namespace video {

static_assert(state_names.size() == static_cast<std::size_t>(State::too_dark) + 1);
static_assert(cause_names.size() == static_cast<std::size_t>(Cause::other) + 1);

}
