#pragma once
// Something worth telling about a row, a file or what failed, as a key and its values: the words stand in data/i18n/finding.json under
// "finding.KEY" and, of errors, in data/i18n/error.json under "error.KEY", so that the console shows them in its language and the command
// line in English. A value; any thread.

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geo {

struct Remark {
    std::string key;                 // empty: nothing to say
    std::vector<std::string> values; // of the marks {0}, {1} … in the words

    Remark() = default;
    Remark(std::string name, std::vector<std::string> marks = {}) : key(std::move(name)), values(std::move(marks)) {}
    bool empty() const { return key.empty(); }
    bool operator==(const Remark&) const = default;
};

/// A value of a mark as text: a decimal as short as it can be read back.
std::string mark_text(double value);
inline std::string mark_text(std::string_view value) { return std::string(value); }
inline std::string mark_text(std::integral auto value) { return std::to_string(value); }

/// remark("no_level", name): the values may be texts and numbers.
template <class... Values> Remark remark(std::string key, Values&&... values)
{
    return {std::move(key), {mark_text(std::forward<Values>(values))...}};
}

/// What an error of ours carries beside its English words; nothing where only the log is told.
struct Remarked {
    Remark why;
};

/// In English, from data/i18n/error.json; the key and its values where the table has no words.
std::string error_words(const Remark& why);
/// `words` with its marks {0} … {9} replaced; {0:row|rows} is the first word where that value is 1, else the second.
std::string with_values(const std::string& words, const std::vector<std::string>& values);

} // namespace geo
