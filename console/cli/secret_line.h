#pragma once
// One secret from standard input: a line of a pipe, or typed at a terminal that shows nothing of it. Never an argument: those are seen
// by every user of the machine.

#include <iosfwd>
#include <string>

namespace console {

/// The line without its end; empty when there is none. `prompt` is written to `err` only where somebody types.
std::string read_secret(std::istream& in, std::ostream& err, const std::string& prompt);

}
