#include "video/log.h"

#include "video/ceilings.h"
#include "video/redact.h"

extern "C" {
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include <cstdarg>
#include <cstdio>
#include <mutex>

namespace video {
namespace {

// FFmpeg has one callback for the process, so its sink is one too.
struct Route {
    std::mutex mutex;
    LogSink sink; // guarded by mutex
};

Route& route()
{
    static auto* const the_route = new Route; // never destroyed: stream threads may outlive static objects
    return *the_route;
}

void on_ffmpeg_message(void* context, int level, const char* format, va_list arguments) noexcept
{
    if (level > AV_LOG_WARNING)
        return;
    char line[1024];
    int prefix = 1;
    av_log_format_line2(context, level, format, arguments, line, sizeof line, &prefix);
    try {
        std::string text = without_credentials(line);
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
            text.pop_back();
        std::lock_guard lock(route().mutex);
        if (route().sink && !text.empty())
            route().sink(level <= AV_LOG_ERROR ? LogLevel::error : LogLevel::warning, text);
    } catch (...) {
        // A message that cannot be handed on is lost; a C library's callback must not throw.
    }
}

}

void take_over_ffmpeg_log()
{
    static std::once_flag once;
    std::call_once(once, [] {
        av_log_set_callback(on_ffmpeg_message);
        av_max_alloc(ceiling::library_piece);
    });
}

void set_log_sink(LogSink sink)
{
    take_over_ffmpeg_log();
    std::lock_guard lock(route().mutex);
    route().sink = std::move(sink);
}

}
