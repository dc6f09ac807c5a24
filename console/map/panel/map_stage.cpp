#include "console/map/panel/map_stage.h"

#include "console/look/style.h"

#include <epoxy/gl.h>
#include <imgui.h>

namespace console {

class MapStage::NoPictures final : public Pictures {
public:
    Picture picture(data::CameraId) const override { return {}; }
};

MapStage::MapStage(const data::World& world, Session session, Language language, int width, int height)
    : world_(world), session_(std::move(session)), palette_(session_.theme), surface_(make_offscreen({.width = width, .height = height})),
      imgui_(*surface_, glyphs_), scheduler_([this] { surface_->wake(); }), pictures_(std::make_unique<NoPictures>())
{
    text_.set_language(language);
    glyphs_.build(session_.scale);
    set_style(palette_, session_.scale);
    panel_.set_bare(true);
}

MapStage::~MapStage() = default;

void MapStage::draw(data::TimePoint now, float seconds, std::span<const InputEvent> events)
{
    scheduler_.deliver();
    imgui_.begin_frame(events, seconds);
    names_.clear();
    outbox_ = {};
    View view{{text_, palette_, glyphs_, names_, session_.scale}, world_, session_, *pictures_, figures_, now, &scheduler_};
    view.draft = draft_;
    view.edition = edition_;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({static_cast<float>(surface_->width()), static_cast<float>(surface_->height())});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
    ImGui::Begin("map", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar(2);
    panel_.draw(view, outbox_);
    ImGui::End();
    for (const Command& command : outbox_.commands)
        if (command.name == "map.move" || command.name == "map.go")
            session_.map.view = {{std::stod(command.arguments[0]), std::stod(command.arguments[1])}, std::stod(command.arguments[2])};
    surface_->bind();
    glViewport(0, 0, surface_->width(), surface_->height());
    imgui_.end_frame(palette_[Colour::ground]);
    surface_->present({});
    if (glyphs_.has_unseen())
        glyphs_.grow();
}

void MapStage::finish()
{
    glFinish();
}

bool MapStage::draw_until_settled(data::TimePoint now, std::chrono::milliseconds limit)
{
    const auto give_up = std::chrono::steady_clock::now() + limit;
    // The second settled frame has the characters that the first one asked for.
    for (int settled = 0; settled < 2;) {
        draw(now);
        settled = panel_.is_settled() || panel_.has_nothing() ? settled + 1 : 0;
        if (std::chrono::steady_clock::now() > give_up)
            return false;
        // Woken by every task that ends; the limit is for a wake-up that came just before.
        if (settled == 0 && !panel_.wants_frame())
            surface_->wait(std::chrono::milliseconds(100));
    }
    return true;
}

PixelImage MapStage::picture()
{
    return readback(surface_->width(), surface_->height());
}

}
