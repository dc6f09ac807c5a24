#pragma once
// Where streams wait for what may bring them back before their time: the network, or a neighbour behind the same host
// that plays again. Who is woken still asks the dialling budget. Any thread.

#include "video/stream/stream_loop.h"

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace video {

class RetryDesk {
    struct Waiting {
        std::string host;
        std::function<void(Woken)> wake;
        bool is_called = false;
    };

public:
    /// Ends the wait when it goes out of scope.
    class Place {
    public:
        Place(Place&& other) noexcept : desk_(std::exchange(other.desk_, nullptr)), at_(other.at_) {}
        Place& operator=(Place&&) = delete;
        ~Place();

    private:
        friend RetryDesk;
        Place(RetryDesk& desk, std::list<Waiting>::iterator at) : desk_(&desk), at_(at) {}
        RetryDesk* desk_;
        std::list<Waiting>::iterator at_;
    };

    /// `wake` is called at most once, from any thread, never after the Place has gone; it must not call the desk.
    [[nodiscard]] Place wait(std::string host, std::function<void(Woken)> wake);
    void network_is_back();
    /// Streams of one host are woken by each other at most every ten seconds: one that comes and goes must not make all
    /// the others dial in its rhythm.
    void host_is_back(const std::string& host, Time now);
    std::size_t waiting() const;

private:
    void call(const std::function<bool(const Waiting&)>& is_meant, Woken why);

    mutable std::mutex mutex_;
    std::list<Waiting> waiting_;                       // guarded by mutex_
    std::list<std::pair<std::string, Time>> back_;     // hosts and when they last called; guarded by mutex_
};

/// The process's own; watches the machine's links and addresses from its first use on.
RetryDesk& retry_desk();

}
