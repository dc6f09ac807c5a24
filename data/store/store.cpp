#include "data/store/store.h"

#include "data/error.h"
#include "data/records/rules.h"
#include "data/store/open_store.h"
#include "data/store/pin.h"
#include "data/store/tables/batches.h"
#include "data/store/tables/drafts.h"
#include "data/store/tables/editions.h"
#include "data/store/tables/incidents.h"
#include "data/store/tables/load.h"
#include "data/store/tables/setup.h"
#include "data/store/tables/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace data {
namespace {

Fact drafts_now(store::Connection& c)
{
    std::vector<DraftHead> drafts = store::read_drafts(c);
    store::forget_the_dead(drafts);
    return DraftsChanged{frozen(std::move(drafts)), frozen(store::read_editions(c))};
}

/// What others change of these tables is told by itself; of settings, one by one; of all others by reading everything.
constexpr struct Followed {
    std::string_view name; // in `revisions`
    Fact (*read)(store::Connection&);
} followed[] = {
    {"layers", [](store::Connection& c) -> Fact { return LayersSaved{frozen(store::read_layers(c))}; }},
    {"camera_mask_corners", [](store::Connection& c) -> Fact { return MasksSaved{frozen(store::read_masks(c))}; }},
    {"camera_recorders", [](store::Connection& c) -> Fact { return RecordersSaved{frozen(store::read_recorders(c))}; }},
    {"guarded_cameras", [](store::Connection& c) -> Fact { return GuardSaved{frozen(store::read_guarded(c))}; }},
    {"wall_views", [](store::Connection& c) -> Fact { return WallViewsSaved{frozen(store::read_wall_views(c))}; }},
    {"seat_plans", [](store::Connection& c) -> Fact { return SeatPlansSaved{frozen(store::read_seat_plans(c))}; }},
    {"drafts", drafts_now}, // with their holders, entries and editions: see read_revisions
};

} // namespace

Store::Store(std::unique_ptr<store::OpenStore> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::create(const std::filesystem::path& path)
{
    store::create_workspace(path);
    return open(path, OpenMode::read_write);
}

Store Store::open(const std::filesystem::path& path, OpenMode mode)
{
    return open(path, mode, nullptr);
}

Opening Store::open_or_plan(const std::filesystem::path& path)
{
    Opening opening;
    try {
        opening.store.emplace(open(path, OpenMode::read_write, &opening.plan));
    } catch (const Error& error) {
        // A file on a read-only disk can still be looked at; anything else fails again, with its own reason.
        opening.read_only_because = error.what(), opening.read_only_why = error.why;
        opening.store.emplace(open(path, OpenMode::read_only, &opening.plan));
    }
    if (!opening.plan.steps.empty())
        opening.store.reset();
    return opening;
}

Store Store::open(const std::filesystem::path& path, OpenMode mode, UpgradePlan* older)
{
    store::OpenedWorkspace opened = store::open_workspace(path, mode, !older);
    if (older)
        *older = std::move(opened.older);
    return Store(std::make_unique<store::OpenStore>(std::move(opened), mode));
}

WorkspaceInfo Store::info() const
{
    store::OpenStore& impl = *impl_;
    return impl.read([&] {
        auto settings = store::read_settings(impl.connection);
        WorkspaceInfo info;
        info.path = impl.connection.path().string();
        info.name = settings["workspace.name"];
        if (info.name.empty())
            info.name = impl.connection.path().stem().string();
        info.schema = impl.connection.schema();
        info.read_only = impl.mode == OpenMode::read_only;
        info.projected_crs = settings["workspace.projected_crs"];
        info.utc_offset = settings["workspace.utc_offset"];
        info.time_zone = settings["workspace.time_zone"];
        return info;
    });
}

const std::optional<UpgradePlan>& Store::upgraded() const
{
    return impl_->upgraded;
}

WorkspaceLoaded Store::load()
{
    store::OpenStore& impl = *impl_;
    store::Connection& c = impl.connection;
    return impl.read([&] {
        // What is committed while the tables are read comes again with the next news(): facts may be told twice.
        impl.seen = store::read_revisions(c);
        impl.delays = 0;
        WorkspaceLoaded loaded;
        loaded.info = info();
        store::read_tables(c, loaded);
        auto drafts = std::get<DraftsChanged>(drafts_now(c));
        loaded.drafts = std::move(drafts.drafts), loaded.editions = std::move(drafts.editions);
        return loaded;
    });
}

std::vector<Fact> Store::news()
{
    store::OpenStore& impl = *impl_;
    store::Connection& c = impl.connection;
    // More than this is an import: reading everything takes less time than thousands of single facts.
    constexpr std::size_t most_events = 2000;
    return impl.read([&] {
        std::vector<Fact> facts;
        c.require_in_place();
        if (c.version() == impl.seen.version)
            return facts;
        store::Revisions now = store::read_revisions(c);
        const auto differs = [&](std::string_view name) {
            const std::string table(name);
            return now.tables[table] != impl.seen.tables[table];
        };
        const std::vector<IncidentEvent> events = store::read_events_after(c, impl.seen.last_event, most_events);
        const bool is_all = events.size() == most_events || std::ranges::any_of(now.tables, [&](const auto& table) {
            return table.first != "settings" && std::ranges::find(followed, table.first, &Followed::name) == std::end(followed) && differs(table.first);
        });
        if (is_all) {
            // While an import is at work every look would find something: read when it pauses, or now and then.
            constexpr int most_delays = 12;
            if (now.version != impl.busy_version && ++impl.delays < most_delays) {
                impl.busy_version = now.version;
                return facts;
            }
            facts.emplace_back(load());
            return facts;
        }
        for (const Followed& table : followed)
            if (differs(table.name))
                facts.push_back(table.read(c));
        if (differs("settings"))
            for (auto& [key, value] : store::read_settings(c))
                facts.emplace_back(SettingSaved{key, value});
        for (const IncidentEvent& event : events)
            if (auto incident = store::read_incident(c, event.incident))
                facts.emplace_back(IncidentSaved{*std::move(incident), event});
        if (!events.empty())
            now.last_event = std::max(now.last_event, events.back().id.value);
        impl.seen = std::move(now);
        return facts;
    });
}

Fact Store::commit(const Change& change, const Actor& actor, TimePoint now, const LogWords& log)
{
    return impl_->write_at_once([&] {
        Fact fact = store::commit_change(impl_->connection, change, actor, now);
        if (!log.kind.empty())
            store::append_log(impl_->connection, std::array{SessionLogEntry{now, actor, log.kind, log.subject, log.detail}});
        return fact;
    });
}

void Store::log(std::span<const SessionLogEntry> entries)
{
    if (entries.empty())
        return;
    impl_->write_at_once([&] {
        store::append_log(impl_->connection, entries);
        return true;
    });
}

std::vector<IncidentEvent> Store::history(IncidentId incident)
{
    return impl_->read([&] { return store::read_history(impl_->connection, incident); });
}

std::vector<SessionLogEntry> Store::session_log(TimePoint from, TimePoint to)
{
    return impl_->read([&] { return store::read_log(impl_->connection, from, to); });
}

void Store::read_log(const LogFilter& filter, const std::function<bool(const LogRow&)>& each)
{
    impl_->read([&] {
        store::read_log(impl_->connection, filter, each);
        return true;
    });
}

std::vector<std::int64_t> Store::log_ids(const LogFilter& filter)
{
    return impl_->read([&] { return store::read_log_ids(impl_->connection, filter); });
}

std::vector<std::string> Store::log_kinds()
{
    return impl_->read([&] { return store::read_log_kinds(impl_->connection); });
}

std::vector<GridId> Store::put(std::span<const Grid> grids)
{
    impl_->locator.reset();
    return impl_->write([&] {
        impl_->expect("grids", grids);
        return store::write(impl_->connection, grids);
    });
}

std::vector<PlaceId> Store::put(std::span<const Place> places)
{
    return impl_->write([&] {
        impl_->expect("places", places);
        return store::write(impl_->connection, places);
    });
}

std::vector<CameraId> Store::put(std::span<const Camera> cameras)
{
    return impl_->write([&] {
        std::vector<Camera> assigned(cameras.begin(), cameras.end());
        impl_->assign("cameras", assigned);
        return store::write(impl_->connection, std::span<const Camera>(assigned));
    });
}

std::vector<IncidentId> Store::put(std::span<const Incident> incidents, const Actor& actor)
{
    return impl_->write([&] {
        store::Connection& c = impl_->connection;
        std::vector<Incident> assigned(incidents.begin(), incidents.end());
        impl_->assign("incidents", assigned);
        const bool is_staged = impl_->staging != nullptr;
        const auto index = c.hold_index("incidents", assigned.size(), store::lowest_id(std::span<const Incident>(assigned)));
        store::Batches batches(c, "incidents");
        store::IncidentWriter writer(c);
        const TimePoint now = impl_->clock();
        std::vector<IncidentId> ids;
        long long highest = 0;
        for (const Incident& incident : assigned)
            highest = std::max(highest, store::short_number(incident.number));
        if (highest && !is_staged) {
            batches.next_row();
            store::note_incident_numbers(c, highest);
        }
        for (Incident& incident : assigned) {
            batches.next_row();
            incident.id = {batches.id_for(incident.id.value)};
            if (incident.number.empty() && !is_staged)
                incident.number = store::next_incident_number(c);
            writer.write(incident);
            writer.append({{}, incident.id, now, "imported", "", actor});
            ids.push_back(incident.id);
        }
        batches.finish();
        index->finish();
        return ids;
    });
}

void Store::put(std::span<const Incident> incidents, std::span<const IncidentEvent> history)
{
    impl_->write([&] {
        store::Connection& c = impl_->connection;
        const auto index = c.hold_index("incidents", incidents.size(), store::lowest_id(incidents));
        store::Batches batches(c, "incidents");
        store::IncidentWriter writer(c);
        long long highest = 0;
        auto event = history.begin();
        for (const Incident& incident : incidents) {
            batches.next_row();
            writer.write(incident);
            highest = std::max(highest, store::short_number(incident.number));
            for (; event != history.end() && event->incident == incident.id; ++event)
                writer.append(*event);
        }
        batches.next_row();
        store::note_incident_numbers(c, highest);
        batches.finish();
        index->finish();
        return true;
    });
}

std::vector<UnitId> Store::put(std::span<const Unit> units)
{
    return impl_->write([&] {
        impl_->expect("units", units);
        return store::write(impl_->connection, units);
    });
}

std::vector<AccountId> Store::put(std::span<const Account> accounts)
{
    return impl_->write([&] {
        impl_->expect("accounts", accounts);
        return store::write(impl_->connection, accounts);
    });
}

void Store::set_pin(AccountId account, std::string_view pin)
{
    std::string hash = pin.empty() ? std::string() : hash_pin(pin);
    impl_->write_at_once([&] {
        store::write_pin(impl_->connection, account, std::move(hash));
        store::forget_wrong_pins(impl_->connection, account);
        return true;
    });
}

int Store::wrong_pins(AccountId account)
{
    return impl_->read([&] { return store::read_wrong_pins(impl_->connection, account); });
}

int Store::note_wrong_pin(AccountId account)
{
    return impl_->write_at_once([&] {
        store::add_wrong_pin(impl_->connection, account);
        return store::read_wrong_pins(impl_->connection, account);
    });
}

void Store::forget_wrong_pins(AccountId account)
{
    impl_->write_at_once([&] {
        store::forget_wrong_pins(impl_->connection, account);
        return true;
    });
}

bool Store::is_pin_of(AccountId account, std::string_view pin)
{
    const std::string hash = impl_->read([&] { return store::read_pin(impl_->connection, account); });
    return !hash.empty() && fits_pin(hash, pin);
}

std::vector<PostId> Store::put(std::span<const Post> posts)
{
    return impl_->write([&] {
        impl_->expect("posts", posts);
        return store::write(impl_->connection, posts);
    });
}

LayerId Store::put(const Layer& layer)
{
    if (impl_->staging)
        return impl_->write([&] {
            Layer with_id = layer;
            impl_->expect("layers", std::span(&layer, 1));
            if (!with_id.id)
                with_id.id = {impl_->staging->next_id("layers")};
            return store::write(impl_->connection, with_id);
        });
    return impl_->write_at_once([&] { return store::write(impl_->connection, layer); });
}

void Store::put_setting(const std::string& key, const std::string& value)
{
    impl_->write_at_once([&] {
        store::write_setting(impl_->connection, key, value);
        return true;
    });
}

Reassigned Store::reassign_grids(TimePoint now)
{
    return impl_->write([&] {
        impl_->locator.reset();
        return store::reassign(impl_->connection, impl_->grids_at(now));
    });
}

void Store::stop_with(std::stop_token stop) { impl_->connection.stop_with(std::move(stop)); }

void Store::begin_import(std::stop_token stop)
{
    impl_->staging.reset();
    impl_->write([&] {
        impl_->staging = impl_->connection.stage_import(std::move(stop));
        return true;
    });
}

bool Store::publish_import(const ImportRecord& record, std::span<const std::pair<std::string, std::string>> settings,
                           const Actor& actor, TimePoint now)
{
    return impl_->write([&] {
        bool can_undo = false;
        impl_->staging->publish(record, settings, actor, now, can_undo);
        impl_->staging.reset();
        impl_->locator.reset();
        return can_undo;
    });
}

void Store::drop_import()
{
    impl_->staging.reset();
}

UndoneImport Store::undo_import(const Actor& actor, TimePoint now)
{
    const UndoneImport undone = impl_->write([&] { return impl_->connection.undo_import(actor, now); });
    if (undone.what == "grids")
        reassign_grids(now);
    impl_->locator.reset();
    return undone;
}

std::optional<ImportRecord> Store::import_like(const std::string& what, const std::string& columns)
{
    return impl_->read([&] { return store::read_import_like(impl_->connection, what, columns); });
}

std::string Store::newest_fit()
{
    return impl_->read([&] { return store::read_newest_fit(impl_->connection); });
}

std::vector<ImportRecord> Store::imports()
{
    return impl_->read([&] { return store::read_imports(impl_->connection); });
}

void Store::backup(const std::filesystem::path& to)
{
    if (std::filesystem::exists(to))
        throw Error(geo::remark("backup_there", to.string()));
    impl_->read([&] { impl_->connection.copy_to(to); });
}

void Store::settle()
{
    impl_->write([&] { impl_->connection.settle(); });
}

void Store::limit_pages(std::int64_t pages)
{
    impl_->connection.limit_pages(pages);
}

} // namespace data
