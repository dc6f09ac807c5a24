#pragma once
// Tells when the machine gets a link, an address or a route (Linux rtnetlink), so that cameras that were away are dialled
// at once and not when their wait is over. One thread of its own that sleeps until the kernel speaks.

#include <functional>
#include <thread>

namespace video {

class NetworkWatch {
public:
    /// `is_back` is called from the watch's thread, once for a burst of changes. Where the kernel offers no such news the
    /// watch stays silent.
    explicit NetworkWatch(std::function<void()> is_back);
    ~NetworkWatch();
    NetworkWatch(const NetworkWatch&) = delete;
    NetworkWatch& operator=(const NetworkWatch&) = delete;

private:
    void watch();

    std::function<void()> is_back_;
    int news_ = -1, end_ = -1; // sockets of the kernel's news and of the request to end
    std::thread thread_;
};

}
