#pragma once
// What publishing a draft would write, or why it cannot be published. Where editions were published since the draft was begun, it is worked
// out against the newest one's areas, unless both changed the same communities. Pure; blocks (a second or two for a city).

#include "data/drafts/findings.h"
#include "geo/remark.h"

namespace data {

struct PublishTarget {
    std::int64_t draft = 0;
    std::int64_t edition = 0;          // the draft was begun on; 0: before the first
    std::string name;                  // of the edition
    TimePoint valid_from;
    std::vector<Edition> editions;     // all, oldest first
    std::vector<Grid> newest;          // areas of the newest edition; not looked at where the draft was begun on it
    std::map<GridId, std::string> codes; // of all areas there ever were: editions name communities by id
    std::string crosswalk;             // CSV
    std::vector<std::int64_t> behind = {}; // editions to come with a later date, to be written anew behind this one
    bool is_without_them = false;      // `editions` and `newest` are those without `behind`
};

struct RefusedPublication {
    std::string text;                  // for operators, English
    std::optional<geo::LonLat> at;
    std::vector<std::string> conflict; // codes (else "#ID") of communities that both the draft and an edition since changed
    std::string by;                    // the newest such edition
    geo::Remark why = {};              // the text as a remark, where it is no conflict
};

using PublicationOutcome = std::variant<Publication, RefusedPublication>;

/// The communities that both the draft and an edition since, or one of those `behind`, changed.
std::optional<RefusedPublication> conflict_of(const Draft& draft, const PublishTarget& target);

/// Grids with another border or record end and begin again; neighbours that only got a vertex are written, too, but are none of
/// `communities`. An outline that was moved becomes the union of its grids. Refused: overlaps, gaps or invalid shapes left that nobody looked at, nothing changed, a date before
/// the newest edition's or before an area that would end, a conflict, or a result that is no partition where it was one before.
PublicationOutcome plan_publication(const Draft& draft, const PublishTarget& target);

} // namespace data
