#pragma once
// The names of a place: its own, those in other languages, and what stands on screen for it. Pure functions; any thread.

#include "data/records/records.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace data {

/// "解放大道12号", "Main Street 12"; a pole's number alone where it has no name.
std::string place_title(const Place& place);

/// Place::other_names taken apart: key ("en", "zh", "alt", "old", "ref") and name.
std::vector<std::pair<std::string, std::string>> other_names(const Place& place);
/// The name under a key; empty where there is none. The view is into the place.
std::string_view other_name(const Place& place, std::string_view key);
/// Adds one line to a list of names; blanks, line breaks and doublets are left out.
void add_other_name(std::string& names, std::string_view key, std::string_view name);

/// Whether a text holds a Chinese character (CJK ideographs of any plane).
bool has_han(std::string_view text);

} // namespace data
