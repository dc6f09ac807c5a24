#include "console/map/panel/map_layers.h"

#include "geo/formats/map_files.h"
#include "geo/formats/map_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace console {

namespace {

// Counts of open incidents change with every report; colours that follow within this time are soon enough, and cheap.
constexpr auto choropleth_pause = std::chrono::seconds(2);
constexpr auto arrival_pause = std::chrono::milliseconds(400);

std::string path_of(const data::World& world, const data::Layer& layer)
{
    const std::filesystem::path path(layer.path);
    // With the name of the file's layer, where there is one, behind it.
    return path.is_absolute() ? path.string() : (std::filesystem::path(world.workspace.path).parent_path() / path).string();
}

std::vector<const data::Layer*> in_order(const data::World& world)
{
    std::vector<const data::Layer*> layers;
    for (const data::Layer& layer : world.layers->rows)
        layers.push_back(&layer);
    std::stable_sort(layers.begin(), layers.end(), [](const data::Layer* a, const data::Layer* b) { return a->order < b->order; });
    return layers;
}

}

MapLayers::LayerSource MapLayers::read_layer(const std::string& path, const std::string& crs, data::LayerKind kind, const std::map<std::string, bool>& hosts, std::stop_token stop)
{
    LayerSource source;
    std::error_code none;
    if (const auto written = std::filesystem::last_write_time(geo::layer_of_file(path).path, none); !none)
        source.file_time = std::chrono::time_point_cast<data::TimePoint::duration>(std::filesystem::file_time_type::clock::to_sys(written));
    if (kind != data::LayerKind::vector_basemap)
        source.hosts = geo::map_file(geo::layer_of_file(path).path).hosts;
    for (const std::string& host : source.hosts)
        if (const auto answer = hosts.find(host); answer == hosts.end() || !answer->second) {
            source.waits_for = host;
            return source;
        }
    if (kind == data::LayerKind::raster_basemap || (kind == data::LayerKind::reference && geo::describe_map_source(geo::layer_of_file(path).path).is_raster)) {
        source.raster = std::make_shared<RasterReader>(path, crs);
        source.attribution = source.raster->attribution();
        source.extent = source.raster->extent();
    } else {
        geo::BasemapFeatures features = geo::read_vector_basemap(path, crs, stop);
        source.attribution = features.attribution;
        source.extent = features.box;
        source.ground = std::make_shared<const Ground>(ground_from_basemap(std::move(features)));
    }
    return source;
}

std::string MapLayers::asks_for(data::LayerId layer) const
{
    const auto followed = layers_.find(layer);
    return followed == layers_.end() ? std::string() : followed->second.source.waits_for;
}

std::optional<data::TimePoint> MapLayers::file_time(data::LayerId layer) const
{
    const auto followed = layers_.find(layer);
    return followed == layers_.end() ? std::nullopt : followed->second.source.file_time;
}

void MapLayers::follow(const data::World& world, const Session& session, const DraftView* draft, const EditionView* edition, float scale, data::TimePoint now,
                       Scheduler* background)
{
    points_.follow(world, !session.map.hidden.contains("closed"), background);
    if (background) {
        follow_grids(world, edition, now, background);
        follow_draft(draft, background);
        follow_grounds(world, session.map.hosts, background);
        fetch_pieces(*background);
    }
    follow_choropleth(world, session, now);
    follow_scene(world, session, scale);
    measure_extent(world);
}

void MapLayers::follow_grids(const data::World& world, const EditionView* edition, data::TimePoint now, Scheduler* background)
{
    // Nothing is shown under another edition's name: until its grids are there, there are none.
    if (const auto shown = edition ? std::optional(edition->on_map) : std::nullopt; shown != edition_) {
        edition_ = shown;
        grids_.reset();
        grids_of_.reset();
        grids_task_ = {};
    }
    const data::Frozen<data::Grid>& wanted = edition ? edition->areas : world.grids;
    if (!wanted || wanted == grids_of_)
        return;
    grids_of_ = wanted;
    grids_task_ = background->run(
        Queue::slow, "map_areas",
        [grids = wanted, now](std::stop_token, TaskProgress&) { return std::make_shared<const GridShapes>(grids, now); },
        [this](std::shared_ptr<const GridShapes> shapes) { grids_ = std::move(shapes); });
}

void MapLayers::follow_draft(const DraftView* draft, Scheduler* background)
{
    if (!draft || &draft->draft != draft_of_ || draft->head.id != draft_id_) {
        draft_of_ = draft ? &draft->draft : nullptr;
        draft_id_ = draft ? draft->head.id : 0;
        draft_revision_ = draft ? draft->revision : 0;
        draft_.reset();
        draft_task_ = {};
        edited_.clear();
        if (draft)
            draft_task_ = background->run(
                Queue::slow, "draft_borders",
                [version = draft->draft.version(), ground = draft->draft.ground_ptr()](std::stop_token, TaskProgress&) {
                    return std::make_shared<const DraftShapes>(version, *ground);
                },
                [this](std::shared_ptr<const DraftShapes> shapes) {
                    draft_ = std::move(shapes);
                    draft_revision_ = 0; // it may have gone on meanwhile
                });
        return;
    }
    if (!draft_ || draft->revision == draft_revision_)
        return;
    draft_revision_ = draft->revision;
    // On this thread: a few arcs, and the frame shows the edit that was made before it.
    std::vector<geo::MapBox> changed;
    DraftShapes next = draft_->after(draft->draft.version(), changed);
    edited_.insert(edited_.end(), changed.begin(), changed.end());
    if (!changed.empty())
        draft_ = std::make_shared<const DraftShapes>(std::move(next));
}

void MapLayers::follow_grounds(const data::World& world, const std::map<std::string, bool>& hosts, Scheduler* background)
{
    if (world.places != places_of_) {
        places_of_ = world.places;
        places_task_ = background->run(
            Queue::slow, "map_places",
            [places = world.places](std::stop_token, TaskProgress&) { return std::make_shared<const Ground>(ground_from_places(*places)); },
            [this](std::shared_ptr<const Ground> ground) { places_ground_ = std::move(ground); });
    }
    std::erase_if(layers_, [&](const auto& entry) { return !world.layers->find(entry.first); });
    for (const data::Layer& layer : world.layers->rows) {
        // A layer that is off is not read: it may be large, or on a disk that is away.
        const std::string path = layer.path.empty() ? "" : path_of(world, layer);
        if (path.empty() || !layer.visible)
            continue;
        FollowedLayer& followed = layers_[layer.id];
        const bool is_answered_anew = !followed.source.hosts.empty() && followed.hosts != hosts;
        if (followed.path == path && followed.crs == layer.crs && !is_answered_anew)
            continue;
        followed = {.path = path, .crs = layer.crs, .hosts = hosts};
        faults_.erase(layer.id);
        followed.task = background->run(
            Queue::slow, fmt::format("{} {}", "base_map", layer.name),
            [path, crs = layer.crs, kind = layer.kind, hosts](std::stop_token stop, TaskProgress&) {
                return read_layer(path, crs, kind, hosts, stop);
            },
            [this, id = layer.id, hosts, background](LayerSource source) {
                if (!source.waits_for.empty()) {
                    const geo::Remark why(hosts.contains(source.waits_for) ? "map_host_denied" : "map_host_waits", {source.waits_for});
                    faults_[id] = background->tell({geo::error_words(why), why});
                }
                layers_[id].source = std::move(source);
            },
            [this, id = layer.id](Said why) { faults_[id] = std::move(why); });
    }
}

void MapLayers::fetch_pieces(Scheduler& background)
{
    const auto now = std::chrono::steady_clock::now();
    for (auto& [id, layer] : layers_) {
        const std::shared_ptr<RasterReader> raster = layer.source.raster;
        if (!raster)
            continue;
        if (const Fault fault = raster->fault(); !fault.english.empty())
            faults_[id] = background.tell(fault);
        else
            faults_.erase(id);
        if (!raster->is_remote())
            continue;
        for (TaskHandle& fetch : layer.fetches) {
            if (fetch.is_running())
                continue;
            if (const auto part = raster->take_wanted(now, sight_))
                fetch = background.run(
                    Queue::net, "base map from a server",
                    [raster, part = *part](std::stop_token stop, TaskProgress&) {
                        raster->fetch(part, std::move(stop));
                        return true;
                    },
                    [](bool) {});
        }
        // What has arrived is painted a few times a second, not piece by piece; the last ones at once.
        if (const std::uint64_t arrived = raster->arrived(); arrived != layer.arrived && (!raster->is_fetching(sight_) || now - layer.taken_at >= arrival_pause)) {
            layer.arrived = arrived;
            layer.taken_at = now;
        }
    }
}

bool MapLayers::is_fetching() const
{
    return std::ranges::any_of(layers_, [this](const auto& entry) {
        const auto& raster = entry.second.source.raster;
        return raster && raster->is_remote() && (raster->is_fetching(sight_) || raster->arrived() != entry.second.arrived);
    });
}

std::optional<std::chrono::steady_clock::time_point> MapLayers::next_fetch() const
{
    std::optional<std::chrono::steady_clock::time_point> next;
    for (const auto& [id, layer] : layers_)
        if (layer.source.raster && layer.source.raster->is_remote()) {
            if (layer.source.raster->arrived() != layer.arrived)
                next = std::min(next.value_or(layer.taken_at + arrival_pause), layer.taken_at + arrival_pause);
            if (const auto again = layer.source.raster->next_try())
                next = next ? std::min(*next, *again) : *again;
        }
    return next;
}

void MapLayers::follow_choropleth(const data::World& world, const Session& session, data::TimePoint now)
{
    const std::string& measure = session.map.measure;
    if (measure == "none" || !grids_ || draft_of_ || edition_ || session.map.hidden.contains("grids")) {
        choropleth_.reset();
        fills_.reset();
        return;
    }
    const data::Level level = coloured_level(*grids_, session.map.measure_level, at_rest_);
    const bool incidents_changed = choropleth_incidents_ != world.incidents_revision &&
                                   (now - choropleth_time_ >= choropleth_pause || now < choropleth_time_);
    const data::MeasureOptions options{.within = std::chrono::hours(24 * session.map.measure_days), .equal_steps = session.map.measure_equal_steps};
    const bool same_options = options.within == choropleth_options_.within && options.equal_steps == choropleth_options_.equal_steps;
    if (same_options && choropleth_ && choropleth_->measure == measure && choropleth_->level == level && choropleth_grids_ == grids_ &&
        choropleth_theme_ == session.theme && !incidents_changed)
        return;
    choropleth_ = make_choropleth(measure, level, world, *grids_, Palette(session.theme), now, options);
    choropleth_options_ = options;
    choropleth_grids_ = grids_;
    choropleth_theme_ = session.theme;
    choropleth_incidents_ = world.incidents_revision;
    choropleth_time_ = now;
    // Equal colours keep the pointer, and with it every painted tile.
    if (!fills_ || *fills_ != choropleth_->fills)
        fills_ = std::make_shared<const std::vector<Rgba>>(choropleth_->fills);
}

std::vector<GroundLayer> MapLayers::shown_layers(const data::World& world, const Session& session, bool references) const
{
    std::vector<GroundLayer> shown;
    if (!references && session.map.hidden.contains("basemap"))
        return shown;
    for (const data::Layer* layer : in_order(world)) {
        if (!layer->visible || layer->opacity <= 0 || (layer->kind == data::LayerKind::reference) != references)
            continue;
        if (layer->path.empty()) {
            if (places_ground_ && !places_ground_->empty())
                shown.push_back({.ground = places_ground_, .raster = {}, .opacity = layer->opacity});
            continue;
        }
        const auto at = layers_.find(layer->id);
        if (at != layers_.end() && (at->second.source.ground || at->second.source.raster))
            shown.push_back({.ground = at->second.source.ground, .raster = at->second.source.raster, .opacity = layer->opacity, .arrived = at->second.arrived});
    }
    return shown;
}

void MapLayers::follow_scene(const data::World& world, const Session& session, float scale)
{
    TileScene next{.revision = scene_->revision, .theme = session.theme, .scale = scale};
    next.grounds = shown_layers(world, session, false);
    next.references = shown_layers(world, session, true);
    next.grids = grids_;
    next.show_grids = !session.map.hidden.contains("grids");
    next.fill_level = choropleth_ ? choropleth_->level : data::Level::grid;
    next.fills = fills_;
    next.draft = draft_;
    next.edits = scene_->edits;
    const auto same_ground = [](const GroundLayer& a, const GroundLayer& b) {
        return a.ground == b.ground && a.raster == b.raster && a.opacity == b.opacity && a.arrived == b.arrived;
    };
    const TileScene& now = *scene_;
    const bool is_same_draft = now.draft == next.draft, is_edited = !is_same_draft && now.draft && next.draft && !edited_.empty();
    const bool is_same_beside = now.revision != 0 && now.theme == next.theme && now.scale == next.scale && now.grids == next.grids &&
                      now.show_grids == next.show_grids && now.fill_level == next.fill_level && now.fills == next.fills &&
                      std::ranges::equal(now.grounds, next.grounds, same_ground) && std::ranges::equal(now.references, next.references, same_ground);
    if (is_same_beside && is_same_draft)
        return;
    if (is_same_beside && is_edited) {
        ++next.edits;
        next.edited = std::move(edited_);
    } else {
        ++next.revision;
    }
    edited_.clear();
    scene_ = std::make_shared<const TileScene>(std::move(next));
    attributions_.clear();
    for (const data::Layer* layer : in_order(world)) {
        const auto at = layers_.find(layer->id);
        const std::string& text = !layer->attribution.empty() || at == layers_.end() ? layer->attribution : at->second.source.attribution;
        if (layer->visible && !text.empty() && std::ranges::find(attributions_, text) == attributions_.end())
            attributions_.push_back(text);
    }
}

void MapLayers::measure_extent(const data::World& world)
{
    const std::array<const void*, 4> from{grids_.get(), points_.cameras().items().data(), points_.incidents().items().data(), scene_.get()};
    if (from == extent_of_)
        return;
    extent_of_ = from;
    geo::LonLatBox extent;
    if (draft_)
        extent.add(draft_->extent());
    else if (grids_)
        extent.add(grids_->extent());
    if (extent.is_empty())
        for (const MapItem& item : points_.cameras().items())
            extent.add(geo::lonlat_from_map(item.at));
    if (extent.is_empty())
        for (const MapItem& item : points_.incidents().items())
            extent.add(geo::lonlat_from_map(item.at));
    if (extent.is_empty() && places_ground_)
        extent = places_ground_->extent();
    if (extent.is_empty())
        for (const data::Layer& layer : world.layers->rows)
            if (const auto at = layers_.find(layer.id); at != layers_.end())
                extent.add(at->second.source.extent);
    extent_ = extent;
}

std::vector<std::shared_ptr<const Ground>> MapLayers::grounds() const
{
    std::vector<std::shared_ptr<const Ground>> shown;
    for (const auto* layers : {&scene_->grounds, &scene_->references})
        for (const GroundLayer& layer : *layers)
            if (layer.ground)
                shown.push_back(layer.ground);
    return shown;
}

bool MapLayers::has_ground() const
{
    return !scene_->grounds.empty();
}

bool MapLayers::is_building() const
{
    return grids_task_.is_running() || draft_task_.is_running() || places_task_.is_running() || points_.is_building() ||
           std::ranges::any_of(layers_, [](const auto& entry) { return entry.second.task.is_running(); });
}

}
