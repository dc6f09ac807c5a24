#pragma once
// A TCP connection by number that lets go within 100 ms of a stop.

#include "video/clock.h"

#include <functional>
#include <stop_token>
#include <string>

namespace video {

/// What the dialler speaks through.
class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// Throws Error(ended).
    virtual void send(const std::string& bytes, milliseconds limit) = 0;
    /// What has arrived, at least one byte; empty when the other side has closed. Throws Error: no_answer after
    /// `limit`, stopped.
    virtual std::string receive(milliseconds limit) = 0;
    /// Asked from here on while it waits, in place of what it was made with; empty: nothing but its limits ends a wait, not even the stop.
    virtual void ask(std::function<bool()> interrupted) = 0;
};

class TcpConnection final : public ByteStream {
public:
    /// Throws Error: refused_connection, unreachable (also when nothing answers within `limit`), stopped.
    /// `interrupted`: asked too, may be empty.
    TcpConnection(const std::string& numeric_host, int port, milliseconds limit, std::stop_token stop, std::function<bool()> interrupted = {});
    ~TcpConnection() override;
    TcpConnection(const TcpConnection&) = delete;
    TcpConnection& operator=(const TcpConnection&) = delete;

    void send(const std::string& bytes, milliseconds limit) override;
    std::string receive(milliseconds limit) override;
    void ask(std::function<bool()> interrupted) override;

private:
    bool wait_for(short events, milliseconds limit) const;

    int socket_ = -1;
    std::stop_token stop_;
    std::function<bool()> interrupted_;
};

}
