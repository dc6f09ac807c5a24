#include "video/stream/scaler.h"

#include "video/content_hash.h"
#include "video/ffmpeg_versions.h"

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace video {
namespace {

constexpr int row_alignment = 64; // bytes; AVX-512 stores

/// Turns rows of `stride` bytes clockwise; `whole` is then their size. The middle of them goes tightly packed into the frame.
void copy_turned(const std::uint8_t* from, int stride, PictureSize size, int quarter_turns, PictureSize whole, Frame& frame)
{
    const int left = (whole.width - frame.width) / 2, top = (whole.height - frame.height) / 2;
    const auto pixel = [&](int x, int y) { return from + static_cast<std::ptrdiff_t>(y) * stride + x * 4; };
    std::uint8_t* to = frame.rgba.data();
    for (int y = top; y < top + frame.height; ++y) {
        if (quarter_turns == 0) {
            std::memcpy(to, pixel(left, y), static_cast<std::size_t>(frame.width) * 4);
            to += static_cast<std::ptrdiff_t>(frame.width) * 4;
            continue;
        }
        for (int x = left; x < left + frame.width; ++x, to += 4) {
            const std::uint8_t* source = quarter_turns == 1   ? pixel(y, size.height - 1 - x)
                                         : quarter_turns == 2 ? pixel(size.width - 1 - x, size.height - 1 - y)
                                                              : pixel(size.width - 1 - y, x);
            std::memcpy(to, source, 4);
        }
    }
}

bool is_full_range(const AVFrame& picture)
{
    switch (picture.format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P:
        return true;
    default:
        return picture.color_range == AVCOL_RANGE_JPEG;
    }
}

/// The deprecated "J" formats are the ordinary ones with full range; swscale warns of them on each use.
AVPixelFormat plain_format(int format)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P:
        return AV_PIX_FMT_YUV440P;
    default:
        return static_cast<AVPixelFormat>(format);
    }
}

/// Between half and twice the size two samples a row and column are all there is to blend.
bool are_planes_worth_scaling(const AVFrame& picture, PictureSize target)
{
    const auto is_near = [](int from, int to) { return from != to && to * 2 >= from && to <= from * 4; };
    return plain_format(picture.format) == AV_PIX_FMT_YUV420P && picture.linesize[0] > 0 && picture.linesize[1] > 0 && picture.linesize[2] > 0 &&
           picture.width >= 32 && picture.height >= 32 && is_near(picture.width, target.width) && is_near(picture.height, target.height);
}

int matrix_of(const AVFrame& picture)
{
    if (picture.colorspace == AVCOL_SPC_UNSPECIFIED)
        return picture.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    return picture.colorspace; // the enumerations agree where both have a value; others fall back inside swscale
}

}

PictureSize fit_into_box(PictureSize coded, double pixel_aspect, int quarter_turns, PictureSize box, bool enlarge, bool cover)
{
    double width = coded.width * (pixel_aspect > 0 ? pixel_aspect : 1);
    double height = coded.height;
    if (quarter_turns % 2 != 0)
        std::swap(width, height);
    const double across = box.width / width, down = box.height / height;
    const double wanted = cover ? std::max(across, down) : std::min(across, down);
    const double scale = enlarge ? wanted : std::min(1.0, wanted);
    return {std::max(1, static_cast<int>(std::lround(width * scale))),
            std::max(1, static_cast<int>(std::lround(height * scale)))};
}

PictureSeen measure(const AVFrame& picture, Time at)
{
    PictureSeen seen{.at = at,
                     .key = is_key(picture),
                     .damaged = picture.decode_error_flags != 0 || (picture.flags & AV_FRAME_FLAG_CORRUPT) != 0};
    const auto format = static_cast<AVPixelFormat>(picture.format);
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    const int row_bytes = av_image_get_linesize(format, picture.width, 0);
    if (!description || row_bytes <= 0 || !picture.data[0])
        return seen;
    const int depth = description->comp[0].depth;
    const bool is_luma = !(description->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BE)) &&
                         description->comp[0].plane == 0 && depth >= 8;
    std::int64_t sum = 0, count = 0;
    int brightest = 0;
    for (int y = 0; y < picture.height; y += 4) {
        const std::uint8_t* row = picture.data[0] + static_cast<std::ptrdiff_t>(y) * picture.linesize[0];
        seen.luma_hash = content_hash(row, row_bytes, seen.luma_hash);
        if (!is_luma || y % 16 != 0)
            continue;
        for (int x = 0; x < picture.width; x += 16) {
            const std::uint8_t* sample = row + x * description->comp[0].step + description->comp[0].offset;
            int luma = *sample;
            if (depth > 8) {
                std::uint16_t wide;
                std::memcpy(&wide, sample, 2);
                luma = (wide >> description->comp[0].shift) >> (depth - 8);
            }
            luma = is_full_range(picture) ? luma : (luma - 16) * 255 / 219;
            sum += luma;
            ++count;
            brightest = std::max(brightest, luma);
        }
    }
    // A street at night has lamps; a covered or dead sensor has nothing above its noise.
    seen.dark = count > 0 && sum / count < 8 && brightest < 28;
    seen.faint = count > 0 && !seen.dark && sum / count < 16 && brightest < 56;
    return seen;
}

struct FramePool::Free {
    std::mutex mutex;
    std::vector<std::unique_ptr<Frame>> frames; // guarded by mutex
};

FramePool::FramePool() : free_(std::make_shared<Free>()) {}

std::shared_ptr<Frame> FramePool::take(int width, int height)
{
    std::unique_ptr<Frame> frame;
    {
        std::lock_guard lock(free_->mutex);
        if (!free_->frames.empty()) {
            frame = std::move(free_->frames.back());
            free_->frames.pop_back();
        }
    }
    if (!frame)
        frame = std::make_unique<Frame>();
    frame->width = width;
    frame->height = height;
    frame->rgba.resize(static_cast<std::size_t>(width) * height * 4);
    return {frame.release(), [free = free_](Frame* released) {
                std::unique_ptr<Frame> owned(released);
                std::lock_guard lock(free->mutex);
                if (free->frames.size() < 3)
                    free->frames.push_back(std::move(owned));
            }};
}

double Scaler::aspect_of(const AVFrame& picture) const
{
    const AVRational aspect = picture.sample_aspect_ratio;
    return aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : pixel_aspect_;
}

PictureSize Scaler::natural_size(const AVFrame& picture) const
{
    return fit_into_box({picture.width, picture.height}, aspect_of(picture), quarter_turns_, {1 << 20, 1 << 20});
}

void Scaler::prepare(const AVFrame& picture, PictureSize from, PictureSize target, PixelOrder order)
{
    const AVPixelFormat format = plain_format(picture.format);
    const int full_range = is_full_range(picture) ? 1 : 0;
    const std::array<int, 8> wanted{from.width,         from.height,    format,        full_range,
                                    matrix_of(picture), target.width,   target.height, static_cast<int>(order)};
    if (context_ && wanted == prepared_)
        return;
    context_.reset();
    if (!sws_isSupportedInput(format))
        throw Error(Cause::unsupported, "pixel format not readable");
    context_.reset(sws_getContext(from.width, from.height, format, target.width, target.height,
                                  order == PixelOrder::bgra ? AV_PIX_FMT_BGRA : AV_PIX_FMT_RGBA, SWS_BILINEAR, nullptr, nullptr, nullptr));
    if (!context_)
        throw Error(Cause::unsupported, "picture cannot be converted");
    sws_setColorspaceDetails(context_.get(), sws_getCoefficients(matrix_of(picture)), full_range,
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
    prepared_ = wanted;
}

std::shared_ptr<Frame> Scaler::scale(const AVFrame& picture, const PictureWish& wanted, SystemTime made)
{
    const PictureSize box{wanted.width, wanted.height};
    const PictureSize whole = fit_into_box({picture.width, picture.height}, aspect_of(picture), quarter_turns_, box, wanted.enlarge, wanted.fill);
    const PictureSize shown = wanted.fill ? PictureSize{std::min(whole.width, box.width), std::min(whole.height, box.height)} : whole;
    auto frame = convert(picture, whole, shown, wanted.order);
    frame->part = {.left = static_cast<double>((whole.width - shown.width) / 2) / whole.width,
                   .top = static_cast<double>((whole.height - shown.height) / 2) / whole.height,
                   .width = static_cast<double>(shown.width) / whole.width,
                   .height = static_cast<double>(shown.height) / whole.height};
    if (wanted.stamp && made != SystemTime{})
        wanted.stamp->draw(*frame, made);
    if (wanted.masks && !wanted.masks->empty())
        cover(*frame, *wanted.masks, frame->part);
    return frame;
}

void Scaler::convert_planes(const AVFrame& picture, PictureSize target, PixelOrder order, int stride)
{
    // swscale's fast conversion wants an even number of rows.
    const int rows = (target.height + 1) / 2 * 2, columns = (target.width + 1) / 2 * 2;
    const int pitch = (columns + row_alignment - 1) / row_alignment * row_alignment;
    planes_.resize(static_cast<std::size_t>(pitch) * rows * 2);
    padded_.resize(static_cast<std::size_t>(stride) * rows + row_alignment);
    const std::array<int, 3> from_width{picture.width, (picture.width + 1) / 2, (picture.width + 1) / 2},
        from_height{picture.height, (picture.height + 1) / 2, (picture.height + 1) / 2}, width{columns, columns / 2, columns / 2}, height{rows, rows / 2, rows / 2};
    const std::uint8_t* scaled[4] = {planes_.data(), planes_.data() + static_cast<std::ptrdiff_t>(pitch) * rows,
                                     planes_.data() + static_cast<std::ptrdiff_t>(pitch) * rows * 3 / 2};
    const int pitches[4] = {pitch, pitch, pitch};
    for (std::size_t i = 0; i < 3; ++i) {
        const cv::Mat from(from_height[i], from_width[i], CV_8U, picture.data[i], static_cast<std::size_t>(picture.linesize[i]));
        cv::Mat to(height[i], width[i], CV_8U, const_cast<std::uint8_t*>(scaled[i]), static_cast<std::size_t>(pitch));
        cv::resize(from, to, to.size(), 0, 0, cv::INTER_LINEAR);
    }
    prepare(picture, {target.width, rows}, {target.width, rows}, order);
    std::uint8_t* const out[4] = {padded_.data()};
    const int strides[4] = {stride};
    check(sws_scale(context_.get(), scaled, pitches, 0, rows, out, strides), "convert the picture");
}

std::shared_ptr<Frame> Scaler::convert(const AVFrame& picture, PictureSize whole, PictureSize shown, PixelOrder order)
{
    const PictureSize target = quarter_turns_ % 2 ? PictureSize{whole.height, whole.width} : whole;
    auto frame = pool_.take(shown.width, shown.height);
    frame->order = order;
    const int stride = (target.width * 4 + row_alignment - 1) / row_alignment * row_alignment;
    if (are_planes_worth_scaling(picture, target)) {
        convert_planes(picture, target, order, stride);
        copy_turned(padded_.data(), stride, target, quarter_turns_, whole, *frame);
        return frame;
    }
    prepare(picture, {picture.width, picture.height}, target, order);
    const bool direct = quarter_turns_ == 0 && whole == shown && target.width * 4 % row_alignment == 0;
    if (!direct)
        padded_.resize(static_cast<std::size_t>(stride) * target.height + row_alignment);
    std::uint8_t* const planes[4] = {direct ? frame->rgba.data() : padded_.data()};
    const int strides[4] = {stride};
    check(sws_scale(context_.get(), picture.data, picture.linesize, 0, picture.height, planes, strides),
          "convert the picture");
    if (!direct)
        copy_turned(padded_.data(), stride, target, quarter_turns_, whole, *frame);
    return frame;
}

}
