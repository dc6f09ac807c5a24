#pragma once
// One .cpp a table: how its rows become records and back. Geometry travels as hex EWKB inwards and hex WKB outwards.
// All throw soci::soci_error or Error; store.cpp turns them into sentences.

#include "data/records/assign.h"
#include "data/records/facts.h"
#include "data/records/import_record.h"
#include "data/records/log_filter.h"
#include "data/records/records.h"
#include "data/store/tables/connection.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace data::store {

/// Shapes are parsed; box, label and area are left to derive(), which is the slower part.
std::vector<Grid> read_grids(Connection& connection);
/// The rows that `is_of_edition` means.
std::vector<Grid> read_grids_of(Connection& connection, std::int64_t edition);
/// All that unit grids ever had, each once, sorted.
std::vector<std::string> read_codes_of_grids(Connection& connection);
std::optional<Grid> read_grid(Connection& connection, GridId id);
/// Inside the caller's transaction; rows with their ids.
void write_in_one(Connection& connection, std::span<const Grid> grids);
std::vector<GridId> write(Connection& connection, std::span<const Grid> grids);

std::vector<Place> read_places(Connection& connection);
struct PlacedHouseholds {
    geo::LonLat point;
    int households = 0;
};
/// Of the places that have any.
std::vector<PlacedHouseholds> read_households(Connection& connection);
std::vector<PlaceId> write(Connection& connection, std::span<const Place> places);

std::vector<Camera> read_cameras(Connection& connection);
/// Cameras without a number get one. Throws Error when a number is taken.
std::vector<CameraId> write(Connection& connection, std::span<const Camera> cameras);

std::vector<Unit> read_units(Connection& connection);
std::vector<UnitId> write(Connection& connection, std::span<const Unit> units);
std::vector<Account> read_accounts(Connection& connection);
std::vector<AccountId> write(Connection& connection, std::span<const Account> accounts);
/// Empty: it has none.
std::string read_pin(Connection& connection, AccountId account);
/// Inside the caller's transaction; empty takes it away.
void write_pin(Connection& connection, AccountId account, std::string hash);
int read_wrong_pins(Connection& connection, AccountId account);
void add_wrong_pin(Connection& connection, AccountId account);
void forget_wrong_pins(Connection& connection, AccountId account);
std::vector<Post> read_posts(Connection& connection);
std::vector<PostId> write(Connection& connection, std::span<const Post> posts);

std::vector<Layer> read_layers(Connection& connection);
/// Inside the caller's transaction.
LayerId write(Connection& connection, const Layer& layer);
void remove_layer(Connection& connection, LayerId layer);

std::map<std::string, std::string> read_settings(Connection& connection);
/// Inside the caller's transaction.
void write_setting(Connection& connection, std::string key, std::string value);

/// Inside the caller's transaction.
void append_log(Connection& connection, std::span<const SessionLogEntry> entries);
std::vector<SessionLogEntry> read_log(Connection& connection, TimePoint from, TimePoint to);
void read_log(Connection& connection, const LogFilter& filter, const std::function<bool(const LogRow&)>& each);
std::vector<std::int64_t> read_log_ids(Connection& connection, const LogFilter& filter);
std::vector<std::string> read_log_kinds(Connection& connection);
void append_import(Connection& connection, const ImportRecord& record, const Actor& actor, TimePoint time);
std::vector<ImportRecord> read_imports(Connection& connection);
/// When each kind of data came in last, by the word of ImportRecord::what; imports taken back do not count.
std::map<std::string, TimePoint> read_import_times(Connection& connection);
std::optional<ImportRecord> read_import_like(Connection& connection, std::string what, std::string columns);
std::string read_newest_fit(Connection& connection);

/// Sets the grid of every incident and camera whose grid is another one now; once there are editions, of open incidents only: what is
/// closed keeps the grid it had.
Reassigned reassign(Connection& connection, const GridLocator& grids);
/// The same inside the caller's transaction, for an edition: each open incident whose grid has another code (where it has none, another name) now
/// gets an event "reassigned", "old → new", of that instant, or of its own where it was reported later. Where a newer edition is due as well, that one takes
/// what was reported after `at`, and the cameras (`is_newest` false). Returns how many incidents and cameras that are.
Reassigned reassign_with_events(Connection& connection, const GridLocator& grids, const Actor& actor, TimePoint at, bool is_newest);

} // namespace data::store
