#pragma once
// The strip below a replayed picture: play or pause, speed, the stretch that can be reached with what there is of it, and the way back
// to live. Never over the picture. Its state is made with the tile's; UI thread.

#include "console/frame/frame_painter.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace console {

struct ReplayStrip {
    data::TimePoint from, to;
    std::vector<std::pair<float, float>> spans; // what there is, 0 to 1 of the stretch
    std::optional<float> at;                    // where the picture stands
    bool is_playing = false;
    std::string speed;                          // "×1", "×¼"
};

ReplayStrip make_replay_strip(const video::ReplayStatus& status);
/// "×¼", "×½", "×1" … "×8".
std::string speed_text(double speed);

void draw_replay_strip(const FramePainter& painter, const ReplayStrip& strip, Rect box);
/// What the mouse does there becomes commands. Before the tile's own area: the first one under the pointer has it. `name`: of the
/// tile; the parts are NAME.play, NAME.speed, NAME.track and NAME.live.
void offer_replay_strip(const FramePainter& painter, Outbox& outbox, const ReplayStrip& strip, data::CameraId camera, const std::string& name, Rect box);

}
