#include "console/cli/day_cameras.h"

#include "console/error.h"
#include "video/footage/still.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace console {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int camera_width = 320, camera_height = 180, stills = 12;
constexpr auto picture_time = std::chrono::milliseconds(200);

/// A listening socket on loopback; −1: not to be had. 0: any port.
int listen_at(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(static_cast<std::uint16_t>(port)), .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    if (socket >= 0 && ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && ::listen(socket, 8) == 0)
        return socket;
    if (socket >= 0)
        ::close(socket);
    return -1;
}

int port_of(int socket)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

std::vector<std::string> coded_parts()
{
    std::vector<std::string> made;
    for (int i = 0; i < stills; ++i) {
        const std::string still = video::still_jpeg(camera_width, camera_height, i);
        made.push_back(fmt::format("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n", still.size()) + still + "\r\n");
    }
    return made;
}

}

struct DayCameras::Line {
    struct Viewer {
        int socket = -1;
        std::string asked;   // until the request is whole
        std::string pending; // what the line has not taken yet
        bool is_served = false;
    };
    int port = 0, listener = -1; // of the serving thread, once it runs
    std::vector<Viewer> viewers;
    std::atomic<bool> is_there = true;

    ~Line() { cut(); }
    void cut()
    {
        for (const Viewer& viewer : viewers)
            ::close(viewer.socket);
        viewers.clear();
        if (listener >= 0)
            ::close(listener);
        listener = -1;
    }
    void accept_all()
    {
        for (int socket = 0; listener >= 0 && (socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0;)
            viewers.push_back({.socket = socket});
    }
    /// False: it has gone.
    static bool hear(Viewer& viewer)
    {
        std::array<char, 2048> bytes{};
        const ssize_t got = ::recv(viewer.socket, bytes.data(), bytes.size(), 0);
        if (got == 0 || (got < 0 && errno != EAGAIN))
            return false;
        if (got > 0 && !viewer.is_served)
            viewer.asked.append(bytes.data(), static_cast<std::size_t>(got));
        if (!viewer.is_served && viewer.asked.find("\r\n\r\n") != std::string::npos) {
            viewer.is_served = true;
            viewer.pending = "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n";
        }
        return viewer.asked.size() < 16384;
    }
    static bool tell(Viewer& viewer, const std::string& part)
    {
        if (viewer.is_served && viewer.pending.size() < part.size())
            viewer.pending += part; // a slow one misses pictures
        const ssize_t sent = viewer.pending.empty() ? 0 : ::send(viewer.socket, viewer.pending.data(), viewer.pending.size(), MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN;
        viewer.pending.erase(0, static_cast<std::size_t>(sent));
        return true;
    }
    void turn(const std::string& part)
    {
        if (!is_there)
            return cut();
        if (listener < 0)
            listener = listen_at(port);
        accept_all();
        std::erase_if(viewers, [&](Viewer& viewer) {
            const bool stays = hear(viewer) && tell(viewer, part);
            if (!stays)
                ::close(viewer.socket);
            return !stays;
        });
    }
};

DayCameras::DayCameras(int count)
{
    for (int i = 0; i < count; ++i) {
        auto line = std::make_unique<Line>();
        line->listener = listen_at(0);
        if (line->listener < 0)
            throw Error("No port of this machine can be listened at.");
        line->port = port_of(line->listener);
        lines_.push_back(std::move(line));
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

DayCameras::~DayCameras() = default;

int DayCameras::count() const { return static_cast<int>(lines_.size()); }

std::string DayCameras::url(int camera) const { return fmt::format("http://127.0.0.1:{}/{}", lines_.at(static_cast<std::size_t>(camera))->port, camera + 1); }

void DayCameras::set_there(int camera, bool is_there) { lines_.at(static_cast<std::size_t>(camera))->is_there = is_there; }

void DayCameras::serve(const std::stop_token& stop)
{
    const std::vector<std::string> pictures = coded_parts();
    for (std::size_t number = 0; !stop.stop_requested(); ++number) {
        const auto next = Steady::now() + picture_time;
        for (const auto& line : lines_)
            line->turn(pictures[number % pictures.size()]);
        // Whoever dials meanwhile is answered with the next picture.
        ::poll(nullptr, 0, static_cast<int>(std::max<std::int64_t>(1, std::chrono::duration_cast<std::chrono::milliseconds>(next - Steady::now()).count())));
    }
}

}
