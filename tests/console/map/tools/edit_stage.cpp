#include "tests/console/map/tools/edit_stage.h"

#include "tests/console/golden.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace console {

EditStage::EditStage(Language language, int width, int height)
{
    run_.make_demo();
    now_ = *data::parse_time(ConsoleRun::moment());
    data::Store store = data::Store::open(run_.workspace(), data::OpenMode::read_only);
    data::apply(world_, store.load());
    draft_ = std::make_unique<data::Draft>(store.draft_ground(0, now_));
    head_.id = 1;
    head_.name = "spring-road";
    view_ = std::make_unique<DraftView>(DraftView{.draft = *draft_, .head = head_, .steps = steps_});
    Session session;
    session.layout = Layout::editor;
    session.editor.draft = head_.name;
    session.reduced_motion = true;
    // What moves and what lies over the borders in the demo.
    for (const char* layer : {"cameras", "wedges", "incidents"})
        session.map.hidden.insert(layer);
    stage_ = std::make_unique<MapStage>(world_, session, language, width, height);
    stage_->panel().set_bare(false);
    stage_->set_draft(view_.get());
    text_.set_language(language);
}

void EditStage::show(const geo::LonLatBox& box)
{
    stage_->panel().show(box);
    ASSERT_TRUE(stage_->draw_until_settled(now_, longest_settling));
}

void EditStage::frame(std::span<const InputEvent> events)
{
    stage_->draw(now_, 1.f / 60, events);
    const std::vector<Command> commands = stage_->commands();
    for (const Command& command : commands)
        carry_out(command);
}

void EditStage::carry_out(const Command& command)
{
    if (command.name == "draft.do") {
        done.push_back(command.arguments.at(0));
        const auto op = data::parse_draft_op(command.arguments[0]);
        ASSERT_TRUE(std::holds_alternative<data::DraftOp>(op)) << command.arguments[0];
        data::OpOutcome outcome = draft_->perform(std::get<data::DraftOp>(op));
        if (auto* refused = std::get_if<data::RefusedOp>(&outcome))
            view_->refused = *refused, ++view_->refusals;
        ++view_->revision;
    } else if (command.name == "editor.select") {
        editor().selected.clear();
        for (const std::string& word : command.arguments)
            if (word != "none")
                editor().selected.insert(static_cast<geo::FaceId>(std::stoul(word)));
    } else if (command.name == "menu.about" || command.name == "form.open") {
        asked.push_back(command);
    } else if (command.name.starts_with("edit.")) {
        CommandContext context{world_, stage_->session(), services_, text_, now_};
        ASSERT_TRUE(run_command(context, command)) << command.name;
    }
}

void EditStage::key(int code, Modifiers modifiers)
{
    for (const bool down : {true, false}) {
        InputEvent event;
        event.kind = InputEvent::Kind::key;
        event.code = code;
        event.down = down;
        event.modifiers = modifiers;
        frame(std::span(&event, 1));
    }
    frame();
}

void EditStage::move(geo::LonLat place)
{
    const ScreenPoint at = screen_from_lonlat(viewport(), place);
    InputEvent event;
    event.kind = InputEvent::Kind::move;
    event.x = at.x, event.y = at.y;
    frame(std::span(&event, 1));
    frame();
}

void EditStage::click(geo::LonLat place, Modifiers, int button)
{
    move(place);
    for (const bool down : {true, false}) {
        InputEvent event;
        event.kind = InputEvent::Kind::button;
        event.code = button;
        event.down = down;
        frame(std::span(&event, 1));
    }
    frame();
}

void EditStage::drag(std::span<const geo::LonLat> places, int held_key)
{
    const auto press = [&](InputEvent::Kind kind, int code, bool down) {
        InputEvent event;
        event.kind = kind;
        event.code = code;
        event.down = down;
        frame(std::span(&event, 1));
    };
    move(places.front());
    if (held_key != 0)
        press(InputEvent::Kind::key, held_key, true);
    press(InputEvent::Kind::button, 0, true);
    for (const geo::LonLat place : places.subspan(1))
        move(place);
    press(InputEvent::Kind::button, 0, false);
    if (held_key != 0)
        press(InputEvent::Kind::key, held_key, false);
    frame();
}

void EditStage::compare(const std::string& name)
{
    ASSERT_TRUE(stage_->draw_until_settled(now_, longest_settling));
    const std::string path = run_.folder() + "/" + name + ".png";
    save_png(stage_->picture(), path);
    compare_golden(path);
}

std::vector<geo::FaceId> EditStage::grids(std::size_t neighbours)
{
    geo::LonLatBox all;
    std::vector<geo::FaceId> faces;
    const data::DraftVersion& version = draft_->version();
    for (geo::FaceId face = 0; face < version.map.face_slots(); ++face)
        if (version.grid(face)) {
            all.add(box(face));
            const auto around = version.map.neighbours(face);
            if (around.size() >= neighbours && std::ranges::find(around, geo::no_face) == around.end())
                faces.push_back(face);
        }
    const auto distance = [&](geo::FaceId face) {
        const geo::LonLatBox b = box(face);
        return std::hypot(b.west + b.east - all.west - all.east, b.south + b.north - all.south - all.north);
    };
    std::ranges::stable_sort(faces, {}, distance);
    return faces;
}

} // namespace console
