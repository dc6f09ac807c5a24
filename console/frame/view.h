#pragma once
// What a panel gets to draw one frame, and what it may leave behind. Drawing changes nothing else.

#include "console/frame/command.h"
#include "console/look/glyphs.h"
#include "console/look/look.h"
#include "console/look/palette.h"
#include "console/names.h"
#include "console/seat/session.h"
#include "console/text/text.h"
#include "console/window/damage.h"
#include "console/window/texture_id.h"
#include "video/past/replay.h"
#include "video/stream/state.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace console {

class Scheduler;
struct Sights;
struct Places;
struct LogBook;
struct Still;
struct DraftView;
struct EditionView;
struct MapSheet;

/// How much of a stream is decoded: the decode budget decides.
enum class PictureRate { full, reduced, key_frames };

/// A camera's newest picture never comes without its state.
struct Picture {
    video::Status status;
    TextureId texture = 0;      // 0: no picture yet
    int width = 0, height = 0;  // of the texture
    video::PicturePart part;    // what of the whole picture it is
    std::uint64_t serial = 0;   // steps with every new picture (the heartbeat)
    double rate = 0;            // pictures shown a second
    PictureRate picture_rate = PictureRate::full;
    bool is_sub = false;        // of the camera's smaller stream
    bool is_masked = false;     // parts of it are covered
    std::uint64_t mark = 0;     // steps when the texture has to be drawn anew
    bool is_straight = false;   // new pictures reach the screen without a frame of the interface (TilePresenter)
    std::uint64_t dropped = 0;  // pictures that were decoded and never shown
    std::size_t kept_bytes = 0; // of its last seconds, in memory
    double kept_s = 0;          // how many of them
    bool is_guarded = false;    // stays connected unseen; its last minutes are on disk
    std::shared_ptr<const video::ReplayStatus> replay; // by the console's clock; null: none
    video::SystemTime shown_arrived; // when the packet of the picture shown came in, by the computer's clock
};

/// Where a frame of the interface drew a camera's picture; whole window pixels.
struct PlacedTile {
    data::CameraId camera;
    PixelBox picture;            // the texture's place, in its own size
    PixelBox visible;            // what of it is not under a frame
    PixelBox beat;               // of the heartbeat; empty: none
    int line_height = 2, dot_width = 6;
    Rgba ground = 0, line = 0, dot = 0; // colours of the heartbeat
    bool is_plain = false;       // nothing is drawn over the picture
    unsigned window = 0;         // ImGui's number of the window it lies in
    int surface = 0;             // of the seat's windows; the presenter says which
};

/// Pictures of the cameras wanted in the last frame; UI thread.
class Pictures {
public:
    virtual ~Pictures() = default;
    virtual Picture picture(data::CameraId camera) const = 0;   // never_asked when not running
    /// The last picture of a camera, kept small, with its time; null: none. Until the next frame (stills.h).
    virtual const Still* still(data::CameraId) const { return nullptr; }
};

/// What the screen would like next; services compare it with what runs.
struct WantedPicture {
    data::CameraId camera;
    int width = 0, height = 0;  // pixels of the place for the picture
    bool focused = false;
    std::string where;          // "wall 3", "case 1": window and tile, for the session log
    std::string why;            // "number", "incident 4471", …
    bool fill = false;          // it covers its place, cut at two sides
    bool unmasked = false;      // this seat may see what is masked, for a while
    float zoom = 1;             // the tile shows a part of it so much larger
    bool is_prefetch = false;   // nobody sees it yet
    std::optional<ReplayState> replay = {}; // its past is wanted, not what is now
};

struct Wanted {
    std::vector<WantedPicture> pictures;
    std::vector<data::IncidentId> histories;
    std::optional<std::pair<std::size_t, std::size_t>> log_rows; // first and last row of the session log on the screen
    std::shared_ptr<const MapSheet> sheet;      // the map as it is to be written (console/map/sheet)
    std::optional<data::TimePoint> redraw_at;   // earliest instant at which something on screen changes by itself
    void redraw_by(data::TimePoint t) { redraw_at = redraw_at ? std::min(*redraw_at, t) : t; }
};

struct Outbox {
    std::vector<Command> commands;
    Wanted wanted;
    void run(std::string name, std::vector<std::string> arguments = {})
    {
        commands.push_back({std::move(name), std::move(arguments)});
    }
};

/// Figures of the frame loop for F12 and probes.
struct Figures {
    double frame_ms = 0, frame_ms_p99 = 0;
    std::size_t streams_wanted = 0, streams_running = 0, pictures_shown = 0, still_or_delayed = 0, not_live = 0, archive_waiting = 0, tile_queue = 0, slow_queue = 0;
    std::size_t past_bytes = 0, past_limit = 0; // memory of what was seen last, of all cameras
    std::size_t guarded = 0, disk_bytes = 0, disk_limit = 0; // the guard list and its last minutes on disk
    std::size_t roll_call_cameras = 0, roll_call_asked = 0; // how many are asked in turn; 0: it is off. Answers so far
    std::size_t stills = 0, stills_bytes = 0, stills_most = 0; // small last pictures in memory
    data::TimePoint oldest_still;      // the epoch: there is none
    std::string renderer;       // GL_RENDERER
    bool importing = false;     // files are being read: the strip offers to cancel
    std::vector<std::string> tasks; // "import baltimore.osm.pbf 40 %"
};

struct View : Look {
    const data::World& world;
    const Session& session;
    const Pictures& pictures;
    const Figures& figures;
    data::TimePoint now;
    Scheduler* background = nullptr; // for panels that prepare pictures (map tiles); null: they wait
    const Sights* sights = nullptr;  // what cameras see; null until it is prepared
    std::vector<PlacedTile>* placed = nullptr; // where pictures were drawn, for the presenter; null: nobody asks
    const Places* places = nullptr;  // search and addresses (place_book.h)
    const LogBook* log = nullptr;    // the session log as far as it was read (log_book.h)
    const DraftView* draft = nullptr; // that is open in the editor (draft_view.h); null: none
    const EditionView* edition = nullptr; // that the editor shows in its place (edition_view.h); null: none
    data::RunningTime running = {};  // for how long something lasts; `now` is for what is shown and written
};

/// "+08:00" of the workspace; zero when it has none.
/// Local time is UTC plus this at an instant.
std::chrono::minutes utc_offset(const data::WorkspaceInfo& workspace, data::TimePoint at);
/// Local time of the city: "02:14:37", "2026-11-24".
std::string clock_text(const View& view, data::TimePoint t);
/// The same, with its date where that is not today's: "11-29 23:50:12", "2025-11-29 23:50:12".
std::string moment_text(const View& view, data::TimePoint t);
/// Up to the minute.
std::string minute_text(const View& view, data::TimePoint t);
std::string date_text(const View& view, data::TimePoint t);

}
