#pragma once
// A gridwatch_cams child process on loopback; ended with the object.

#include <string>
#include <vector>

#include <sys/types.h>

namespace video_test {

class CameraProcess {
public:
    /// Starts it and waits for its URLs. `arguments` without --until-stdin-closes; "--port 0" unless they name one.
    explicit CameraProcess(std::vector<std::string> arguments);
    ~CameraProcess() { end(); }
    CameraProcess(const CameraProcess&) = delete;
    CameraProcess& operator=(const CameraProcess&) = delete;

    void end();
    /// With "--on-signal": its fault begins.
    void begin_fault() const;
    /// Empty if it could not serve.
    const std::vector<std::string>& urls() const { return urls_; }
    std::string url() const { return urls_.empty() ? std::string() : urls_.front(); }
    std::string port() const;

private:
    pid_t child_ = -1;
    int stdin_ = -1;
    std::vector<std::string> urls_;
};

}
