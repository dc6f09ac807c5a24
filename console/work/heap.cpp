#include "console/work/heap.h"

#include <malloc.h>

namespace console {

void keep_heap_small()
{
    // Above it a buffer is a mapping of its own and goes back at once. Left alone the threshold grows to 32 MB with the first large buffer that is
    // freed, and from then on whole workspaces come from the threads' heaps. Pictures of tiles are smaller: they stay in the heaps.
    constexpr int own_mapping_bytes = 4 << 20;
    mallopt(M_MMAP_THRESHOLD, own_mapping_bytes);
}

}
