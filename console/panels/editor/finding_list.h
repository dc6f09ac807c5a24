#pragma once
// What the checks found, as the editor lists it, and what is offered against it. Pure.

#include "console/frame/draft_view.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace console {

struct FindingEntry {
    const data::Finding* finding = nullptr;
    std::string words;       // "East 7: 1.4 m wide on average"
    std::string below;       // what F does, or why it is set aside
    bool is_set_aside = false;
};

/// In the interface language.
std::string finding_words(const Texts& text, const data::Finding& finding);
/// Faults first, then warnings and hints, those set aside last; of one kind, where that is asked for. `found` must live as long.
std::vector<FindingEntry> make_finding_entries(const Texts& text, const std::vector<data::Finding>& found, std::optional<data::FindingKind> kind);

struct FindingCounts {
    std::size_t faults = 0, warnings = 0, hints = 0, set_aside = 0;
};
FindingCounts count_findings(const std::vector<data::Finding>& found);

/// A step of the journal in words: "split East 7", "repair: overlaps". `name` of a grid or area by its id, empty where it is not known.
std::string step_words(const Texts& text, const DraftStep& step, const std::function<std::string(data::GridId)>& name);

}
