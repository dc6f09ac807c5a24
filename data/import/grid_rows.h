#pragma once
// The rows of a source of areas: read, judged, and recognised among the areas that are there. Part of the importer; one import is one
// thread's work.

#include "data/import/run.h"
#include "data/import/source.h"

#include <array>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace data {

struct NewGrid {
    Grid grid;
    std::int64_t row = 0;
    std::string parent_code, parent_name;
    bool known = false;   // was in the workspace
    bool changed = false; // differs from it
    std::set<std::string> fields; // that the source has for it
};

/// Only fields the source has replace those of an area already known.
void take_fields(Grid& grid, const NewGrid& from);

/// Every row that is an area. `recognise`: those known by job.match, by their code, else by their name have the fields of the area in
/// import.world with the source's over them; without, all are as the source has them, and only codes may not stand there twice.
std::vector<NewGrid> read_grids(Import& import, bool recognise = true);

/// The areas above, for finding parents: those of the workspace and those just imported, in force.
class Parents {
public:
    explicit Parents(TimePoint now) : now_(now) {}

    void add(const Grid& grid);
    GridId by_code(Level level, const std::string& code) const;
    /// Only a name that one area alone has says which one it is.
    GridId by_name(Level level, const std::string& name) const;
    /// Codes nest: 15 digits of a grid begin with the 12 of its community.
    GridId by_prefix(Level level, const std::string& code) const;
    GridId by_place(Level level, geo::LonLat p) const;

private:
    struct Tier {
        std::vector<Grid> areas;
        std::unordered_map<GridId, std::size_t> by_id;
        std::unordered_map<std::string, GridId> by_code;
        std::unordered_map<std::string, std::set<GridId>> by_name;
    };
    template <class Ask> GridId find(Level level, Ask ask) const
    {
        for (int above = int(level) - 1; above >= 0; --above)
            if (const GridId id = ask(tiers_[std::size_t(above)]))
                return id;
        return {};
    }
    TimePoint now_;
    std::array<Tier, level_names.size()> tiers_;
};

struct ParentCounts {
    std::int64_t by_code = 0, by_place = 0, none = 0;
};

GridId find_parent(const Parents& parents, const NewGrid& fresh, ParentCounts& counts);

} // namespace data
