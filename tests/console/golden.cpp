#include "tests/console/golden.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace {

namespace fs = std::filesystem;

constexpr double most_pixels_off = 0.001; // share of pixels that may be off by more than 8/255
constexpr int pixel_tolerance = 8;
constexpr double block_tolerance = 12;    // mean difference of any 8×8 block

/// Empty when the pictures are the same within the tolerances, else what differs.
std::string difference(const cv::Mat& expected, const cv::Mat& actual)
{
    if (expected.size() != actual.size())
        return "another size";
    cv::Mat off, worst;
    cv::absdiff(expected, actual, off);
    std::vector<cv::Mat> channels;
    cv::split(off, channels);
    cv::max(channels[0], channels[1], worst);
    cv::max(worst, channels[2], worst);
    const double share = cv::countNonZero(worst > pixel_tolerance) / static_cast<double>(worst.total());
    if (share > most_pixels_off)
        return std::to_string(share * 100) + " % of the pixels are off";
    cv::Mat blocks;
    cv::resize(worst, blocks, {worst.cols / 8, worst.rows / 8}, 0, 0, cv::INTER_AREA);
    double block = 0;
    cv::minMaxLoc(blocks, nullptr, &block);
    return block > block_tolerance ? "a block is off by " + std::to_string(block) : "";
}

} // namespace

void compare_golden(const fs::path& taken)
{
    const std::string name = taken.stem().string();
    const fs::path folder = fs::path(BINARY_DIR) / "golden", golden = fs::path(SOURCE_DIR) / "tests/golden" / (name + ".png");
    fs::create_directories(folder);
    const cv::Mat actual = cv::imread(taken.string());
    ASSERT_FALSE(actual.empty()) << taken;
    const cv::Mat expected = fs::exists(golden) ? cv::imread(golden.string()) : cv::Mat();
    const std::string why = expected.empty() ? "there is no golden picture yet" : difference(expected, actual);
    if (why.empty())
        return;
    fs::copy_file(taken, folder / (name + ".actual.png"), fs::copy_options::overwrite_existing);
    if (!expected.empty() && expected.size() == actual.size()) {
        cv::Mat off, all;
        cv::absdiff(expected, actual, off);
        cv::hconcat(std::vector<cv::Mat>{expected, actual, off * 8}, all);
        cv::imwrite((folder / (name + ".compare.png")).string(), all);
    }
    ADD_FAILURE() << name << ": " << why << ". See " << (folder / (name + ".compare.png")).string() << "; ./dev accept " << name
                  << " takes the new one";
}
