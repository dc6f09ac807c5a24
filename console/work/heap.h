#pragma once
// How the process asks the system for memory. Called once, before any thread.

namespace console {

/// A console runs for weeks in three dozen threads, and buffers of pictures, of replays and of workspaces read anew come and go in all of them. By
/// default the allocator gives little of them back: after a day's work the process held twice as much as it does with this (docs/BENCHMARKS.md,
/// "A day of a seat").
void keep_heap_small();

}
