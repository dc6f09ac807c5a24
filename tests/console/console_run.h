#pragma once
// Runs build/…/gridwatch as a child with folders of its own, and a virtual display where a test wants a window. Everything is
// stopped by its process id and removed when the object goes.

#include <string>
#include <vector>

#include <sys/types.h>

class ConsoleRun {
public:
    ConsoleRun();
    ~ConsoleRun();
    ConsoleRun(const ConsoleRun&) = delete;
    ConsoleRun& operator=(const ConsoleRun&) = delete;

    struct Result {
        int status = -1;      // exit status; 128 + signal when killed
        std::string output, errors;
    };

    const std::string& folder() const { return folder_; }
    std::string workspace() const { return folder_ + "/demo.sqlite"; }
    static std::string moment() { return "2026-11-23T18:14:37Z"; }

    void make_demo();
    bool start_display(const std::string& size);
    /// gridwatch console ARGUMENTS, at most ten minutes.
    Result console(const std::vector<std::string>& arguments);
    Result gridwatch(const std::vector<std::string>& arguments);

private:
    std::string folder_, display_;
    pid_t xvfb_ = 0;
};
