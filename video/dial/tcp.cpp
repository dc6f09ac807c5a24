#include "video/dial/tcp.h"

#include "video/error.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace video {
namespace {

[[noreturn]] void fail_to_connect(int error)
{
    const Cause cause = error == ECONNREFUSED ? Cause::refused_connection : Cause::unreachable;
    throw Error(cause, std::string("connect: ") + std::strerror(error));
}

}

TcpConnection::TcpConnection(const std::string& numeric_host, int port, milliseconds limit, std::stop_token stop, std::function<bool()> interrupted)
    : stop_(std::move(stop)), interrupted_(std::move(interrupted))
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    if (getaddrinfo(numeric_host.c_str(), std::to_string(port).c_str(), &hints, &list) != 0)
        throw Error(Cause::unreachable, "connect: not a numeric address");
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
    socket_ = ::socket(list->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0)
        throw Error(Cause::other, std::string("socket: ") + std::strerror(errno));
    // A throwing constructor runs no destructor.
    try {
        if (::connect(socket_, list->ai_addr, list->ai_addrlen) != 0 && errno != EINPROGRESS)
            fail_to_connect(errno);
        if (!wait_for(POLLOUT, limit))
            fail_to_connect(ETIMEDOUT);
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0)
            fail_to_connect(error);
    } catch (...) {
        ::close(socket_);
        throw;
    }
}

TcpConnection::~TcpConnection()
{
    ::close(socket_);
}

bool TcpConnection::wait_for(short events, milliseconds limit) const
{
    const Time end = std::chrono::steady_clock::now() + limit;
    for (;;) {
        if (stop_.stop_requested() || (interrupted_ && interrupted_()))
            throw Error(Cause::stopped, "stopped");
        const auto left = std::chrono::duration_cast<milliseconds>(end - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return false;
        pollfd waiting{socket_, events, 0};
        if (::poll(&waiting, 1, static_cast<int>(std::min<long long>(left.count(), 50))) > 0)
            return true;
    }
}

void TcpConnection::ask(std::function<bool()> interrupted)
{
    stop_ = {};
    interrupted_ = std::move(interrupted);
}

void TcpConnection::send(const std::string& bytes, milliseconds limit)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        if (!wait_for(POLLOUT, limit))
            throw Error(Cause::no_answer, "send: nothing is taken");
        const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            throw Error(Cause::ended, std::string("send: ") + std::strerror(errno));
        sent += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
}

std::string TcpConnection::receive(milliseconds limit)
{
    char bytes[16384];
    for (;;) {
        if (!wait_for(POLLIN, limit))
            throw Error(Cause::no_answer, "receive: no answer");
        const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count > 0)
            return std::string(bytes, static_cast<std::size_t>(count));
        if (count == 0 || (errno != EAGAIN && errno != EINTR))
            return {};
    }
}

}
