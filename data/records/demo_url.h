#pragma once
// Addresses of the demo's own footage, as they stand in Camera::main_url. They never leave the program: the console plays the
// clip that was drawn for the camera, and acts out the fault where one is named. Grammar:
//     demo:NUMBER                      NUMBER: the camera's short number, 1 to 99999
//     demo:NUMBER?fault=NAME           NAME: frozen, black, refused, retry, late
//     demo:NUMBER?view=N               N: 1 to 16, footage of no place, shared by many cameras
// Pure functions; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace data {

/// What the demo acts out: the picture stops; is black; the sign-in is refused; nothing answers; arrives seconds behind.
enum class DemoFault { none, frozen, black, refused, retry, late };

struct DemoUrl {
    int number = 0;
    DemoFault fault = DemoFault::none;
    int view = 0;              // 0: what the camera itself would see
    bool operator==(const DemoUrl&) const = default;
};

inline constexpr int demo_views = 16;

/// Empty when it is not an address of the demo, or not exactly one.
std::optional<DemoUrl> parse_demo_url(std::string_view url);
std::string text_from_demo_url(const DemoUrl& url);

}
