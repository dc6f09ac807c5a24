#pragma once
// What `gridwatch draft` says of a draft: one JSON object for scripts, lines for people. English. Any thread.

#include "data/drafts/findings.h"
#include "data/drafts/preview.h"

#include <optional>
#include <string>

namespace console {

struct DraftReport {
    std::string draft;
    std::optional<std::string> edition; // it was begun on; empty: the boundaries before the first
    std::size_t entries = 0, grids = 0;
    std::size_t overlaps = 0, gaps = 0, unassigned = 0, invalid = 0, orphans = 0, code_errors = 0;
    std::string area_units2;            // data::doubled_frame_area()
    std::string digest;
    struct Line {
        data::Finding finding;
        std::vector<std::string> grids; // as scripts name them
    };
    std::vector<Line> findings;
    double seconds = 0;
};

/// Gaps that are set aside with a reason count as unassigned land, invalid shapes that are set aside not at all. Codes are missing only where grids had some when the draft was begun.
DraftReport make_draft_report(const data::Draft& draft, const data::DraftHead& head, std::optional<std::string> edition);
std::string json_from(const DraftReport& report);
std::string words_from(const DraftReport& report);

std::string json_from(const data::Preview& preview);
std::string words_from(const data::Preview& preview);

} // namespace console
