#include "video/stream/file_source.h"

#include "video/error.h"
#include "video/stream/library_source.h"

#include <unistd.h>

namespace video {

std::unique_ptr<PacketSource> open_file(SourceOrder order)
{
    if (!order.plays || *order.plays == Plays::once)
        if (const std::string& path = order.address.target; lacks_scheme(path) && ::access(path.c_str(), F_OK) != 0)
            throw Error(Cause::no_scheme, "open: there is no such file, and an address of a camera begins with rtsp:// or http://");
    // "file:" keeps a file called "concat:x" or "rtsp:x" from being taken for something else.
    return std::make_unique<LibrarySource>(LibraryOpening{.url = "file:" + order.address.target,
                                                          .protocols = "file",
                                                          .plays = order.plays,
                                                          .with_sound = order.with_sound,
                                                          .interrupted = std::move(order.interrupted)});
}

}
