#include "console/cli/shot_command.h"

#include "console/app/imgui_host.h"
#include "console/error.h"
#include "console/gl/picture_file.h"
#include "console/gl/surface.h"
#include "console/look/style.h"
#include "console/map/choropleth.h"
#include "console/map/map_panel.h"
#include "console/scheduler.h"
#include "data/store.h"

#include <epoxy/gl.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>

namespace console {

namespace {

constexpr std::array layer_names{"basemap", "grids", "labels", "cameras", "wedges", "incidents", "closed"};
// A raster on a slow disk may take long; for ever would be a hang.
constexpr auto longest_wait = std::chrono::minutes(2);

struct WrongUsage : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class NoPictures final : public Pictures {
public:
    Picture picture(data::CameraId) const override { return {}; }
};

std::optional<geo::LonLatBox> parse_box(const std::string& text)
{
    if (text.empty())
        return {};
    geo::LonLatBox box;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%c", &box.west, &box.south, &box.east, &box.north, &rest) != 4 || box.is_empty() ||
        box.west < -180 || box.east > 180 || box.south < -90 || box.north > 90)
        throw WrongUsage(fmt::format("--bbox {}: four degrees are wanted, W,S,E,N", text));
    return box;
}

std::pair<int, int> parse_size(const std::string& text)
{
    int width = 1920, height = 1080;
    char rest = 0;
    if (!text.empty() && (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 64 || height < 64 ||
                          width > 8192 || height > 8192))
        throw WrongUsage(fmt::format("--size {}: two numbers from 64 to 8192 are wanted, as 1920x1080", text));
    return {width, height};
}

Session make_session(const ShotArguments& arguments)
{
    Session session;
    session.reduced_motion = true;
    session.scale = static_cast<float>(arguments.scale);
    session.theme = arguments.theme == "day" ? Theme::day : arguments.theme == "night" ? Theme::night : Theme::dim;
    if (!arguments.measure.empty()) {
        if (std::ranges::find(measure_names, arguments.measure) == measure_names.end())
            throw WrongUsage(fmt::format("--measure {}: there is no such measure", arguments.measure));
        session.map.measure = arguments.measure;
    }
    if (arguments.layers.empty())
        return session;
    session.map.hidden = {layer_names.begin(), layer_names.end()};
    for (std::size_t from = 0; from <= arguments.layers.size();) {
        const std::size_t to = std::min(arguments.layers.find(',', from), arguments.layers.size());
        const std::string name = arguments.layers.substr(from, to - from);
        if (std::ranges::find(layer_names, name) == layer_names.end())
            throw WrongUsage(fmt::format("--layers {}: the layers are {}", name, fmt::join(layer_names, ", ")));
        session.map.hidden.erase(name);
        from = to + 1;
    }
    return session;
}

/// A console that is nothing but its map.
class MapShot {
public:
    MapShot(const data::World& world, Session session, Language language, int width, int height)
        : world_(world), session_(std::move(session)), palette_(session_.theme),
          surface_(make_offscreen({.width = width, .height = height})), imgui_(*surface_, glyphs_),
          scheduler_([this] { surface_->wake(); })
    {
        text_.set_language(language);
        glyphs_.build(session_.scale);
        set_style(palette_, session_.scale);
        panel_.set_bare(true);
    }

    PixelImage take(const std::optional<geo::LonLatBox>& box, data::TimePoint now)
    {
        if (box)
            panel_.show(*box);
        const auto give_up = std::chrono::steady_clock::now() + longest_wait;
        for (int settled = 0; settled < 2;) {
            scheduler_.deliver();
            draw(now);
            settled = panel_.is_settled() && !glyphs_.has_unseen() ? settled + 1 : 0;
            if (settled == 0) {
                glyphs_.grow();
                surface_->wait(std::chrono::milliseconds(20));
            }
            if (std::chrono::steady_clock::now() > give_up)
                throw Error("The map was not complete after two minutes. Leave out slow layers with --layers.");
        }
        return readback(surface_->width(), surface_->height());
    }

private:
    void draw(data::TimePoint now)
    {
        imgui_.begin_frame({}, 1.f / 60);
        names_.clear();
        Outbox outbox;
        const View view{world_, session_, text_, palette_, pictures_, figures_, glyphs_, names_, now, session_.scale, &scheduler_};
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({static_cast<float>(surface_->width()), static_cast<float>(surface_->height())});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
        ImGui::Begin("map", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
        ImGui::PopStyleVar(2);
        panel_.draw(view, outbox);
        ImGui::End();
        // The map says where it went; nothing else moves it here.
        for (const Command& command : outbox.commands)
            if (command.name == "map.move" || command.name == "map.go")
                session_.map.view = {{std::stod(command.arguments[0]), std::stod(command.arguments[1])}, std::stod(command.arguments[2])};
        surface_->bind();
        glViewport(0, 0, surface_->width(), surface_->height());
        imgui_.end_frame();
        surface_->present();
    }

    const data::World& world_;
    Session session_;
    Palette palette_;
    Texts text_;
    std::unique_ptr<Surface> surface_;
    Glyphs glyphs_;
    ImguiHost imgui_;
    Scheduler scheduler_;
    NoPictures pictures_;
    Figures figures_;
    Names names_;
    MapPanel panel_; // before the GL context and the queues go
};

}

int run_shot(const ShotArguments& arguments, std::ostream&, std::ostream& err)
try {
    const auto box = parse_box(arguments.bbox);
    const auto [width, height] = parse_size(arguments.size);
    Session session = make_session(arguments);
    data::World world;
    {
        data::Store store = data::Store::open(arguments.workspace, data::OpenMode::read_only);
        data::apply(world, store.load());
    }
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    MapShot shot(world, std::move(session), arguments.language == "en" ? Language::en : Language::zh, width, height);
    save_png(shot.take(box, now), arguments.out);
    return 0;
} catch (const WrongUsage& wrong) {
    err << wrong.what() << '\n';
    return 2;
} catch (const std::exception& error) {
    err << error.what() << '\n';
    return 1;
}

}
