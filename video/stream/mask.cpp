#include "video/stream/mask.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace video {
namespace {

constexpr int diagonal_step = 8; // pixels between the fine lines
// Corners far outside would overflow the integers of the fill.
constexpr double farthest = 30000;

}

void cover(Frame& frame, const std::vector<MaskPolygon>& masks, PicturePart part)
{
    cv::Mat covered = cv::Mat::zeros(frame.height, frame.width, CV_8U);
    for (const MaskPolygon& mask : masks) {
        if (mask.size() < 3)
            continue;
        std::vector<cv::Point> corners;
        for (const MaskPoint& p : mask)
            corners.emplace_back(static_cast<int>(std::lround(std::clamp((p.x - part.left) / part.width * frame.width, -farthest, farthest))),
                                 static_cast<int>(std::lround(std::clamp((p.y - part.top) / part.height * frame.height, -farthest, farthest))));
        cv::fillPoly(covered, std::vector{corners}, cv::Scalar(255));
        cv::polylines(covered, std::vector{corners}, true, cv::Scalar(255), 3);
    }
    cv::Mat pixels(frame.height, frame.width, CV_8UC4, frame.rgba.data());
    const bool is_rgba = frame.order == PixelOrder::rgba;
    const cv::Vec4b flat(is_rgba ? 0x7A : 0x85, 0x7F, is_rgba ? 0x85 : 0x7A, 255), line(is_rgba ? 0x68 : 0x73, 0x6D, is_rgba ? 0x73 : 0x68, 255);
    for (int y = 0; y < frame.height; ++y) {
        const auto* is_covered = covered.ptr<std::uint8_t>(y);
        auto* row = pixels.ptr<cv::Vec4b>(y);
        for (int x = 0; x < frame.width; ++x)
            if (is_covered[x])
                row[x] = (x + y) % diagonal_step == 0 ? line : flat;
    }
}

}
