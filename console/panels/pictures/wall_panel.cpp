#include "console/panels/panels.h"
#include "console/wall/camera_drag.h"
#include "console/wall/hot_tiles.h"
#include "console/wall/mask_overlay.h"
#include "console/wall/places.h"
#include "console/wall/tile.h"
#include "console/wall/tile_buttons.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

/// "incident 4471" as the incident meant; null for every other reason.
const data::Incident* incident_of(const data::World& world, const std::string& why)
{
    constexpr std::string_view prefix = "incident ";
    if (!why.starts_with(prefix))
        return nullptr;
    const std::string_view number = std::string_view(why).substr(prefix.size());
    for (const data::Incident& incident : world.incidents.rows)
        if (incident.number == number)
            return &incident;
    return nullptr;
}

std::vector<std::string> hot_step_words(const HotStep& step)
{
    std::vector<std::string> words{std::to_string(step.tile + 1), std::to_string(step.incident.value), std::to_string(step.camera.value)};
    if (step.is_further)
        words.emplace_back("further");
    return words;
}

/// Where along the tile the pointer is, 0 to 1.
std::string pointer_share(float at, float from, float length) { return fmt::format("{:.3f}", std::clamp((at - from) / std::max(length, 1.F), 0.F, 1.F)); }

/// The tiles of wall_places(). A tile keeps its picture until the operator replaces it: by number, by dropping a camera, by double click.
class WallPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const FramePainter p(view);
        const Rect box = window_box();
        p.fill(box, Colour::ground);
        const WallState& wall = view.session.wall;
        const std::vector<Rect> places = wall_places(wall.tiles_shown, box, p.px(2));
        follow_hot(view, outbox);
        measures_ = measures_of(view, places);
        for (std::size_t i = 0; i < places.size(); ++i)
            if (!wall.is_enlarged || wall.focused == static_cast<int>(i))
                draw_one(p, outbox, i, wall.is_enlarged ? box : places[i]);
            else if (const data::CameraId camera = wall.tiles[i].camera) // connected: back with its next key frame
                outbox.wanted.pictures.push_back({.camera = camera, .where = "prefetch", .why = "enlarged", .is_prefetch = true});
        if (wall.tour)
            follow_tour(view, outbox, *wall.tour);
    }

private:
    /// Letters, gutters and captions are those that the smallest tile has room for; empty: one tile alone has its own.
    static std::optional<TileMeasures> measures_of(const View& view, const std::vector<Rect>& places)
    {
        const WallState& wall = view.session.wall;
        if (wall.is_enlarged || places.size() < 2)
            return std::nullopt;
        Rect smallest = places.front();
        int longest = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            smallest.width = std::min(smallest.width, places[i].width);
            smallest.height = std::min(smallest.height, places[i].height);
            if (const data::Camera* camera = view.world.cameras->find(wall.tiles[i].camera))
                longest = std::max(longest, camera->number);
        }
        TileMeasures measures = tile_measures(smallest, view.scale);
        measures.widest.assign(fmt::format("{:04}", longest).size(), '0');
        return measures;
    }

    /// Asks for the next incident of the hot tiles when its turn has come.
    void follow_hot(const View& view, Outbox& outbox)
    {
        const WallState& wall = view.session.wall;
        waiting_.clear();
        if (std::ranges::none_of(wall.tiles, &WallTile::is_hot))
            return;
        if (revision_ != view.world.incidents_revision || sights_ != view.sights) {
            revision_ = view.world.incidents_revision;
            sights_ = view.sights;
            candidates_ = make_hot_candidates(view.world, view.sights);
        }
        waiting_ = hot_waiting(candidates_, view.session);
        if (const auto step = next_hot_step(candidates_, waiting_, view.world, view.session, view.now))
            outbox.run("wall.hot_step", hot_step_words(*step));
        else if (const auto next = next_hot_time(waiting_, wall))
            outbox.wanted.redraw_by(*next);
        view.names.say("wall.hot_waiting", std::to_string(waiting_.size()));
    }

    /// Steps when the next camera answers; asks it a little earlier; goes past one that does not.
    static void follow_tour(const View& view, Outbox& outbox, const TourState& tour)
    {
        if (tour.held)
            return;
        const data::Camera* next = data::find_camera_by_number(view.world, tour.numbers[tour.coming()]);
        constexpr auto prefetch = std::chrono::seconds(4);
        if (next && view.now >= tour.next_at - prefetch)
            outbox.wanted.pictures.push_back({.camera = next->id, .width = 160, .height = 90, .where = "prefetch", .why = "tour", .is_prefetch = true});
        if (view.now < tour.next_at) {
            outbox.wanted.redraw_by(view.now < tour.next_at - prefetch ? tour.next_at - prefetch : tour.next_at);
            return;
        }
        using enum video::State;
        const video::State state = next ? view.pictures.picture(next->id).status.state : never_asked;
        outbox.run(state == live || state == late || state == unchanged || state == too_dark || state == still || state == delayed || state == recorded ? "wall.tour_step" : "wall.tour_skip");
    }

    void draw_one(const FramePainter& p, Outbox& outbox, std::size_t index, Rect box) const
    {
        const View& view = p.view();
        const WallState& wall = view.session.wall;
        const WallTile& tile = wall.tiles[index];
        const std::string number = std::to_string(index + 1);
        TileInput input;
        input.camera = view.world.cameras->find(tile.camera);
        input.number = static_cast<int>(index) + 1;
        input.focused = wall.focused == static_cast<int>(index);
        input.is_on_wall = wall.tiles_shown > 1;
        input.locked = tile.locked || wall.locked;
        input.zoom = tile.zoom;
        input.fill = wall.fill;
        input.is_hot_tile = tile.is_hot;
        input.hot_waiting = waiting_.size();
        input.typed = input.focused ? view.session.typed_digits : std::string();
        input.is_drawn_on = is_mask_drawn_on(view.session, tile.camera);
        input.measures = measures_;
        if (input.camera) {
            input.picture = view.pictures.picture(tile.camera);
            if (const data::Incident* incident = incident_of(view.world, tile.why)) {
                input.hot = incident->severity;
                input.band = {"#" + incident->number, incident->title, incident->place};
                input.note = fmt::format("#{} {} · {}", incident->number, incident->title, incident->place);
            }
        }
        const TileModel model = make_tile(input, view.text, view.now, [&](data::TimePoint t) { return moment_text(view, t); });
        if (input.camera) {
            const Rect most = picture_box(view, model, box);
            const auto lifted = view.session.lifted_masks.find(tile.camera);
            outbox.wanted.pictures.push_back({.camera = tile.camera,
                                              .width = static_cast<int>(most.width),
                                              .height = static_cast<int>(most.height),
                                              .focused = input.focused,
                                              .where = "wall " + number,
                                              .why = tile.why,
                                              .fill = wall.fill,
                                              .unmasked = lifted != view.session.lifted_masks.end() && view.running < lifted->second,
                                              .zoom = tile.zoom.factor,
                                              .replay = replay_of(view.session, tile.camera)});
        }
        if (model.changes_at)
            outbox.wanted.redraw_by(*model.changes_at);
        offer_replay(p, outbox, model, box, "wall.tile." + number);
        const TileButtons buttons(p, outbox, model, box, "wall.tile." + number, static_cast<int>(index) + 1);
        const AreaState state = p.area("wall.tile." + number, box);
        if (input.camera && !input.is_drawn_on)
            offer_camera_drag(*input.camera, p, static_cast<int>(index) + 1);
        bool is_over = false;
        if (const auto dropped = accept_camera_drop(&is_over))
            take_drop(view, outbox, *dropped, number);
        if (state.clicked || state.right_clicked)
            outbox.run("wall.focus", {number});
        offer_menu(outbox, state, thing::tile, input.camera ? fmt::format("{}  {:04}  {}", number, input.camera->number, input.camera->name) : number,
                   input.camera ? std::vector{std::to_string(input.camera->number)} : std::vector<std::string>());
        if (state.double_clicked && input.camera && !input.is_drawn_on) {
            outbox.run("wall.focus", {number});
            outbox.run("wall.enlarge");
        }
        if (const float wheel = ImGui::GetIO().MouseWheel; state.hovered && input.camera && wheel != 0)
            outbox.run("wall.zoom", {number, fmt::format("{:.3f}", tile.zoom.factor * std::pow(1.25F, wheel)), pointer_share(ImGui::GetMousePos().x, box.x, box.width),
                                     pointer_share(ImGui::GetMousePos().y, box.y, box.height)});
        draw_tile(p, model, box);
        buttons.draw(p);
        draw_mask_overlay(p, outbox, model, box, state);
        if (is_over)
            p.frame(box, Colour::ink, 3);
    }

    /// Several cameras: the first one here, the others into the next free tiles.
    static void take_drop(const View& view, Outbox& outbox, const CameraDrag& dropped, const std::string& number)
    {
        if (dropped.wall_tile > 0)
            return outbox.run("wall.swap", {std::to_string(dropped.wall_tile), number});
        outbox.run("wall.put", {std::to_string(dropped.camera), number, "drag"});
        std::vector<std::string> others;
        for (int i = 0; i < dropped.more; ++i)
            if (const data::Camera* camera = view.world.cameras->find(data::CameraId{dropped.others[static_cast<std::size_t>(i)]}))
                others.push_back(std::to_string(camera->number));
        if (others.empty())
            return;
        outbox.run("wall.focus", {number});
        outbox.run("wall.add", std::move(others));
    }

    std::optional<TileMeasures> measures_;
    std::vector<HotCandidate> candidates_, waiting_;
    std::uint64_t revision_ = ~std::uint64_t{0};
    const Sights* sights_ = nullptr;
};

}

std::unique_ptr<Panel> make_wall_panel() { return std::make_unique<WallPanel>(); }

}
