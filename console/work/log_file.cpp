#include "console/work/log_file.h"

#include "video/log.h"
#include "video/redact.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

namespace console {
namespace {

std::string clean(std::string_view line)
{
    std::string text = video::without_credentials(line);
    for (char& c : text)
        if (c == '\n' || c == '\r')
            c = ' ';
    return text;
}

}

struct LogFile::Sink {
    spdlog::logger logger;
};

LogFile::LogFile(const std::string& folder, int megabytes, int files)
{
    if (folder.empty())
        return;
    try {
        auto file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(folder + "/gridwatch.log",
                                                                           static_cast<std::size_t>(megabytes) << 20,
                                                                           static_cast<std::size_t>(files) - 1);
        sink_ = std::make_unique<Sink>(Sink{spdlog::logger("gridwatch", std::move(file))});
    } catch (const spdlog::spdlog_ex&) {
        return;
    }
    sink_->logger.set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    sink_->logger.set_error_handler([](const std::string&) {}); // a full disk must not fill the terminal too
    sink_->logger.flush_on(spdlog::level::info);
    video::set_log_sink([this](video::LogLevel level, const std::string& line) {
        sink_->logger.log(level == video::LogLevel::error     ? spdlog::level::err
                          : level == video::LogLevel::warning ? spdlog::level::warn
                                                              : spdlog::level::info,
                          "ffmpeg: {}", clean(line));
    });
}

LogFile::~LogFile()
{
    if (sink_)
        video::set_log_sink(nullptr);
}

void LogFile::info(std::string_view line)
{
    if (sink_)
        sink_->logger.info("{}", clean(line));
}

void LogFile::fault(std::string_view line)
{
    if (sink_)
        sink_->logger.error("{}", clean(line));
}

}
