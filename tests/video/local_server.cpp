#include "tests/video/local_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace video_test {
namespace {

int bind_to_loopback(int& port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    return socket;
}

bool wait_for(int socket, short events, const std::atomic<bool>& ended)
{
    while (!ended) {
        pollfd waiting{socket, events, 0};
        if (::poll(&waiting, 1, 50) > 0)
            return true;
    }
    return false;
}

}

bool Client::send(const std::string& bytes)
{
    for (std::size_t sent = 0; sent < bytes.size();) {
        if (!wait_for(socket_, POLLOUT, ended_))
            return false;
        const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count <= 0)
            return false;
        sent += static_cast<std::size_t>(count);
    }
    return true;
}

std::string Client::receive_until(const std::string& text)
{
    std::string all;
    while (all.find(text) == std::string::npos && wait_for(socket_, POLLIN, ended_)) {
        char bytes[1024];
        const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count <= 0)
            break;
        all.append(bytes, static_cast<std::size_t>(count));
    }
    return all;
}

void Client::keep_silent()
{
    char bytes[1024];
    while (wait_for(socket_, POLLIN, ended_) && ::recv(socket_, bytes, sizeof bytes, 0) > 0) {
    }
}

int listen_on_loopback(int& port)
{
    const int socket = bind_to_loopback(port);
    ::listen(socket, 16);
    return socket;
}

LocalServer::LocalServer(std::function<void(Client&)> talk) : talk_(std::move(talk))
{
    socket_ = listen_on_loopback(port_);
    thread_ = std::thread([this] { serve(); });
}

LocalServer::~LocalServer()
{
    ended_ = true;
    thread_.join();
    ::close(socket_);
}

void LocalServer::serve()
{
    while (wait_for(socket_, POLLIN, ended_)) {
        const int accepted = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0)
            continue;
        ++clients_;
        Client client(accepted, ended_);
        talk_(client);
        ::close(accepted);
    }
}

int closed_port()
{
    int port = 0;
    ::close(bind_to_loopback(port));
    return port;
}

}
