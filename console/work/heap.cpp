#include "console/work/heap.h"

#include "video/thread_role.h"

#include <malloc.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace console {

void keep_heap_small()
{
    // Above it a buffer is a mapping of its own and goes back at once. Left alone the threshold grows to 32 MB with the first large buffer that is
    // freed, and from then on whole workspaces come from the threads' heaps. Pictures of tiles are smaller: they stay in the heaps.
    constexpr int own_mapping_bytes = 4 << 20;
    mallopt(M_MMAP_THRESHOLD, own_mapping_bytes);
}

HeapKeeper::HeapKeeper()
    : thread_([](const std::stop_token& stop) {
          constexpr auto pause = std::chrono::seconds(30);
          video::take_role("heap", video::analysis_nice);
          std::mutex mutex;
          std::condition_variable_any stopped;
          std::unique_lock lock(mutex);
          while (!stopped.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); }))
              malloc_trim(0);
      })
{
}

}
