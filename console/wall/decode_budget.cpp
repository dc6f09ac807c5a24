#include "console/wall/decode_budget.h"

#include <algorithm>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr auto pause = 2s, opening = 4s; // decoders that open take more than they will
// Of one core for 640×360 at 25 pictures a second, until one has been measured.
constexpr double first_guess = 0.02;
constexpr double most_of_machine = 0.8;
// However much others use: a wall has to show something.
constexpr double least_of_machine = 0.1;
// Of a second, in the middle of all streams: 16 ms before each picture of 25 a second, and 6.
constexpr double most_wait = 0.4, little_wait = 0.15;
constexpr double least_beside = 0.1;
constexpr double part_of_granted = 0.8, rise = 1.1;
// Measured on the same clip: scaling is a quarter; one key frame in fifty pictures and the packets in between remain.
constexpr double reduced_cost = 0.8, key_frames_cost = 0.07;
// What came back to full rate must not have to yield again at once.
constexpr double room_to_rise = 0.9;
constexpr double behind_share = 0.2;

}

double DecodeBudget::cost(const Known& known, PictureRate rate) const
{
    const double full = known.full > 0 ? known.full : usual_ > 0 ? usual_ : first_guess;
    return full * (rate == PictureRate::full ? 1 : rate == PictureRate::reduced ? reduced_cost : key_frames_cost);
}

/// A stream of key frames tells little of what it would cost in full: that is known once it has run so, or guessed from its neighbours.
void DecodeBudget::learn(const std::vector<StreamNeed>& needs)
{
    std::vector<double> measured;
    for (const StreamNeed& need : needs) {
        Known& known = known_[need.camera];
        if (need.cpu_share > 0 && known.rate != PictureRate::key_frames)
            known.full = need.cpu_share / (known.rate == PictureRate::reduced ? reduced_cost : 1);
        if (known.full > 0)
            measured.push_back(known.full);
    }
    if (measured.empty())
        return;
    std::ranges::nth_element(measured, measured.begin() + static_cast<std::ptrdiff_t>(measured.size() / 2));
    usual_ = measured[measured.size() / 2];
}

/// Cores that streams may use: our own part that is no stream's stays free, and so does a fifth of all. Where others use the machine, too, streams
/// wait for it: then they may have what they got, and come back as the waiting ends.
double DecodeBudget::capacity(const std::vector<StreamNeed>& needs, double used, bool has_settled)
{
    double streams = 0, waits = 0;
    for (const StreamNeed& need : needs)
        streams += need.cpu_share, waits += need.wait_share;
    const double count = static_cast<double>(std::max<std::size_t>(needs.size(), 1)), mean_wait = waits / count;
    const auto behind = std::ranges::count_if(needs, &StreamNeed::falls_behind);
    if ((has_settled && mean_wait > most_wait) || static_cast<double>(behind) > behind_share * count)
        granted_ = std::max(cores_ * least_of_machine, std::min(granted_, streams * part_of_granted));
    else if (mean_wait < little_wait)
        granted_ = std::min(cores_, granted_ * rise + 0.05);
    // What opens has not been measured, and takes the most while it does.
    const auto unknown = std::ranges::count(needs, 0.0, &StreamNeed::cpu_share);
    const double beside = static_cast<double>(unknown) > 0.1 * count ? least_beside : std::max(least_beside, used - streams);
    return std::min(granted_, cores_ * most_of_machine - beside);
}

PictureRate DecodeBudget::rate(data::CameraId camera) const
{
    const auto at = known_.find(camera);
    return at == known_.end() ? PictureRate::full : at->second.rate;
}

void DecodeBudget::decide(const std::vector<StreamNeed>& needs, double used, std::chrono::steady_clock::time_point now)
{
    if (now - decided_at_ < pause && needs.size() == decided_for_)
        return;
    if (needs.size() != decided_for_)
        changed_at_ = now;
    decided_at_ = now;
    decided_for_ = needs.size();
    std::erase_if(known_, [&](const auto& entry) { return std::ranges::find(needs, entry.first, &StreamNeed::camera) == needs.end(); });
    learn(needs);

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
    const double most = capacity(needs, used, now - changed_at_ >= opening);
    const auto fitting = fit(most), rising = fit(most * room_to_rise);
    const auto found = [](const auto& rates, data::CameraId camera) {
        const auto at = rates.find(camera);
        return at == rates.end() ? PictureRate::full : at->second;
    };
    double after = 0;
    for (const StreamNeed& need : order) {
        Known& known = known_[need.camera];
        const PictureRate wanted = found(fitting, need.camera);
        known.rate = wanted < known.rate ? std::min(known.rate, found(rising, need.camera)) : wanted;
        after += cost(known, known.rate);
    }
    std::ranges::reverse(order);
    raise_one(order, most * room_to_rise - after);
}

/// Where there is room for one that was never measured, it is: what it costs in full is known two seconds later.
void DecodeBudget::raise_one(const std::vector<StreamNeed>& most_first, double room)
{
    for (const StreamNeed& need : most_first) {
        Known& known = known_[need.camera];
        if (known.rate != PictureRate::key_frames || known.full > 0 || need.cpu_share <= 0)
            continue;
        if (cost(known, PictureRate::reduced) - cost(known, known.rate) <= room)
            known.rate = PictureRate::reduced;
        return;
    }
}

}
