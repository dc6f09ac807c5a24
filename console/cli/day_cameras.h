#pragma once
// Cameras on loopback that come and go: HTTP, JPEG pictures in parts. One thread serves them all.

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace console {

class DayCameras {
public:
    /// All are there from the start. Throws Error where no port can be had.
    explicit DayCameras(int count);
    ~DayCameras();
    DayCameras(const DayCameras&) = delete;
    DayCameras& operator=(const DayCameras&) = delete;

    int count() const;
    /// "http://127.0.0.1:40321/1"; stays the same when the camera goes and comes back.
    std::string url(int camera) const;
    /// Gone: the line is cut and nobody answers at its port. Any thread.
    void set_there(int camera, bool is_there);

private:
    struct Line;
    void serve(const std::stop_token& stop);

    std::vector<std::unique_ptr<Line>> lines_;
    std::jthread thread_; // last: it ends before what it uses
};

}
