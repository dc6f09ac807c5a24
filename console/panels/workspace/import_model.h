#pragma once
// The import desk as rows: what a dry run found, by row, with a reason and what to do. Pure functions.

#include "console/text/text.h"
#include "data/import/preview.h"

#include <string>
#include <vector>

namespace console {

struct FindingRow {
    enum class Kind { refused, repaired, changed, noted };
    Kind kind = Kind::refused;
    std::string row;      // "row 17"; empty for the whole file
    std::string words;    // what
    std::string proposal; // what to do; may be empty
};

/// Refused rows first, then mended and changed ones, then what is to be said of the whole file.
std::vector<FindingRow> make_finding_rows(const Texts& text, const data::ImportReport& report);

/// A field of ours in the interface's language: "households", "户数".
std::string field_words(const Texts& text, const std::string& field);
/// The same with why its column was taken, where that is not the column's name.
std::string taken_words(const Texts& text, const std::string& field, const std::string& why);

/// A coordinate system as PROJ and EPSG name it ("EPSG:4610 Xian 1980"), in the interface's language: the usual ones; the others, and all in
/// English, as they are.
std::string system_words(const Texts& text, std::string_view name);

/// Why a candidate system cannot be taken as it is; empty when it can.
std::string refusal_words(const Texts& text, const data::CrsCandidate& candidate);

/// What the button that takes it in says: how many rows, and how many records that are there already they change or close.
std::string start_words(const Texts& text, const std::optional<data::ImportReport>& report, data::MissingPolicy missing);

/// "98 % / 71 %": inside grids, near roads; "–" where the workspace has none.
std::string share_text(const data::CrsCandidate& candidate);

}
