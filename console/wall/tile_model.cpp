#include "console/wall/tile.h"

#include "console/text/replay_words.h"
#include "console/wall/picture_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace console {
namespace {

using namespace std::chrono_literals;

/// Whole seconds from `from` to `now`, never negative.
std::int64_t seconds_since(data::TimePoint from, data::TimePoint now)
{
    return std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(now - from).count());
}

/// "12 s", "3:07", "2 h 05".
std::string duration_text(std::int64_t seconds)
{
    if (seconds < 100)
        return fmt::format("{} s", seconds);
    if (seconds < 6000)
        return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
    return fmt::format("{} h {:02}", seconds / 3600, seconds / 60 % 60);
}

bool is_set(data::TimePoint t) { return t != data::TimePoint{}; }

void connecting(TileModel& model, const video::Status& status, const Texts& text, const ClockOf& clock)
{
    static constexpr std::array steps{"tile.step.name", "tile.step.connect", "tile.step.sign_in", "tile.step.describe", "tile.step.key_frame", "tile.step.picture"};
    model.sign = Sign::connecting;
    model.steps = static_cast<int>(status.step) + 1;
    model.picture_alpha = 0.35F;
    model.word_across = true;
    if (status.cause == video::Cause::being_drawn) {
        model.word = cause_words(text, status);
        model.steps = std::clamp(static_cast<int>(std::floor(status.progress * 6)), 0, 6);
        return;
    }
    model.word = text("state.connecting");
    model.cause = text(steps[static_cast<std::size_t>(status.step)]);
    if (model.texture != 0 && is_set(status.last_new_picture))
        model.cause += " · " + text.format("tile.last", {clock(status.last_new_picture)});
}

void retrying(TileModel& model, const TileInput& input, const Texts& text, data::TimePoint now, const ClockOf& clock)
{
    const video::Status& status = input.picture.status;
    const std::int64_t left = is_set(status.next_attempt) ? seconds_since(now, status.next_attempt + 999ms) : 0;
    model.sign = Sign::retrying;
    model.picture_alpha = 0.35F;
    model.word_across = true;
    model.age = fmt::format("{} s", left);
    model.word = text.format("tile.retry", {std::to_string(std::max(1, status.attempt)), std::to_string(left)});
    model.cause = cause_words(text, status);
    if (input.camera->main_url.empty() && input.camera->sub_url.empty()) {
        model.sign = Sign::no_address;
        model.age.clear();
        model.word = text("tile.no_address");
        model.brief = text("tile.no_address_short");
        model.cause = text("tile.no_address_why");
        return;
    }
    if (is_set(status.last_new_picture))
        model.cause += (model.cause.empty() ? "" : " · ") + text.format("tile.last", {clock(status.last_new_picture)});
}

void refused(TileModel& model, const TileInput& input, const Texts& text)
{
    const video::Cause cause = input.picture.status.cause;
    const bool is_password = cause == video::Cause::wrong_password || cause == video::Cause::none;
    model.sign = Sign::refused;
    model.texture = 0;
    model.word_across = true;
    model.word = text(is_password ? "tile.password_refused" : "state.refused");
    if (!is_password)
        model.cause = cause_words(text, input.picture.status);
    // A camera that names no credential has no password on this machine that could be another one.
    const bool can_edit = !input.camera->credential.empty() && (is_password || cause == video::Cause::no_credential);
    if (is_password || can_edit)
        model.cause += (model.cause.empty() ? "" : " · ") + std::string(text(can_edit ? "tile.edit_password" : "tile.edit"));
}

void live(TileModel& model, const TileInput& input, const Texts& text, data::TimePoint now)
{
    model.is_live = true;
    model.heartbeat = static_cast<int>(input.picture.serial % 10);
    const double rate = input.picture.rate;
    if (input.picture.picture_rate != PictureRate::full && rate > 0)
        model.age = rate >= 1 ? text.format("tile.rate", {fmt::format("{:.0f}", rate)}) : text.format("tile.key_every", {fmt::format("{:.0f}", 1 / rate)});
    else if (const auto last = input.picture.status.last_new_picture; is_set(last) && now - last > 1s)
        model.age = duration_text(seconds_since(last, now));
    // Why it is worth less than it could be, for whoever looks closer.
    if (input.focused && input.picture.picture_rate != PictureRate::full)
        model.word = text(input.picture.picture_rate == PictureRate::reduced ? "tile.why_reduced" : "tile.why_key_frames");
    else if (input.focused && input.picture.is_sub)
        model.word = text("tile.why_sub");
    if (input.zoom.factor > 1)
        model.word = text.format("tile.zoomed", {fmt::format("{:.1f}", input.zoom.factor)});
}

void recorded(TileModel& model, const TileInput& input, const Texts& text, const ClockOf& clock)
{
    const video::Status& status = input.picture.status;
    model.sign = Sign::recorded;
    model.double_frame = true;
    model.word = text("tile.recorded");
    model.time = is_set(status.last_new_picture) ? clock(status.last_new_picture) : std::string();
    const auto& replay = input.picture.replay;
    if (!replay)
        return;
    model.replay = make_replay_strip(*replay);
    const std::string missing = replay->view ? first_gap_words(*replay->view, text, clock) : std::string();
    if (is_set(replay->at)) {
        if (model.note.empty() || !missing.empty())
            model.note = missing;
        return;
    }
    model.texture = 0;
    model.word_across = true;
    model.word = text(replay->is_looking ? "replay.looking" : "replay.nothing");
    model.cause = replay->cause != video::Cause::none ? std::string(text(std::string("cause.") + video::cause_names[static_cast<std::size_t>(replay->cause)])) : missing;
}

}

TileSize tile_size(float height)
{
    return height >= 220 ? TileSize::large : height >= 130 ? TileSize::medium : height >= 80 ? TileSize::small : TileSize::bare;
}

TileModel make_tile(const TileInput& input, const Texts& text, data::TimePoint now, const ClockOf& clock)
{
    TileModel model;
    model.focused = input.focused;
    model.locked = input.locked;
    model.fill = input.fill;
    model.masks = input.masks;
    model.zoom = input.zoom;
    model.part = input.picture.part;
    model.is_drawn_on = input.is_drawn_on;
    model.measures = input.measures;
    if (!input.camera) {
        model.empty = true;
        model.sign = Sign::empty;
        model.word = input.focused || !input.is_on_wall ? text("tile.empty") : ""; // one hint on a wall, where it is of use
        model.word_across = true;
        model.number = input.number > 0 ? std::to_string(input.number) : std::string();
        if (input.is_hot_tile) {
            model.word = text("tile.hot_free");
            model.cause = input.focused ? std::string(text("tile.empty")) : std::string();
        }
        if (!input.typed.empty()) {
            model.word = input.typed;
            model.cause = text("tile.enter_opens");
        }
        return model;
    }
    const video::Status& status = input.picture.status;
    if (status.state != video::State::live)
        model.brief = text("state." + std::string(video::state_names[static_cast<std::size_t>(status.state)]));
    model.camera = input.camera->id;
    model.texture = input.picture.texture;
    model.content = input.picture.mark;
    model.is_straight = input.picture.is_straight;
    model.texture_width = static_cast<float>(input.picture.width);
    model.texture_height = static_cast<float>(input.picture.height);
    model.number = fmt::format("{:04}", input.camera->number);
    model.name = input.camera->name;
    model.note = input.note;
    model.hot = input.hot;
    model.mark = input.is_marked ? input.number : 0;
    const data::TimePoint last = is_set(status.last_new_picture) ? status.last_new_picture : status.since;
    const std::string standing = duration_text(is_set(last) ? seconds_since(last, now) : 0);
    const std::string lasting = duration_text(is_set(status.since) ? seconds_since(status.since, now) : 0);
    bool counts_seconds = true;
    switch (status.state) {
    case video::State::never_asked:
        model.sign = Sign::never_asked;
        model.word = text("state.never_asked");
        model.word_across = true;
        model.picture_alpha = 0.35F;
        counts_seconds = false;
        break;
    case video::State::connecting:
        connecting(model, status, text, clock);
        counts_seconds = false;
        break;
    case video::State::live:
        live(model, input, text, now);
        counts_seconds = false;
        break;
    case video::State::late:
        model.sign = Sign::late;
        model.dashed = true;
        model.age = fmt::format("+{:.1f} s", static_cast<double>(status.lag.count()) / 1000);
        model.word = text("state.late");
        model.heartbeat = static_cast<int>(input.picture.serial % 10);
        counts_seconds = false;
        break;
    case video::State::frozen:
        model.sign = Sign::frozen;
        model.veiled = true;
        model.age = standing;
        model.word = text.format("tile.frozen", {standing});
        model.word_across = true;
        model.cause = cause_words(text, status);
        break;
    case video::State::unchanged:
        model.sign = Sign::unchanged;
        model.is_live = true;
        model.age = lasting;
        model.word = text.format("tile.unchanged", {lasting});
        model.heartbeat = static_cast<int>(input.picture.serial % 10);
        break;
    case video::State::too_dark:
        model.sign = Sign::too_dark;
        model.is_live = true;
        model.age = lasting;
        model.word = text("state.too_dark");
        model.heartbeat = static_cast<int>(input.picture.serial % 10);
        break;
    case video::State::still:
        model.sign = Sign::still;
        model.age = standing;
        model.word = text.format("tile.still", {standing});
        if (input.focused && status.asked_every > 0ms)
            model.word += " · " + text.format("tile.asked_every", {std::to_string(std::max<std::int64_t>(1, std::chrono::round<std::chrono::seconds>(status.asked_every).count()))});
        break;
    case video::State::delayed: {
        const std::string behind = duration_text(std::max<std::int64_t>(0, std::chrono::round<std::chrono::seconds>(status.lag).count()));
        model.sign = Sign::delayed;
        model.age = behind;
        model.word = text.format("tile.delayed", {behind});
        model.heartbeat = static_cast<int>(input.picture.serial % 10);
        counts_seconds = false;
        break;
    }
    case video::State::black:
    case video::State::no_signal:
        model.sign = status.state == video::State::black ? Sign::black : Sign::no_signal;
        model.solid = true;
        model.age = lasting;
        model.word = text(status.state == video::State::black ? "state.black" : "state.no_signal");
        model.cause = text.format("tile.since", {clock(status.since)});
        if (status.cause != video::Cause::none)
            model.cause = cause_words(text, status) + " · " + model.cause;
        model.word_across = true;
        break;
    case video::State::retrying: retrying(model, input, text, now, clock); break;
    case video::State::refused: refused(model, input, text); counts_seconds = false; break;
    case video::State::no_right:
        model.sign = Sign::no_right;
        model.texture = 0;
        model.word = text("state.no_right");
        model.cause = input.mask_right.empty() ? std::string(text("tile.no_right_why")) : text.format("tile.role_may", {input.mask_right});
        model.word_across = true;
        counts_seconds = false;
        break;
    case video::State::recorded:
        recorded(model, input, text, clock);
        counts_seconds = false;
        break;
    }
    if (input.is_hot_tile && !model.hot) // an incident there has a band that says so
        model.note = std::string(text("tile.hot")) + (model.note.empty() ? "" : " · ") + model.note;
    if (model.hot)
        model.band = input.band.empty() ? std::vector{input.note} : input.band;
    if (model.hot && input.is_hot_tile && input.hot_waiting > 0) // more than where it is, which the map shows
        model.band.insert(model.band.end() - (model.band.size() > 2 ? 1 : 0), text.format("tile.waiting", {std::to_string(input.hot_waiting)}));
    if (input.is_hot_tile && input.hot_waiting > 0)
        model.note = text.format("tile.hot_waiting", {model.note, std::to_string(input.hot_waiting)});
    if (!input.typed.empty()) {
        model.note = input.typed + "  " + text("tile.enter_opens");
        model.hot.reset();
    }
    if ((!model.masks.empty() || input.picture.is_masked) && !model.sign)
        model.sign = Sign::masked;
    if (counts_seconds)
        model.changes_at = std::chrono::floor<std::chrono::seconds>(now) + 1s;
    return model;
}

TileMeasures tile_measures(Rect smallest, float scale)
{
    constexpr float least_beside_gutter = 128; // a gutter of 48 would leave no picture
    TileMeasures measures{.size = smallest.width < least_beside_gutter * scale ? TileSize::bare : tile_size(smallest.height / scale)};
    // 14 px letters need 22 px, and a number of four figures 44 px beside the picture. Where nothing else has room, number and word do.
    constexpr float least_for_line = 32;
    const bool has_line = measures.size != TileSize::bare || smallest.height >= least_for_line * scale;
    const float least = measures.size == TileSize::bare ? 20 : measures.size == TileSize::small ? 18 : 22;
    measures.caption = has_line ? std::round(std::clamp(smallest.height * 0.11F, least * scale, 48 * scale)) : 0;
    if (measures.size != TileSize::bare)
        measures.gutter = std::round(std::clamp(smallest.width - (smallest.height - measures.caption) * 16 / 9, 48 * scale, 96 * scale));
    return measures;
}

std::string band_words(const std::vector<std::string>& parts, const std::function<bool(const std::string&)>& fits)
{
    std::string words;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string more = i == 0 ? parts[i] : words + (i == 1 ? " " : " · ") + parts[i];
        if (!parts[i].empty() && (i == 0 || !words.empty()) && fits(more))
            words = more;
    }
    return words;
}

TileLayout tile_layout(Rect box, float aspect, bool fill, float scale, bool two_lines, bool has_strip, const TileMeasures* measures)
{
    TileLayout layout;
    const TileMeasures own = measures ? *measures : tile_measures(box, scale);
    const bool has_room = own.size == TileSize::large || own.size == TileSize::medium;
    const float caption = two_lines && has_room ? std::max(own.caption, std::round(44 * scale)) : own.caption;
    const float strip = has_strip && has_room ? std::round(28 * scale) : 0;
    const float picture_height = box.height - caption - strip;
    const float gutter = measures || own.size == TileSize::bare ? own.gutter : std::round(std::clamp(box.width - picture_height * 16 / 9, 48 * scale, 96 * scale));
    layout.gutter = {box.x, box.y, gutter, box.height};
    layout.picture_box = {box.x + gutter, box.y, box.width - gutter, picture_height};
    layout.strip = {box.x + gutter, box.y + picture_height, box.width - gutter, strip};
    layout.caption = {box.x + gutter, box.y + picture_height + strip, box.width - gutter, caption};
    layout.picture = layout.picture_box;
    if (aspect > 0 && !fill) {
        float width = layout.picture_box.width, height = width / aspect;
        if (height > picture_height) {
            height = picture_height;
            width = height * aspect;
        }
        layout.picture = {std::round(layout.picture_box.x + (layout.picture_box.width - width) / 2),
                          std::round(layout.picture_box.y + (picture_height - height) / 2), std::round(width), std::round(height)};
    }
    return layout;
}

}
