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
    /// A workspace with camera 901 alone, imported from a table; `more_columns` as ",credential" and ",recorder-east".
    std::string make_one_camera(const std::string& url, const std::string& more_columns = {}, const std::string& more_values = {});
    /// Plays a script's text in memory, in English; its status must be 0.
    void play(const std::string& workspace, const std::string& text, const std::string& size = "1280x800");

    bool start_display(const std::string& size, int dpi = 96);
    /// An X server with two monitors of 1280x720 side by side, as GLFW sees them; false: this machine cannot.
    bool start_monitors();
    /// The second of them is unplugged, or plugged in again.
    bool plug_second(bool is_there);
    /// gridwatch console ARGUMENTS, at most ten minutes.
    Result console(const std::vector<std::string>& arguments);
    Result gridwatch(const std::vector<std::string>& arguments);
    /// gridwatch ARGUMENTS beside the test: to be ended by wait() or stop().
    pid_t start(const std::vector<std::string>& arguments);
    bool is_running(pid_t child) const;
    Result wait(pid_t child);
    /// True when it ran until then.
    bool stop(pid_t child, int signal);

private:
    bool start_server(const std::vector<std::string>& command);
    int xrandr(const std::vector<std::string>& arguments);

    std::string folder_, display_;
    pid_t xvfb_ = 0;
};
