#pragma once
// How the process asks the system for memory, and gives it back.

#include <thread>

namespace console {

/// A console runs for weeks in three dozen threads, and buffers of pictures, of replays and of workspaces read anew come and go in all of them. By
/// default the allocator gives little of them back: after a day's work the process held twice as much as it does with this (docs/BENCHMARKS.md,
/// "A day of a seat"). Called once, before any thread.
void keep_heap_small();

/// While it lives a thread of its own gives back, every half minute, what lies free between buffers that are in use: the allocator by itself gives
/// back but what is free at the end of a heap.
class HeapKeeper {
public:
    HeapKeeper();

private:
    std::jthread thread_;
};

}
