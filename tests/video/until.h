#pragma once
// Waits for a condition of another thread with a generous bound, so that a busy machine does not fail a sound test.

#include <chrono>
#include <thread>

namespace video_test {

template <typename Condition>
bool until(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

}
