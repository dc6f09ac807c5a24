#include "console/wall/decode_budget.h"

#include <algorithm>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr auto pause = 2s;
// Of one core for 640×360 at 25 pictures a second (1.1 ms a picture to decode, 0.3 to scale), until it has been measured.
constexpr double first_guess = 0.04;
constexpr double most_of_machine = 0.8, for_interface = 0.1;
// Measured on the same clip: scaling is a quarter; one key frame in fifty pictures and the packets in between remain.
constexpr double reduced_cost = 0.8, key_frames_cost = 0.07;
// What came back to full rate must not have to yield again at once.
constexpr double room_to_rise = 0.85;
constexpr double late_share = 0.2;

}

double DecodeBudget::cost(const Known& known, PictureRate rate) const
{
    const double full = known.full > 0 ? known.full : first_guess;
    return full * (rate == PictureRate::full ? 1 : rate == PictureRate::reduced ? reduced_cost : key_frames_cost);
}

PictureRate DecodeBudget::rate(data::CameraId camera) const
{
    const auto at = known_.find(camera);
    return at == known_.end() ? PictureRate::full : at->second.rate;
}

void DecodeBudget::decide(const std::vector<StreamNeed>& needs, std::chrono::steady_clock::time_point now)
{
    if (now - decided_at_ < pause && needs.size() == decided_for_)
        return;
    decided_at_ = now;
    decided_for_ = needs.size();
    std::erase_if(known_, [&](const auto& entry) { return std::ranges::find(needs, entry.first, &StreamNeed::camera) == needs.end(); });
    for (const StreamNeed& need : needs) {
        Known& known = known_[need.camera];
        if (need.cpu_share > 0 && known.rate == PictureRate::full)
            known.full = need.cpu_share;
    }
    const auto late = std::ranges::count_if(needs, &StreamNeed::is_late);
    if (static_cast<double>(late) > late_share * static_cast<double>(needs.size()))
        pressure_ = std::max(0.2, pressure_ * 0.8);
    else
        pressure_ = std::min(1.0, pressure_ * 1.03);

    std::vector<StreamNeed> order = needs; // the least first
    std::ranges::stable_sort(order, [](const StreamNeed& a, const StreamNeed& b) {
        return a.focused != b.focused ? b.focused : a.pixels != b.pixels ? a.pixels < b.pixels : a.camera.value > b.camera.value;
    });
    const auto fit = [&](double capacity) {
        std::unordered_map<data::CameraId, PictureRate> rates;
        double sum = 0;
        for (const StreamNeed& need : order)
            sum += cost(known_[need.camera], PictureRate::full);
        for (const PictureRate step : {PictureRate::reduced, PictureRate::key_frames})
            for (const StreamNeed& need : order) {
                if (sum <= capacity || need.focused)
                    break;
                const auto [at, is_new] = rates.try_emplace(need.camera, PictureRate::full);
                sum += cost(known_[need.camera], step) - cost(known_[need.camera], at->second);
                at->second = step;
            }
        return rates;
    };
    const double capacity = std::max(0.1, cores_ * most_of_machine * pressure_ - for_interface);
    const auto fitting = fit(capacity), rising = fit(capacity * room_to_rise);
    const auto found = [](const auto& rates, data::CameraId camera) {
        const auto at = rates.find(camera);
        return at == rates.end() ? PictureRate::full : at->second;
    };
    for (const StreamNeed& need : order) {
        Known& known = known_[need.camera];
        const PictureRate wanted = found(fitting, need.camera);
        known.rate = wanted < known.rate ? std::min(known.rate, found(rising, need.camera)) : wanted;
    }
}

}
