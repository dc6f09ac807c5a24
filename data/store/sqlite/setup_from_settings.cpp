#include "data/store/sqlite/setup_from_settings.h"

#include "data/store/tables/setup.h"
#include "data/store/tables/tables.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <soci/soci.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <sstream>

namespace data::store {
namespace {

/// What one setting became.
enum class Moved { whole, in_part, not_at_all };

/// A whole number and nothing else.
std::optional<long long> number_from(std::string_view text)
{
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// The camera that the rest of a key names; 0: none that is there.
CameraId camera_from(Connection& connection, std::string_view rest)
{
    const long long id = number_from(rest).value_or(0);
    return {connection.number(fmt::format("select count(*) from cameras where id = {}", id)) ? id : 0};
}

/// "x,y x,y x,y"
std::optional<MaskPolygon> mask_from(const std::string& text)
{
    MaskPolygon mask;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        MaskCorner p;
        char end = 0;
        if (std::sscanf(word.c_str(), "%lf,%lf%c", &p.x, &p.y, &end) != 2 ||
            !(p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1))
            return std::nullopt;
        mask.push_back(p);
    }
    return mask.size() >= 3 ? std::optional(mask) : std::nullopt;
}

/// "camera.mask.ID" = "x,y x,y x,y; …"
Moved move_masks(Connection& connection, std::string_view rest, const std::string& text)
{
    const CameraId camera = camera_from(connection, rest);
    if (!camera)
        return Moved::not_at_all;
    std::vector<MaskPolygon> masks;
    bool is_whole = true;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ';');) {
        const auto mask = mask_from(part);
        is_whole = is_whole && mask;
        masks.push_back(mask.value_or(whole_picture()));
    }
    write_masks(connection, camera, masks);
    return is_whole ? Moved::whole : Moved::in_part;
}

/// "camera.recorder.ID" = "MODEL ADDRESS [OFFSET [CREDENTIAL]]", "-" for one that is left out; an offset is "+08:00".
Moved move_recorder(Connection& connection, std::string_view rest, const std::string& text)
{
    CameraRecorder recorder{.id = camera_from(connection, rest)};
    std::string offset = "-", credential = "-", more;
    std::istringstream words(text);
    if (!recorder.id || !(words >> recorder.model >> recorder.url))
        return Moved::not_at_all;
    words >> offset >> credential >> more;
    if (offset != "-") {
        char sign = 0, end = 0;
        int hours = 0, minutes = 0;
        if (std::sscanf(offset.c_str(), "%c%2d:%2d%c", &sign, &hours, &minutes, &end) != 3 ||
            (sign != '+' && sign != '-') || hours > 14 || minutes > 59)
            return Moved::not_at_all;
        recorder.utc_offset = (sign == '-' ? -1 : 1) * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
    }
    if (!more.empty())
        return Moved::not_at_all;
    if (credential != "-")
        recorder.credential = credential;
    write(connection, recorder);
    return Moved::whole;
}

/// "camera.guard.ID" = "1"
Moved move_guarded(Connection& connection, std::string_view rest, const std::string&)
{
    const CameraId camera = camera_from(connection, rest);
    if (!camera)
        return Moved::not_at_all;
    write_guarded(connection, camera, true);
    return Moved::whole;
}

/// "wall.view.NAME" = "16 217 31 0 hot 4 8"
Moved move_wall_view(Connection& connection, std::string_view rest, const std::string& text)
{
    WallView view{.name = std::string(rest), .tiles = 0};
    std::istringstream words(text);
    if (view.name.empty() || !(words >> view.tiles) || view.tiles < 1 || view.tiles > most_tiles)
        return Moved::not_at_all;
    std::vector<int>* list = &view.numbers;
    for (std::string word; words >> word;) {
        if (word == "hot" && list == &view.numbers) {
            list = &view.hot;
            continue;
        }
        const auto number = number_from(word);
        if (!number || *number < 0 || *number > 99'999)
            return Moved::not_at_all;
        list->push_back(static_cast<int>(*number));
    }
    if (std::ssize(view.numbers) > view.tiles ||
        std::ranges::any_of(view.hot, [&](int tile) { return tile < 1 || tile > view.tiles; }))
        return Moved::not_at_all;
    write(connection, view);
    return Moved::whole;
}

/// "seat.plan.SEAT" = a JSON array with one object a window
Moved move_seat_plan(Connection& connection, std::string_view rest, const std::string& text)
{
    const auto windows = nlohmann::json::parse(text, nullptr, false);
    SeatPlan plan{.seat = std::string(rest)};
    if (plan.seat.empty() || !windows.is_array())
        return Moved::not_at_all;
    const auto word = [](const nlohmann::json& window, const char* key) {
        const auto at = window.find(key);
        return at != window.end() && at->is_string() ? at->get<std::string>() : std::string();
    };
    for (const nlohmann::json& window : windows) {
        if (!window.is_object() || word(window, "layout").empty())
            continue;
        PlannedWindow one{
            .layout = word(window, "layout"), .view = word(window, "view"), .monitor = word(window, "monitor")};
        if (const auto at = window.find("fullscreen"); at != window.end() && at->is_boolean())
            one.fullscreen = at->get<bool>();
        if (const auto at = window.find("distance_mm"); at != window.end() && at->is_number_integer())
            one.distance_mm = static_cast<int>(std::clamp<std::int64_t>(at->get<std::int64_t>(), 0, 50'000));
        plan.windows.push_back(std::move(one));
    }
    if (plan.windows.empty())
        return windows.empty() ? Moved::whole : Moved::not_at_all;
    write(connection, plan);
    return plan.windows.size() == windows.size() ? Moved::whole : Moved::in_part;
}

constexpr struct {
    std::string_view key_start;
    Moved (*move)(Connection&, std::string_view rest, const std::string& text);
} movers[] = {
    {"camera.mask.", move_masks},   {"camera.recorder.", move_recorder}, {"camera.guard.", move_guarded},
    {"wall.view.", move_wall_view}, {"seat.plan.", move_seat_plan},
};

void note_kept(Connection& connection, std::span<const std::string> keys)
{
    const TimePoint now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    std::vector<SessionLogEntry> rows;
    for (const std::string& key : keys)
        rows.push_back({now,
                        {},
                        "upgrade_kept",
                        "setting " + key,
                        "why=unread"});
    append_log(connection, rows);
}

} // namespace

std::vector<std::string> setup_from_settings(FileConnection& connection)
{
    std::vector<std::string> kept;
    for (const auto& [setting, text] : read_settings(connection))
        for (const auto& mover : movers) {
            if (!setting.starts_with(mover.key_start))
                continue;
            // An empty text was how a setting was taken away.
            if (!text.empty() && mover.move(connection, std::string_view(setting).substr(mover.key_start.size()),
                                            text) != Moved::whole) {
                kept.push_back(setting);
                continue;
            }
            std::string key = setting;
            connection.sql() << "delete from settings where key = :key", soci::use(key);
        }
    note_kept(connection, kept);
    return kept;
}

} // namespace data::store
