#include "console/cli/shot_command.h"

#include "console/error.h"
#include "console/map/panel/map_stage.h"
#include "console/map/tiles/choropleth.h"
#include "console/window/picture_file.h"
#include "data/drafts/draft_rows.h"
#include "data/records/plain_text.h"
#include "data/store/draft_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>

namespace console {

namespace {

constexpr std::array layer_names{"basemap", "grids", "labels", "cameras", "wedges", "incidents", "closed"};

struct WrongUsage : std::runtime_error {
    using std::runtime_error::runtime_error;
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
    for (const std::string& host : arguments.hosts)
        session.map.hosts.emplace(host, true);
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

/// "plan (why); survey (why)"; empty: all layers that are switched on are in the picture.
std::string missing_layers(MapStage& stage, const data::World& world)
{
    std::string missing;
    for (const auto& [id, why] : stage.panel().layer_faults())
        if (const data::Layer* layer = world.layers->find(id))
            missing += fmt::format("{}the layer {} ({})", missing.empty() ? "" : "; ", layer->name, data::one_line(english_of(why)));
    return missing;
}

}

int run_shot(const ShotArguments& arguments, std::ostream&, std::ostream& err)
try {
    const auto box = parse_box(arguments.bbox);
    const auto [width, height] = parse_size(arguments.size);
    Session session = make_session(arguments);
    data::World world;
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    {
        data::Store store = data::Store::open_to_read(arguments.workspace, {{}, {}, "command line"}, now);
        data::WorkspaceLoaded loaded = store.load();
        if (!arguments.draft.empty())
            loaded.grids = data::frozen(data::rows_of(data::load_draft(store, arguments.draft, now)));
        data::apply(world, std::move(loaded));
    }
    MapStage stage(world, std::move(session), arguments.language == "en" ? Language::en : Language::zh, width, height);
    if (box)
        stage.panel().show(*box);
    if (!stage.draw_until_settled(now, longest_settling))
        throw Error("The map was not complete after two minutes. Leave out slow layers with --layers.");
    save_png(stage.picture(), arguments.out);
    const std::string missing = missing_layers(stage, world);
    if (missing.empty())
        return 0;
    err << fmt::format("gridwatch shot: without {}\n", missing);
    return 1;
} catch (const WrongUsage& wrong) {
    err << wrong.what() << '\n';
    return 2;
} catch (const std::exception& error) {
    err << error.what() << '\n';
    return 1;
}

}
