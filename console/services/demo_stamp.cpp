#include "console/services/demo_stamp.h"

#include "console/frame/view.h"
#include "console/wall/demo_label.h"
#include "data/records/camera_url.h"
#include "data/records/demo_url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>
#include <string_view>

namespace console {
namespace {

constexpr std::string_view clock_letters = "0123456789-: ";
constexpr int least_height = 72; // of a picture in which such words can still be read

/// The words of one height of picture.
struct Words {
    int size_px = 0;
    std::array<DemoLabel, clock_letters.size()> letters;
    int cell = 0; // all letters of the clock are as wide: it does not sway
    DemoLabel number, name;
};

std::shared_ptr<const Words> stamp_labels(int size_px, const std::string& number, const std::string& name)
{
    auto words = std::make_shared<Words>();
    words->size_px = size_px;
    for (std::size_t i = 0; i < clock_letters.size(); ++i) {
        words->letters[i] = make_demo_label(std::string(1, clock_letters[i]), size_px);
        words->cell = std::max(words->cell, words->letters[i].width);
    }
    words->number = make_demo_label(number, size_px);
    words->name = make_demo_label(name, size_px);
    return words;
}

/// Light letters with a dark edge, as cameras draw them; what lies outside the frame is left out.
void blend(video::Frame& frame, const DemoLabel& label, int left, int top)
{
    constexpr int light = 245, dark = 10;
    const auto covered = [&](int x, int y) {
        return x < 0 || y < 0 || x >= label.width || y >= label.height ? 0 : static_cast<int>(label.coverage[static_cast<std::size_t>(y) * label.width + x]);
    };
    for (int y = std::max(-1, -top); y <= label.height && top + y < frame.height; ++y)
        for (int x = std::max(-1, -left); x <= label.width && left + x < frame.width; ++x) {
            int rim = 0;
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx)
                    rim = std::max(rim, covered(x + dx, y + dy));
            if (rim == 0)
                continue;
            const int full = covered(x, y);
            std::uint8_t* const pixel = frame.rgba.data() + (static_cast<std::size_t>(top + y) * frame.width + (left + x)) * 4;
            for (int c = 0; c < 3; ++c) {
                const int edged = (pixel[c] * (255 - rim) + dark * rim) / 255;
                pixel[c] = static_cast<std::uint8_t>((edged * (255 - full) + light * full) / 255);
            }
        }
}

class DemoStamp final : public video::PictureStamp {
public:
    DemoStamp(std::string number, std::string name, std::chrono::minutes utc_offset, std::chrono::milliseconds behind, const AppClock& clock)
        : number_(std::move(number)), name_(std::move(name)), utc_offset_(utc_offset), behind_(behind), clock_(clock)
    {
    }

    void draw(video::Frame& frame, video::SystemTime made) const override
    {
        // Of the whole picture, of which the frame may be the middle.
        const int height = static_cast<int>(std::lround(frame.height / frame.part.height)), width = static_cast<int>(std::lround(frame.width / frame.part.width));
        if (height < least_height)
            return;
        const int x = -static_cast<int>(std::lround(frame.part.left * width)), y = -static_cast<int>(std::lround(frame.part.top * height));
        const auto words = words_for(std::max(height / 20, 6));
        const int edge = height / 24, line = words->size_px * 5 / 4;
        int pen = x + edge;
        for (const char letter : stamp_words(moment_of(made), utc_offset_)) {
            const auto at = clock_letters.find(letter);
            const DemoLabel& label = words->letters[at];
            blend(frame, label, pen + (words->cell - label.width) / 2, y + edge / 2);
            pen += words->cell;
        }
        const int right = x + width - edge, bottom = y + height - edge / 2 - line;
        blend(frame, words->number, right - words->number.width, bottom);
        // A long name of a narrow picture ends at its left edge: the camera would cut it, too.
        blend(frame, words->name, right - words->number.width - words->size_px / 2 - words->name.width, bottom);
    }

private:
    data::TimePoint moment_of(video::SystemTime made) const
    {
        const data::TimePoint then = made + clock_.shift(), now = clock_.now();
        // A clock that a script holds still stands still in the pictures, too, however long they took.
        const bool is_held = clock_.is_standing() && now - then < std::chrono::seconds(2);
        return (is_held ? now : then) - behind_;
    }
    std::shared_ptr<const Words> words_for(int size_px) const
    {
        std::lock_guard lock(mutex_);
        if (!words_ || words_->size_px != size_px)
            words_ = stamp_labels(size_px, number_, name_);
        return words_;
    }

    const std::string number_, name_;
    const std::chrono::minutes utc_offset_;
    const std::chrono::milliseconds behind_;
    const AppClock clock_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Words> words_; // guarded by mutex_; of the last size
};

}

std::string stamp_words(data::TimePoint made, std::chrono::minutes utc_offset)
{
    const auto local = std::chrono::floor<std::chrono::seconds>(made + utc_offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(local - day);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

video::Stamp demo_stamp(const data::World& world, const data::Camera& camera, const AppClock& clock)
{
    const auto url = data::parse_demo_url(data::least_url(camera));
    if (!url)
        return nullptr;
    const auto behind = url->fault == data::DemoFault::late ? demo_late_by : std::chrono::milliseconds(0);
    return std::make_shared<const DemoStamp>(fmt::format("{:04}", camera.number), camera.name, utc_offset(world.workspace, clock.now()), behind, clock);
}

}
