#include "console/wall/sheet_model.h"

#include "console/text/camera_words.h"
#include "console/wall/near_cameras.h"
#include "data/records/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace console {
namespace {

data::CameraCondition known_condition(const data::World& world, data::CameraId camera)
{
    const auto at = world.conditions.find(camera);
    return at == world.conditions.end() ? data::CameraCondition() : at->second;
}

bool is_unasked(const data::CameraCondition& known)
{
    return known.state == data::PictureState::never_asked && known.asked == data::TimePoint{};
}

std::optional<Sign> sign_of(data::PictureState state)
{
    using enum data::PictureState;
    switch (state) {
    case never_asked: return Sign::never_asked;
    case connecting: return Sign::connecting;
    case late: return Sign::late;
    case frozen: return Sign::frozen;
    case black: return Sign::black;
    case no_signal: return Sign::no_signal;
    case too_dark: return Sign::too_dark;
    case still: return Sign::still;
    case delayed: return Sign::delayed;
    case retrying: return Sign::retrying;
    case refused: return Sign::refused;
    case no_right: return Sign::no_right;
    default: return std::nullopt;
    }
}

/// A stream runs for it somewhere else: what it shows there is not what stands here.
bool is_streaming(data::PictureState state)
{
    using enum data::PictureState;
    return state == live || state == late || state == unchanged || state == too_dark || state == still || state == delayed || state == connecting || state == recorded;
}

}

std::vector<std::uint32_t> make_sheet_order(const data::Table<data::Camera>& cameras)
{
    std::vector<std::uint32_t> order;
    for (std::size_t i = 0; i < cameras.rows.size(); ++i)
        if (cameras.rows[i].status != data::CameraStatus::removed)
            order.push_back(static_cast<std::uint32_t>(i));
    std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return cameras.rows[row].number; });
    return order;
}

Sheet make_sheet(const data::World& world, const std::vector<std::uint32_t>& order, const std::string& filter, const std::vector<geo::LonLat>& area)
{
    std::unordered_set<data::CameraId> inside;
    if (area.size() >= 3)
        for (const data::CameraId id : cameras_in_area(area, *world.cameras))
            inside.insert(id);
    Sheet sheet;
    const auto at = std::ranges::find(sheet_filters, filter);
    const std::size_t wanted = at == sheet_filters.end() ? 0 : static_cast<std::size_t>(at - sheet_filters.begin());
    for (const std::uint32_t row : order) {
        const data::CameraId id = world.cameras->rows[row].id;
        const auto found = world.conditions.find(id);
        const bool is_known = found != world.conditions.end();
        const std::array fits{true, is_known && data::is_faulty(found->second.state), !is_known || is_unasked(found->second), inside.contains(id)};
        for (std::size_t i = 0; i < fits.size(); ++i)
            sheet.counts[i] += fits[i];
        if (fits[wanted])
            sheet.rows.push_back(row);
    }
    return sheet;
}

std::size_t step_on_sheet(std::size_t count, std::size_t columns, std::size_t at, int across, int down)
{
    if (count == 0 || at >= count)
        return 0;
    const auto step = static_cast<std::ptrdiff_t>(across) + static_cast<std::ptrdiff_t>(down) * static_cast<std::ptrdiff_t>(std::max<std::size_t>(columns, 1));
    const std::ptrdiff_t goal = static_cast<std::ptrdiff_t>(at) + step;
    // A step beyond the first or last row leads nowhere: it would change the column.
    return goal < 0 || goal >= static_cast<std::ptrdiff_t>(count) ? at : static_cast<std::size_t>(goal);
}

SheetCell make_sheet_cell(const data::World& world, const data::Camera& camera, const Still* still, const Texts& text, data::TimePoint now,
                          const std::function<std::string(data::TimePoint)>& clock)
{
    const data::CameraCondition known = known_condition(world, camera.id);
    SheetCell cell{.number = fmt::format("{:04}", camera.number), .name = camera.name};
    cell.sign = sign_of(known.state);
    if (is_streaming(known.state)) {
        // Whoever watches it on a tile sees more than this still, which stays as old as it is.
        cell.sign.reset();
        cell.words = text("sheet.watched");
    } else {
        cell.words = condition_words(world, camera.id, text, now);
        if (data::is_faulty(known.state) && known.since != data::TimePoint{} && known.since > known.asked)
            cell.words = text.format("sheet.since", {cell.words, clock(known.since)});
    }
    if (!still)
        return cell;
    // The picture of the last asking is as old as the words say, a black one too; any other is greyed and carries its time.
    constexpr auto same_asking = std::chrono::seconds(5); // a tile of key frames closes that long after the last one
    const bool is_of_then = known.asked != data::TimePoint{} && std::chrono::abs(known.asked - still->taken) <= same_asking;
    cell.is_old = !is_of_then || (known.state != data::PictureState::answered && known.state != data::PictureState::black && known.state != data::PictureState::no_signal);
    if (cell.is_old)
        cell.time = clock(still->taken);
    return cell;
}

}
