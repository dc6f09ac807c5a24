#include "console/panels/finder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace console {
namespace {

/// ASCII letters small; everything else as it is.
std::string folded(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::shared_ptr<const data::SearchIndex> index_of(data::Frozen<data::Grid> grids, data::Frozen<data::Camera> cameras, data::Frozen<data::Place> places)
{
    auto index = std::make_shared<data::SearchIndex>();
    index->add(std::move(grids));
    index->add(std::move(cameras));
    index->add(std::move(places));
    return index;
}

std::shared_ptr<const data::SearchIndex> index_of(std::shared_ptr<const std::vector<data::Incident>> incidents)
{
    auto index = std::make_shared<data::SearchIndex>();
    index->add(std::move(incidents));
    return index;
}

}

Hit hit_from_record(const data::SearchHit& found, const Texts& text)
{
    Hit hit{found.kind, found.title, found.detail, {}, {}};
    if (found.has_position)
        hit.position = found.position;
    const std::string id = std::to_string(found.id);
    switch (found.kind) {
    case data::HitKind::grid: hit.command = {"grid.select", {id}}; break;
    case data::HitKind::camera: hit.command = {"camera.select", {id}}; break;
    case data::HitKind::incident: hit.command = {"incident.open", {id}}; break;
    case data::HitKind::place: hit.command = {"place.select", {id}}; break;
    case data::HitKind::coordinate:
        hit.command = {"point.select", {fmt::format("{:.7f}", found.position.lon), fmt::format("{:.7f}", found.position.lat)}};
        if (hit.detail.empty())
            hit.detail = text("search.coordinate");
        break;
    }
    return hit;
}

std::vector<Hit> find_commands(const data::World& world, const Session& session, const Texts& text, std::string_view query, std::size_t most)
{
    std::vector<Hit> hits;
    const std::string wanted = folded(query);
    for (const CommandRow& row : command_table()) {
        if (hits.size() >= most)
            break;
        const bool is_match = row.menu != Menu::none && (folded(text(row.title)).find(wanted) != std::string::npos || std::string_view(row.name).find(wanted) != std::string_view::npos);
        if (is_match && (!row.enabled || row.enabled(world, session)))
            hits.push_back({std::nullopt, text(row.title), row.key, std::nullopt, {row.name, {}}});
    }
    return hits;
}

void Finder::refresh(const View& view)
{
    const data::World& world = view.world;
    if (grids_ != world.grids.get() || cameras_ != world.cameras.get() || places_ != world.places.get()) {
        grids_ = world.grids.get(), cameras_ = world.cameras.get(), places_ = world.places.get();
        const auto done = [this](std::shared_ptr<const data::SearchIndex> index) { records_ = std::move(index), ++edition_; };
        if (view.background)
            records_task_ = view.background->run(
                Queue::slow, "search index", [grids = world.grids, cameras = world.cameras, places = world.places](std::stop_token, TaskProgress&) { return index_of(grids, cameras, places); }, done);
        else
            done(index_of(world.grids, world.cameras, world.places));
    }
    // One at a time: while incidents pour in, the index of the last finished one answers.
    if (incidents_revision_ != world.incidents_revision && !incidents_task_.is_running()) {
        incidents_revision_ = world.incidents_revision;
        const auto done = [this](std::shared_ptr<const data::SearchIndex> index) { incidents_ = std::move(index), ++edition_; };
        auto rows = std::make_shared<const std::vector<data::Incident>>(world.incidents.rows);
        if (view.background)
            incidents_task_ = view.background->run(
                Queue::slow, "search index of incidents", [rows = std::move(rows)](std::stop_token, TaskProgress&) { return index_of(rows); }, done);
        else
            done(index_of(rows));
    }
}

std::vector<Hit> Finder::find(const View& view, std::string_view query, const FindOptions& options)
{
    refresh(view);
    if (query.find_first_not_of(' ') == std::string_view::npos)
        return {};
    std::vector<const data::SearchIndex*> indices;
    if (records_)
        indices.push_back(records_.get());
    if (incidents_ && !options.places_only)
        indices.push_back(incidents_.get());
    std::vector<Hit> hits;
    for (const data::SearchHit& found : data::search(indices, query, options.places_only ? options.limit * 4 : options.limit)) {
        const bool is_place = found.kind != data::HitKind::camera && found.kind != data::HitKind::incident;
        if (hits.size() < options.limit && (is_place || !options.places_only))
            hits.push_back(hit_from_record(found, view.text));
    }
    if (!options.places_only) {
        // At most three commands, below the records that are exactly meant.
        auto commands = find_commands(view.world, view.session, view.text, query, 3);
        if (hits.size() + commands.size() > options.limit)
            hits.resize(options.limit - commands.size());
        std::ranges::move(commands, std::back_inserter(hits));
    }
    return hits;
}

}
