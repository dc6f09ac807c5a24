#pragma once
// FFmpeg's own messages, on their way to the program's log: one sink, credentials taken out before it sees them.

#include <functional>
#include <string>

namespace video {

enum class LogLevel { error, warning, info };

using LogSink = std::function<void(LogLevel level, const std::string& line)>;

/// Takes over FFmpeg's messages (warnings and worse) for the whole process and hands them to `sink`, from any thread,
/// one call at a time. Without a sink they are dropped. The first Stream does this by itself, so that FFmpeg never
/// writes to stderr.
void set_log_sink(LogSink sink);

/// Routes FFmpeg's messages here, and bounds its pieces of memory (ceilings.h), if that has not been done yet.
void take_over_ffmpeg_log();

}
