#pragma once
// Work on many things of the same kind by two threads: what takes long enough for somebody to wait, and where each thing is its own. Any
// thread; the caller's works on the first half.

#include <cstddef>
#include <future>

namespace geo {

/// Fewer are not worth a thread.
inline constexpr std::size_t least_for_halves = 4096;

/// work(first, last) for the halves of 0 … count, at once; for few things in one call. Returns when all is done; throws what either threw.
template <class Work> void in_halves(std::size_t count, const Work& work)
{
    if (count < least_for_halves)
        return work(std::size_t{0}, count);
    std::future<void> other = std::async(std::launch::async, [&] { work(count / 2, count); });
    work(std::size_t{0}, count / 2); // the future's end waits for the other, also past an exception
    other.get();
}

} // namespace geo
