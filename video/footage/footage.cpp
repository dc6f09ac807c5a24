#include "video/footage/footage.h"

#include "video/error.h"
#include "video/footage/dice.h"
#include "video/footage/encoder.h"
#include "video/footage/traffic.h"
#include "video/thread_role.h"

#include <opencv2/imgproc.hpp>

#include <unistd.h>

#include <atomic>
#include <exception>
#include <string>
#include <thread>

namespace video {
namespace {

using namespace footage;

/// Paints the pictures of one clip: what stands still once, what moves each time.
class Film {
public:
    Film(const FootageScene& scene, const FootageOptions& options, const std::stop_token& stop)
        : scene_(scene), options_(options), roads_(make_paths(scene)), light_(scene, lamp_heads(scene, roads_)),
          view_(scene, options.width, options.height),
          backdrop_(draw_backdrop(scene, roads_, light_, options.width, options.height, stop)), traffic_(scene, roads_, options.seconds)
    {
        make_noise();
    }

    Picture picture(int frame) const
    {
        Picture picture = backdrop_.picture;
        cv::Mat3b out(picture.height, picture.width, reinterpret_cast<cv::Vec3b*>(picture.values.data()));
        traffic_.draw(picture, backdrop_, view_, light_, double(frame) / options_.frames_per_s);
        if (scene_.weather == Weather::rain)
            rain(out, frame);
        const int dx = int(hashed(1, frame) * noise_margin), dy = int(hashed(2, frame) * noise_margin);
        const cv::Mat3b noise = noise_(cv::Rect(dx, dy, out.cols, out.rows));
        cv::addWeighted(out, 1, noise, 1, -128, out);
        return picture;
    }

private:
    static constexpr int noise_margin = 64;

    /// A sensor's: without it a still scene would be one coded picture again and again, which means a frozen camera.
    void make_noise()
    {
        const float strength = light_.is_dark ? 7.f : 4.f;
        noise_.create(options_.height + noise_margin, options_.width + noise_margin);
        for (int y = 0; y < noise_.rows; ++y)
            for (int x = 0; x < noise_.cols; ++x) {
                const auto n = uchar(std::lround(128 + strength * (hashed(x, y, 9) + hashed(x, y, 10) - 1)));
                noise_(y, x) = {n, n, n};
            }
    }

    void rain(cv::Mat3b& out, int frame) const
    {
        cv::Mat3b layer = out.clone();
        Dice dice(std::uint32_t(frame) * 7919 + 3);
        for (int i = 0; i < 130; ++i) {
            const cv::Point2f p(dice.uniform(0, out.cols), dice.uniform(-20, out.rows));
            const float fall = dice.uniform(9, 26) * out.rows / 360;
            const int c = light_.is_dark ? 120 : 205;
            cv::line(layer, p, p + cv::Point2f(fall * 0.12f, fall), cv::Scalar(c, c, c), 1, cv::LINE_AA);
        }
        cv::addWeighted(out, 0.72, layer, 0.28, 0, out);
    }

    FootageScene scene_;
    FootageOptions options_;
    std::vector<RoadPath> roads_;
    Light light_;
    View view_;
    Backdrop backdrop_;
    Traffic traffic_;
    cv::Mat3b noise_;
};

/// Nobody else's: two programs may draw one clip at once, and the one that ends last puts an equal file in the place of the first's.
std::filesystem::path name_of_unfinished(const std::filesystem::path& out)
{
    static std::atomic<unsigned> serial{0};
    std::filesystem::path name = out;
    name += "." + std::to_string(getpid()) + "-" + std::to_string(++serial) + ".unfinished";
    return name;
}

void film(const FootageScene& scene, const FootageOptions& options, const std::filesystem::path& out,
          const std::function<void(double)>& progress, const std::stop_token& stop)
{
    auto stop_if_asked = [&] {
        if (stop.stop_requested())
            throw Error(Cause::stopped, "draw a clip: stopped");
    };
    stop_if_asked();
    const std::filesystem::path unfinished = name_of_unfinished(out);
    try {
        const Film film(scene, options, stop);
        Encoder encoder(unfinished, options.width, options.height, options.frames_per_s);
        const int frames = options.frames_per_s * options.seconds;
        for (int frame = 0; frame < frames; ++frame) {
            stop_if_asked();
            if (progress)
                progress(0.15 + 0.85 * frame / frames);
            encoder.add(film.picture(frame));
        }
        encoder.finish();
        std::error_code refused;
        std::filesystem::rename(unfinished, out, refused);
        if (refused)
            throw Error(Cause::no_file, "keep the clip: " + refused.message());
        if (progress)
            progress(1);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        throw;
    }
}

} // namespace

Frame draw_footage_frame(const FootageScene& scene, const FootageOptions& options, int frame)
{
    Picture picture = Film(scene, options, {}).picture(frame);
    const cv::Mat3b bgr(picture.height, picture.width, reinterpret_cast<cv::Vec3b*>(picture.values.data()));
    cv::Mat rgba;
    cv::cvtColor(bgr, rgba, cv::COLOR_BGR2RGBA);
    Frame out{.width = rgba.cols, .height = rgba.rows};
    out.rgba.assign(rgba.data, rgba.data + rgba.total() * 4);
    return out;
}

void draw_footage(const FootageScene& scene, const FootageOptions& options, const std::filesystem::path& out,
                  const std::function<void(double)>& progress, std::stop_token stop)
{
    std::exception_ptr failure;
    std::thread([&] {
        constexpr int low = 15;
        take_role("footage", low);
        try {
            film(scene, options, out, progress, stop);
        } catch (...) {
            failure = std::current_exception();
        }
    }).join();
    if (failure)
        std::rethrow_exception(failure);
}

}
