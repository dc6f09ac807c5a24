#include "console/panels/pictures/gallery.h"

#include <array>
#include <chrono>

namespace console {

using namespace std::chrono_literals;

std::vector<GalleryTile> make_gallery_tiles(const Texts& text, data::TimePoint now)
{
    std::vector<GalleryTile> tiles;
    const auto add = [&](video::State state) -> GalleryTile& {
        GalleryTile tile;
        tile.camera.number = 217 + static_cast<int>(tiles.size()) * 31;
        tile.camera.name = text("gallery.camera_name");
        tile.camera.main_url = "rtsp://192.0.2.1/";
        tile.input.picture.status.state = state;
        tile.input.picture.status.since = now - 12s;
        tile.input.picture.status.last_new_picture = now;
        tile.input.picture.serial = tiles.size() * 3;
        tile.input.number = static_cast<int>(tiles.size()) + 1;
        tiles.push_back(std::move(tile));
        return tiles.back();
    };
    using enum video::State;
    add(live).input.focused = true;
    GalleryTile& reduced = add(live);
    reduced.input.picture.picture_rate = PictureRate::reduced, reduced.input.picture.rate = 5, reduced.input.locked = true;
    reduced.input.masks = {{0.25F, 0.35F, 0.3F, 0.3F}};
    GalleryTile& step = add(connecting);
    step.input.picture.status.step = video::Step::describe;
    GalleryTile& drawn = add(connecting);
    drawn.input.picture.status.cause = video::Cause::being_drawn, drawn.input.picture.status.progress = 0.4, drawn.has_picture = false;
    add(late).input.picture.status.lag = 1800ms;
    GalleryTile& frozen_tile = add(frozen);
    frozen_tile.input.picture.status.cause = video::Cause::repeated_picture, frozen_tile.input.picture.status.last_new_picture = now - 12s;
    add(unchanged);
    add(black).has_picture = false;
    add(no_signal).has_picture = false;
    add(too_dark);
    GalleryTile& still_tile = add(still);
    still_tile.input.picture.status.last_new_picture = now - 12s, still_tile.input.picture.status.asked_every = 5s;
    add(delayed).input.picture.status.lag = 18s;
    GalleryTile& again = add(retrying);
    again.input.picture.status.attempt = 3, again.input.picture.status.next_attempt = now + 8s;
    again.input.picture.status.last_new_picture = now - 5min, again.input.picture.status.cause = video::Cause::no_answer;
    GalleryTile& password = add(refused);
    password.input.picture.status.cause = video::Cause::wrong_password;
    add(no_right).input.mask_right = text("gallery.role");
    add(recorded).input.picture.status.last_new_picture = now - 12h;
    add(never_asked).has_picture = false;
    GalleryTile& near = add(live);
    near.input.is_marked = true, near.input.number = 1, near.input.note = text.format("near.sees", {"38"}) + " · 31 px/m";
    GalleryTile& hot = add(live);
    hot.input.hot = data::Severity::grave, hot.input.band = {"#4471", text("gallery.incident")}, hot.input.note = "#4471 " + std::string(text("gallery.incident"));
    add(never_asked).is_empty = true;
    return tiles;
}

std::vector<QueueRow> make_gallery_rows(const Texts& text)
{
    using enum data::Attention;
    const struct {
        data::Severity severity;
        data::Attention attention;
        data::Lateness lateness;
        float spent;
        const char* time;
        std::string word;
    } samples[] = {{data::Severity::grave, fresh, data::Lateness::on_time, 0.02F, "-01:57", text("attention.fresh")},
                   {data::Severity::serious, seen, data::Lateness::at_risk, 0.82F, "-04:20", text("attention.seen")},
                   {data::Severity::serious, in_hand, data::Lateness::overdue, 1, "+01:12", text.format("attention.post", {"2"})},
                   {data::Severity::ordinary, waiting, data::Lateness::on_time, 0.5F, "-31:00", text("attention.waiting")}};
    std::vector<QueueRow> rows;
    for (const auto& sample : samples)
        rows.push_back({data::IncidentId{static_cast<std::int64_t>(rows.size()) + 1}, sample.severity, sample.attention, sample.lateness, sample.spent, text("gallery.incident"),
                        text("gallery.place"), sample.time, sample.word});
    return rows;
}

}
