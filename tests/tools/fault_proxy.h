#pragma once
// A TCP relay on a free loopback port that spoils what a server sends to its clients, as bad lines and broken cameras do.
// Knows RTP over RTSP, so that it can lose, cut and falsify whole packets. Two threads; ended with the object.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace fault {

struct Fault {
    enum class Kind {
        none,
        loss,      // `percent` of the RTP packets never arrive
        garbage,   // the pictures' bytes are noise, their packets are not
        noise,     // bytes that are no packets at all
        half,      // of each picture the second half is missing
        cut,       // the connection ends in the middle of a packet
        stall,     // the connection stays open, nothing comes any more
        standing,  // the pictures' clock stands still
        jump,      // the pictures' clock jumps an hour ahead
        delay      // everything comes 3 s late from then on
    };
    Kind kind = Kind::none;
    double percent = 0;  // of loss
    double after_s = 0;  // counted from each client's first RTP packet; negative: not before Proxy::begin()
};

/// "loss=5", "garbage", …; empty if that is none of them.
std::optional<Fault> fault_from(const std::string& text);

class Proxy {
public:
    /// `port` 0: a free one. Throws std::runtime_error.
    Proxy(int target_port, Fault fault, int port = 0);
    ~Proxy();
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    int port() const { return port_; }
    /// Where clients that come from now on are led to; 0: they are refused at once. Those that are here stay.
    void lead_to(int target_port) { target_port_ = target_port; }
    /// The fault begins now, for the clients that are here too.
    void begin() { begun_ = true; }
    /// When each client came, refused or not.
    std::vector<std::chrono::steady_clock::time_point> clients() const;
    /// Ends the connections that are open.
    void hang_up() { ++hang_ups_; }

private:
    void serve();
    void accept_all(); // takes down when each came, however busy the other thread is

    const Fault fault_;
    std::atomic<int> target_port_, hang_ups_ = 0;
    std::atomic<bool> ended_ = false, begun_ = false;
    int socket_ = -1, port_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::chrono::steady_clock::time_point> clients_; // guarded by mutex_
    std::vector<int> accepted_;                                  // sockets not served yet; guarded by mutex_
    std::thread thread_, door_;
};

}
