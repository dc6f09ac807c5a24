#pragma once
// Numbers that look random and depend on their arguments alone: the same scene is drawn the same way every time.

#include <cstdint>

namespace video::footage {

/// In [0, 1).
inline float hashed(std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0)
{
    std::uint32_t h = a * 0x9E3779B1u ^ (b + 0x7F4A7C15u) * 0x85EBCA77u ^ (c + 0x165667B1u) * 0xC2B2AE3Du;
    h ^= h >> 15;
    h *= 0x2C1B3C6Du;
    h ^= h >> 12;
    h *= 0x297A2D39u;
    h ^= h >> 15;
    return float(h >> 8) * 0x1p-24f;
}

class Dice {
public:
    explicit Dice(std::uint32_t seed) : seed_(seed) {}
    float unit() { return hashed(seed_, count_++); }
    float uniform(float low, float high) { return low + (high - low) * unit(); }
    int whole(int low, int high) { return low + int(unit() * float(high - low + 1)); }
    bool chance(float p) { return unit() < p; }

private:
    std::uint32_t seed_, count_ = 0;
};

}
