#include "fault_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <list>
#include <random>
#include <stdexcept>
#include <vector>

namespace fault {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;
using Kind = Fault::Kind;

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int dial(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (socket >= 0 && ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    if (socket >= 0)
        ::close(socket);
    return -1;
}

/// Small pieces at once or none: a relay for tests may block for a moment.
bool send_all(int socket, const std::string& bytes)
{
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t count = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += static_cast<std::size_t>(count);
    }
    return true;
}

/// What a server says, message by message: "$", channel, length and that many bytes, or a text with its body.
class Pair {
public:
    Pair(int client, int server, const Fault& fault, const std::atomic<bool>& begun, int hang_ups)
        : client(client), server(server), hang_ups(hang_ups), fault_(fault), begun_(begun)
    {
    }
    ~Pair()
    {
        ::close(client);
        ::close(server);
    }
    Pair(const Pair&) = delete;

    const int client, server, hang_ups;

    /// False when it is over.
    bool take_from_server(Clock::time_point now)
    {
        char bytes[16384];
        const ssize_t count = ::recv(server, bytes, sizeof bytes, MSG_DONTWAIT);
        if (count < 0)
            return errno == EAGAIN || errno == EINTR;
        if (count == 0)
            return false;
        waiting_.append(bytes, static_cast<std::size_t>(count));
        while (const std::size_t size = message_size()) {
            std::string message = waiting_.substr(0, size);
            waiting_.erase(0, size);
            if (message[0] == '$' && !spoil(message, now))
                return false;
            if (!message.empty())
                late_.emplace_back(now, std::move(message));
        }
        return true;
    }
    bool take_from_client()
    {
        char bytes[4096];
        const ssize_t count = ::recv(client, bytes, sizeof bytes, MSG_DONTWAIT);
        if (count < 0)
            return errno == EAGAIN || errno == EINTR;
        return count > 0 && send_all(server, std::string(bytes, static_cast<std::size_t>(count)));
    }
    bool pass_on(Clock::time_point now)
    {
        const auto delay = fault_.kind == Kind::delay && is_due(now) ? 3000ms : 0ms;
        while (!late_.empty() && late_.front().first + delay <= now) {
            if (!send_all(client, late_.front().second))
                return false;
            late_.pop_front();
        }
        return true;
    }

private:
    bool is_due(Clock::time_point now) const
    {
        if (first_ == Clock::time_point{})
            return false;
        return fault_.after_s < 0 ? begun_.load() : now - first_ >= std::chrono::duration<double>(fault_.after_s);
    }
    std::size_t message_size() const
    {
        if (waiting_.size() < 4)
            return 0;
        if (waiting_[0] == '$') {
            const std::size_t size = 4 + (static_cast<std::uint8_t>(waiting_[2]) << 8 | static_cast<std::uint8_t>(waiting_[3]));
            return waiting_.size() < size ? 0 : size;
        }
        const std::size_t head = waiting_.find("\r\n\r\n");
        if (head == std::string::npos)
            return 0;
        std::size_t body = 0;
        if (const std::size_t at = waiting_.find("Content-Length: "); at < head)
            body = static_cast<std::size_t>(std::strtoul(waiting_.c_str() + at + 16, nullptr, 10));
        return waiting_.size() < head + 4 + body ? 0 : head + 4 + body;
    }
    /// Changes one interleaved packet; emptied: it is lost. False ends the connection.
    bool spoil(std::string& packet, Clock::time_point now)
    {
        const bool is_rtp = packet[1] == 0 && packet.size() > 4 + 12;
        if (is_rtp && first_ == Clock::time_point{})
            first_ = now;
        if (!is_due(now))
            return true;
        const auto random_byte = [&] { return static_cast<char>(random_() & 0xFF); };
        switch (fault_.kind) {
        case Kind::none:
        case Kind::delay: break;
        case Kind::loss:
            if (is_rtp && static_cast<double>(random_() % 10'000) < fault_.percent * 100)
                packet.clear();
            break;
        case Kind::garbage:
            if (is_rtp)
                std::generate(packet.begin() + 4 + 12, packet.end(), random_byte);
            break;
        case Kind::noise: std::generate(packet.begin(), packet.end(), random_byte); break;
        case Kind::half:
            if (is_rtp) {
                const std::string stamp = packet.substr(8, 4);
                pieces_ = stamp == stamp_ ? pieces_ + 1 : 0;
                stamp_ = stamp;
                // The packet with the marker ends the picture; small pictures are one packet, which loses its own half.
                if (packet[5] & 0x80 && pieces_ == 0) {
                    packet.resize(4 + 12 + (packet.size() - 16) / 2 + 1);
                    packet[2] = static_cast<char>((packet.size() - 4) >> 8);
                    packet[3] = static_cast<char>((packet.size() - 4) & 0xFF);
                } else if (pieces_ > 0) {
                    packet.clear();
                }
            }
            break;
        case Kind::cut:
            send_all(client, packet.substr(0, packet.size() / 2));
            return false;
        case Kind::stall: packet.clear(); break;
        case Kind::standing:
            if (is_rtp) {
                if (stamp_.empty())
                    stamp_ = packet.substr(8, 4);
                packet.replace(8, 4, stamp_);
            } else {
                packet.clear(); // a sender's report would tell the clock again
            }
            break;
        case Kind::jump:
            if (is_rtp) {
                std::uint32_t stamp = 0;
                for (int i = 0; i < 4; ++i)
                    stamp = stamp << 8 | static_cast<std::uint8_t>(packet[8 + static_cast<std::size_t>(i)]);
                stamp += 3600u * 90'000u;
                for (std::size_t i = 0; i < 4; ++i)
                    packet[8 + i] = static_cast<char>(stamp >> (24 - 8 * i));
            } else {
                packet.clear();
            }
            break;
        }
        return true;
    }

    const Fault fault_;
    const std::atomic<bool>& begun_;
    std::string waiting_, stamp_;
    std::deque<std::pair<Clock::time_point, std::string>> late_; // on their way to the client, since when
    Clock::time_point first_;
    int pieces_ = 0;
    std::mt19937 random_{20260101};
};

}

std::optional<Fault> fault_from(const std::string& text)
{
    if (text.starts_with("loss=")) {
        char* end = nullptr;
        const double percent = std::strtod(text.c_str() + 5, &end);
        if (text.size() == 5 || *end != '\0' || percent < 0 || percent > 100)
            return std::nullopt;
        return Fault{Kind::loss, percent};
    }
    const struct {
        const char* name;
        Kind kind;
    } table[] = {{"garbage", Kind::garbage}, {"noise", Kind::noise},       {"half", Kind::half}, {"cut", Kind::cut},
                 {"stall", Kind::stall},     {"standing", Kind::standing}, {"jump", Kind::jump}, {"delay", Kind::delay}};
    for (const auto& row : table)
        if (text == row.name)
            return Fault{row.kind};
    return std::nullopt;
}

Proxy::Proxy(int target_port, Fault fault, int port) : fault_(fault), target_port_(target_port)
{
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = loopback(port);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(socket_, 256) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        ::close(socket_);
        throw std::runtime_error("port " + std::to_string(port) + " cannot be used");
    }
    port_ = ntohs(address.sin_port);
    door_ = std::thread([this] { accept_all(); });
    thread_ = std::thread([this] { serve(); });
}

Proxy::~Proxy()
{
    ended_ = true;
    door_.join();
    thread_.join();
    for (const int client : accepted_)
        ::close(client);
    ::close(socket_);
}

std::vector<std::chrono::steady_clock::time_point> Proxy::clients() const
{
    std::lock_guard lock(mutex_);
    return clients_;
}

void Proxy::serve()
{
    std::list<Pair> pairs;
    while (!ended_) {
        std::vector<pollfd> waiting;
        for (const Pair& pair : pairs)
            waiting.insert(waiting.end(), {{pair.server, POLLIN, 0}, {pair.client, POLLIN, 0}});
        ::poll(waiting.data(), waiting.size(), 10);
        const auto now = Clock::now();
        std::size_t i = 0;
        for (auto at = pairs.begin(); at != pairs.end(); i += 2) {
            const bool has_server = waiting[i].revents != 0, has_client = waiting[i + 1].revents != 0;
            const bool goes_on = at->hang_ups == hang_ups_ && (!has_client || at->take_from_client()) && (!has_server || at->take_from_server(now)) && at->pass_on(now);
            at = goes_on ? std::next(at) : pairs.erase(at);
        }
        std::vector<int> accepted;
        {
            std::lock_guard lock(mutex_);
            accepted.swap(accepted_);
        }
        for (const int client : accepted) {
            const int server = target_port_ == 0 ? -1 : dial(target_port_);
            if (server < 0)
                ::close(client);
            else
                pairs.emplace_back(client, server, fault_, begun_, hang_ups_);
        }
    }
}

void Proxy::accept_all()
{
    while (!ended_) {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, 20) <= 0)
            continue;
        const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            continue;
        std::lock_guard lock(mutex_);
        clients_.push_back(Clock::now());
        accepted_.push_back(client);
    }
}

}
