#include "data/store/tables/commit.h"

#include "data/error.h"
#include "data/records/rules.h"
#include "data/store/tables/incidents.h"
#include "data/store/tables/setup.h"
#include "data/store/tables/tables.h"
#include "data/store/tables/words.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <cmath>

namespace data::store {
namespace {

bool is_known(geo::LonLat p)
{
    return std::isfinite(p.lon) && std::isfinite(p.lat) && !(p == geo::LonLat{}) && std::abs(p.lon) <= 180 &&
           std::abs(p.lat) <= 90;
}

/// `mine` was made from `was` while the workspace holds `theirs`: who changed something keeps it; two who changed it differently
/// are told, so that neither is lost in silence.
template <class T> void merge(T& mine, const T& was, const T& theirs, const Layer& layer)
{
    if (theirs == was || theirs == mine)
        return;
    if (mine != was)
        throw Error(geo::remark("layer_changed", layer.name));
    mine = theirs;
}

struct Commit {
    Connection& connection;
    const Actor& actor;
    TimePoint now;

    Incident existing(IncidentId id) const
    {
        if (auto incident = read_incident(connection, id))
            return *std::move(incident);
        throw Error(geo::remark("incident_gone"));
    }

    Incident open_one(IncidentId id, const char* doing) const
    {
        Incident incident = existing(id);
        if (!is_open(incident))
            throw Error(geo::remark("incident_state", incident.number, word(incident.state), doing));
        return incident;
    }

    Fact save(Incident incident, const char* kind, std::string text) const
    {
        IncidentEvent event{{}, incident.id, now, kind, std::move(text), actor};
        IncidentWriter writer(connection);
        writer.write(incident);
        event.id = writer.append(event);
        return IncidentSaved{std::move(incident), std::move(event)};
    }

    Fact operator()(const ReportIncident& c) const
    {
        Incident i;
        i.id = {connection.last_id("incidents") + 1};
        i.number = next_incident_number(connection);
        i.class_code = c.class_code;
        i.title = c.title;
        i.severity = c.severity;
        i.source = c.source;
        i.place = c.place;
        i.has_position = is_known(c.position);
        if (i.has_position) {
            i.position = c.position;
            i.grid = find_grid(connection, c.position, now);
        }
        i.reported = now;
        i.due = due_at(c.severity, now);
        return save(std::move(i), "reported", c.note);
    }

    Fact operator()(const MarkIncidentSeen& c) const
    {
        Incident i = existing(c.incident);
        if (i.attention == Attention::fresh)
            i.attention = Attention::seen;
        return save(std::move(i), "seen", "");
    }

    Fact operator()(const AcceptIncident& c) const
    {
        Incident i = open_one(c.incident, "accepted");
        if (i.state == IncidentState::accepted && i.attention == Attention::in_hand)
            throw Error(geo::remark("incident_accepted", i.number));
        i.state = IncidentState::accepted;
        i.attention = Attention::in_hand;
        i.post = actor.post;
        return save(std::move(i), "accepted", "");
    }

    Fact operator()(const AddIncidentNote& c) const
    {
        if (c.text.find_first_not_of(" \t\r\n") == std::string::npos)
            throw Error(geo::remark("note_empty"));
        return save(existing(c.incident), "note", c.text);
    }

    Fact operator()(const CloseIncident& c) const
    {
        Incident i = open_one(c.incident, "closed");
        i.state = IncidentState::closed;
        i.closed = now;
        if (i.attention == Attention::fresh)
            i.attention = Attention::seen;
        return save(std::move(i), "closed", c.text);
    }

    Fact operator()(const SetIncidentSeverity& c) const
    {
        Incident i = open_one(c.incident, "given another severity");
        if (i.severity == c.severity)
            throw Error(geo::remark("severity_same", i.number, static_cast<int>(i.severity)));
        if (c.reason.find_first_not_of(" \t\r\n") == std::string::npos)
            throw Error(geo::remark("severity_reason"));
        // A limit of its own stays; the usual one follows the severity.
        if (i.due == due_at(i.severity, i.reported))
            i.due = due_at(c.severity, i.reported);
        const std::string text =
            fmt::format("{} → {}: {}", static_cast<int>(i.severity), static_cast<int>(c.severity), c.reason);
        i.severity = c.severity;
        return save(std::move(i), "severity", text);
    }

    Fact operator()(const SetSetting& c) const
    {
        write_setting(connection, c.key, c.value);
        return SettingSaved{c.key, c.value};
    }

    Fact layers() const { return LayersSaved{frozen(read_layers(connection))}; }

    Fact operator()(const AddLayer& c) const
    {
        Layer layer = c.layer;
        layer.id = {};
        write(connection, layer);
        return layers();
    }

    Fact operator()(const ChangeLayer& c) const
    {
        const std::vector<Layer> present = read_layers(connection);
        const auto at = std::ranges::find(present, c.layer.id, &Layer::id);
        if (at == present.end())
            throw Error(geo::remark("layer_gone"));
        Layer layer = c.layer;
        if (c.was) {
            merge(layer.kind, c.was->kind, at->kind, *at);
            merge(layer.name, c.was->name, at->name, *at);
            merge(layer.path, c.was->path, at->path, *at);
            merge(layer.crs, c.was->crs, at->crs, *at);
            merge(layer.attribution, c.was->attribution, at->attribution, *at);
            merge(layer.visible, c.was->visible, at->visible, *at);
            merge(layer.opacity, c.was->opacity, at->opacity, *at);
            merge(layer.order, c.was->order, at->order, *at);
        }
        write(connection, layer);
        return layers();
    }

    Fact operator()(const RemoveLayer& c) const
    {
        remove_layer(connection, c.layer);
        return layers();
    }

    Fact operator()(const ChangeMasks& c) const
    {
        for (const MaskPolygon& mask : c.added)
            if (mask.size() < 3 || !std::ranges::all_of(mask, [](MaskCorner p) { return p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1; }))
                throw Error(geo::remark("mask_corners"));
        std::vector<MaskPolygon> masks;
        for (CameraMasks& of_camera : read_masks(connection))
            if (of_camera.id == c.camera)
                masks = std::move(of_camera.masks);
        std::erase_if(masks, [&](const MaskPolygon& mask) { return std::ranges::find(c.removed, mask) != c.removed.end(); });
        std::ranges::copy_if(c.added, std::back_inserter(masks), [&](const MaskPolygon& mask) { return std::ranges::find(masks, mask) == masks.end(); });
        write_masks(connection, c.camera, masks);
        return MasksSaved{frozen(read_masks(connection))};
    }

    Fact operator()(const SetCameraRecorder& c) const
    {
        if (c.recorder) {
            CameraRecorder recorder = *c.recorder;
            recorder.id = c.camera;
            write(connection, recorder);
        } else {
            remove_recorder(connection, c.camera);
        }
        return RecordersSaved{frozen(read_recorders(connection))};
    }

    Fact operator()(const SetGuarded& c) const
    {
        write_guarded(connection, c.camera, c.is_guarded);
        return GuardSaved{frozen(read_guarded(connection))};
    }

    Fact operator()(const SaveWallView& c) const
    {
        const WallView& view = c.view;
        const auto is_tile = [&](int tile) { return tile >= 1 && tile <= view.tiles; };
        if (view.name.empty() || view.tiles < 1 || view.tiles > most_tiles || std::ssize(view.numbers) > view.tiles || !std::ranges::all_of(view.hot, is_tile))
            throw Error(geo::remark("view_name"));
        write(connection, view);
        return WallViewsSaved{frozen(read_wall_views(connection))};
    }

    Fact operator()(const RemoveWallView& c) const
    {
        if (!remove_wall_view(connection, c.name))
            throw Error(geo::remark("view_gone", c.name));
        return WallViewsSaved{frozen(read_wall_views(connection))};
    }

    Fact operator()(const RenameWallView& c) const
    {
        if (c.to.empty())
            throw Error(geo::remark("view_no_name"));
        if (!rename_wall_view(connection, c.name, c.to))
            throw Error(geo::remark("view_renamed_not", c.name, c.to));
        return WallViewsSaved{frozen(read_wall_views(connection))};
    }

    Fact operator()(const SaveSeatPlan& c) const
    {
        if (c.plan.seat.empty())
            throw Error(geo::remark("windows_seat"));
        write(connection, c.plan);
        return SeatPlansSaved{frozen(read_seat_plans(connection))};
    }
};

} // namespace

GridId find_grid(Connection& connection, geo::LonLat point, TimePoint now)
{
    long long id = 0, at = micros_from_time(now);
    std::string level, kind, geometry;
    soci::statement statement =
        (connection.sql().prepare << "select level, kind, hex(ST_AsBinary(geom)) from grids where id = :id and (valid_from_us is null or valid_from_us <= :at) "
                                     "and (valid_to_us is null or valid_to_us > :same)",
         soci::use(id), soci::use(at), soci::use(at), soci::into(level), soci::into(kind), soci::into(geometry));
    GridId best;
    int best_detail = -1;
    for (const long long candidate : connection.ids_around("grids", point)) {
        id = candidate;
        if (!statement.execute(true))
            continue;
        const int detail = 2 * static_cast<int>(from_word<Level>(level)) + (from_word<GridKind>(kind) == GridKind::dedicated ? 1 : 0);
        if (detail > best_detail && geo::contains(geo::multipolygon_from_wkb(geo::bytes_from_hex(geometry)), point))
            best = {id}, best_detail = detail;
    }
    return best;
}

Fact commit_change(Connection& connection, const Change& change, const Actor& actor, TimePoint now)
{
    return std::visit(Commit{connection, actor, now}, change);
}

} // namespace data::store
