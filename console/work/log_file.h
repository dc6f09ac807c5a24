#pragma once
// The program's own log for whoever looks after it: $XDG_STATE_HOME/gridwatch/gridwatch.log, in files of limited size
// (docs/SETTINGS.md, [log]), in English, FFmpeg's messages included. Every line loses its credentials here. (What operators did is in the workspace's session
// log.) Any thread.

#include <memory>
#include <string>
#include <string_view>

namespace console {

class LogFile {
public:
    /// `folder` may be empty, or not writable: then nothing is written and nothing fails.
    explicit LogFile(const std::string& folder, int megabytes = 1, int files = 5);
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    void info(std::string_view line);
    void fault(std::string_view line);

private:
    struct Sink;
    std::unique_ptr<Sink> sink_;
};

}
