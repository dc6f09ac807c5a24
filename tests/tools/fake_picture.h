#pragma once
// The fake camera's picture: a moving scene with the camera's number and a running clock burnt in. Pure.

#include <cstdint>
#include <string>

/// Planes of an I420 picture; chroma planes are half as wide and high, rounded up.
struct FakePlanes {
    std::uint8_t *y, *u, *v;
    int y_stride, u_stride, v_stride;
    int width, height;
};

/// `frame` moves the scene; `caption` may hold digits, ':', '.', '#' and blanks.
void draw_fake_picture(const FakePlanes& planes, int camera, std::uint64_t frame, const std::string& caption);
/// A time as a row of 40 black and white blocks along the upper edge, a twelfth of the height: white, black, 32 bits from the highest on, the
/// lowest bit of each of the sums of their four bytes' halves, black, white.
void draw_stamp(const FakePlanes& planes, std::uint32_t stamp);
void draw_black(const FakePlanes& planes);
/// What recorders send for a camera that is not there.
void draw_blue(const FakePlanes& planes);
/// Bars of 75 % (ITU-R BT.471), white to blue.
void draw_bars(const FakePlanes& planes);
/// Leaves a twelfth of the brightness.
void darken(const FakePlanes& planes);
