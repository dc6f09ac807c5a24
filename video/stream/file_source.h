#pragma once
// A recording on disk, played once or endlessly.

#include "video/stream/packet_source.h"

#include <memory>

namespace video {

std::unique_ptr<PacketSource> open_file(SourceOrder order);

}
