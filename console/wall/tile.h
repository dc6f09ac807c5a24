#pragma once
// A tile of the wall or a picture of the case: docs/SCREENS.md, "Tile". The only code that draws a video texture, and it takes the
// texture with its state: make_tile() says in words and signs what the picture is worth, draw_tile() shows it. UI thread.

#include "console/frame/frame_painter.h"
#include "console/frame/view.h"
#include "console/look/signs.h"
#include "console/wall/picture_place.h"
#include "console/wall/replay_strip.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace console {

/// How much of itself a tile of this height shows.
enum class TileSize { large, medium, small, bare };
TileSize tile_size(float logical_height);

/// What all tiles of a wall have in common, as its smallest has room for: one size of letters, one gutter, one caption. Window pixels.
struct TileMeasures {
    TileSize size = TileSize::large;
    float gutter = 0, caption = 0;
    std::string widest = "0000";          // a number with as many figures as the longest on the wall
};
TileMeasures tile_measures(Rect smallest, float scale);

struct TileInput {
    const data::Camera* camera = nullptr; // null: an empty tile
    Picture picture;
    int number = 0;                       // of the tile itself: shown when empty, and as a mark when `is_marked`
    bool is_marked = false;               // the map shows this tile's number at its camera
    bool focused = false, locked = false, fill = false;
    bool is_on_wall = false;              // one of many: says how to fill it only when focused
    std::string note;                     // second line of the caption: why this camera ("38 m, faces it")
    std::optional<data::Severity> hot;    // the incident it is here for; its shape stands before the note
    std::vector<std::string> band;        // what its band says: the incident's number, then what may give way, the last one first; none: the note
    std::string typed;                    // digits typed for this tile, waiting for Enter
    std::vector<Rect> masks;              // parts of 1 × 1 that nobody may see
    TileZoom zoom;
    bool is_hot_tile = false;             // grave incidents may appear here
    std::size_t hot_waiting = 0;          // how many would
    std::string mask_right;               // no right: which role may
    bool is_drawn_on = false;             // a privacy mask is being drawn on it
    std::optional<TileMeasures> measures; // of the wall it is one of many of; none: its own
};

/// Everything a tile says, decided without drawing it.
struct TileModel {
    data::CameraId camera;
    TextureId texture = 0;
    std::uint64_t content = 0;            // Picture::mark
    bool is_straight = false;             // the heartbeat is not this frame's to draw
    float texture_width = 0, texture_height = 0;
    float picture_alpha = 1;              // below 1: an old picture, greyed
    bool veiled = false;                  // hatch and veil: not what is happening now
    bool dashed = false, solid = false, double_frame = false;
    bool is_live = false;                 // the picture may be trusted as now

    std::optional<Sign> sign;
    int steps = 0;                        // of the connecting ring
    int mark = 0;                         // the number the map shows at the camera; 0: none
    std::string number;                   // "0217"
    std::string age;                      // gutter: "12 s", "+1.8 s", "1/5"
    std::string brief;                    // the state's name, for where the word does not fit; empty: live
    std::string word;                     // "frozen for 12 s", "password refused"
    bool word_across = false;             // across the picture's place; otherwise in the caption
    std::string cause;                    // below the word, why
    std::string name, note;
    std::optional<data::Severity> hot;
    std::vector<std::string> band;        // as TileInput has it, and how many wait
    std::string time;                     // recorded: when the picture was taken, large
    std::optional<ReplayStrip> replay;    // below the picture
    int heartbeat = -1;                   // position of the dot, 0 to 9; −1: none
    bool focused = false, locked = false, fill = false, empty = false;
    std::vector<Rect> masks;
    TileZoom zoom;
    video::PicturePart part;              // what of the whole picture the texture holds
    bool is_drawn_on = false;
    std::optional<TileMeasures> measures;
    std::optional<data::TimePoint> changes_at; // when a figure on it changes by itself
};

/// Local time of the city in words, as clock_text() has it.
using ClockOf = std::function<std::string(data::TimePoint)>;

TileModel make_tile(const TileInput& input, const Texts& text, data::TimePoint now, const ClockOf& clock);

/// Where the picture of this aspect goes inside a tile, and the gutter and caption it leaves. Window pixels.
struct TileLayout {
    Rect gutter, picture_box, picture, strip, caption; // strip: of a replay, between picture and caption
};
TileLayout tile_layout(Rect box, float aspect, bool fill, float scale, bool two_lines, bool has_strip = false, const TileMeasures* measures = nullptr);
/// Of a tile as draw_tile() shows it: with the picture in the texture's own size where that is but a rounding away.
TileLayout layout_of(const TileModel& model, Rect box, const View& view);
TileSize size_of(const TileModel& model, Rect box, const View& view);

/// Of the parts as many as fit, each of them whole: the first one if any, the others as long as they find room.
std::string band_words(const std::vector<std::string>& parts, const std::function<bool(const std::string&)>& fits);

/// Nothing lies on the picture but a frame along its edge.
bool is_plain(const TileModel& model);

/// The box that a tile's picture has at most, for WantedPicture.
Rect picture_box(const View& view, const TileModel& model, Rect box);

/// Where draw_tile() puts which part of the camera's picture.
PicturePlace picture_place(const View& view, const TileModel& model, Rect box);

/// Before the tile's own area, where it is a replay: what the mouse does on its strip. `name`: of the tile.
void offer_replay(const FramePainter& painter, Outbox& outbox, const TileModel& model, Rect box, const std::string& name);

void draw_tile(const FramePainter& painter, const TileModel& model, Rect box);

}
