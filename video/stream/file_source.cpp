#include "video/stream/file_source.h"

#include "video/stream/library_source.h"

namespace video {

std::unique_ptr<PacketSource> open_file(SourceOrder order)
{
    // "file:" keeps a file called "concat:x" or "rtsp:x" from being taken for something else.
    return std::make_unique<LibrarySource>(LibraryOpening{.url = "file:" + order.address.target,
                                                          .protocols = "file",
                                                          .plays = order.plays,
                                                          .with_sound = order.with_sound,
                                                          .interrupted = std::move(order.interrupted)});
}

}
