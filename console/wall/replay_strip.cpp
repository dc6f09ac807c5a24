#include "console/wall/replay_strip.h"

#include "console/frame/command_button.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

struct Parts {
    Rect play, speed, track, live; // width 0: no room
};

Parts parts_of(const FramePainter& p, Rect box)
{
    Parts parts;
    box = inset(box, p.px(4), p.px(2));
    if (box.width >= p.px(150)) {
        parts.play = cut_left(box, p.px(28));
        parts.speed = cut_left(box, p.px(44));
    }
    if (box.width >= p.px(200))
        parts.live = cut_right(box, p.width(p.view().text("replay.live"), FontSize::secondary) + p.px(40));
    parts.track = inset(box, p.px(8), 0);
    return parts;
}

}

std::string speed_text(double speed)
{
    if (speed == 0.25)
        return "×¼";
    if (speed == 0.5)
        return "×½";
    return fmt::format("×{:g}", speed);
}

ReplayStrip make_replay_strip(const video::ReplayStatus& status)
{
    ReplayStrip strip{.from = status.range.from, .to = status.range.to, .is_playing = !status.is_paused && !status.is_ended, .speed = speed_text(status.speed)};
    const auto whole = std::max<std::int64_t>((strip.to - strip.from).count(), 1);
    const auto share = [&](data::TimePoint t) { return std::clamp(static_cast<float>(static_cast<double>((t - strip.from).count()) / static_cast<double>(whole)), 0.F, 1.F); };
    if (status.view)
        for (const video::PastSpan& span : status.view->spans)
            strip.spans.emplace_back(share(span.time.from), share(span.time.to));
    if (status.at != video::SystemTime{})
        strip.at = share(status.at);
    return strip;
}

void draw_replay_strip(const FramePainter& p, const ReplayStrip& strip, Rect box)
{
    const Parts parts = parts_of(p, box);
    p.fill(box, Colour::panel_raised);
    ImDrawList& list = p.list();
    const Rgba ink = p.colour(Colour::text);
    if (parts.play.width > 0) {
        const float x = parts.play.x + std::floor(parts.play.width / 2), y = parts.play.y + std::floor(parts.play.height / 2), half = p.px(6);
        if (strip.is_playing) {
            p.fill({x - half, y - half, p.px(4), 2 * half}, Colour::text);
            p.fill({x + half - p.px(4), y - half, p.px(4), 2 * half}, Colour::text);
        } else {
            list.AddTriangleFilled({x - half * 0.7F, y - half}, {x - half * 0.7F, y + half}, {x + half, y}, ink);
        }
        p.text(parts.speed, strip.speed, {FontSize::body, Colour::text, Align::centre});
    }
    // Dashes where there is nothing, a thick line where there is.
    const float middle = parts.track.y + std::floor(parts.track.height / 2);
    for (float x = parts.track.x; x < parts.track.x + parts.track.width; x += p.px(8))
        p.fill({x, middle, std::min(p.px(3), parts.track.x + parts.track.width - x), p.px(1)}, Colour::secondary);
    for (const auto& [from, to] : strip.spans) {
        const float x0 = parts.track.x + std::floor(from * parts.track.width), x1 = parts.track.x + std::ceil(to * parts.track.width);
        p.fill({x0, middle - p.px(3), std::max(x1 - x0, p.px(2)), p.px(6)}, Colour::accent);
    }
    if (strip.at) {
        const float x = parts.track.x + std::round(*strip.at * parts.track.width);
        p.fill({x - p.px(2), middle - p.px(10), p.px(4), p.px(20)}, Colour::text);
    }
    if (parts.live.width > 0) {
        Rect at = parts.live;
        p.frame(at, Colour::line, 1);
        const float cap = p.key_cap(at.x + p.px(6), at.y + std::floor(at.height / 2), key_of("replay.toggle"));
        cut_left(at, cap + p.px(10));
        p.text(at, p.view().text("replay.live"), {FontSize::secondary, Colour::text});
    }
}

void offer_replay_strip(const FramePainter& p, Outbox& outbox, const ReplayStrip& strip, data::CameraId camera, const std::string& name, Rect box)
{
    const Parts parts = parts_of(p, box);
    const std::string id = std::to_string(camera.value);
    if (parts.play.width > 0) {
        if (p.area(name + ".play", parts.play).clicked)
            outbox.run("replay.pause", {id});
        if (p.area(name + ".speed", parts.speed).clicked)
            outbox.run("replay.faster", {id});
    }
    if (parts.live.width > 0 && p.area(name + ".live", parts.live).clicked)
        outbox.run("replay.live", {id});
    const AreaState state = p.area(name + ".track", {parts.track.x, box.y, parts.track.width, box.height});
    if (state.clicked || (state.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left))) {
        const float share = std::clamp((ImGui::GetMousePos().x - parts.track.x) / std::max(parts.track.width, 1.F), 0.F, 1.F);
        const data::TimePoint to = strip.from + std::chrono::microseconds(static_cast<std::int64_t>(share * static_cast<double>((strip.to - strip.from).count())));
        if (const float step = p.px(1) / std::max(parts.track.width, 1.F); state.clicked || !strip.at || std::abs(share - *strip.at) > step)
            outbox.run("replay.seek", {id, std::to_string(to.time_since_epoch().count())});
    }
}

}
