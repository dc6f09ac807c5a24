#pragma once
// What a person types into a search field, made ready for comparing: small letters, plain digits, words, the two roads of a
// crossing. Pure functions; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace data {

/// Lower case, full-width ASCII (U+FF01–FF5E) made plain, control characters and the ideographic space made blanks, accents of
/// Latin letters left away ("Ängel" → "angel").
void append_folded(std::string& out, std::string_view text);

struct SearchQuery {
    std::vector<std::string> words; // each must occur
    bool is_crossing = false;       // two roads were named: only crossings are meant
};

/// What was typed, as it stands: "#0217" → 217, "3401 0400-…" of a long code without its dashes, "a / b" two roads.
SearchQuery parse_query(std::string_view text);
/// Other ways to read it, tried in turn when nothing was found: "解放大道与新华路", "jiefang and xinhua" as a crossing, "jf12" as jf and 12.
std::vector<SearchQuery> other_readings(std::string_view text);

} // namespace data
