#pragma once
// Words that are said now and read later, perhaps in another language: a key of data/i18n with its values, worded where they are drawn
// (words_of, console/text/text.h). A value; any thread.

#include "console/error.h"

#include <concepts>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace console {

struct Said {
    std::string key;          // of data/i18n; empty: `words`, then each of `values` after another
    std::vector<Said> values; // of the marks {0}, {1} …
    std::string words;        // without a key: as they are; with one: what is said in English in its place, if anything

    Said() = default;
    Said(std::string as_they_are) : words(std::move(as_they_are)) {}
    Said(const char* as_they_are) : words(as_they_are) {}
    /// Of a finding, an error or any other key.
    Said(const geo::Remark& remark) : key(remark.key), values(remark.values.begin(), remark.values.end()) {}
    /// What nobody foresaw has English words only: they stay in the log.
    Said(const Fault& fault);

    bool empty() const { return key.empty() && words.empty() && values.empty(); }
    bool operator==(const Said& other) const { return key == other.key && words == other.words && values == other.values; }
};

inline Said said_value(Said value) { return value; }
inline Said said_value(std::integral auto value) { return Said(std::to_string(value)); }

/// said("message.on_wall", number, tile): the values may be texts, whole numbers, and what is said itself.
template <class... Values> Said said(std::string key, Values&&... values)
{
    Said made;
    made.key = std::move(key);
    (made.values.push_back(said_value(std::forward<Values>(values))), ...);
    return made;
}

/// One after another, a space between them.
Said said_together(std::vector<Said> parts);
/// Several remarks as one sentence.
Said said_list(std::span<const geo::Remark> remarks);
/// In English, and as a remark: of what a task failed with, for facts. An empty one where there are only words.
std::string english_of(const Said& said);
geo::Remark remark_of(const Said& said);

}
