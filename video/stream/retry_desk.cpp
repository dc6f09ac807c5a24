#include "video/stream/retry_desk.h"

#include "video/dial/network_watch.h"

#include <algorithm>

namespace video {
namespace {

constexpr auto same_host_again = std::chrono::seconds(10);

}

RetryDesk::Place::~Place()
{
    if (!desk_)
        return;
    std::lock_guard lock(desk_->mutex_);
    desk_->waiting_.erase(at_);
}

RetryDesk::Place RetryDesk::wait(std::string host, std::function<void(Woken)> wake)
{
    std::lock_guard lock(mutex_);
    return {*this, waiting_.insert(waiting_.end(), {std::move(host), std::move(wake)})};
}

void RetryDesk::call(const std::function<bool(const Waiting&)>& is_meant, Woken why)
{
    for (Waiting& one : waiting_)
        if (!one.is_called && is_meant(one)) {
            one.is_called = true;
            one.wake(why);
        }
}

void RetryDesk::network_is_back()
{
    std::lock_guard lock(mutex_);
    call([](const Waiting&) { return true; }, Woken::network);
}

void RetryDesk::host_is_back(const std::string& host, Time now)
{
    std::lock_guard lock(mutex_);
    std::erase_if(back_, [&](const auto& one) { return now - one.second > same_host_again; });
    if (std::ranges::any_of(back_, [&](const auto& one) { return one.first == host; }))
        return;
    back_.emplace_back(host, now);
    call([&](const Waiting& one) { return one.host == host; }, Woken::host);
}

std::size_t RetryDesk::waiting() const
{
    std::lock_guard lock(mutex_);
    return waiting_.size();
}

RetryDesk& retry_desk()
{
    struct Watched {
        RetryDesk desk;
        NetworkWatch watch{[this] { desk.network_is_back(); }};
    };
    static auto* const watched = new Watched; // never destroyed: streams may outlive static objects
    return watched->desk;
}

}
