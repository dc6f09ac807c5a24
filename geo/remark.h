#pragma once
// Something worth telling about a row or a file, as a key and its values: the words stand in data/i18n/finding.json under
// "finding.KEY", so that the console shows them in its language and the command line in English. A value; any thread.

#include <string>
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

} // namespace geo
