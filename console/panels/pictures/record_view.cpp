#include "console/panels/pictures/record_view.h"

#include "console/frame/command_button.h"
#include "console/frame/copy_text.h"
#include "console/text/camera_words.h"
#include "console/text/counts.h"
#include "console/wall/camera_drag.h"
#include "console/wall/mask_overlay.h"
#include "console/wall/tile.h"
#include "data/records/camera_url.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace console {
namespace {

constexpr float record_margin = 12, record_row_height = 28;

struct RecordRow {
    const char* key;
    std::string value;
};

/// Rows scroll where the record is read beside something else.
void draw_rows(const FramePainter& p, Outbox& outbox, Rect box, const std::vector<RecordRow>& rows)
{
    draw_rows(p, "record.rows", box, static_cast<int>(rows.size()), p.px(record_row_height), [&](const FramePainter& inside, int i, Rect at) {
        const RecordRow& row = rows[static_cast<std::size_t>(i)];
        Rect line = inset(at, inside.px(record_margin), 0);
        inside.text(cut_left(line, std::min(inside.px(140), line.width * 0.34F)), inside.view().text(row.key), {FontSize::secondary, Colour::secondary});
        if (row.value.empty())
            inside.text(line, "–", {FontSize::body, Colour::secondary});
        else
            draw_copy_text(inside, outbox, row.key, line, row.value, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        inside.horizontal(at.x, at.x + at.width, at.y + at.height - std::max(1.F, inside.px(1)));
    });
}

std::string metres(std::optional<double> value) { return value ? fmt::format("{:g} m", *value) : std::string(); }
std::string degrees(std::optional<double> value) { return value ? fmt::format("{:g}°", *value) : std::string(); }

void draw_title(const FramePainter& p, Outbox& outbox, Rect box, std::string_view number, std::string_view title, std::string_view detail)
{
    Rect inner = inset(box, p.px(record_margin), p.px(10));
    Rect line = cut_top(inner, p.px(32));
    if (!number.empty()) {
        const float wide = draw_copy_text(p, outbox, "record.number", line, number, {FontSize::title, Colour::secondary});
        cut_left(line, wide + p.px(record_margin));
    }
    draw_copy_text(p, outbox, "record.title", line, title, {FontSize::title, Colour::text, Align::left, Shorten::middle});
    draw_copy_text(p, outbox, "record.detail", cut_top(inner, p.px(24)), detail, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
}

void draw_picture(const FramePainter& p, Outbox& outbox, Rect tile, const data::Camera& camera, const TileInput& input)
{
    const View& view = p.view();
    const TileModel model = make_tile(input, view.text, view.now, [&](data::TimePoint t) { return moment_text(view, t); });
    const Rect most = picture_box(view, model, tile);
    outbox.wanted.pictures.push_back({.camera = camera.id,
                                      .width = static_cast<int>(most.width),
                                      .height = static_cast<int>(most.height),
                                      .where = "record",
                                      .why = "selected",
                                      .replay = replay_of(view.session, camera.id)});
    if (model.changes_at)
        outbox.wanted.redraw_by(*model.changes_at);
    offer_replay(p, outbox, model, tile, "record.picture");
    const AreaState state = p.area("record.picture", tile);
    if (!input.is_drawn_on)
        offer_camera_drag(camera, p);
    draw_tile(p, model, tile);
    draw_mask_overlay(p, outbox, model, tile, state);
}

}

void draw_camera_record(const FramePainter& p, Outbox& outbox, Rect box, const data::Camera& camera, bool has_picture)
{
    const View& view = p.view();
    const Texts& text = view.text;
    draw_title(p, outbox, cut_top(box, p.px(76)), fmt::format("{:04}", camera.number), camera.name, camera.address);
    Rect actions = inset(cut_top(box, p.px(44)), p.px(record_margin), p.px(6));
    const std::string id = std::to_string(camera.id.value);
    std::vector<RowButton> buttons{{"camera.to_wall", text("record.to_wall"), "camera.open", {id, "record"}},
                                   {"camera.zoom_to", text("case.zoom"), "camera.zoom"},
                                   {"camera.retry_now", text("record.retry"), "camera.retry", {id}}};
    if (data::is_dialled(camera))
        buttons.push_back({"camera.diary", text("diary.title"), "camera.diary", {id}});
    const float others = std::accumulate(buttons.begin(), buttons.end(), 0.F, [&](float sum, const RowButton& button) { return sum + p.button_width(button.label, key_of(button.command)) + p.px(8); });
    if (actions.width - others >= p.button_width(text("record.mask"), key_of("mask.draw")))
        buttons.push_back({"camera.draw_mask", text("record.mask"), "mask.draw", {id}});
    command_row(p, outbox, actions, std::move(buttons));

    TileInput input;
    input.camera = &camera;
    input.is_drawn_on = is_mask_drawn_on(view.session, camera.id);
    input.picture = view.pictures.picture(camera.id);
    if (has_picture)
        draw_picture(p, outbox, cut_top(box, std::min(p.px(300), std::floor(box.height / 2))), camera, input);
    static constexpr std::array kinds{"camera_kind.fixed", "camera_kind.dome", "camera_kind.half_dome", "camera_kind.ptz", "camera_kind.indoor"};
    static constexpr std::array states{"camera_status.in_use", "camera_status.in_repair", "camera_status.removed"};
    const data::Grid* grid = view.world.grids->find(camera.grid);
    draw_rows(p, outbox, box,
              {{"record.code", camera.code},
               {"record.kind", text(kinds[static_cast<std::size_t>(camera.kind)])},
               {"record.status", text(states[static_cast<std::size_t>(camera.status)])},
               {"record.owner", camera.owner},
               {"record.grid", grid ? grid->name : std::string()},
               {"record.direction", degrees(camera.azimuth_deg)},
               {"record.view_angle", degrees(camera.hfov_deg)},
               {"record.height", metres(camera.height_m)},
               {"record.range", metres(camera.range_m)},
               {"record.resolution", camera.resolution + (camera.codec.empty() ? "" : " " + camera.codec)},
               {"record.kept", camera.storage_days ? text.format("record.days", {std::to_string(*camera.storage_days)}) : std::string()},
               {"record.condition", condition_words(view.world, camera.id, text, view.now)},
               {"record.guarded", text(input.picture.is_guarded ? "record.guarded_yes" : "record.guarded_no")},
               {"record.in_memory", input.picture.kept_s > 0 ? text.format("record.in_memory_is", {fmt::format("{:.0f}", input.picture.kept_s),
                                                                                                    fmt::format("{:.1f}", static_cast<double>(input.picture.kept_bytes) / (1 << 20))})
                                                             : std::string()},
               {"record.maintained_by", camera.maintained_by}});
}

void draw_grid_record(const FramePainter& p, Outbox& outbox, Rect box, const data::Grid& grid)
{
    const View& view = p.view();
    const Texts& text = view.text;
    std::string path;
    for (const data::Grid* above : data::grid_path(view.world, grid.id))
        if (above->id != grid.id)
            path = above->name + (path.empty() ? "" : " › ") + path;
    draw_title(p, outbox, cut_top(box, p.px(76)), {}, grid.name, path);
    const data::Unit* unit = data::responsible_unit(view.world, grid.id);
    const std::string level = std::string("level.") + data::level_names[static_cast<std::size_t>(grid.level)];
    draw_rows(p, outbox, box,
              {{"record.code", grid.code},
               {"record.level", text(level)},
               {"record.households", grid.households ? std::to_string(*grid.households) : std::string()},
               {"record.residents", grid.residents ? std::to_string(*grid.residents) : std::string()},
               {"record.area", grid.area_m2 >= 1e6 ? fmt::format("{:.2f} km²", grid.area_m2 / 1e6) : fmt::format("{:.0f} m²", grid.area_m2)},
               {"record.valid_from", grid.valid_from ? date_text(view, *grid.valid_from) : std::string()},
               {"record.unit", unit ? unit->name : std::string()},
               {"record.phone", unit ? unit->duty_phone : std::string()},
               {"record.remark", grid.remark}});
}

}
