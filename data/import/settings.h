#pragma once
// What a workspace is given by its first import: local time, a projected system, accounts to sign on with. Part of the importer.

#include "data/import/run.h"

namespace data {

/// "+08:00" for a place: standard time of its zone (time_zones.h), at sea by the longitude.
std::string utc_offset_for(geo::LonLat place);
/// The middle of what a workspace holds; empty when it holds nothing with a position.
std::optional<geo::LonLat> place_of(const WorkspaceLoaded& world);
/// Local time and projected system for a workspace that does not say them; each choice is noted in the report.
void settle_place(Import& import, geo::LonLat place);
/// Accounts and posts to sign on with, where there are none.
void put_accounts(Import& import);

} // namespace data
