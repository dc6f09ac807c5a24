#include "video/dial/network_watch.h"

#include "video/thread_role.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>

namespace video {
namespace {

// A cable plugged in gives a link, then addresses, then routes within tens of milliseconds; each alone is too early.
constexpr int quiet_ms = 250, longest_burst = 8;

/// Something came, as against something went.
bool is_arrival(const nlmsghdr& message)
{
    if (message.nlmsg_type == RTM_NEWADDR || message.nlmsg_type == RTM_NEWROUTE)
        return true;
    if (message.nlmsg_type != RTM_NEWLINK || message.nlmsg_len < NLMSG_LENGTH(sizeof(ifinfomsg)))
        return false;
    return static_cast<const ifinfomsg*>(NLMSG_DATA(&message))->ifi_flags & IFF_RUNNING;
}

bool holds_arrival(int socket)
{
    alignas(nlmsghdr) std::array<char, 16384> bytes;
    const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < 0)
        return errno == ENOBUFS; // news were lost: one of them may have been the one
    auto left = static_cast<unsigned>(count);
    for (auto* message = reinterpret_cast<const nlmsghdr*>(bytes.data()); NLMSG_OK(message, left); message = NLMSG_NEXT(message, left))
        if (is_arrival(*message))
            return true;
    return false;
}

}

NetworkWatch::NetworkWatch(std::function<void()> is_back) : is_back_(std::move(is_back))
{
    news_ = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    end_ = ::eventfd(0, EFD_CLOEXEC);
    if (news_ < 0 || end_ < 0 || ::bind(news_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return;
    thread_ = std::thread([this] {
        take_role("network");
        watch();
    });
}

NetworkWatch::~NetworkWatch()
{
    if (thread_.joinable()) {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(end_, &one, sizeof one);
        thread_.join();
    }
    for (const int socket : {news_, end_})
        if (socket >= 0)
            ::close(socket);
}

void NetworkWatch::watch()
{
    int burst = 0; // arrivals not told yet
    for (;;) {
        std::array<pollfd, 2> waiting{{{news_, POLLIN, 0}, {end_, POLLIN, 0}}};
        const int ready = ::poll(waiting.data(), waiting.size(), burst > 0 ? quiet_ms : -1);
        if (waiting[1].revents != 0)
            return;
        if (ready > 0 && waiting[0].revents != 0 && holds_arrival(news_) && ++burst < longest_burst)
            continue;
        if (burst > 0 && (ready == 0 || burst >= longest_burst)) {
            burst = 0;
            is_back_();
        }
    }
}

}
