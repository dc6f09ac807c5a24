#pragma once
// Random numbers whose sequence depends on the seed alone, not on the standard library's distributions. One thread each.

#include <cstdint>
#include <initializer_list>
#include <numbers>
#include <cmath>
#include <vector>

namespace data::demo {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ull + 0x1234567ull) {}

    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    /// In [0, 1).
    double unit() { return double(next() >> 11) * 0x1p-53; }
    double uniform(double low, double high) { return low + (high - low) * unit(); }
    /// In [low, high], both included.
    int whole(int low, int high) { return low + int(next() % std::uint64_t(high - low + 1)); }
    std::size_t index(std::size_t count) { return next() % count; }
    bool chance(double p) { return unit() < p; }
    double normal()
    {
        return std::sqrt(-2 * std::log(1 - unit())) * std::cos(2 * std::numbers::pi * unit());
    }
    template <class Values> const auto& pick(const Values& values) { return values[index(std::size(values))]; }
    template <class T> void shuffle(std::vector<T>& values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[index(i)]);
    }

private:
    std::uint64_t state_;
};

}
