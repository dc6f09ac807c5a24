#include "video/dial_budget.h"

#include <mutex>

namespace video {

Time dial_slot(Time now)
{
    struct Desk {
        std::mutex mutex;
        DialBudget budget{16, 16}; // guarded by mutex
    };
    static auto* const desk = new Desk; // never destroyed: streams may outlive static objects
    std::lock_guard lock(desk->mutex);
    return desk->budget.take(now);
}

}
