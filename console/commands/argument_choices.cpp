#include "console/commands/argument_choices.h"

#include "console/commands/functions.h"
#include "console/text/layer_words.h"
#include "console/wall/camera_tree.h"
#include "console/wall/places.h"
#include "console/wall/views.h"
#include "data/drafts/finding_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr std::array theme_values{"day", "dim", "night"};
constexpr std::array language_values{"zh", "en"}; // in the order of Language
constexpr std::array tab_values{"new", "mine", "late", "all"};
constexpr std::array speed_values{"0.25", "0.5", "1", "2", "4", "8"};
constexpr std::array own_layers{"basemap", "grids", "labels", "cameras", "wedges", "incidents", "closed"};

/// "text.key" + value for each.
template <class Values> choices::List worded(const Texts& text, const Values& values, const char* key)
{
    choices::List out;
    for (const auto& value : values)
        out.push_back({value, std::string(text(fmt::format("{}{}", key, value)))});
    return out;
}

/// "4 × 4", "1 + 5".
std::string form_of_wall(int tiles)
{
    const int side = static_cast<int>(std::lround(std::sqrt(tiles)));
    return side * side == tiles ? fmt::format("{0} × {0}", side) : fmt::format("1 + {}", tiles - 1);
}

std::string decimal(double value) { return fmt::format("{:.6g}", value); }

}

namespace choices {

List views(const data::World& world, const Session&, const Texts&)
{
    List out;
    for (const std::string& name : wall_view_names(world))
        out.push_back({name, ""});
    return out;
}

List wall_sizes(const data::World&, const Session&, const Texts& text)
{
    List out;
    for (const int tiles : console::wall_sizes)
        out.push_back({std::to_string(tiles), text.format("argument.tiles_of", {std::to_string(tiles), form_of_wall(tiles)})});
    return out;
}

List trees(const data::World&, const Session&, const Texts& text) { return worded(text, tree_by_names, "tree.by."); }

List guides(const data::World&, const Session&, const Texts& text) { return worded(text, guide_roles, "guide.role."); }

List monitors(const data::World&, const Session& session, const Texts&)
{
    List out;
    for (const std::string& monitor : session.monitors)
        out.push_back({monitor, ""});
    return out;
}

List themes(const data::World&, const Session&, const Texts& text) { return worded(text, theme_values, "start.theme."); }

List languages(const data::World&, const Session&, const Texts& text) { return worded(text, language_values, "argument.language."); }

List severities(const data::World&, const Session&, const Texts& text)
{
    List out;
    for (const char* value : {"1", "2", "3"})
        out.push_back({value, fmt::format("{} {}", value, text(fmt::format("severity.{}", value)))});
    return out;
}

List queue_tabs(const data::World&, const Session&, const Texts& text)
{
    List out;
    for (const char* tab : tab_values)
        out.push_back({tab, std::string(text(fmt::format("argument.tab.{}", tab)))});
    return out;
}

List speeds(const data::World&, const Session&, const Texts&)
{
    List out;
    for (const char* speed : speed_values)
        out.push_back({speed, fmt::format("× {}", speed)});
    return out;
}

List bookmarks(const data::World&, const Session& session, const Texts& text)
{
    List out;
    for (std::size_t i = 0; i < session.map.bookmarks.size(); ++i)
        out.push_back({std::to_string(i + 1), session.map.bookmarks[i] ? text.format("argument.bookmark_kept", {std::to_string(i + 1)}) : std::to_string(i + 1)});
    return out;
}

List kept_bookmarks(const data::World&, const Session& session, const Texts&)
{
    List out;
    for (std::size_t i = 0; i < session.map.bookmarks.size(); ++i)
        if (session.map.bookmarks[i])
            out.push_back({std::to_string(i + 1), ""});
    return out;
}

List measures(const data::World&, const Session&, const Texts& text) { return worded(text, measure_names, "map.measure."); }

List layers(const data::World& world, const Session& session, const Texts& text)
{
    List out = worded(text, own_layers, "map.layer.");
    List files = file_layers(world, session, text);
    std::ranges::move(files, std::back_inserter(out));
    return out;
}

List file_layers(const data::World& world, const Session&, const Texts& text)
{
    List out;
    for (const data::Layer& layer : world.layers->rows)
        out.push_back({std::to_string(layer.id.value), layer_title(layer, text)});
    return out;
}

List reference_layers(const data::World& world, const Session&, const Texts& text)
{
    List out;
    for (const data::Layer& layer : world.layers->rows)
        if (layer.kind == data::LayerKind::reference)
            out.push_back({std::to_string(layer.id.value), layer_title(layer, text)});
    return out;
}

List drafts(const data::World& world, const Session&, const Texts&)
{
    List out;
    for (const data::DraftHead& draft : world.drafts->rows)
        out.push_back({draft.name, ""});
    return out;
}

List fixes(const data::World&, const Session& session, const Texts& text) { return worded(text, session.editor.fixes, "edit.fix."); }

List repairs(const data::World&, const Session& session, const Texts& text)
{
    std::vector<std::string> all = session.editor.fixes;
    std::erase_if(all, [](const std::string& fix) { return !fix.starts_with("repair_"); });
    return worded(text, all, "edit.fix.");
}

List communities(const data::World& world, const Session&, const Texts&)
{
    List out;
    for (const data::Grid& area : world.grids->rows)
        if (area.level == data::Level::community && area.to_edition == 0)
            out.push_back({area.code.empty() ? fmt::format("#{}", area.id.value) : area.code, area.name.empty() ? area.code : area.name + "  " + area.code});
    std::ranges::stable_sort(out, {}, &ArgumentChoice::value);
    return out;
}

List papers(const data::World&, const Session&, const Texts& text) { return worded(text, paper_names, "argument.paper."); }
List exported(const data::World&, const Session&, const Texts& text) { return worded(text, exported_kinds, "import.kind."); }

}

namespace first {

std::string purpose(const data::World& world, const Session& session)
{
    const data::Incident* incident = session.layout == Layout::wall ? nullptr : world.incidents.find(session.selection.incident);
    return incident ? incident->number : std::string();
}

std::string clip_seconds(const data::World&, const Session&) { return "30"; }
std::string view(const data::World&, const Session& session) { return session.wall.view; }
std::string dwell(const data::World&, const Session&) { return "10"; }

std::string cameras(const data::World& world, const Session& session)
{
    std::string out;
    for (int i = 0; i < session.wall.tiles_shown; ++i)
        if (const std::string number = data::number_of_camera(world, session.wall.tiles[static_cast<std::size_t>(i)].camera); !number.empty())
            out += (out.empty() ? "" : " ") + number;
    return out;
}

std::string camera(const data::World& world, const Session& session) { return data::number_of_camera(world, camera_in_hand(session)); }

std::string wall_size(const data::World&, const Session& session) { return std::to_string(session.wall.tiles_shown); }
std::string tree_by(const data::World&, const Session& session) { return session.tree_by; }
std::string distance(const data::World&, const Session& session) { return decimal(session.place.distance_mm / 1000.0); }
std::string households_target(const data::World& world, const Session&) { return std::to_string(data::finding_rules(world.settings).target); }
std::string households_least(const data::World& world, const Session&) { return std::to_string(data::finding_rules(world.settings).least); }
std::string households_most(const data::World& world, const Session&) { return std::to_string(data::finding_rules(world.settings).most); }
std::string least_width(const data::World& world, const Session&) { return decimal(data::finding_rules(world.settings).least_width_m); }
std::string theme(const data::World&, const Session& session) { return theme_values[static_cast<std::size_t>(session.theme)]; }
std::string language(const data::World&, const Session& session) { return language_values[static_cast<std::size_t>(session.language)]; }
std::string scale(const data::World&, const Session& session) { return decimal(std::round(100 * session.scale)); }

std::string severity(const data::World& world, const Session& session)
{
    const data::Incident* incident = world.incidents.find(session.selection.incident);
    return incident ? std::to_string(static_cast<int>(incident->severity)) : std::string();
}

std::string note(const data::World&, const Session& session) { return session.note; }
std::string queue_tab(const data::World&, const Session& session) { return session.queue.tab; }
std::string ago(const data::World&, const Session&) { return "30"; }

std::string speed(const data::World&, const Session& session)
{
    const auto replay = replay_of(session, camera_in_hand(session));
    return replay ? decimal(replay->speed) : std::string("1");
}

std::string measure(const data::World&, const Session& session) { return session.map.measure; }
std::string days(const data::World&, const Session& session) { return std::to_string(session.map.measure_days); }
std::string ring(const data::World&, const Session& session) { return decimal(session.map.ring_m); }
std::string paper(const data::World&, const Session&) { return paper_names.front(); }
std::string repair(const data::World&, const Session& session)
{
    const auto& fixes = session.editor.fixes;
    const auto at = std::ranges::find_if(fixes, [](const std::string& fix) { return fix.starts_with("repair_"); });
    return at == fixes.end() ? std::string() : *at;
}
std::string metres(const data::World&, const Session&) { return "1"; }
std::string exported(const data::World&, const Session& session) { return session.layout == Layout::list ? "incidents" : "grids"; }

}

}
