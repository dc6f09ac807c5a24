#include "video/stream/picture_check.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace video {
namespace {

// A caption, a logo and a clock together take less; a scene that leaves this much in one colour is none.
constexpr double flat_share = 0.9;
constexpr int flat_reach = 5; // levels to either side, what codecs make of a flat colour

cv::Mat rgb_of(const Frame& picture)
{
    // OpenCV only reads it.
    const cv::Mat rgba(picture.height, picture.width, CV_8UC4, const_cast<std::uint8_t*>(picture.rgba.data()));
    cv::Mat rgb;
    cv::cvtColor(rgba, rgb, cv::COLOR_RGBA2RGB);
    return rgb;
}

/// The value that `share` of the pixels do not exceed.
int quantile(const std::array<int, 256>& histogram, int count, double share)
{
    int sum = 0;
    for (int value = 0; value < 256; ++value)
        if ((sum += histogram[static_cast<std::size_t>(value)]) >= count * share)
            return value;
    return 255;
}

std::array<int, 256> histogram_of(const cv::Mat& channel)
{
    std::array<int, 256> histogram{};
    for (int y = 0; y < channel.rows; ++y)
        for (int x = 0; x < channel.cols; ++x)
            ++histogram[channel.at<std::uint8_t>(y, x)];
    return histogram;
}

/// The colour most of the picture has, if nearly all of it has that one.
std::optional<cv::Vec3b> flat_colour(const cv::Mat& rgb)
{
    std::vector<cv::Mat> channels;
    cv::split(rgb, channels);
    cv::Vec3b middle;
    for (int i = 0; i < 3; ++i)
        middle[i] = static_cast<std::uint8_t>(quantile(histogram_of(channels[static_cast<std::size_t>(i)]), rgb.rows * rgb.cols, 0.5));
    const auto end = [&](int side) {
        return cv::Scalar(middle[0] + side * flat_reach, middle[1] + side * flat_reach, middle[2] + side * flat_reach);
    };
    cv::Mat near;
    cv::inRange(rgb, end(-1), end(1), near);
    if (cv::countNonZero(near) < flat_share * rgb.rows * rgb.cols)
        return std::nullopt;
    return middle;
}

/// Bars of white, yellow, cyan, green, magenta, red, blue (and black), as in ITU-R BT.471 and SMPTE EG 1, in the upper
/// part of the picture; below it the patterns differ.
bool has_bars(const cv::Mat& rgb, int bars)
{
    constexpr std::array<int, 8> order{7, 6, 3, 2, 5, 4, 1, 0}; // bits: 4 red, 2 green, 1 blue
    const int top = rgb.rows / 12, bottom = rgb.rows / 2;
    for (int i = 0; i < bars; ++i) {
        const double width = static_cast<double>(rgb.cols) / bars;
        const int left = static_cast<int>(std::lround((i + 0.25) * width)), right = static_cast<int>(std::lround((i + 0.75) * width));
        if (right - left < 3)
            return false;
        cv::Scalar mean, spread;
        cv::meanStdDev(rgb(cv::Range(top, bottom), cv::Range(left, right)), mean, spread);
        int bits = 0;
        for (int c = 0; c < 3; ++c) {
            if (spread[c] > 6 || (mean[c] > 60 && mean[c] < 130))
                return false;
            bits = bits << 1 | (mean[c] >= 130 ? 1 : 0);
        }
        if (bits != order[static_cast<std::size_t>(i)])
            return false;
    }
    return true;
}

}

Content look_at(const Frame& picture)
{
    if (picture.width < 16 || picture.height < 16)
        return Content::scene;
    const cv::Mat rgb = rgb_of(picture);
    if (has_bars(rgb, 7) || has_bars(rgb, 8))
        return Content::colour_bars;
    cv::Mat grey;
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    const auto histogram = histogram_of(grey);
    // A street at night has lamps: the brightest twentieth tells it from a picture nobody can use.
    if (cv::mean(grey)[0] < 20 && quantile(histogram, rgb.rows * rgb.cols, 0.95) < 44)
        return Content::too_dark;
    if (const auto colour = flat_colour(rgb)) {
        const auto [least, most] = std::minmax({(*colour)[0], (*colour)[1], (*colour)[2]});
        if (most - least >= 80)
            return Content::flat_colour;
        return most >= 48 ? Content::flat_grey : Content::scene; // darker: a night with a few lamps
    }
    return Content::scene;
}

double difference(const Frame& a, const Frame& b)
{
    if (a.width != b.width || a.height != b.height || a.rgba.size() != b.rgba.size() || a.rgba.empty())
        return 255;
    const cv::Mat first(a.height, a.width, CV_8UC4, const_cast<std::uint8_t*>(a.rgba.data()));
    const cv::Mat second(b.height, b.width, CV_8UC4, const_cast<std::uint8_t*>(b.rgba.data()));
    return cv::norm(first, second, cv::NORM_L1) / (3.0 * a.width * a.height); // alpha is the same everywhere
}

}
