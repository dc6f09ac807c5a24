#pragma once
// A TCP server on a free loopback port for one test: a thread accepts, `talk` speaks with each client in turn.

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace video_test {

/// One accepted client; all calls end within 100 ms of the server's end.
class Client {
public:
    Client(int socket, const std::atomic<bool>& ended) : socket_(socket), ended_(ended) {}
    /// False when the other side has gone or the server ends.
    bool send(const std::string& bytes);
    /// Bytes until `text` is among them, or what came before the end.
    std::string receive_until(const std::string& text);
    /// Waits until the client hangs up or the server ends.
    void keep_silent();
    bool is_over() const { return ended_; }

private:
    int socket_;
    const std::atomic<bool>& ended_;
};

class LocalServer {
public:
    explicit LocalServer(std::function<void(Client&)> talk);
    ~LocalServer();
    int port() const { return port_; }
    /// How many clients have come.
    int clients() const { return clients_; }

private:
    void serve();

    std::function<void(Client&)> talk_;
    std::atomic<bool> ended_ = false;
    std::atomic<int> clients_ = 0;
    int socket_ = -1, port_ = 0;
    std::thread thread_;
};

/// A listening socket on a free loopback port, which is told; the caller closes it.
int listen_on_loopback(int& port);
/// A loopback port on which nobody listens.
int closed_port();

}
