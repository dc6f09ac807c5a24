#pragma once
// One search over everything with a name or a number. An index is built once, off the UI thread, from frozen tables,
// and never changes; asking it is a pure function: 150,000 names take some milliseconds.

#include "data/world.h"

#include <cstdint>
#include <memory>
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
    int rank = 0; // 0 is exactly a field, 1 begins one, 2 begins a word, 3 stands somewhere inside
};

/// Matches are without regard to case and to full-width forms; every word of the query must occur. Chinese is found
/// anywhere inside a name.
class SearchIndex {
public:
    SearchIndex();
    ~SearchIndex();
    SearchIndex(SearchIndex&&) noexcept;
    SearchIndex& operator=(SearchIndex&&) noexcept;

    /// Grids in force, by name and code.
    void add(Frozen<Grid> grids);
    /// Cameras that are not removed, by short number, name, code and address.
    void add(Frozen<Camera> cameras);
    /// Places by name with number, poles by number.
    void add(Frozen<Place> places);
    /// Incidents by number, title and place. They change often: keep them in an index of their own.
    void add(std::shared_ptr<const std::vector<Incident>> incidents);

    std::size_t size() const;
    /// The best hits first: by rank, then grids, cameras, places, incidents; shorter before longer.
    std::vector<SearchHit> find(std::string_view query, std::size_t most = 20) const;

private:
    struct Entries;
    std::unique_ptr<Entries> entries_;
};

/// Asks several indices at once (those of the records and of the incidents) and puts a hit for coordinates first where
/// the query is a position (geo::parse_position). nearby: the city's box, which settles which number is the longitude.
std::vector<SearchHit> search(std::span<const SearchIndex* const> indices, std::string_view query,
                              std::size_t most = 20, const geo::LonLatBox& nearby = {});

} // namespace data
