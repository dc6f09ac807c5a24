#include "video/footage/still.h"

#include "video/error.h"

#include <opencv2/imgcodecs.hpp>

namespace video {

std::string still_jpeg(int width, int height, int number)
{
    cv::Mat picture(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int shade = (x + 7 * number) / 8 * 23 + (y - 5 * number) / 8 * 41;
            picture.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<unsigned char>(shade % 200 + 20), static_cast<unsigned char>(shade / 3 % 200 + 20), 120);
        }
    std::vector<unsigned char> coded;
    if (!cv::imencode(".jpg", picture, coded, {cv::IMWRITE_JPEG_QUALITY, 60}))
        throw Error(Cause::other, "a picture of this size cannot be coded");
    return {coded.begin(), coded.end()};
}

}
