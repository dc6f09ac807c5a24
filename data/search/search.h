#pragma once
// One search over everything with a name or a number. An index is built once, off the UI thread, from frozen tables, and never
// changes; asking it is a pure function, and one for a background thread: 200,000 names take tens of milliseconds at worst.

#include "data/records/world.h"
#include "data/search/match.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace data {

enum class HitKind { grid, camera, incident, place, coordinate };

struct SearchHit {
    HitKind kind = HitKind::place;
    std::int64_t id = 0; // of that kind's record; 0 for coordinates
    std::string title;   // "217 解放大道北口", "解放大道12号"
    std::string detail;  // code, address or place
    geo::LonLat position;
    bool has_position = true;
    MatchRank rank = MatchRank::whole;
    PlaceKind place_kind = PlaceKind::address; // of places
};

/// What of an incident is searched; it does not change after the report, so an index of them only grows.
struct NamedIncident {
    IncidentId id;
    std::string number, title, place;
    geo::LonLat position;
    bool has_position = true;
};
/// The incidents from `first` on.
std::vector<NamedIncident> names_of(const std::vector<Incident>& incidents, std::size_t first = 0);

struct SearchOptions {
    std::size_t most = 20;
    bool places_only = false;        // places, grids and coordinates
    geo::LonLatBox nearby;           // the city's box: settles which number of a pair is the longitude
    std::optional<geo::LonLat> from; // among equals, the nearest first
};

/// Without regard to case, full-width forms and accents; every word of the query must occur. Chinese is found anywhere inside a
/// name, by its characters or by the letters of any reading of them.
class SearchIndex {
public:
    SearchIndex();
    ~SearchIndex();
    SearchIndex(SearchIndex&&) noexcept;
    SearchIndex& operator=(SearchIndex&&) noexcept;

    /// Grids in force at `now`, by name and code.
    void add(Frozen<Grid> grids, TimePoint now);
    /// Cameras that are not removed, by short number, name, code and address.
    void add(Frozen<Camera> cameras);
    /// Places by name with number and by their other names; poles by number; buildings that have a name.
    void add(Frozen<Place> places);
    /// Incidents by number, title and place.
    void add(std::vector<NamedIncident> incidents);
    /// After the last add() and before the first search().
    void freeze();

    std::size_t size() const;

private:
    friend std::vector<SearchHit> search(std::span<const SearchIndex* const>, std::string_view, const SearchOptions&);
    struct Entries;
    std::unique_ptr<Entries> entries_;
};

/// Asks several indices at once, the best hits first: by rank; among equals streets before what stands along them and incidents
/// last, shorter names before longer ones, nearer before farther. A hit for coordinates comes first where the query is a position (geo::parse_position). Where nothing is found the
/// query is read in other ways, and where little is, one wrong letter is forgiven.
std::vector<SearchHit> search(std::span<const SearchIndex* const> indices, std::string_view query, const SearchOptions& options = {});

} // namespace data
