#pragma once
// Plays a drive script: acts through the hand, waits for state and never for time, checks what probes say. UI thread, between
// frames.

#include "console/drive/hand.h"
#include "console/drive/script.h"
#include "console/frame/view.h"
#include "console/work/clock.h"

#include <memory>
#include <optional>

namespace console {

struct DriveContext {
    const data::World& world;
    Session& session;
    const Pictures& pictures;
    const Figures& figures;
    const Names& names;
    Surface& surface;
    AppClock& clock;
    Services services;
    const Texts& text;
    std::uint64_t frame_count = 0;
    bool is_settled = false;      // no input waits, no frame is due
    const Sights* sights = nullptr;
    std::size_t windows = 1;      // of the seat
    int frames_wanted = 0;        // out: frames the script wants drawn
    const DraftView* draft = nullptr; // that is open in the editor
    const EditionView* edition = nullptr; // that the editor shows
    float scale = 1;                  // window pixels per logical pixel
};

class Drive {
public:
    enum class State { playing, finished, failed };

    /// `file` may be the name of an embedded script ("tour"). With `real_events` the characters of its `type` lines are put on
    /// spare keys: to be made before the window. Throws Error.
    static std::unique_ptr<Drive> load(const std::string& file, bool real_events);

    /// Before anything happens: a script that begins with set-now has that time from the start, however long starting takes.
    void begin(AppClock& clock) const;
    State step(DriveContext& context);
    /// "FILE:LINE: what was expected, what is"; or a line for each screen with something wrong on it.
    const std::string& failure() const { return failure_; }
    /// "slow 60": every frame takes at least this long, as on a weak machine.
    std::chrono::milliseconds least_frame() const { return least_frame_; }
    /// "window 2": which of the seat's windows the script acts in and looks at, from 0.
    std::size_t window() const { return window_; }

    /// "measure NAME [WIDGET]": what is being measured now, and what it waits for; "none": nothing is.
    struct Measured {
        std::string name, widget;
        int serial = 0;
    };
    const Measured& measured() const { return measured_; }

private:
    using Steady = std::chrono::steady_clock;
    enum class Outcome { done, again, failed };

    Outcome play(const DriveStep& step, DriveContext& context);
    Outcome check(const DriveStep& step, DriveContext& context);
    Outcome use_mouse(const DriveStep& step, DriveContext& context);
    Outcome shoot(const DriveStep& step, DriveContext& context);
    void look(const DriveStep& step, const DriveContext& context);
    Outcome fail(std::string why);
    Hand& hand(DriveContext& context);

    std::string file_;
    std::vector<DriveStep> steps_;
    std::size_t next_ = 0;
    std::unique_ptr<Hand> hand_;
    std::optional<Steady::time_point> began_; // the current step
    int rests_ = 0;                           // rounds since the last action
    std::uint64_t shot_frame_ = 0;
    std::string failure_;
    std::string seen_;                        // what was wrong wherever the script looked; empty: nothing
    std::size_t window_ = 0;
    std::chrono::milliseconds least_frame_{0};
    Measured measured_;
};

/// Of a file, or of an embedded script ("tour"). Throws Error.
std::string script_text(const std::string& file);
/// What a probe of probe_table.cpp says now; empty when there is none of that name. `reason` then says so.
std::optional<std::string> read_probe(const DriveContext& context, const std::string& name);
std::vector<std::string> probe_names();
/// The pixel in the middle of a named widget, or of a coordinate on the map ("map@114.3,30.6").
std::optional<std::pair<float, float>> find_place(const DriveContext& context, const std::string& name);

}
