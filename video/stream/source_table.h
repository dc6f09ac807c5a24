#pragma once
// Which source an address means: one table by scheme. A further kind is a file of its own and a row there. Any thread.

#include "video/stream/packet_source.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace video {

struct SourceKind {
    std::string_view scheme;    // of the address, lower case; "": all others, which are refused, the last row
    std::optional<Plays> plays; // empty: opening it tells whether it is live or a recording
    Dialled (*dial)(const Address&, const DialOrder&); // the first contact, step by step
    std::unique_ptr<PacketSource> (*open)(SourceOrder);
};

std::span<const SourceKind> source_kinds();
const SourceKind& source_kind(const Address& address);

/// The first contact, as its kind needs it; nothing for files. Throws Error (dial.h).
Dialled dial(const Address& address, const DialOrder& order);
/// Opens what was dialled. Throws Error; let go of: Cause::no_answer.
std::unique_ptr<PacketSource> open_source(SourceOrder order);

}
