#pragma once
// A corrected edition of the boundaries as one step of a draft: borders, new and removed grids and fields together, undone together. The file
// is read elsewhere (data/import/draft_grids.h). No script can hold it: in the journal it is the entry "import", which only its delta does
// again. Values; a draft's thread.

#include "data/drafts/draft.h"

#include <optional>

namespace data {

/// A grid that a file has otherwise than the draft, or that the draft has not.
struct ImportedGrid {
    std::optional<geo::FaceId> face;        // of the draft; empty: a new one
    DraftGrid record;                       // as it is to be, but for id and is_estimated; what is empty in a new one is derived as for any new grid
    bool has_households = false, has_residents = false; // the file counts them; else they follow the land
    std::optional<std::vector<geo::FixedPolygon>> shape; // empty: its border stays
};

struct DraftImport {
    std::string source;                     // the file's name
    std::vector<ImportedGrid> grids;
    std::vector<geo::FaceId> removed;
};

struct ImportTrial {
    OpOutcome outcome;
    std::vector<LockedOutline> locked;      // what would have to be unlocked first; the outcome is then a refusal
};

} // namespace data
